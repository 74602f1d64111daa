"""Claims counted and found by their columns, which numpy goes through faster than a database goes through rows.

What is loaded is kept with the engine: readings never change, so only those that are new are loaded again.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Select, func, literal_column, not_, or_, select

from dragoman.identity import Merged
from dragoman.store import asking, masks, schema
from dragoman.store.asking import named, on_track, standing
from dragoman.store.at_hand import AtHand
from dragoman.store.coded import Column, narrow
from dragoman.store.columnar import AGAIN, LAYOUT, ROLES, state
from dragoman.store.linking import handfuls
from dragoman.store.numbering import starts
from dragoman.store.packing import Layout
from dragoman.store.query import ClaimFacets, ClaimQuery
from dragoman.store.schema.columnar import CHUNK

Array = NDArray[Any]
SIZES = {"I": "<u4", "i": "<i4", "H": "<u2", "B": "u1", "f": "<f4", "d": "<f8", "q": "<i8", "Q": "<u8"}
HANDFUL = 10_000
"""Documents asked for at a time."""
_NARROW = ("parties", "tracks", "track", "party")
"""Columns of numbers that are mostly small, and held as small as they are."""
_EXACT = ("kind", "polarity", "form")


@dataclass(frozen=True, slots=True)
class Table:
    """All columns of a record, whole; how sure each claim is apart, as that is no whole number."""

    state: tuple[int, int, int, int]
    columns: dict[str, Array]
    confidence: Column

    def __getitem__(self, column: str) -> Array:
        return self.columns[column]

    @property
    def of_claim(self) -> Array:
        """Where each claim's reading stands: worked out in milliseconds, and as large as three columns."""
        return np.repeat(np.arange(len(self["reading"]), dtype=np.int32), self["claims"])


def table(engine: Engine, connection: Connection) -> Table:
    """The columns as they are now."""
    now = state(connection)
    return tables.of(engine, now, lambda kept: _load(connection, now, kept))


tables: AtHand[Table] = AtHand()


def _load(connection: Connection, now: tuple[int, int, int, int], kept: Table | None) -> Table:
    """Load what is new; all of it where anything is gone."""
    c = schema.claim_columns.c
    before, asked = None, select(c.packed).order_by(c.chunk)
    if kept is not None and kept.state[1] < now[1] and kept.state[3] == now[3]:
        first = kept.state[1] // CHUNK
        earlier = connection.scalar(select(func.sum(c.claims)).where(c.chunk < first)) or 0
        before = _up_to(kept, first * CHUNK)
        if len(before["kind"]) == earlier:
            asked = asked.where(c.chunk >= first)
        else:
            before = None
    whole = joined(LAYOUT, before, connection.scalars(asked))
    for name in _NARROW:
        whole[name] = as_small(whole[name])
    return Table(now, whole, narrow(whole.pop("confidence")))


def _up_to(kept: Table, reading: int) -> dict[str, Array]:
    """The columns of the readings before this number."""
    readings = int(np.searchsorted(kept["reading"], reading))
    claims = int(kept["claims"][:readings].sum())
    ends = {
        "reading": readings,
        "claim": claims,
        "party": int(kept["parties"][:claims].sum()),
        "track": int(kept["tracks"][:claims].sum()),
    }
    columns: dict[str, Column] = {**kept.columns, "confidence": kept.confidence}
    return {name: columns[name][: ends[of]] for name, _, of in LAYOUT.columns}


