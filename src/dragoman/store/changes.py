"""The log of the record: a numbered row for every change, written with the change itself.

Numbers are given under the write lock, one after another: who reads number n finds every lower one there too, on
PostgreSQL as well, whose own sequences promise no such thing (a transaction that began first may commit last). The
lock is let go only once what was written can be seen. So who remembers the last number he saw, and asks for what is
after it, gets each change exactly once, in order.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Engine, Row, Select, Table, func, or_, select

from dragoman.record import RecordError
from dragoman.store import bulk, schema
from dragoman.store.asking import named
from dragoman.store.differing import differences
from dragoman.store.faults import told
from dragoman.store.history import Change, ChangeKind, ChangeQuery, Difference

c, r, links = schema.changes.c, schema.readings.c, schema.links.c
made, things, its = schema.judgements.c, schema.judged.c, schema.withdrawals.c

HANDFUL = 200
"""Changes whose details are looked up at a time."""

OF_READINGS: tuple[ChangeKind, ...] = ("learned", "reread")
OF_LINKS: tuple[ChangeKind, ...] = ("linked", "corrected", "unlinked")
OF_JUDGEMENTS: tuple[ChangeKind, ...] = ("judged", "retracted")
OF_WITHDRAWALS: tuple[ChangeKind, ...] = ("withdrawn", "restored", "erased")


@dataclass(frozen=True, slots=True)
class Changed:
    """A change as it is written. `row` is the number of what came of it in the table that `kind` tells."""

    kind: ChangeKind
    at: datetime.datetime
    document: str | None
    row: int | None = None
    before: int | None = None
    other: str | None = None
    source: str | None = None


def put(connection: Connection, changed: Sequence[Changed]) -> None:
    """Number these and write them, within the transaction that makes them, which holds the write lock."""
    if not changed:
        return
    last = connection.scalar(select(func.max(c.number))) or 0
    rows = [
        (number, bulk.moment(connection, x.at), x.kind, x.document, x.other, x.row, x.before, x.source)
        for number, x in enumerate(changed, start=last + 1)
    ]
    bulk.put(connection, schema.changes, rows)


def cursor(engine: Engine, path: Path) -> int:
    """The number of the last change; 0 where nothing has happened."""
    with told(path), engine.connect() as connection:
        return connection.scalar(select(func.max(c.number))) or 0


def count(engine: Engine, path: Path, query: ChangeQuery) -> int:
    """How many changes match, whatever the limit."""
    with told(path), engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(schema.changes).where(*_conditions(query))) or 0


def asked(engine: Engine, path: Path, query: ChangeQuery) -> Iterator[Change]:
    """The changes that match, in order. No lock is held between them."""
    _require_log(engine, path)
    left, query_ = query.limit, query
    at = None
    while left is None or left > 0:
        some = HANDFUL if left is None else min(left, HANDFUL)
        rows, found = _page(engine, path, query_, at, some)
        yield from found
        if len(rows) < some:
            return
        at = rows[-1].number
        left = None if left is None else left - len(rows)


def _page(
    engine: Engine, path: Path, query: ChangeQuery, at: int | None, limit: int
) -> tuple[Sequence[Row[Any]], list[Change]]:
    wanted = select(schema.changes).where(*_conditions(query)).limit(limit)
    wanted = wanted.order_by(c.number.desc() if query.newest else c.number)
    if at is not None:
        wanted = wanted.where(c.number < at if query.newest else c.number > at)
    with told(path), engine.connect() as connection:
        rows = connection.execute(wanted).all()
        return rows, _told_of(connection, rows)


def _require_log(engine: Engine, path: Path) -> None:
    """An older record that is opened for reading only has no log yet."""
    with told(path), engine.connect() as connection:
        empty = connection.scalar(select(func.min(c.number))) is None
        if empty and connection.scalar(select(func.min(r.id))) is not None:
            raise RecordError(
                f"the record {path} has no log, as one of an older version has none; "
                "open it for writing once: dragoman doctor --rebuild-search"
            )


def _conditions(query: ChangeQuery) -> Iterator[ColumnElement[bool]]:
    if query.kinds:
        yield c.kind.in_(query.kinds)
    if query.after:
        yield c.number > query.after
    if query.before is not None:
        yield c.number < query.before
    if query.since is not None:
        yield c.at >= query.since
    for until in (query.until, query.as_of):
        if until is not None:
            yield c.at <= until
    if query.document is not None:
        claims = select(schema.claims.c.id).join(schema.readings, schema.claims.c.reading == r.id)
        thing = or_(things.thing == query.document, things.thing.in_(claims.where(r.document == query.document)))
        yield or_(c.document == query.document, c.other == query.document, _judged(thing))
    if query.actor is not None:
        yield _with_actor(query.actor, query.also)


def _with_actor(actor: str, also: Collection[str]) -> ColumnElement[bool]:
    names, forms = schema.names.c, schema.forms.c
    ids = (actor, *also)
    by_name = select(r.document).join(schema.names, names.reading == r.id)
    by_name = by_name.where(or_(named(names.actor, names.folded, actor), names.actor.in_(also)))
    waiting = select(r.document).join(schema.forms, forms.reading == r.id).where(forms.proposed.in_(ids))
    return or_(c.document.in_(by_name), c.document.in_(waiting), _judged(things.thing.in_(ids)))


def _judged(thing: ColumnElement[bool]) -> ColumnElement[bool]:
    about = c.row.in_(select(things.judgement).where(thing))
    return c.kind.in_(OF_JUDGEMENTS) & about


def _told_of(connection: Connection, rows: Sequence[Row[Any]]) -> list[Change]:
    """The changes with what is known of each: a few queries, however many there are."""
    beside = _Beside.of(connection, rows)
    return [_change(row, beside) for row in rows]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a handful of changes refers to, by number; titles by document. What was erased is missing."""

    readings: Mapping[int, Row[Any]]
    links: Mapping[int, Row[Any]]
    judgements: Mapping[int, Row[Any]]
    withdrawals: Mapping[int, Row[Any]]
    about: Mapping[int, tuple[str, ...]]
    titles: Mapping[str, str | None]
    differences: Mapping[tuple[int, int], Difference]

    @classmethod
    def of(cls, connection: Connection, rows: Sequence[Row[Any]]) -> "_Beside":
        def numbered(table: Table, key: Column[int], kinds: Collection[ChangeKind]) -> dict[int, Row[Any]]:
            numbers = sorted({row.row for row in rows if row.kind in kinds and row.row is not None})
            if not numbers:
                return {}
            found = connection.execute(select(table).where(key.in_(numbers)))
            return {row._mapping[key]: row for row in found}

        judgements = numbered(schema.judgements, made.number, OF_JUDGEMENTS)
        return cls(
            readings=_readings(connection, [row.row for row in rows if row.kind in OF_READINGS]),
            links=numbered(schema.links, links.number, OF_LINKS),
            judgements=judgements,
            withdrawals=numbered(schema.withdrawals, its.number, OF_WITHDRAWALS),
            about=_about(connection, judgements),
            titles=_titles(connection, {row.document for row in rows if row.document}),
            differences=differences(connection, [(row.before, row.row) for row in rows if row.before is not None]),
        )


