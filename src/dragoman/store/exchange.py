"""What one record gives another: its readings with who made them, and its judgements as they were made."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, select

from dragoman.record import Judgement, RecordError
from dragoman.store import judging, recalling, schema
from dragoman.store.asking import HANDFUL, matching, published_between, published_by, standing
from dragoman.store.faults import damaged, told
from dragoman.store.held import Held
from dragoman.store.query import ClaimQuery
from dragoman.store.rows import unpack

r, claims, made = schema.readings.c, schema.claims.c, schema.judgements.c


def held(engine: Engine, path: Path, query: ClaimQuery, *, originals: bool) -> Iterator[Held]:
    """The standing readings asked for, by the day of publication (undated last) and document."""
    wanted = select(r.id).where(standing(query.as_of), *_conditions(query))
    wanted = wanted.order_by(r.published_first.nulls_last(), r.document).limit(query.limit)
    with told(path), engine.connect() as connection:
        numbers = connection.scalars(wanted).all()
    for number in numbers:
        yield _held(engine, path, number, query, originals=originals)


def _conditions(query: ClaimQuery) -> Iterator[ColumnElement[bool]]:
    if query.since is not None or query.until is not None:
        yield published_between(r.published_first, r.published_last, query.since, query.until)
    if query.publisher is not None:
        yield published_by(query.publisher)
    if query.document is not None:
        yield r.document == query.document
    asked = (query.kinds, query.actor, query.role, query.tracks, query.text, query.form, query.polarity)
    if any(asked) or query.min_confidence is not None or query.people is not None:
        yield r.id.in_(matching(select(claims.reading), query))


def _held(engine: Engine, path: Path, number: int, query: ClaimQuery, *, originals: bool) -> Held:
    with told(path), engine.connect() as connection:
        row = connection.execute(_bodies().where(r.id == number)).one_or_none()
        if row is None:
            raise damaged(path, f"reading {number} is gone")
        found = recalling.seen_at(connection, row.document, query.as_of)
    try:
        reading = unpack(row.body, text=row.text, source=row.source)
    except ValueError as fault:
        raise damaged(path, f"the reading of document {row.document} is unusable ({fault})") from fault
    original = recalling.original(engine, path, reading.document.sha256) if originals else None
    return Held(reading, row.reader, row.dossier, found, original)


def _bodies() -> Select[Any]:
    texts = schema.texts.c
    columns = (r.document, r.source, r.reader, r.dossier, r.body, texts.text)
    return select(*columns).join(schema.texts, r.text == texts.digest)


def other_bytes(engine: Engine, path: Path, documents: Mapping[str, str]) -> dict[str, str]:
    """The documents that are on record with other bytes than these, and the digest of those."""
    kept = schema.documents.c
    found: dict[str, str] = {}
    with told(path), engine.connect() as connection:
        for some in _handfuls(list(documents)):
            rows = connection.execute(select(kept.id, kept.sha256).where(kept.id.in_(some)))
            found |= {row.id: row.sha256 for row in rows if row.sha256 != documents[row.id]}
    return found


def claimed_elsewhere(engine: Engine, path: Path, ids: Mapping[str, str]) -> dict[str, str]:
    """The claims that stand in another document than these, and in which."""
    found: dict[str, str] = {}
    with told(path), engine.connect() as connection:
        for some in _handfuls(list(ids)):
            asked = select(claims.id, r.document).join(schema.readings, claims.reading == r.id)
            rows = connection.execute(asked.where(standing(None), claims.id.in_(some)))
            found |= {row.id: row.document for row in rows if row.document != ids[row.id]}
    return found


def take_in_judgements(connection: Connection, judgements: Sequence[Judgement]) -> int:
    """Write those that are not there, in their order, within a transaction that holds the write lock; how many."""
    for one in judgements:
        asked = judging.Asked(one.verdict, one.about, one.by, one.why, one.fields)
        if one.id != judging.id_of(asked, one.at):
            raise RecordError(f"judgement {one.id} is not what its id was made from: it was changed on the way")
    known: set[str] = set()
    for some in _handfuls([one.id for one in judgements]):
        known.update(connection.scalars(select(made.id).where(made.id.in_(some))))
    new = [one for one in dict.fromkeys(judgements) if one.id not in known]
    for one in new:
        judging.put(connection, one)
    return len(new)


def _handfuls(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + HANDFUL] for start in range(0, len(ids), HANDFUL))
