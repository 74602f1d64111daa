"""Putting a reading on record: a new one, one in place of another, or nothing where it is already there."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, insert, select, update

from dragoman.record import Document, Published
from dragoman.store import changes, indexing, schema
from dragoman.store.changes import Changed
from dragoman.store.faults import damaged
from dragoman.store.query import Outcome
from dragoman.store.rows import Prepared, keyed, reading_row

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
    parts = _Parts()
    outcomes = [_place(connection, path, prepared, now, parts) for prepared in batch]
    parts.write(connection)
    return outcomes


class _Parts:
    """The rows that belong to readings, of a whole batch: a table at a time goes in several times as fast."""

    def __init__(self) -> None:
        claims = (schema.claims, schema.claim_passages, schema.claim_actors, schema.claim_tracks)
        tables = (*claims, schema.names, schema.forms, schema.days, schema.problems)
        self._rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in tables}
        self._lines: list[dict[str, Any]] = []
        self.changed: list[Changed] = []

    def take(self, prepared: Prepared, reading: int) -> None:
        """Add what belongs to the reading of this number."""
        rows = self._rows
        rows[schema.claims] += [{**r, "reading": reading} for r in keyed(prepared.claims, reading, "key")]
        rows[schema.claim_passages] += keyed(prepared.passages, reading, "claim")
        rows[schema.claim_actors] += keyed(prepared.actors, reading, "claim")
        rows[schema.claim_tracks] += keyed(prepared.tracks, reading, "claim")
        rows[schema.names] += [{**r, "reading": reading} for r in prepared.names]
        rows[schema.forms] += [{**r, "reading": reading} for r in prepared.forms]
        rows[schema.days] += [{**r, "reading": reading} for r in prepared.days]
        rows[schema.problems] += [{**r, "reading": reading} for r in prepared.problems]
        self._lines += indexing.keyed_lines(prepared.lines, reading)

    def write(self, connection: Connection) -> None:
        """Write them all."""
        for table, rows in self._rows.items():
            if rows:
                connection.execute(insert(table), rows)
        indexing.write(connection, self._lines)
        changes.put(connection, self.changed)


def _place(connection: Connection, path: Path, prepared: Prepared, now: datetime.datetime, parts: _Parts) -> Outcome:
    """Write one reading, but for its parts.

    The same source giving what it gave before changes nothing. So two places with the same bytes but another date (one
    has it in its URL) do not supersede each other for ever as a folder is read again and again.
    """
    document = prepared.document
    standing = _current(connection, document.id)
    if standing is None:
        _write_document(connection, prepared, now)
        reading = _write_reading(connection, prepared, parts, now, until=None)
        parts.changed.append(Changed("learned", now, document.id, row=reading))
        _sight(connection, document, reading, now, seen=None)
        return "new"
    _require_same_bytes(connection, path, document)
    seen = _seen(connection, document)
    if seen is None:
        parts.changed.append(Changed("found", now, document.id, source=document.source))
    if standing.stamp == prepared.stamp:
        _sight(connection, document, standing.id, now, seen=seen)
        return "unchanged"
    if _stands_as_read(seen, standing, prepared.stamp):
        return "unchanged"
    # A clock set back must not let two readings stand at one time.
    now = max(now, standing.learned_at)
    if _knows_less(prepared, standing):
        _sight(connection, document, _write_reading(connection, prepared, parts, now, until=now), now, seen=seen)
        return "unchanged"
    connection.execute(update(readings).where(readings.c.id == standing.id).values(superseded_at=now))
    reading = _write_reading(connection, prepared, parts, now, until=None)
    parts.changed.append(Changed("reread", now, document.id, row=reading, before=standing.id))
    _sight(connection, document, reading, now, seen=seen)
    return "superseded"


def known(connection: Connection, document: Document, facts: str, *, reader: str, dossier: str) -> int | None:
    """The number of the reading that this source, reader and dossier last gave for exactly this document, if any.

    None too where the reading that stands is by another reader or dossier: reading it anew would change the record.
    """
    seen, standing = _seen(connection, document), _current(connection, document.id)
    if seen is None or standing is None or seen.facts != facts:
        return None
    if seen.stamp[:2] != (reader, dossier) or standing.stamp[:2] != (reader, dossier):
        return None
    return seen.id


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
    published: Published | None = prepared.document.published
    return published.confidence if published else -1.0


def _current(connection: Connection, document: str) -> _Standing | None:
    return _standing(connection.execute(_CURRENT, {"document": document}).one_or_none())


def _seen(connection: Connection, document: Document) -> _Standing | None:
    return _standing(connection.execute(_SEEN, {"document": document.id, "source": document.source}).one_or_none())


def _readings() -> Select[Any]:
    c = readings.c
    return select(c.id, c.reader, c.dossier, c.digest, c.facts, c.source, c.learned_at, c.published_confidence)


# Built once: they are asked for every document.
_CURRENT = _readings().where(readings.c.document == bindparam("document"), readings.c.superseded_at.is_(None))
_SEEN = (
    _readings()
    .join(sightings, sightings.c.reading == readings.c.id)
    .where(sightings.c.document == bindparam("document"), sightings.c.source == bindparam("source"))
)


def _standing(row: Row[Any] | None) -> _Standing | None:
    if row is None:
        return None
    sureness = -1.0 if row.published_confidence is None else row.published_confidence
    stamp = (row.reader, row.dossier, row.digest)
    return _Standing(row.id, stamp, row.facts, row.source, row.learned_at, sureness)


def _require_same_bytes(connection: Connection, path: Path, document: Document) -> None:
    kept = connection.scalar(select(schema.documents.c.sha256).where(schema.documents.c.id == document.id))
    if kept != document.sha256:
        raise damaged(path, f"document {document.id} is there with other bytes than {document.source} has")


def _write_document(connection: Connection, prepared: Prepared, now: datetime.datetime) -> None:
    document = prepared.document
    original = {"sha256": document.sha256, "size": prepared.size, "bytes": prepared.original}
    _put_once(connection, schema.originals, schema.originals.c.sha256, original)
    row = {"id": document.id, "sha256": document.sha256, "source": document.source, "learned_at": now}
    connection.execute(insert(schema.documents).values(row))


def _write_reading(
    connection: Connection,
    prepared: Prepared,
    parts: _Parts,
    now: datetime.datetime,
    *,
    until: datetime.datetime | None,
) -> int:
    """Write the reading, to stand from `now` on, and leave its parts to be written; its number."""
    text = {"digest": prepared.text_digest, "text": prepared.document.text}
    _put_once(connection, schema.texts, schema.texts.c.digest, text)
    row = {**reading_row(prepared), "learned_at": now, "superseded_at": until}
    reading: int = connection.execute(insert(readings).returning(readings.c.id), row).scalar_one()
    parts.take(prepared, reading)
    return reading


def _put_once(connection: Connection, table: Table, key: Any, row: dict[str, Any]) -> None:
    """Insert, unless a row of this key is there: the key is a digest of the content."""
    if connection.scalar(select(key).where(key == row[key.name])) is None:
        connection.execute(insert(table).values(row))


def _sight(
    connection: Connection, document: Document, reading: int, now: datetime.datetime, *, seen: _Standing | None
) -> None:
    """Remember that this source gave this reading."""
    at = {"document": document.id, "source": document.source}
    if seen is None:
        connection.execute(insert(sightings).values(**at, seen_at=now, reading=reading))
        return
    if seen.id != reading:
        here = (sightings.c.document == document.id, sightings.c.source == document.source)
        connection.execute(update(sightings).where(*here).values(reading=reading))
