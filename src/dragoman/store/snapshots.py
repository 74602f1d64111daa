"""What one address gave over time: its snapshots in order, and what of an older one no longer stands in the newest."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, Engine, func, or_, select

from dragoman.identity import orphans
from dragoman.record import Reading
from dragoman.store import recalling, schema
from dragoman.store.faults import told
from dragoman.store.query import Snapshot

links, seen, fetches = schema.links.c, schema.sightings.c, schema.fetches.c


def snapshots(engine: Engine, path: Path, document: str) -> list[Snapshot]:
    """The document and its other snapshots, the oldest first; the document alone where it has none.

    The newest is what was found last, or what the address itself last gave: a page may go back to what it was.
    """
    with told(path), engine.connect() as connection:
        group = sorted(_revisions(connection, document))
        first = select(seen.document, func.min(seen.seen_at), func.min(seen.source)).where(seen.document.in_(group))
        rows = connection.execute(first.group_by(seen.document)).all()
        current = _current(connection, group)
    found = [Snapshot(name, source, seen_at) for name, seen_at, source in rows]
    return sorted(found, key=lambda one: (one.document == current, one.seen_at, one.document))


def orphans_of(engine: Engine, path: Path, reading: Reading, as_of: datetime.datetime | None) -> tuple[str, ...]:
    """The claims of a reading whose words no longer stand in the newest snapshot of its page."""
    newest = snapshots(engine, path, reading.document.id)[-1:]
    if not newest or newest[0].document == reading.document.id:
        return ()
    other = recalling.reading(engine, path, newest[0].document, as_of)
    return orphans(reading, other.document) if other else ()


def _revisions(connection: Connection, document: str) -> set[str]:
    """All documents that are linked to it as revisions, through others too."""
    group, look = {document}, {document}
    while look:
        asked = select(links.document, links.other).where(
            or_(links.document.in_(look), links.other.in_(look)),
            links.kind == "revision",
            links.superseded_at.is_(None),
        )
        look = {thing for row in connection.execute(asked) for thing in row} - group
        group |= look
    return group


def _current(connection: Connection, documents: Iterable[str]) -> str | None:
    """The one of these that its address last gave, where that was fetched by us."""
    asked = (
        select(schema.documents.c.id)
        .join(schema.fetches, fetches.sha256 == schema.documents.c.sha256)
        .where(schema.documents.c.id.in_(list(documents)))
        .order_by(fetches.fetched_at.desc())
    )
    current: str | None = connection.scalar(asked.limit(1))
    return current
