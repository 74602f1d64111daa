"""From a DocumentQuery to its rows: documents by whom they name, by the days they tell of, by when they came out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, and_, func, or_, select

from dragoman.record import Publisher
from dragoman.store import schema
from dragoman.store.asking import PUBLICATION, meets, named, published_between, published_of, standing
from dragoman.store.faults import told
from dragoman.store.query import DocumentQuery, DocumentRow

readings, names, forms, days = schema.readings, schema.names, schema.forms, schema.days


def documents(engine: Engine, path: Path, query: DocumentQuery) -> list[DocumentRow]:
    """The matching documents, by the day of publication (undated ones last) and id."""
    c = readings.c
    claims = select(func.count()).where(schema.claims.c.reading == c.id).scalar_subquery()
    wanted: Select[Any] = (
        select(c.document, c.title, c.source, c.language, *PUBLICATION, claims.label("n"))
        .where(standing(query.as_of), *_conditions(query))
        .order_by(c.published_first.nulls_last(), c.document)
        .limit(query.limit)
    )
    with told(path), engine.connect() as connection:
        rows = connection.execute(wanted).all()
    return [
        DocumentRow(
            row.document,
            row.title,
            row.source,
            Publisher(row.publisher_actor, row.publisher_name),
            published_of(row),
            row.language,
            row.n,
        )
        for row in rows
    ]


def _conditions(query: DocumentQuery) -> Iterator[ColumnElement[bool]]:
    c = readings.c
    if query.names is not None:
        asked = named(names.c.actor, names.c.folded, query.names)
        known = select(names.c.reading).where(or_(asked, names.c.actor.in_(query.also)))
        waiting = select(forms.c.reading).where(forms.c.proposed.in_((query.names, *query.also)))
        yield or_(c.id.in_(known), c.id.in_(waiting))
    if query.on is not None:
        told_of = select(days.c.reading).where(meets(days.c.first, days.c.last, query.on, query.on))
        out = and_(c.published_first.is_not(None), meets(c.published_first, c.published_last, query.on, query.on))
        yield or_(c.id.in_(told_of), out)
    if query.since is not None or query.until is not None:
        yield published_between(c.published_first, c.published_last, query.since, query.until)
    if query.language is not None:
        yield c.language == query.language
