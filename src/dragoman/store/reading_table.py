"""Documents listed, actors counted and the whole summed up by the columns of `reading_columns`, with numpy.

What is loaded is kept with the engine: readings never change, so only those that are new are loaded again.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from sqlalchemy import Connection, Engine, func, not_, select

from dragoman.record import RecordPlaceError
from dragoman.store import listing, schema
from dragoman.store.asking import standing
from dragoman.store.at_hand import AtHand
from dragoman.store.columnar import erased
from dragoman.store.counting import Array, as_small, integers, joined, one_of
from dragoman.store.query import DocumentQuery, Summary
from dragoman.store.reading_columns import LAYOUT, moment_of
from dragoman.store.schema.columnar import CHUNK

UNDATED = np.iinfo(np.int32).max
_SMALL = ("claims", "problems", "forms", "form", "times")
"""Columns of numbers that are mostly small, and held as small as they are."""


@dataclass(frozen=True)
class ReadingTable:
    """All columns of a record, whole. `document` has the id of each reading's document."""

    state: tuple[int, int, int]
    columns: dict[str, Array]
    document: Array

    def __getitem__(self, column: str) -> Array:
        return self.columns[column]

    @cached_property
    def of_form(self) -> Array:
        """Where the reading of each form stands."""
        return np.repeat(np.arange(len(self["reading"]), dtype=np.int32), self["forms"])

    @cached_property
    def place(self) -> Array:
        """Each reading's place by the day of publication (undated ones last) and document."""
        days = np.where(self["first"] == 0, UNDATED, self["first"])
        place = np.empty(len(days), np.int64)
        place[np.lexsort((self.document, days))] = np.arange(len(days))
        return place


def table(engine: Engine, connection: Connection) -> ReadingTable:
    """The columns as they are now."""
    c = schema.reading_columns.c
    row = connection.execute(select(func.count(), func.max(c.last))).one()
    now = (int(row[0]), int(row[1] or 0), erased(connection))
    return tables.of(engine, now, lambda kept: _load(connection, now, kept))


tables: AtHand[ReadingTable] = AtHand()


def _load(connection: Connection, now: tuple[int, int, int], kept: ReadingTable | None) -> ReadingTable:
    """Load what is new; all of it where anything is gone."""
    c, r = schema.reading_columns.c, schema.readings.c
    asked, named = select(c.packed).order_by(c.chunk), select(r.id, r.document)
    before, known = None, np.empty(0, "S1")
    if kept is not None and kept.state[1] < now[1] and kept.state[2] == now[2]:
        first = kept.state[1] // CHUNK * CHUNK
        before, known = _up_to(kept, first)
        asked, named = asked.where(c.chunk >= first // CHUNK), named.where(r.id >= first)
    columns = joined(LAYOUT, before, connection.scalars(asked))
    for name in _SMALL:
        columns[name] = as_small(columns[name])
    ids = {number: document.encode() for number, document in connection.execute(named)}
    new = [ids[number] for number in columns["reading"][len(known) :].tolist()]
    return ReadingTable(now, columns, np.concatenate((known, np.array(new, "S"))) if new else known)


def _up_to(kept: ReadingTable, reading: int) -> tuple[dict[str, Array], Array]:
    """The columns of the readings before this number, and their documents."""
    many = int(np.searchsorted(kept["reading"], reading))
    ends = {"reading": many, "form": int(kept["forms"][:many].sum())}
    return {name: kept[name][: ends[of]] for name, _, of in LAYOUT.columns}, kept.document[:many]


def stands(connection: Connection, its: ReadingTable, as_of: datetime.datetime | None) -> Array:
    """Which readings stand, or stood then."""
    gone = connection.scalars(select(schema.readings.c.id).where(not_(standing(as_of))))
    found: Array = ~one_of(its["reading"], gone)
    return found


def count(connection: Connection, its: ReadingTable, query: DocumentQuery) -> int:
    """How many documents match, whatever the limit."""
    return int(_matching(connection, its, query).sum())


def numbers(connection: Connection, its: ReadingTable, query: DocumentQuery) -> list[int]:
    """The readings of the documents that match, in order. RecordPlaceError where there is none to go on from."""
    found = np.flatnonzero(_matching(connection, its, query))
    found = found[np.argsort(its.place[found])]
    start = 0
    if query.after is not None:
        at = np.flatnonzero(its.document[found] == query.after.encode())
        if not len(at):
            raise RecordPlaceError(f"no document {query.after} is in this list; begin it anew")
        start = int(at[0]) + 1
    end = None if query.limit is None else start + query.limit
    listed: list[int] = its["reading"][found[start:end]].tolist()
    return listed


def _matching(connection: Connection, its: ReadingTable, query: DocumentQuery) -> Array:
    found = stands(connection, its, query.as_of)
    first, last = its["first"], its["last"]
    if query.since is not None or query.until is not None:
        found &= ((first > 0) | (last > 0)) & _meets(first, last, query.since, query.until)
    if query.language is not None:
        t = schema.column_values.c
        asked = select(t.number).where(t.column == "language", t.value == query.language)
        found &= one_of(its["language"], connection.scalars(asked))
    if query.on is not None:
        told = one_of(its["reading"], integers(connection, listing.telling_of(query.on))[:, 0])
        found &= told | ((first > 0) & _meets(first, last, query.on, query.on))
    if query.names is not None:
        naming = [integers(connection, asked)[:, 0] for asked in listing.naming(query)]
        found &= one_of(its["reading"], np.concatenate(naming))
    return found


def _meets(first: Array, last: Array, since: datetime.date | None, until: datetime.date | None) -> Array:
    """That two stretches share a day; an end left open reaches any."""
    found = np.ones(len(first), bool)
    if since is not None:
        found &= (last == 0) | (last >= since.toordinal())
    if until is not None:
        found &= (first == 0) | (first <= until.toordinal())
    return found


def claims_of(its: ReadingTable, readings: Sequence[int]) -> Iterable[int]:
    """How many claims each of these readings has."""
    many: list[int] = its["claims"][np.searchsorted(its["reading"], np.array(readings, np.int64))].tolist()
    return many


def summary(connection: Connection, its: ReadingTable, kinds: dict[str, int]) -> Summary:
    """What the record holds now, in numbers, given how many claims are of each kind."""
    found = stands(connection, its, None)
    first = its["first"][found]
    last = np.where(its["last"] > 0, its["last"], its["first"])[found]
    first, last = first[first > 0], last[last > 0]
    said = None
    if len(first) and len(last):
        said = (datetime.date.fromordinal(int(first.min())), datetime.date.fromordinal(int(last.max())))
    sightings = connection.scalar(select(func.count()).select_from(schema.sightings))
    return Summary(
        documents=int(found.sum()),
        claims=sum(kinds.values()),
        readings=len(found),
        sightings=sightings or 0,
        problems=int(its["problems"][found].sum()),
        undated=int((its["dated"][found] == 0).sum()),
        claims_by_kind=kinds,
        said=said,
        learned_at=moment_of(int(its["learned"].max())) if len(found) else None,
    )