def as_small(numbers: Array) -> Array:
    """Whole numbers, none negative, in as few bytes as the largest asks for."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))), copy=False)


def joined(layout: Layout, before: dict[str, Array] | None, packed: Iterable[bytes]) -> dict[str, Array]:
    """The columns of many rows one after the other, behind those that are had already."""
    kinds = {name: SIZES[kind] for name, kind, _ in layout.columns}
    parts: dict[str, list[Array]] = {name: [] if before is None else [before[name]] for name in kinds}
    for row in packed:
        for name, at, many in layout.places(row):
            parts[name].append(np.frombuffer(row, kinds[name], many, at))
    return {name: np.concatenate(some) if some else np.empty(0, kinds[name]) for name, some in parts.items()}


def matching(connection: Connection, its: Table, query: ClaimQuery) -> Array:
    """Which claims match: True or False for each."""
    return masks.kept(connection, its.state, query, lambda: _matching(connection, its, query))


def _matching(connection: Connection, its: Table, query: ClaimQuery) -> Array:
    found = np.repeat(_readings(connection, its, query), its["claims"])
    for column, wanted in zip(_EXACT, (query.kinds, query.polarity, query.form), strict=True):
        if wanted:
            values = (wanted,) if isinstance(wanted, str) else wanted
            found &= one_of(its[column], _numbers(connection, column, values))
    if query.min_confidence is not None:
        found &= its.confidence >= query.min_confidence
    if query.people is not None:
        judged = mask_of(its, _keys_of(connection, query.people.ids))
        found &= judged if query.people.those else ~judged
    if query.tracks:
        t = schema.column_values.c
        asked = select(t.number).where(t.column == "track", on_track(t.value, query.tracks))
        found &= having(its["tracks"], one_of(its["track"], connection.scalars(asked)))
    if query.actor is not None or query.role is not None:
        found &= having(its["parties"], _asked_parties(connection, its, query))
    if query.text is not None:
        found &= mask_of(its, integers(connection, asking.matching(select(schema.claims.c.key), query))[:, 0])
    return found


def _keys_of(connection: Connection, ids: Iterable[str]) -> Iterator[int]:
    c = schema.claims.c
    for some in handfuls(sorted(ids), HANDFUL):
        yield from connection.scalars(select(c.key).where(c.id.in_(some)))


def _readings(connection: Connection, its: Table, query: ClaimQuery) -> Array:
    """Which readings stand, of the days and the document asked for."""
    r = schema.readings.c
    if query.document is not None:
        asked = select(r.id).where(r.document == query.document, standing(query.as_of))
        return one_of(its["reading"], connection.scalars(asked))
    gone = connection.scalars(select(r.id).where(not_(standing(query.as_of))))
    found: Array = ~one_of(its["reading"], gone)
    if query.publisher is not None:
        found &= _published_by(connection, its, query.publisher)
    first, last = its["first"], its["last"]
    if query.since is not None or query.until is not None:
        found &= (first > 0) | (last > 0)
    if query.since is not None:
        found &= (last == 0) | (last >= query.since.toordinal())
    if query.until is not None:
        found &= (first == 0) | (first <= query.until.toordinal())
    return found


def _published_by(connection: Connection, its: Table, asked: str) -> Array:
    """Which readings are of a publisher: by its number; where none is named so, by words of its printed name."""
    exactly = list(_numbers(connection, "publisher", (asked,)))
    if exactly:
        return one_of(its["publisher"], exactly)
    return one_of(its["reading"], connection.scalars(select(schema.readings.c.id).where(asking.published_by(asked))))


def _asked_parties(connection: Connection, its: Table, query: ClaimQuery) -> Array:
    """Which parties in claims are in the role, and the one, asked for."""
    found = np.ones(len(its["party"]), bool)
    if query.role is not None:
        found &= (its["role"] & (AGAIN - 1)) == ROLES.index(query.role)
    if query.actor is None:
        return found
    p, f = schema.parties.c, schema.forms.c
    asked = select(p.number).where(or_(named(p.actor, p.folded, query.actor), p.actor.in_(query.also)))
    whose = one_of(its["party"], connection.scalars(asked))
    waiting = select(f.reading, f.name).where(f.proposed.in_((query.actor, *query.also)))
    if told := connection.execute(waiting).all():
        begins = starts(its["parties"])[starts(its["claims"])]  # of each reading's parties
        for reading, name in told:
            # Somebody unknown is known by a name, in its document alone.
            here = np.searchsorted(its["reading"], (reading, reading + 1))
            low, high = begins[here]
            unknown = select(p.number).where(p.actor.is_(None), p.name == name)
            whose[low:high] |= one_of(its["party"][low:high], connection.scalars(unknown))
    return found & whose


def _numbers(connection: Connection, column: str, values: Sequence[str]) -> Iterable[int]:
    t = schema.column_values.c
    return connection.scalars(select(t.number).where(t.column == column, t.value.in_(values)))


def integers(connection: Connection, asked: Select[Any]) -> Array:
    """What is asked for, whole numbers and never null, a row for each: many of them are had at once.

    PostgreSQL is asked for one text: its driver makes each row and number by itself, 50,000 rows in half a second.
    """
    if connection.dialect.name != "postgresql":
        result = connection.execute(asked)
        rows = result.cursor.fetchall() if result.cursor else ()  # numbers need not be made into rows
        result.close()
        return np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, len(asked.selected_columns))
    each = func.concat_ws(",", *asked.subquery().c)
    told = connection.scalar(select(func.string_agg(each, literal_column("','"))))
    return np.fromstring(told or "", np.int64, sep=",").reshape(-1, len(asked.selected_columns))


def one_of(column: Array, numbers: Iterable[int]) -> Array:
    """Which values are one of these."""
    wanted = numbers if isinstance(numbers, np.ndarray) else np.fromiter(numbers, np.int64)
    if not len(column) or not len(wanted):
        return np.zeros(len(column), bool)
    looked_up = np.zeros(max(int(column.max()), int(wanted.max())) + 1, bool)
    looked_up[wanted] = True
    found: Array = looked_up[column]
    return found


def having(many: Array, found: Array) -> Array:
    """Of those that have so `many` each, one behind the other, which have one of those that were found."""
    places = np.flatnonzero(found).astype(np.int32)  # as wide as what they are looked up in, which is not copied then
    return _some(np.searchsorted(starts(many)[1:], places, side="right"), len(many))


def _some(places: Array, many: int) -> Array:
    """True at these places."""
    found = np.zeros(many, bool)
    found[places] = True
    return found


def facets(connection: Connection, its: Table, found: Array, one: Merged) -> ClaimFacets:
    """Of which sorts these claims are."""
    per_reading = np.bincount(its.of_claim[found], minlength=len(its["reading"]))
    return ClaimFacets(
        total=int(found.sum()),
        kinds=valued(connection, "kind", np.bincount(its["kind"][found])),
        actors=_actors(connection, its, found, one),
        tracks=valued(connection, "track", np.bincount(its["track"][np.repeat(found, its["tracks"])])),
        publishers=valued(connection, "publisher", summed(its["publisher"], per_reading)),
        months={month_of(n): int(many) for n, many in enumerate(summed(its["month"], per_reading)) if n and many},
    )


def kinds(engine: Engine, connection: Connection) -> dict[str, int]:
    """How many claims of each kind there are now, by kind."""
    its = table(engine, connection)
    counts = np.bincount(its["kind"][matching(connection, its, ClaimQuery())])
    return dict(sorted(valued(connection, "kind", counts).items()))


def summed(column: Array, counts: Array) -> Array:
    """The counts added up by value."""
    return np.bincount(column, counts).astype(np.int64)


def different(values: Array, of: Array) -> tuple[Array, Array]:
    """Pairs of a value and what has it, each once, by value. What has them must be in order.

    Few values fit 16 bits, which numpy sorts in one go: two millions in 30 ms, where `np.unique` of pairs took 400.
    """
    narrow = values.astype(np.uint16) if not len(values) or values.max() < 1 << 16 else values
    order = np.argsort(narrow, kind="stable")
    values, of = values[order], of[order]
    first = np.ones(len(values), bool)
    first[1:] = (values[1:] != values[:-1]) | (of[1:] != of[:-1])
    return values[first], of[first]


def month_of(number: int) -> str:
    """A month as facets name it."""
    year, month = divmod(number, 12)
    return f"{year:04}-{month + 1:02}"


def valued(connection: Connection, column: str, counts: Array) -> dict[str, int]:
    """Counts by value, the most frequent first."""
    t = schema.column_values.c
    rows = connection.execute(select(t.number, t.value).where(t.column == column))
    return by_count({value: int(counts[n]) for n, value in rows if n < len(counts) and counts[n]})


def _actors(connection: Connection, its: Table, found: Array, one: Merged) -> dict[str, int]:
    """In how many claims each actor stands, who are judged to be one as one."""
    p = schema.parties.c
    actors: dict[str, list[int]] = {}
    for number, actor in connection.execute(select(p.number, p.actor).where(p.actor.is_not(None))):
        actors.setdefault(actor, []).append(number)
    counts = np.bincount(its["party"][np.repeat(found, its["parties"]) & (its["role"] < AGAIN)])
    told: dict[str, int] = {}
    for actor, numbers in actors.items():
        group = [other for other in one.group(actor) if other in actors]
        if len(group) < 2:
            told[actor] = sum(int(counts[n]) for n in numbers if n < len(counts))
        elif one.name(actor) not in told:
            several = one_of(its["party"], (n for other in group for n in actors[other]))
            told[one.name(actor)] = int((having(its["parties"], several) & found).sum())
    return by_count({actor: many for actor, many in told.items() if many})


def by_count(counts: dict[str, int]) -> dict[str, int]:
    """The most frequent first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def keys(its: Table, found: Array) -> Array:
    """The keys of these claims."""
    where = np.flatnonzero(found)
    of = its.of_claim[where]
    held: Array = its["reading"][of].astype(np.int64) * schema.CLAIMS_PER_READING + (where - starts(its["claims"])[of])
    return held


