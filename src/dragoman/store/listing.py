"""From a DocumentQuery to its rows: documents by whom they name, by the days they tell of, by when they came out."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, false, func, or_, select

from dragoman.record import Publisher, RecordPlaceError
from dragoman.store import reading_columns, schema
from dragoman.store.asking import PUBLICATION, is_large, meets, named, published_between, published_of, standing
from dragoman.store.columnar import handfuls
from dragoman.store.faults import told
from dragoman.store.query import DocumentQuery, DocumentRow

readings, names, forms, days = schema.readings, schema.names, schema.forms, schema.days
c = readings.c
_SHOWN = (c.id, c.document, c.title, c.source, c.language, *PUBLICATION)


def documents(engine: Engine, path: Path, query: DocumentQuery) -> list[DocumentRow]:
    """The matching documents, by the day of publication (undated ones last) and id."""
    with told(path), engine.connect() as connection:
        if not by_columns(connection):
            claims = select(func.count()).where(schema.claims.c.reading == c.id).scalar_subquery()
            return [_row(row, row.n) for row in connection.execute(_listed(connection, query, claims.label("n")))]
        from dragoman.store import reading_table

        its = reading_table.table(engine, connection)
        numbers = reading_table.numbers(connection, its, query)
        many = dict(zip(numbers, reading_table.claims_of(its, numbers), strict=True))
        return list(_rows(connection, numbers, many))


def count(engine: Engine, path: Path, query: DocumentQuery) -> int:
    """How many match, whatever the limit."""
    with told(path), engine.connect() as connection:
        if not by_columns(connection):
            counted = select(func.count()).select_from(readings).where(standing(query.as_of), *_conditions(query))
            return connection.scalar(counted) or 0
        from dragoman.store import reading_table

        return reading_table.count(connection, reading_table.table(engine, connection), query)


def by_columns(connection: Connection) -> bool:
    """Whether the record is so large that its columns answer sooner than its rows; and has them."""
    return is_large(connection) and reading_columns.is_there(connection)


def _listed(connection: Connection, query: DocumentQuery, claims: Any) -> Select[Any]:
    wanted = select(*_SHOWN, claims).where(standing(query.as_of), *_conditions(query))
    wanted = wanted.order_by(c.published_first.nulls_last(), c.document).limit(query.limit)
    return wanted if query.after is None else wanted.where(_behind(connection, query))


def _behind(connection: Connection, query: DocumentQuery) -> ColumnElement[bool]:
    """That a document comes later in the list than the one it is to go on from."""
    asked = select(c.published_first).where(c.document == query.after, standing(query.as_of), *_conditions(query))
    at = connection.execute(asked).first()
    if at is None:
        raise RecordPlaceError(f"no document {query.after} is in this list; begin it anew")
    same_day = c.published_first.is_(None) if at[0] is None else c.published_first == at[0]
    later = false() if at[0] is None else or_(c.published_first.is_(None), c.published_first > at[0])
    return or_(later, and_(same_day, c.document > query.after))


def _rows(connection: Connection, numbers: Sequence[int], claims: Mapping[int, int]) -> Iterator[DocumentRow]:
    """The documents of these readings, in this order."""
    for some in handfuls(numbers):
        found = {row.id: row for row in connection.execute(select(*_SHOWN).where(c.id.in_(some)))}
        yield from (_row(found[number], claims[number]) for number in some)


def _row(row: Row[Any], claims: int) -> DocumentRow:
    publisher = Publisher(row.publisher_actor, row.publisher_name)
    return DocumentRow(row.document, row.title, row.source, publisher, published_of(row), row.language, claims)


def naming(query: DocumentQuery) -> tuple[Select[Any], ...]:
    """The readings that name whom is asked for: as known, and as somebody who waits in review."""
    asked = named(names.c.actor, names.c.folded, query.names or "")
    known = select(names.c.reading).where(or_(asked, names.c.actor.in_(query.also)))
    return known, select(forms.c.reading).where(forms.c.proposed.in_((query.names, *query.also)))


def telling_of(day: datetime.date) -> Select[tuple[int]]:
    """The readings of documents that tell of a period with this day in it."""
    return select(days.c.reading).where(meets(days.c.first, days.c.last, day, day))


def _conditions(query: DocumentQuery) -> Iterator[ColumnElement[bool]]:
    if query.names is not None:
        yield or_(*(c.id.in_(asked) for asked in naming(query)))
    if query.on is not None:
        out = and_(c.published_first.is_not(None), meets(c.published_first, c.published_last, query.on, query.on))
        yield or_(c.id.in_(telling_of(query.on)), out)
    if query.since is not None or query.until is not None:
        yield published_between(c.published_first, c.published_last, query.since, query.until)
    if query.language is not None:
        yield c.language == query.language
