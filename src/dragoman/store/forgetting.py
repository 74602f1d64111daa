"""A document erased: its bytes, text and words, and all that was made of them, out of every table and every index.

Its row in `documents` stays, with the sha256 by which the same bytes are known and refused; so do judgements, which are
what people said. What is computed from all documents together is thrown away, to be made anew.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, delete, or_, select, update

from dragoman.store import acting, columnar, indexing, reading_columns, schema
from dragoman.store.correcting import without_words
from dragoman.store.full_text import full_text
from dragoman.store.schema.columns import CLAIMS_PER_READING

r, texts, links, log = schema.readings.c, schema.texts.c, schema.links.c, schema.changes.c

ERASED = "erased with one of the two"


def forget(connection: Connection, document: str, sha256: str) -> None:
    """Leave no word of it, within a transaction that holds the write lock."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")  # freed pages are overwritten, not just let go
    readings = list(connection.scalars(select(r.id).where(r.document == document)))
    digests = set(connection.scalars(select(r.text).where(r.document == document)))
    _leave_index(connection, readings)
    _leave_corrections(connection, readings)
    for table, column in _of_readings():
        _delete(connection, table, column, readings)
    connection.execute(delete(schema.readings).where(r.document == document))
    columnar.forget(connection, readings)
    reading_columns.forget(connection, readings)
    used = set(connection.scalars(select(r.text).where(r.text.in_(sorted(digests)))))
    connection.execute(delete(schema.texts).where(texts.digest.in_(sorted(digests - used))))
    kept = schema.originals.c
    connection.execute(update(schema.originals).where(kept.sha256 == sha256).values(bytes=b""))
    told = update(schema.changes).where(log.document == document, log.kind.in_(("learned", "reread")))
    connection.execute(told.values(row=None, before=None))  # their numbers may be given to others
    ends = or_(links.document == document, links.other == document)
    connection.execute(update(schema.links).where(ends).values(how=ERASED))
    acting.forget(connection)
    connection.execute(delete(schema.marks))


def sweep(engine: Engine) -> None:
    """What the engine keeps of deleted rows for a while: gone too. Outside any transaction."""
    with closing(engine.raw_connection()) as connection:
        raw: Any = connection.dbapi_connection
        if engine.dialect.name == "sqlite":
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        raw.rollback()  # looking whether the server is still there began a transaction, in which VACUUM is refused
        raw.autocommit = True
        try:
            raw.cursor().execute("VACUUM")
        finally:
            raw.autocommit = False


def _leave_index(connection: Connection, readings: list[int]) -> None:
    """Out of the full-text index, which is made of the same readings."""
    from dragoman.store import recalling

    index = full_text(connection)
    for number, reading in recalling.some(connection, readings):
        rows = indexing.keyed_lines(indexing.line_rows(reading), number)
        index.drop(connection, [(row.key, row.stems, row.wholes) for row in rows])
        first = number * CLAIMS_PER_READING
        here = schema.lines.c.key.between(first, first + CLAIMS_PER_READING - 1)
        connection.execute(delete(schema.lines).where(here))
    index.compact(connection)


def _leave_corrections(connection: Connection, readings: list[int]) -> None:
    """Corrections of its claims, made or proposed, stay without the words they quote."""
    said = schema.claims.c
    claims = set(connection.scalars(select(said.id).where(said.reading.in_(readings))))
    made, of = schema.judgements.c, schema.judged.c
    about = select(of.judgement, of.thing).join(schema.judgements, made.number == of.judgement)
    corrected = connection.execute(about.where(made.verdict == "corrected")).all()
    proposed = connection.execute(select(schema.proposals.c.number, schema.proposals.c.about)).all()
    quoting = (
        (schema.judgements, [number for number, thing in corrected if thing in claims]),
        (schema.proposals, [number for number, things in proposed if claims.intersection(json.loads(things))]),
    )
    for table, numbers in quoting:
        for number in numbers:
            here = table.c.number == number
            fields = json.loads(connection.scalar(select(table.c.fields).where(here)) or "[]")
            kept = json.dumps(without_words(fields), ensure_ascii=False)
            connection.execute(update(table).where(here).values(fields=kept))


def _of_readings() -> Iterator[tuple[Table, "Column[int]"]]:
    """Every table that points to a reading or a claim, and by which column: those that point further first."""
    targets = {schema.readings.c.id, schema.claims.c.key}
    for table in reversed(schema.tables.sorted_tables):
        for column in table.columns:
            if any(key.column in targets for key in column.foreign_keys):
                yield table, column


def _delete(connection: Connection, table: Table, column: "Column[int]", readings: list[int]) -> None:
    (key,) = column.foreign_keys
    for number in readings:
        first = number * CLAIMS_PER_READING
        of_reading = key.column is schema.readings.c.id
        here = column == number if of_reading else column.between(first, first + CLAIMS_PER_READING - 1)
        connection.execute(delete(table).where(here))