def mask_of(its: Table, wanted: Iterable[int]) -> Array:
    """Which claims have these keys."""
    asked = wanted if isinstance(wanted, np.ndarray) else np.fromiter(wanted, np.int64)
    return _some(places_of(its, asked), len(its["kind"]))


def places_of(its: Table, wanted: Array | Sequence[int]) -> Array:
    """Where the claims of these keys stand among all."""
    asked = np.asarray(wanted, np.int64)
    readings = np.searchsorted(its["reading"], asked // schema.CLAIMS_PER_READING)
    places: Array = starts(its["claims"])[readings] + asked % schema.CLAIMS_PER_READING
    return places


UNDATED = np.iinfo(np.int64).max


def ranks(its: Table, *, newest: bool) -> Array:
    """What readings are ordered by before anything else: the first day they can have come out; undated ones last."""
    days = its["first"].astype(np.int64)
    return np.where(days == 0, UNDATED, -days if newest else days)


def nearest(its: Table, found: Array, *, many: int, after: int | None, newest: bool) -> Array:
    """Which of these claims come first in the order of `Record.claims`: `many`, and the rest of the last one's day.

    after: only from the day of this rank on, and then so many beyond that day.
    """
    rank = ranks(its, newest=newest)
    per_reading = np.bincount(its.of_claim[found], minlength=len(rank))
    counted = per_reading > 0
    if after is not None:
        counted &= rank >= after
        many += int(per_reading[rank == after].sum())
    if not counted.any():
        return np.zeros(len(found), bool)
    order = np.argsort(rank[counted], kind="stable")
    total = np.cumsum(per_reading[counted][order])
    last = rank[counted][order][min(int(np.searchsorted(total, many)), len(order) - 1)]
    kept: Array = found & np.repeat(counted & (rank <= last), its["claims"])
    return kept


def rank_of(said: datetime.date | None, *, newest: bool) -> int:
    """The rank of a claim that was said on this day."""
    if said is None:
        return int(UNDATED)
    return -said.toordinal() if newest else said.toordinal()


def in_order(
    connection: Connection, its: Table, found: Array, *, behind: tuple[int, str, int] | None, newest: bool
) -> list[int]:
    """The keys of these claims in the order of `Record.claims`; only those behind a place: rank, document, key."""
    rank, held, of = ranks(its, newest=newest), keys(its, found), its.of_claim[found]
    there = np.unique(of)
    documents = _documents(connection, its["reading"][there].tolist())
    placed = sorted((int(day), document, n) for n, day, document in zip(there, rank[there], documents, strict=True))
    place = np.full(len(its["reading"]), -1, np.int64)
    for number, (day, document, n) in enumerate(placed):
        if behind is None or (day, document) >= behind[:2]:
            place[n] = number
    kept = place[of] >= 0
    if behind is not None and placed:
        # In the document where the place is, only what comes after it.
        kept &= (of != _same(placed, behind)) | (held > behind[2])
    order = np.argsort(place[of[kept]], kind="stable")
    sorted_keys: list[int] = held[kept][order].tolist()
    return sorted_keys


def _same(placed: Sequence[tuple[int, str, int]], behind: tuple[int, str, int]) -> int:
    return next((int(n) for day, document, n in placed if (day, document) == behind[:2]), -1)


def _documents(connection: Connection, readings: Sequence[int]) -> list[str]:
    r = schema.readings.c
    found: dict[int, str] = {}
    for start in range(0, len(readings), HANDFUL):
        asked = select(r.id, r.document).where(r.id.in_(readings[start : start + HANDFUL]))
        found |= {row.id: row.document for row in connection.execute(asked)}
    return [found[number] for number in readings]
