"""What was put on record, given back as it was: readings, originals, histories, counts."""

import datetime
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select

from dragoman.record import Document, Reading
from dragoman.store import reading_columns, schema, writing
from dragoman.store.asking import is_large, standing
from dragoman.store.faults import damaged, told
from dragoman.store.query import Sighting, Summary, Version
from dragoman.store.rows import facts_digest, unpack

r, claims = schema.readings.c, schema.claims.c


def reading(engine: Engine, path: Path, document: str, as_of: datetime.datetime | None) -> Reading | None:
    """The reading of a document that stands, or stood then."""
    with told(path), engine.connect() as connection:
        return _unpacked(connection, path, _bodies().where(r.document == document, standing(as_of)))


def readings(engine: Engine, path: Path, as_of: datetime.datetime | None) -> Iterator[Reading]:
    """Every standing reading, by the day of publication (undated last) and document; one in memory at a time."""
    wanted = select(r.id).where(standing(as_of)).order_by(r.published_first.nulls_last(), r.document)
    with told(path), engine.connect() as connection:
        ids = connection.scalars(wanted).all()
    for number in ids:
        with told(path), engine.connect() as connection:
            found = _unpacked(connection, path, _bodies().where(r.id == number))
        if found is None:
            raise damaged(path, f"reading {number} is gone")
        yield found


def every(connection: Connection) -> Iterator[tuple[int, Reading]]:
    """Every reading on record with its number, in the order of their numbers; one in memory at a time."""
    yield from some(connection, connection.scalars(select(r.id).order_by(r.id)).all())


def some(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, Reading]]:
    """These readings, as `every` gives them."""
    for number in numbers:
        row = connection.execute(_bodies().where(r.id == number)).one()
        yield number, unpack(row.body, text=row.text, source=row.source)


def numbered(connection: Connection, path: Path, number: int) -> Reading:
    """The reading of this number, whether it stands or not."""
    found = _unpacked(connection, path, _bodies().where(r.id == number))
    if found is None:
        raise damaged(path, f"reading {number} is gone")
    return found


def last(engine: Engine, path: Path, document: str) -> Reading | None:
    """The reading that a document was given last, whether it stands or not."""
    with told(path), engine.connect() as connection:
        number = connection.scalar(select(func.max(r.id)).where(r.document == document))
        return None if number is None else numbered(connection, path, number)


def known(engine: Engine, path: Path, document: Document, *, reader: str, dossier: str) -> Reading | None:
    """The reading on record of just this document from just this source, by this reader and dossier."""
    with told(path), engine.connect() as connection:
        number = writing.known(connection, document, facts_digest(document), reader=reader, dossier=dossier)
        found = None if number is None else _unpacked(connection, path, _bodies().where(r.id == number))
    return found and replace(found, document=replace(found.document, source=document.source))


def knows(engine: Engine, path: Path, document: Document, *, reader: str, dossier: str) -> bool:
    """Whether `known` has something to give."""
    with told(path), engine.connect() as connection:
        return writing.known(connection, document, facts_digest(document), reader=reader, dossier=dossier) is not None


def original(engine: Engine, path: Path, sha256: str) -> bytes | None:
    """The bytes as they were fed in; None where only what was read in them came, or they were erased."""
    kept = schema.originals.c
    with told(path), engine.connect() as connection:
        packed = connection.scalar(select(kept.bytes).where(kept.sha256 == sha256))
    try:
        return zlib.decompress(packed) if packed else None
    except zlib.error as fault:
        raise damaged(path, f"the original {sha256} cannot be unpacked ({fault})") from fault


def has_original(engine: Engine, path: Path, sha256: str) -> bool:
    """Whether the bytes are kept; nothing is unpacked for it."""
    kept = schema.originals.c
    with told(path), engine.connect() as connection:
        return connection.scalar(select(kept.sha256).where(kept.sha256 == sha256)) is not None


def history(engine: Engine, path: Path, document: str) -> list[Version]:
    """A document's readings, the first first."""
    columns = (r.document, r.reader, r.dossier, r.source, r.learned_at, r.superseded_at)
    with told(path), engine.connect() as connection:
        rows = connection.execute(select(*columns).where(r.document == document).order_by(r.id))
        return [Version(*row) for row in rows]


def sightings(engine: Engine, path: Path, document: str) -> list[Sighting]:
    """Where a document's bytes were found, the first place first."""
    c = schema.sightings.c
    asked = select(c.document, c.source, c.seen_at).where(c.document == document).order_by(c.seen_at, c.source)
    with told(path), engine.connect() as connection:
        return [Sighting(*row) for row in connection.execute(asked)]


def seen_at(
    connection: Connection, document: str, as_of: datetime.datetime | None
) -> tuple[tuple[str, datetime.datetime], ...]:
    """Where a document's bytes had been found until then, and when first."""
    c = schema.sightings.c
    asked = select(c.source, c.seen_at).where(c.document == document).order_by(c.seen_at, c.source)
    rows = connection.execute(asked if as_of is None else asked.where(c.seen_at <= as_of))
    return tuple((source, at) for source, at in rows)


def summary(engine: Engine, path: Path) -> Summary:
    """What the record holds now, in numbers."""
    now = standing(None)
    said = select(claims.kind, func.count()).join(schema.readings, claims.reading == r.id)
    faults = select(func.count()).select_from(schema.problems).join(schema.readings)
    first, last = func.min(r.published_first), func.max(func.coalesce(r.published_last, r.published_first))
    with told(path), engine.connect() as connection:
        if is_large(connection):
            from dragoman.store import counting

            kinds = counting.kinds(engine, connection)
            if reading_columns.is_there(connection):
                from dragoman.store import reading_table

                return reading_table.summary(connection, reading_table.table(engine, connection), kinds)
        else:
            counted = connection.execute(said.where(now).group_by(claims.kind).order_by(claims.kind)).all()
            kinds = {row[0]: row[1] for row in counted}
        span = connection.execute(select(first, last).where(now)).one()
        return Summary(
            documents=connection.scalar(select(func.count()).select_from(schema.readings).where(now)) or 0,
            claims=sum(kinds.values()),
            readings=_count(connection, schema.readings),
            sightings=_count(connection, schema.sightings),
            problems=connection.scalar(faults.where(now)) or 0,
            undated=connection.scalar(_undated()) or 0,
            claims_by_kind=kinds,
            said=(span[0], span[1]) if span[0] and span[1] else None,
            learned_at=connection.scalar(select(func.max(r.learned_at))),
        )


def _undated() -> Select[Any]:
    return select(func.count()).select_from(schema.readings).where(standing(None), r.published_grain.is_(None))


def _count(connection: Connection, table: Any) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _bodies() -> Select[Any]:
    return select(r.document, r.source, r.body, schema.texts.c.text).join(schema.texts, r.text == schema.texts.c.digest)


def _unpacked(connection: Connection, path: Path, asked: Select[Any]) -> Reading | None:
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    try:
        return unpack(row.body, text=row.text, source=row.source)
    except ValueError as fault:
        raise damaged(path, f"the reading of document {row.document} is unusable ({fault})") from fault
