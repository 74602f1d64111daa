"""Putting a reading on record: a new one, one in place of another, or nothing where it is already there."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, func, select, update

from dragoman.record import Document
from dragoman.store import bulk, changes, columnar, indexing, reading_columns, schema, tombstones
from dragoman.store.changes import Changed
from dragoman.store.completing import complete
from dragoman.store.faults import damaged
from dragoman.store.query import Outcome
from dragoman.store.rows import Prepared, claims_keyed, keyed, numbered, reading_row

readings, sightings = schema.readings, schema.sightings


@dataclass(frozen=True, slots=True)
class _Standing:
    """A reading that is on record: its number, its stamp, where and when it was found, how sure its date is."""

    id: int
    stamp: tuple[str, str, str]
    facts: str
    source: str
    learned_at: datetime.datetime
    sureness: float


def write(connection: Connection, path: Path, batch: Sequence[Prepared], now: datetime.datetime) -> list[Outcome]:
    """Write readings, within a transaction that already holds the write lock; what each did."""
    held = _Held(connection, batch)
    parts = _Parts(connection)
    outcomes = [_place(held, parts, path, prepared, now) for prepared in batch]
    parts.write(connection)
    kept = [prepared for prepared, outcome in zip(batch, outcomes, strict=True) if outcome != "erased"]
    complete(connection, kept, now)
    return outcomes


class _Held:
    """What the record has of the documents of a batch, asked once; and what the batch itself adds, as it is placed."""

    def __init__(self, connection: Connection, batch: Sequence[Prepared]) -> None:
        ids = sorted({prepared.document.id for prepared in batch})
        documents, originals, texts = schema.documents.c, schema.originals.c, schema.texts.c
        self.sha256 = {
            row.id: row.sha256 for row in connection.execute(_among(documents.id, documents.sha256), _in(ids))
        }
        self.originals = set(connection.scalars(_among(originals.sha256), _in(p.document.sha256 for p in batch)))
        self.texts = set(connection.scalars(_among(texts.digest), _in(p.text_digest for p in batch)))
        self.current: dict[str, _Standing] = {}
        self.seen: dict[tuple[str, str], _Standing] = {}
        self.last: dict[str, _Standing] = {}
        """Of documents that have no reading that stands, the last one they had."""
        self.gone: dict[str, Outcome] = {}
        """Those of them that are withdrawn or erased."""
        if self.sha256:
            known = _in(self.sha256)
            self.current = {row.document: _standing(row) for row in connection.execute(_CURRENT_OF, known)}
            self.seen = {(row.document, row.seen): _standing(row) for row in connection.execute(_SEEN_OF, known)}
            for document in sorted(self.sha256.keys() - self.current.keys()):
                self._look_for_gone(connection, document)

    def _look_for_gone(self, connection: Connection, document: str) -> None:
        if last := _asked(connection, _LAST, {"document": document}):
            self.last[document] = last
        if outcome := tombstones.outcome_of(connection, document):
            self.gone[document] = outcome


class _Parts:
    """The rows of a whole batch: a table at a time goes in several times as fast."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers = count(int(connection.scalar(select(func.max(readings.c.id))) or 0) + 1)
        """Of the next readings. Nobody else takes any while the write lock is held."""
        self._material: dict[Table, list[bulk.Values]] = {table: [] for table in _MATERIAL}
        self._new: dict[int, dict[str, Any]] = {}
        self._parts: dict[Table, list[bulk.Values]] = {}
        self._lines: list[indexing.LineRow] = []
        self._strips: list[columnar.Strip] = []
        self._facts: list[reading_columns.Facts] = []
        self._sighted: dict[tuple[str, str], str] = {}
        self._gave: dict[tuple[str, str], int] = {}
        self.changed: list[Changed] = []

    def document(self, held: _Held, prepared: Prepared, now: datetime.datetime) -> None:
        """Write a document and its original."""
        document = prepared.document
        if document.id in held.sha256:  # it was erased, and may be read again
            kept = schema.originals.c.sha256 == document.sha256
            self._connection.execute(
                update(schema.originals).where(kept).values(bytes=prepared.original, size=prepared.size)
            )
            return
        if document.sha256 not in held.originals:
            held.originals.add(document.sha256)
            self._material[schema.originals].append((document.sha256, prepared.size, prepared.original))
        learned = bulk.moment(self._connection, now)
        self._material[schema.documents].append((document.id, document.sha256, document.source, learned))
        held.sha256[document.id] = document.sha256

    def reading(
        self, held: _Held, prepared: Prepared, now: datetime.datetime, *, until: datetime.datetime | None = None
    ) -> _Standing:
        """Write a reading and all that belongs to it, to stand from `now` on."""
        if prepared.text_digest not in held.texts:
            held.texts.add(prepared.text_digest)
            self._material[schema.texts].append((prepared.text_digest, prepared.document.text))
        number = next(self._numbers)
        self._new[number] = {"id": number, **reading_row(prepared), "learned_at": now, "superseded_at": until}
        self._take(prepared, number)
        self._facts.append(reading_columns.facts_of(prepared, number, now))
        source, sureness = prepared.document.source, _sureness(prepared)
        return _Standing(number, prepared.stamp, prepared.facts, source, now, sureness)

    def supersede(self, standing: _Standing, now: datetime.datetime) -> None:
        """End the time of a reading, which may be of this batch itself."""
        if row := self._new.get(standing.id):
            row["superseded_at"] = now
        else:
            self._connection.execute(update(readings).where(readings.c.id == standing.id).values(superseded_at=now))

    def sight(self, held: _Held, document: Document, standing: _Standing, now: datetime.datetime) -> None:
        """Remember that this source gave this reading."""
        at = (document.id, document.source)
        seen = held.seen.get(at)
        held.seen[at] = standing
        if seen is None:
            self._sighted[at] = bulk.moment(self._connection, now)
        if seen is None or seen.id != standing.id:
            self._gave[at] = standing.id

    def _take(self, prepared: Prepared, number: int) -> None:
        """Add what belongs to the reading of this number."""
        for table, rows in (
            (schema.claims, claims_keyed(prepared.claims, number)),
            (schema.claim_passages, keyed(prepared.passages, number)),
            (schema.claim_actors, keyed(prepared.actors, number)),
            (schema.claim_tracks, keyed(prepared.tracks, number)),
            (schema.names, numbered(prepared.names, number)),
            (schema.forms, numbered(prepared.forms, number)),
            (schema.days, numbered(prepared.days, number)),
            (schema.problems, numbered(prepared.problems, number)),
        ):
            self._parts.setdefault(table, []).extend(rows)
        self._lines += indexing.keyed_lines(prepared.lines, number)
        self._strips.append(columnar.strip_of(prepared, number))

    def write(self, connection: Connection) -> None:
        """Write them all."""
        for material, rows in self._material.items():
            bulk.put(connection, material, rows)
        self._write_readings(connection)
        self._write_sightings(connection)
        for table, values in self._parts.items():
            bulk.put(connection, table, values)
        indexing.write(connection, self._lines)
        columnar.write(connection, self._strips)
        reading_columns.write(connection, self._facts)
        changes.put(connection, self.changed)

    def _write_readings(self, connection: Connection) -> None:
        names = [column.name for column in readings.columns]
        rows = [tuple(bulk.plain(connection, row[name]) for name in names) for row in self._new.values()]
        bulk.put(connection, readings, rows)
        if rows and connection.dialect.name == "postgresql":  # whoever asks the sequence goes on from here
            asked = "SELECT setval(pg_get_serial_sequence('readings', 'id'), (SELECT max(id) FROM readings))"
            connection.exec_driver_sql(asked)

    def _write_sightings(self, connection: Connection) -> None:
        new = [(document, source, at, self._gave[document, source]) for (document, source), at in self._sighted.items()]
        bulk.put(connection, sightings, new)
        for (document, source), reading in self._gave.items():
            if (document, source) not in self._sighted:
                here = (sightings.c.document == document, sightings.c.source == source)
                connection.execute(update(sightings).where(*here).values(reading=reading))


