"""Who is named in the record: how often, where, in which forms. What judgements make one is counted as one."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, select

from dragoman.identity import Merged, merge
from dragoman.identity import standing as counting
from dragoman.identity.persons import PROPOSED
from dragoman.store import schema
from dragoman.store.asking import standing
from dragoman.store.faults import told
from dragoman.store.judging import judgements
from dragoman.store.listing import by_columns
from dragoman.store.query import ActorRow, ActorSeen, FormSeen, TitleSeen

forms, readings = schema.forms.c, schema.readings.c
_WHO = func.coalesce(forms.actor, forms.proposed)


def merged(connection: Connection, as_of: datetime.datetime | None) -> Merged:
    """What judgements make one. A dossier's actor is the name of its group before one that waits in review."""
    return merge(counting(judgements(connection, as_of)), rank=lambda thing: (thing.startswith(PROPOSED),))


def group_of(engine: Engine, path: Path, actor: str, as_of: datetime.datetime | None) -> tuple[str, ...]:
    """All ids that are judged to be one with this one, the canonical one first; itself alone where nothing is."""
    with told(path), engine.connect() as connection:
        return merged(connection, as_of).group(actor)


def actors(engine: Engine, path: Path, *, proposed: bool, as_of: datetime.datetime | None) -> list[ActorRow]:
    """The actors named, or with `proposed` the unknown persons; most named first."""
    with told(path), engine.connect() as connection:
        one = merged(connection, as_of)
        if by_columns(connection):
            from dragoman.store import naming, reading_table

            its = reading_table.table(engine, connection)
            return naming.actors(connection, its, one, proposed=proposed, as_of=as_of)
        column = forms.proposed if proposed else _WHO
        groups: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(_named(column, as_of)):
            groups[one.name(row.id)].append(row)
    # What a person has judged to be somebody known waits no longer.
    waiting = {id_: rows for id_, rows in groups.items() if not proposed or id_.startswith(PROPOSED)}
    rows = [_row(id_, found) for id_, found in waiting.items()]
    return sorted(rows, key=lambda row: (-row.mentions, row.id))


def seen(engine: Engine, path: Path, ids: Sequence[str], as_of: datetime.datetime | None) -> ActorSeen | None:
    """What the record has of one actor, whose ids are these; None where it is not named."""
    with told(path), engine.connect() as connection:
        if by_columns(connection):
            from dragoman.store import naming, reading_table

            return naming.seen(connection, reading_table.table(engine, connection), ids, as_of)
        found = connection.execute(_told(_WHO.in_(ids), as_of)).all()
    if not found:
        return None
    printed: Counter[str] = Counter()
    titles: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in found:
        printed[row.printed] += row.times
        if row.title:
            titles[row.title].append(row)
    del printed[""]
    return ActorSeen(
        row=_row(ids[0], found),
        forms=tuple(FormSeen(form, times) for form, times in sorted(printed.items(), key=lambda f: (-f[1], f[0]))),
        titles=tuple(
            TitleSeen(title, sum(r.times for r in rows), *_span(rows))
            for title, rows in sorted(titles.items(), key=lambda t: (-sum(r.times for r in t[1]), t[0]))
        ),
        documents=tuple(dict.fromkeys(row.document for row in found)),
    )


def _named(column: ColumnElement[Any], as_of: datetime.datetime | None) -> Any:
    return _told(column.is_not(None), as_of)


def _told(condition: ColumnElement[bool], as_of: datetime.datetime | None) -> Any:
    what = (
        _WHO.label("id"),
        forms.kind,
        forms.name,
        forms.printed,
        forms.title,
        forms.times,
        readings.document,
        readings.published_first,
        readings.published_last,
    )
    asked = select(*what).join(schema.readings, forms.reading == readings.id)
    asked = asked.where(standing(as_of), condition)
    return asked.order_by(readings.published_first.nulls_last(), readings.document, forms.place)


def _row(id_: str, rows: Iterable[Row[Any]]) -> ActorRow:
    found = list(rows)
    names: Counter[str] = Counter()
    for row in found:
        names[row.name] += row.times
    first, last = _span(found)
    return ActorRow(
        id=id_,
        kind=found[0].kind,
        name=min(names, key=lambda name: (-names[name], name)),
        mentions=sum(row.times for row in found),
        documents=len({row.document for row in found}),
        first=first,
        last=last,
        proposed=id_.startswith(PROPOSED),
        titles=tuple(dict.fromkeys(row.title for row in found if row.title)),
    )


def _span(rows: Iterable[Row[Any]]) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day on which a document that names it came out; None where none is dated."""
    days = [(row.published_first, row.published_last) for row in rows]
    first = min((first or last for first, last in days if first or last), default=None)
    return first, max((last or first for first, last in days if first or last), default=None)
