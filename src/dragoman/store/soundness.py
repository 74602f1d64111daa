"""Whether a record is whole and true to itself: each passage the words it claims, each original the bytes it was."""

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select
from sqlalchemy.exc import DBAPIError

from dragoman.record import Reading
from dragoman.store import acting, columnar, indexing, reading_columns, schema
from dragoman.store.faults import record_error
from dragoman.store.rows import digest_of, unpack

r, claims, passages = schema.readings.c, schema.claims.c, schema.claim_passages.c

INDEXED, COUNTED = 3, 4
"""The schemas from which on every paragraph is in the search index, and every claim in the columns it is counted by. An
older record that is open for reading only lacks them, and is led on when it is opened for writing."""


def check(engine: Engine, path: Path) -> list[str]:
    """What is wrong with the record, a line each; empty where nothing is.

    Reads everything, one document at a time. A damaged file ends the look where it becomes unreadable.
    """
    found: list[str] = []
    try:
        with engine.connect() as connection:
            found.extend(_file(connection))
            found.extend(_originals(connection))
            found.extend(_one_each(connection))
            found.extend(_readings(connection))
            if _version(connection) >= COUNTED:
                found.extend(columnar.faults(connection))
                found.extend(reading_columns.faults(connection))
                found.extend(acting.faults(connection, path))
    except DBAPIError as fault:
        mended = record_error(path, fault)
        if mended is None:
            raise
        found.append(str(mended))
    return found


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return  # the server sees to its own files, and to what points where
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file is damaged: {line}"
    for table, row, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} points to a row of {other} that is not there"


def _originals(connection: Connection) -> Iterator[str]:
    kept, erased = schema.originals.c, set(connection.scalars(_erased()))
    for sha256 in connection.scalars(select(kept.sha256).order_by(kept.sha256)).all():
        packed, size = connection.execute(select(kept.bytes, kept.size).where(kept.sha256 == sha256)).one()
        if not packed and (not size or sha256 in erased):
            continue  # imported without its bytes, or erased
        try:
            data = zlib.decompress(packed)
        except zlib.error as fault:
            yield f"original {sha256} cannot be unpacked: {fault}"
            continue
        if hashlib.sha256(data).hexdigest() != sha256 or len(data) != size:
            yield f"original {sha256} is not the bytes it was"


def _erased() -> Select[Any]:
    """The sha256 of documents that no reading is left of: they were erased."""
    documents, done = schema.documents.c, schema.withdrawals.c
    known = select(done.document).where(done.what == "erased")
    read = select(r.document).where(r.document == documents.id).exists()
    return select(documents.sha256).where(documents.id.in_(known), ~read)


def _one_each(connection: Connection) -> Iterator[str]:
    """Every document that counts has one reading that stands, and no other has one.

    The index forbids two; nothing but this sees none.
    """
    documents = schema.documents.c
    now = select(r.document, func.count().label("n")).where(r.superseded_at.is_(None)).group_by(r.document).subquery()
    count = func.coalesce(now.c.n, 0)
    done = schema.withdrawals.c
    last = select(func.max(done.number)).group_by(done.document)
    gone = set(connection.scalars(select(done.document).where(done.number.in_(last), done.what != "restored")))
    erased = set(connection.scalars(_erased()))
    asked = select(documents.id, documents.sha256, count).outerjoin(now, now.c.document == documents.id)
    for document, sha256, n in connection.execute(asked).all():
        should = 0 if document in gone or sha256 in erased else 1
        if n != should:
            yield f"document {document} has {n} current readings; it should have {'none' if should == 0 else 'one'}"


def _readings(connection: Connection) -> Iterator[str]:
    for number in connection.scalars(select(r.id).order_by(r.id)).all():
        row = connection.execute(_with_text().where(r.id == number)).one()
        where = f"reading {number} of document {row.document}"
        if hashlib.sha256(row.text.encode()).hexdigest() != row.digest_of_text:
            yield f"{where}: its text is not what it was"
            continue
        try:
            reading = unpack(row.body, text=row.text, source=row.source)
        except ValueError as fault:
            yield f"{where}: {fault}"
            continue
        yield from (f"{where}: {line}" for line in _reading(connection, row, reading))


def _with_text() -> Select[Any]:
    texts = schema.texts.c
    columns = (r.id, r.document, r.source, r.digest, r.body, r.text.label("digest_of_text"), texts.text)
    return select(*columns).join(schema.texts, r.text == texts.digest)


def _reading(connection: Connection, row: Row[Any], reading: Reading) -> Iterator[str]:
    if digest_of(reading) != row.digest:
        yield "it is not what it was"
    kept = connection.scalars(select(claims.id).where(claims.reading == row.id))
    if sorted(kept) != sorted(claim.id for claim in reading.claims):
        yield "its claims are not those of its table"
    asked = select(claims.id, passages.start, passages.end, passages.words)
    asked = asked.join(schema.claim_passages, passages.claim == claims.key).where(claims.reading == row.id)
    for claim, start, end, words in connection.execute(asked.order_by(passages.claim, passages.place)):
        if row.text[start:end] != words:
            yield f"claim {claim} rests on words that do not stand at {start}–{end}"
    if _version(connection) >= INDEXED:
        yield from indexing.faults(connection, row.id, reading)


def _version(connection: Connection) -> int:
    meta = schema.meta.c
    return int(connection.scalar(select(meta.value).where(meta.name == "version")) or 0)