_MATERIAL = (schema.originals, schema.documents, schema.texts)
"""In the order in which they point to one another; readings point to them."""


def _place(held: _Held, parts: _Parts, path: Path, prepared: Prepared, now: datetime.datetime) -> Outcome:
    """Find one reading its place.

    The same source giving what it gave before changes nothing. So two places with the same bytes but another date (one
    has it in its URL) do not supersede each other for ever as a folder is read again and again.
    """
    document = prepared.document
    standing = held.current.get(document.id)
    if standing is None and document.id in held.gone:
        return _place_withdrawn(held, parts, prepared, now)
    if standing is None:
        parts.document(held, prepared, now)
        reading = held.current[document.id] = parts.reading(held, prepared, now)
        parts.changed.append(Changed("learned", now, document.id, row=reading.id))
        parts.sight(held, document, reading, now)
        return "new"
    if held.sha256[document.id] != document.sha256:
        raise damaged(path, f"document {document.id} is there with other bytes than {document.source} has")
    seen = held.seen.get((document.id, document.source))
    if seen is None:
        parts.changed.append(Changed("found", now, document.id, source=document.source))
    if _is_told(prepared, standing):
        parts.sight(held, document, standing, now)
        return "unchanged"
    if _stands_as_read(seen, standing, prepared.stamp):
        return "unchanged"
    # A clock set back must not let two readings stand at one time.
    now = max(now, standing.learned_at)
    if _knows_less(prepared, standing):
        parts.sight(held, document, parts.reading(held, prepared, now, until=now), now)
        return "unchanged"
    parts.supersede(standing, now)
    reading = held.current[document.id] = parts.reading(held, prepared, now)
    parts.changed.append(Changed("reread", now, document.id, row=reading.id, before=standing.id))
    parts.sight(held, document, reading, now)
    return "superseded"