def _readings(connection: Connection, numbers: Collection[int]) -> dict[int, Row[Any]]:
    if not numbers:
        return {}
    claims = select(func.count()).where(schema.claims.c.reading == r.id).scalar_subquery()
    told_of: Select[Any] = select(r.id, r.title, r.reader, r.dossier, r.source, claims.label("claims"))
    return {row.id: row for row in connection.execute(told_of.where(r.id.in_(numbers)))}


def _about(connection: Connection, judgements: Collection[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    if judgements:
        wanted = select(things.judgement, things.thing).where(things.judgement.in_(sorted(judgements)))
        for number, thing in connection.execute(wanted.order_by(things.judgement, things.place)):
            found[number].append(thing)
    return {number: tuple(named) for number, named in found.items()}


def _titles(connection: Connection, documents: Collection[str]) -> dict[str, str | None]:
    """As each was read last."""
    last = select(func.max(r.id)).where(r.document.in_(sorted(documents))).group_by(r.document)
    return {row.document: row.title for row in connection.execute(select(r.document, r.title).where(r.id.in_(last)))}


def _change(row: Row[Any], beside: _Beside) -> Change:
    reading, link = beside.readings.get(row.row), beside.links.get(row.row) if row.kind in OF_LINKS else None
    change = Change(
        cursor=row.number,
        at=row.at,
        kind=row.kind,
        document=row.document,
        title=beside.titles.get(row.document),
        other=row.other,
        source=row.source,
    )
    if row.kind in OF_READINGS and reading:
        return replace(
            change,
            title=reading.title,
            source=reading.source,
            reader=reading.reader,
            dossier=reading.dossier,
            claims=reading.claims,
            differs=beside.differences.get((row.before, row.row)),
        )
    if link:
        return replace(change, link=link.kind, why=link.how)
    if row.kind in OF_JUDGEMENTS and (said := beside.judgements.get(row.row)):
        about = beside.about.get(row.row, ())
        return replace(change, id=said.id, verdict=said.verdict, about=about, by=said.by, why=said.why)
    if row.kind in OF_WITHDRAWALS and (done := beside.withdrawals.get(row.row)):
        return replace(change, by=done.by, why=done.why)
    return change
