"""Follow-ups on record: which promises are still to be looked for, among which acts, and what was found.

What follows up what is decided by whoever looks (the dialogue desk); here is only what it looks in.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from sqlalchemy import Connection, Table, delete, func, insert, literal, select

import dragoman
from dragoman.store import act_stamp, counting, schema
from dragoman.store.act_rows import FOLLOWED, FOLLOWING, ActRow
from dragoman.store.act_state import FOLLOW_UPS, FollowUpRow
from dragoman.store.counting import Array
from dragoman.store.linking import handfuls

acts, news, followed = schema.acts.c, schema.act_news.c, schema.followed.c
words, known, found_ = schema.followed_stems.c, schema.act_stems.c, schema.follow_ups.c

HANDFUL = 500
"""Promises looked after in one transaction."""
ARRIVALS = 1000
"""New acts held against the promises in one transaction."""
GROWN = 2
"""Where so many times as many acts are on record as when a promise was looked after, how rare its words are is another
matter, and it is looked after again."""


def is_current(connection: Connection, states: str) -> bool:
    """Whether follow-ups are those of the acts on record, and these those of all that stands."""
    return act_stamp.is_current(connection) and _is_done(connection, states)


def _is_done(connection: Connection, states: str) -> bool:
    value = connection.scalar(select(schema.marks.c.value).where(schema.marks.c.name == FOLLOW_UPS))
    return value == _mark(states) and connection.scalar(select(news.lead).limit(1)) is None


def _mark(states: str) -> str:
    return json.dumps([dragoman.__version__, states])


def follow_ups(connection: Connection, leads: Sequence[int]) -> dict[int, tuple[FollowUpRow, ...]]:
    """The follow-ups of these acts, the best first."""
    found: defaultdict[int, list[FollowUpRow]] = defaultdict(list)
    for some in handfuls(sorted(set(leads)), 500):
        asked = select(schema.follow_ups).where(found_.act.in_(some)).order_by(found_.act, found_.place)
        for row in connection.execute(asked):
            found[row.act].append(FollowUpRow(row.other, row.relation, row.score, tuple(json.loads(row.because))))
    return {act: tuple(rows) for act, rows in found.items()}


def superseded(connection: Connection) -> set[int]:
    """The leads of the promises that were made again with another time."""
    return set(connection.scalars(select(followed.act).where(followed.superseded == 1)))


def forget(connection: Connection) -> None:
    """Throw all follow-ups away; all acts are news again."""
    for table in (schema.followed, schema.followed_stems, schema.follow_ups, schema.act_news):
        connection.execute(delete(table))
    connection.execute(delete(schema.marks).where(schema.marks.c.name == FOLLOW_UPS))
    every = select(acts.lead, literal(0)).where(acts.kind.in_(FOLLOWED))
    connection.execute(insert(schema.act_news).from_select(["lead", "arrived"], every))


class Looker(Protocol):
    """Who decides what follows up what."""

    def arrivals(self, step: "Step", arrived: Sequence[ActRow]) -> Collection[int]:
        """The leads of the promises, looked after already, that these new acts follow up."""

    def promises(self, step: "Step", promises: Sequence[ActRow]) -> None:
        """Look for what follows up each of these among all acts on record, and `keep` it."""


@dataclass(slots=True)
class Step:
    """What one transaction looks in; `among` is how many acts there are that can follow something up."""

    connection: Connection
    among: int
    _having: dict[str, int] = field(default_factory=dict)
    _kept: list[ActRow] = field(default_factory=list)
    _rows: dict[Table, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def having(self, stems: Collection[str]) -> Mapping[str, int]:
        """In how many acts each of these words stands."""
        lacking = sorted(stem for stem in stems if stem not in self._having)
        self._having.update(dict.fromkeys(lacking, 0))
        c = schema.stems.c
        for some in handfuls(lacking, 500):
            counted = self.connection.execute(select(c.stem, c.acts).where(c.stem.in_(some)))
            self._having.update((row.stem, row.acts) for row in counted)
        return self._having

    def with_word(self, stem: str) -> Array:
        """The leads of the acts with a day that have this word, in order."""
        return np.sort(counting.integers(self.connection, select(known.act).where(known.stem == stem))[:, 0])

    def days(self) -> Array:
        """The first day on which each reading's document can have come out, as an ordinal; 0 where it is not known."""
        r = schema.readings.c
        found = np.zeros((self.connection.scalar(select(func.max(r.id))) or 0) + 1, np.int64)
        for number, day in self.connection.execute(select(r.id, r.published_first)):
            found[number] = day.toordinal() if day else 0
        return found

    def waiting_for(self, stems: Collection[str]) -> dict[str, list[int]]:
        """The leads of the promises that have one of these words among their rarest, by the word."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for some in handfuls(sorted(stems), 500):
            for stem, act in self.connection.execute(select(words.stem, words.act).where(words.stem.in_(some))):
                found[stem].append(act)
        return found

    def rows(self, leads: Iterable[int]) -> list[ActRow]:
        """These acts."""
        return _rows(self.connection, leads)

    def keep(self, act: ActRow, rarest: Collection[str], found: Sequence[FollowUpRow], *, superseded: bool) -> None:
        """Put what was found for a promise in place of what was, when the step ends."""
        self._kept.append(act)
        rows = self._rows
        rows[schema.followed].append({"act": act.lead, "among": self.among, "superseded": int(superseded)})
        rows[schema.followed_stems] += [{"stem": stem, "act": act.lead} for stem in sorted(rarest)]
        rows[schema.follow_ups] += [
            {"act": act.lead, "place": n, "other": f.other, "relation": f.relation, "score": f.score}
            | {"because": json.dumps(f.because, ensure_ascii=False)}
            for n, f in enumerate(found)
        ]

    def write(self) -> None:
        """Write what was kept."""
        _drop(self.connection, [act.lead for act in self._kept])
        for table, rows in self._rows.items():
            if rows:
                self.connection.execute(insert(table), rows)


def take(connection: Connection, states: str, looker: Looker) -> bool:
    """One step, within a transaction that holds the write lock; whether that was the last.

    What has arrived is held against the promises that were looked after before; only then are new promises looked
    after, among all, so that no pair is looked at twice.
    """
    value = connection.scalar(select(schema.marks.c.value).where(schema.marks.c.name == FOLLOW_UPS))
    if value != _mark(states):
        forget(connection)
        connection.execute(insert(schema.marks).values(name=FOLLOW_UPS, value=_mark(states)))
    step = Step(connection, _among(connection))
    arrived = list(connection.scalars(_NEWS.where(news.arrived == 1).limit(ARRIVALS)))
    if arrived:
        _arrive(step, arrived, looker)
        return False
    waiting = list(connection.scalars(_NEWS.limit(HANDFUL))) or _aged(connection, step.among)
    looker.promises(step, step.rows(waiting))
    step.write()
    _read(connection, waiting)
    return not waiting


_NEWS = select(news.lead).order_by(news.lead)


def _arrive(step: Step, arrived: Sequence[int], looker: Looker) -> None:
    """Hold new acts against the promises, and forget the acts that are gone."""
    connection = step.connection
    here = step.rows(arrived)
    gone = set(arrived) - {row.lead for row in here}
    again: set[int] = {row.lead for row in here if row.kind in FOLLOWED}
    for some in handfuls(sorted(gone), 500):
        again.update(connection.scalars(select(found_.act).where(found_.other.in_(some))))
    again.update(looker.arrivals(step, [row for row in here if row.kind in FOLLOWING]))
    _drop(connection, gone)
    _read(connection, arrived)
    waiting = set(connection.scalars(select(news.lead).where(news.arrived == 0)))
    if rows := [{"lead": lead, "arrived": 0} for lead in sorted(again - waiting - gone)]:
        connection.execute(insert(schema.act_news), rows)


def _read(connection: Connection, leads: Sequence[int]) -> None:
    for some in handfuls(leads, 500):
        connection.execute(delete(schema.act_news).where(news.lead.in_(some)))


def _among(connection: Connection) -> int:
    counted = select(func.count()).select_from(schema.acts)
    return connection.scalar(counted.where(acts.kind.in_(FOLLOWING), acts.said_first != schema.NEVER)) or 0


def _aged(connection: Connection, among: int) -> list[int]:
    """Promises that were looked after when much less was on record."""
    grown = followed.among * GROWN <= among, followed.among < among  # where none has a day, nothing grew from 0 to 0
    asked = select(followed.act).where(*grown).order_by(followed.act)
    return list(connection.scalars(asked.limit(HANDFUL)))


def _rows(connection: Connection, leads: Iterable[int]) -> list[ActRow]:
    found: list[ActRow] = []
    for some in handfuls(sorted(leads), 500):
        asked = select(schema.acts).where(acts.lead.in_(some)).order_by(acts.lead)
        found += map(ActRow, connection.execute(asked).all())
    return found


def _drop(connection: Connection, leads: Iterable[int]) -> None:
    for some in handfuls(sorted(leads), 500):
        connection.execute(delete(schema.followed).where(followed.act.in_(some)))
        connection.execute(delete(schema.followed_stems).where(words.act.in_(some)))
        connection.execute(delete(schema.follow_ups).where(found_.act.in_(some)))