def _place_withdrawn(held: _Held, parts: _Parts, prepared: Prepared, now: datetime.datetime) -> Outcome:
    """Keep what was read of a withdrawn document, for when it is restored; of an erased one nothing is kept."""
    document = prepared.document
    outcome = held.gone[document.id]
    if outcome == "erased":
        return outcome
    last = held.last.get(document.id)
    if last is None or not _is_told(prepared, last):
        last = held.last[document.id] = parts.reading(held, prepared, now, until=now)
    parts.sight(held, document, last, now)
    return outcome


def stand_again(connection: Connection, prepared: Prepared, now: datetime.datetime) -> None:
    """Write a reading of a document that has none that stands, to stand from now on."""
    parts = _Parts(connection)
    parts.reading(_Held(connection, [prepared]), prepared, now)
    parts.write(connection)


def known(connection: Connection, document: Document, facts: str, *, reader: str, dossier: str) -> int | None:
    """The number of the reading that this source, reader and dossier last gave for exactly this document, if any.

    None too where the reading that stands is by another reader or dossier: reading it anew would change the record.
    """
    standing = _asked(connection, _CURRENT, {"document": document.id})
    seen = _asked(connection, _SEEN, {"document": document.id, "source": document.source})
    if seen is None or standing is None or seen.facts != facts:
        return None
    if seen.stamp[:2] != (reader, dossier) or standing.stamp[:2] != (reader, dossier):
        return None
    return seen.id


def _is_told(prepared: Prepared, standing: _Standing) -> bool:
    """This reading is that one, or was made elsewhere and says just the same."""
    return standing.stamp == prepared.stamp or (prepared.taken_in and standing.stamp[2] == prepared.stamp[2])


def _stands_as_read(seen: _Standing | None, standing: _Standing, stamp: tuple[str, str, str]) -> bool:
    """This source gave just this before, and no newer reader or other dossier has read the document since."""
    return seen is not None and seen.stamp == stamp and standing.stamp[:2] == stamp[:2]


def _knows_less(prepared: Prepared, standing: _Standing) -> bool:
    """The same bytes from a second place, read alike, but there the date is unknown or less sure.

    A page saved from the web has lost the date in its address. It is kept, but the better dated reading stands.
    """
    elsewhere = prepared.document.source != standing.source
    return elsewhere and prepared.stamp[:2] == standing.stamp[:2] and _sureness(prepared) < standing.sureness


def _sureness(prepared: Prepared) -> float:
    published = prepared.document.published
    return published.confidence if published else -1.0


def _asked(connection: Connection, asked: Select[Any], about: dict[str, str]) -> _Standing | None:
    row = connection.execute(asked, about).one_or_none()
    return None if row is None else _standing(row)


def _among(key: Any, *more: Any) -> Select[Any]:
    return select(key, *more).where(key.in_(bindparam("ids", expanding=True)))


def _in(ids: Iterable[str]) -> dict[str, list[str]]:
    return {"ids": list(ids)}


def _readings(*more: Any) -> Select[Any]:
    c = readings.c
    return select(
        c.document, c.id, c.reader, c.dossier, c.digest, c.facts, c.source, c.learned_at, c.published_confidence, *more
    )


# Built once: they are asked for every document, or every batch.
_SEEN_AT_ALL = _readings(sightings.c.source.label("seen")).join(sightings, sightings.c.reading == readings.c.id)
_CURRENT = _readings().where(readings.c.document == bindparam("document"), readings.c.superseded_at.is_(None))
_LAST = _readings().where(readings.c.document == bindparam("document")).order_by(readings.c.id.desc()).limit(1)
_SEEN = _SEEN_AT_ALL.where(sightings.c.document == bindparam("document"), sightings.c.source == bindparam("source"))
_CURRENT_OF = _readings().where(
    readings.c.document.in_(bindparam("ids", expanding=True)), readings.c.superseded_at.is_(None)
)
_SEEN_OF = _SEEN_AT_ALL.where(sightings.c.document.in_(bindparam("ids", expanding=True)))


def _standing(row: Row[Any]) -> _Standing:
    sureness = -1.0 if row.published_confidence is None else row.published_confidence
    stamp = (row.reader, row.dossier, row.digest)
    return _Standing(row.id, stamp, row.facts, row.source, row.learned_at, sureness)
