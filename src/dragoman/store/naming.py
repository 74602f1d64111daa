"""Who is named, by the columns of `reading_columns`: what `actors` adds up row by row, with numpy."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import ColumnElement, Connection, func, or_, select, true

from dragoman.identity import Merged
from dragoman.identity.persons import PROPOSED
from dragoman.store import schema
from dragoman.store.counting import Array, different, one_of
from dragoman.store.query import ActorRow, ActorSeen, FormSeen, TitleSeen
from dragoman.store.reading_table import ReadingTable, stands

t = schema.mentioned.c
WHO = func.coalesce(t.actor, t.proposed)


class _Form(NamedTuple):
    """One way of naming somebody: how often it stands in the record, and the first place where it does."""

    number: int
    who: str
    kind: str
    name: str
    printed: str
    title: str
    times: int
    first: int


def actors(
    connection: Connection, its: ReadingTable, one: Merged, *, proposed: bool, as_of: datetime.datetime | None
) -> list[ActorRow]:
    """The actors named, or the unknown persons; most named first."""
    found = _found(connection, its, as_of)
    groups: defaultdict[str, list[_Form]] = defaultdict(list)
    for form in _forms(connection, its, found, t.proposed.is_not(None) if proposed else true()):
        groups[one.name(form.who)].append(form)
    # What a person has judged to be somebody known waits no longer.
    told = {id_: forms for id_, forms in groups.items() if not proposed or id_.startswith(PROPOSED)}
    spans = _spans(its, found, list(told.values()))
    rows = [_row(id_, forms, span) for (id_, forms), span in zip(told.items(), spans, strict=True)]
    return sorted(rows, key=lambda row: (-row.mentions, row.id))


def seen(
    connection: Connection, its: ReadingTable, ids: Sequence[str], as_of: datetime.datetime | None
) -> ActorSeen | None:
    """What the record has of one actor, whose ids are these; None where it is not named."""
    asked = or_(t.actor.in_(ids), t.actor.is_(None) & t.proposed.in_(ids))
    numbers = connection.scalars(select(t.number).where(asked)).all()
    where = np.flatnonzero(one_of(its["form"], numbers))
    found = where[stands(connection, its, as_of)[its.of_form[where]]]
    forms = list(_forms(connection, its, found, asked))
    if not forms:
        return None
    printed: Counter[str] = Counter()
    titled: defaultdict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        printed[form.printed] += form.times
        if form.title:
            titled[form.title].append(form)
    del printed[""]
    (span,) = _spans(its, found, [forms])
    titles = [
        TitleSeen(title, sum(form.times for form in some), *its_span[:2])
        for (title, some), its_span in zip(titled.items(), _spans(its, found, list(titled.values())), strict=True)
    ]
    readings = np.unique(its.of_form[found])
    in_order = its.document[readings[np.argsort(its.place[readings])]]
    return ActorSeen(
        row=_row(ids[0], forms, span),
        forms=tuple(FormSeen(form, times) for form, times in sorted(printed.items(), key=lambda f: (-f[1], f[0]))),
        titles=tuple(sorted(titles, key=lambda title: (-title.times, title.title))),
        documents=tuple(document.decode() for document in in_order.tolist()),
    )


def _found(connection: Connection, its: ReadingTable, as_of: datetime.datetime | None) -> Array:
    """Where the forms in readings that stand are."""
    return np.flatnonzero(stands(connection, its, as_of)[its.of_form])


def _forms(connection: Connection, its: ReadingTable, found: Array, which: ColumnElement[bool]) -> Iterable[_Form]:
    """The forms that stand at these places, in the order in which they are first found."""
    numbers = its["form"][found]
    many = int(numbers.max()) + 1 if len(found) else 1
    times = np.bincount(numbers, its["times"][found], minlength=many).astype(np.int64)
    of = its.of_form[found]
    within = found - (np.cumsum(its["forms"], dtype=np.int64) - its["forms"])[of]
    first = np.full(many, np.iinfo(np.int64).max)
    np.minimum.at(first, numbers, (its.place[of] << _BITS) + within)
    asked = select(t.number, WHO, t.kind, t.name, t.printed, t.title).where(which)
    often, places = times.tolist(), first.tolist()
    told = [
        _Form(*row, often[row[0]], places[row[0]])
        for row in connection.execute(asked).all()
        if row[0] < many and often[row[0]]
    ]
    return sorted(told, key=lambda form: form.first)


_BITS = 20
"""For the place of a form in its reading."""

_Span = tuple[datetime.date | None, datetime.date | None, int]


def _spans(its: ReadingTable, found: Array, groups: Sequence[Sequence[_Form]]) -> list[_Span]:
    """On which days the first and the last document of each group of forms came out, and how many documents it has."""
    if not groups:
        return []
    numbers = its["form"][found]
    group_of = np.full(int(numbers.max()) + 1 if len(found) else 1, -1, np.int64)
    for n, group in enumerate(groups):
        group_of[[form.number for form in group]] = n
    of = group_of[numbers]
    kept = of >= 0
    of, readings = different(of[kept], its.of_form[found[kept]])
    first, last = its["first"], its["last"]
    lows, highs = np.where(first > 0, first, last)[readings], np.where(last > 0, last, first)[readings]
    lows = np.where(lows > 0, lows, _NEVER)
    starts = np.searchsorted(of, np.arange(len(groups)))
    many = np.bincount(of, minlength=len(groups)).tolist()
    lowest, highest = (one.tolist() for one in (np.minimum.reduceat(lows, starts), np.maximum.reduceat(highs, starts)))
    return [(_day(low), _day(high), n) for low, high, n in zip(lowest, highest, many, strict=True)]


_NEVER = np.iinfo(np.int32).max


def _day(number: int) -> datetime.date | None:
    return datetime.date.fromordinal(number) if 0 < number < _NEVER else None


def _row(id_: str, forms: Sequence[_Form], span: _Span) -> ActorRow:
    names: Counter[str] = Counter()
    for form in forms:
        names[form.name] += form.times
    return ActorRow(
        id=id_,
        kind=forms[0].kind,
        name=min(names, key=lambda name: (-names[name], name)),
        mentions=sum(form.times for form in forms),
        documents=span[2],
        first=span[0],
        last=span[1],
        proposed=id_.startswith(PROPOSED),
        titles=tuple(dict.fromkeys(form.title for form in forms if form.title)),
    )
