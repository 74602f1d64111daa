"""What comes beside a reading from another record: bytes this one lacked, and where else they were found."""

import datetime
from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select, update

from dragoman.store import schema
from dragoman.store.rows import Prepared

kept, sightings = schema.originals.c, schema.sightings


def complete(connection: Connection, batch: Sequence[Prepared], now: datetime.datetime) -> None:
    """Complete the documents of a batch that was just written, within its transaction."""
    _put_bytes(connection, batch)
    for prepared in batch:
        for source, at in prepared.found:
            _sight(connection, prepared, source, min(at, now))


def _put_bytes(connection: Connection, batch: Sequence[Prepared]) -> None:
    """Put the bytes on record where until now only a reading of them was."""
    had = {prepared.document.sha256: prepared for prepared in batch if prepared.original}
    if not had:
        return
    lacking = select(kept.sha256).where(kept.sha256.in_(list(had)), func.length(kept.bytes) == 0)
    for sha256 in connection.scalars(lacking).all():
        its = {"size": had[sha256].size, "bytes": had[sha256].original}
        connection.execute(update(schema.originals).where(kept.sha256 == sha256).values(its))


def _sight(connection: Connection, prepared: Prepared, source: str, at: datetime.datetime) -> None:
    """Remember that the bytes were found there, and when first."""
    c, document = sightings.c, prepared.document
    here = (c.document == document.id, c.source == source)
    known = connection.scalar(select(c.seen_at).where(*here))
    if known is None:
        gave = select(c.reading).where(c.document == document.id, c.source == document.source)
        row = {"document": document.id, "source": source, "seen_at": at, "reading": connection.scalar(gave)}
        connection.execute(insert(sightings).values(row))
    elif at < known:
        connection.execute(update(sightings).where(*here).values(seen_at=at))
