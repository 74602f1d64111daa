"""What one address gave over time: its snapshots in order, and what of an older one no longer stands in the newest.

The newest is what was found last. Where an address went back to what it had given before, the log says so: nothing
else does, as the bytes were known.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, or_, select

from dragoman.identity import orphans
from dragoman.record import Reading
from dragoman.store import recalling, schema
from dragoman.store.changes import Changed
from dragoman.store.faults import told
from dragoman.store.history import Correction
from dragoman.store.query import Snapshot

links, seen, log = schema.links.c, schema.sightings.c, schema.changes.c
r = schema.readings.c

HANDFUL = 500
"""Documents named in one statement."""


def snapshots(engine: Engine, path: Path, document: str, as_of: datetime.datetime | None) -> list[Snapshot]:
    """The document and its other snapshots, the oldest first; the document alone where it has none."""
    with told(path), engine.connect() as connection:
        return _snapshots(connection, document, as_of)


def corrections(
    engine: Engine, path: Path, documents: Collection[str] | None, as_of: datetime.datetime | None
) -> dict[str, Correction]:
    """By document, of these or of all, the newest version of its page, where that is another one."""
    found: dict[str, Correction] = {}
    with told(path), engine.connect() as connection:
        ties = _revisions(connection, as_of, documents)
        seen_at, back = _seen(connection, ties, as_of), _gone_back(connection, ties, as_of)
        grouped: set[str] = set()
        for document in sorted(ties):
            if document not in grouped:
                group = _group(ties, document)
                grouped |= group
                found |= _corrected(_in_order(group, seen_at, back), back)
        publishers = _publishers(connection, {one.newer for one in found.values()})
    return {
        document: replace(its, publisher=publishers.get(its.newer))
        for document, its in found.items()
        if documents is None or document in documents
    }


def _corrected(in_order: Sequence[Snapshot], back: Mapping[str, datetime.datetime]) -> dict[str, Correction]:
    """All but the newest, by document."""
    if not in_order:
        return {}
    *older, newest = in_order
    at = max(newest.seen_at, back.get(newest.document, newest.seen_at))
    return {one.document: Correction(one.document, newest.document, at, None, newest.source) for one in older}


def orphans_of(engine: Engine, path: Path, reading: Reading, as_of: datetime.datetime | None) -> tuple[str, ...]:
    """The claims of a reading whose words no longer stand in the newest snapshot of its page."""
    newest = snapshots(engine, path, reading.document.id, as_of)[-1:]
    if not newest or newest[0].document == reading.document.id:
        return ()
    other = recalling.reading(engine, path, newest[0].document, as_of)
    return orphans(reading, other.document) if other else ()


def gone_back(connection: Connection, url: str, sha256: str, now: datetime.datetime) -> list[Changed]:
    """What to log where an address gives again what it gave before another version: the one is corrected by the other.

    Within the transaction that remembers what the address gave.
    """
    its = schema.documents.c
    document = connection.scalar(select(its.id).where(its.sha256 == sha256))
    if document is None:
        return []
    before = _snapshots(connection, document, None)
    if not before or before[-1].document == document or before[-1].seen_at > now:
        return []
    return [Changed("corrected", now, before[-1].document, other=document, source=url)]


def _snapshots(connection: Connection, document: str, as_of: datetime.datetime | None) -> list[Snapshot]:
    group = _group(_revisions(connection, as_of, [document]), document)
    if len(group) == 1:  # an address that gave nothing else has not gone back to it
        return _in_order(group, _seen(connection, group, as_of), {})
    return _in_order(group, _seen(connection, group, as_of), _gone_back(connection, group, as_of))


def _in_order(
    group: Collection[str], seen_at: Mapping[str, Snapshot], back: Mapping[str, datetime.datetime]
) -> list[Snapshot]:
    """The oldest first; the newest is what was found last, unless the address has gone back since."""
    found = [seen_at[document] for document in group if document in seen_at]
    last = max((one.seen_at for one in found), default=None)
    again = [(at, document) for document, at in back.items() if document in group and last and at >= last]
    current = max(again)[1] if again else None
    return sorted(found, key=lambda one: (one.document == current, one.seen_at, one.document))


def _seen(connection: Connection, documents: Iterable[str], as_of: datetime.datetime | None) -> dict[str, Snapshot]:
    """Where and when each was first found."""
    first = select(seen.document, func.min(seen.seen_at).label("at"), func.min(seen.source).label("source"))
    first = first.where(_until(seen.seen_at, as_of)).group_by(seen.document)
    return {
        row.document: Snapshot(row.document, row.source, row.at)
        for some in _handfuls(documents)
        for row in connection.execute(first.where(seen.document.in_(some)))
    }


def _gone_back(
    connection: Connection, documents: Iterable[str], as_of: datetime.datetime | None
) -> dict[str, datetime.datetime]:
    """When an address last went back to each of these."""
    last = select(log.other, func.max(log.at).label("at")).where(
        log.kind == "corrected", log.row.is_(None), _until(log.at, as_of)
    )
    return {
        row.other: row.at
        for some in _handfuls(documents)
        for row in connection.execute(last.where(log.other.in_(some)).group_by(log.other))
    }


def _publishers(connection: Connection, documents: Iterable[str]) -> dict[str, str | None]:
    """Who published each, as it was read last."""
    name = func.coalesce(r.publisher_name, r.publisher_actor).label("name")
    last = select(func.max(r.id)).group_by(r.document)
    return {
        row.document: row.name
        for some in _handfuls(documents)
        for row in connection.execute(select(r.document, name).where(r.id.in_(last.where(r.document.in_(some)))))
    }


def _handfuls(documents: Iterable[str]) -> Iterator[list[str]]:
    ids = sorted(documents)
    return (ids[start : start + HANDFUL] for start in range(0, len(ids), HANDFUL))


def _until(moment: ColumnElement[datetime.datetime], as_of: datetime.datetime | None) -> ColumnElement[bool]:
    return moment.is_not(None) if as_of is None else moment <= as_of


def _revisions(
    connection: Connection, as_of: datetime.datetime | None, documents: Collection[str] | None
) -> dict[str, set[str]]:
    """For each document those it is a revision of, through others too; all there are, or those reached from some."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    asked = select(links.document, links.other).where(links.kind == "revision", _stood(as_of))
    if documents is None:
        _tie(found, connection.execute(asked))
        return found
    look, known = set(documents), set(documents)
    while look:
        ends = or_(links.document.in_(sorted(look)), links.other.in_(sorted(look)))
        _tie(found, connection.execute(asked.where(ends)))
        look, known = set(found) - known, known | set(found)
    return found


def _tie(found: "defaultdict[str, set[str]]", rows: Iterable[Any]) -> None:
    for one, other in rows:
        found[one].add(other)
        found[other].add(one)


def _stood(as_of: datetime.datetime | None) -> ColumnElement[bool]:
    if as_of is None:
        return links.superseded_at.is_(None)
    return and_(links.learned_at <= as_of, or_(links.superseded_at.is_(None), links.superseded_at > as_of))


def _group(ties: Mapping[str, Collection[str]], document: str) -> set[str]:
    """All that hang together with the document."""
    group, look = {document}, [document]
    while look:
        look = [other for one in look for other in ties.get(one, ()) if other not in group]
        group.update(look)
    return group
