"""Who answers whom: each call with what those called upon then said or did about it, and the calls nobody answered."""

import datetime
import functools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.desks.acts import Act, Same, acts_of, columns, tops_of
from dragoman.desks.dialogue.lines import Lines
from dragoman.store import ClaimQuery, ClaimRow, Party, Record

WINDOW = datetime.timedelta(days=60)
"""How long an answer may take."""
MOST = 3
"""Answers told of one party to one call, the first first."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call on one party, and its answers: that party's later acts on the same track within the window."""

    act: Act
    asked: Party
    answers: tuple[ClaimRow, ...]
    waiting: bool
    """Nothing came yet, and the window is still open."""


class Mark(NamedTuple):
    """What of an act is looked at, in order of time."""

    day: datetime.date
    claim: str
    act: str
    lead: int
    document: str
    tracks: tuple[str, ...]

    @classmethod
    def of(cls, name: str, row: ClaimRow) -> "Mark":
        """Of a dated act at hand."""
        return cls(row.day or datetime.date.max, row.claim.id, name, 0, row.document, row.claim.tracks)

    @property
    def about(self) -> tuple[str, ...]:
        """The finest tracks it is on, else the top ones."""
        return tuple(track for track in self.tracks if "." in track) or tops_of(self.tracks)


@dataclass(frozen=True, slots=True)
class Answered:
    """A call and its answers before their words are unpacked."""

    call: Mark
    asked: Party
    answers: Sequence[Mark]
    waiting: bool


def calls(
    rows: Iterable[ClaimRow],
    *,
    today: datetime.date,
    later: Iterable[ClaimRow],
    states: Mapping[str, str] | None = None,
    window: datetime.timedelta = WINDOW,
    same: Same | None = None,
) -> list[Call]:
    """The calls among the rows by the day they were made, one line for each party asked. Undated calls are left out.

    `later` are the claims among which answers are looked for: what several of them report answers once. A state is
    answered for by its bodies and people, by `states`.
    """
    made = {act.id: act for act in acts_of((row for row in rows if row.claim.kind == "call"), same)}
    said = {act.id: act.lead for act in acts_of(later, same)}
    hearing = _Hearing(states or {}, window)
    for name, act in made.items():
        if act.lead.day is not None:
            hearing.ask(Mark.of(name, act.lead), act.lead.speakers, act.lead.recipients)
    for name, row in said.items():
        if row.day is not None:
            doers = row.actors if row.claim.kind == "event" else ()
            hearing.hear(Mark.of(name, row), hearing.sides(row.speakers, doers))
    return [
        Call(made[one.call.act], one.asked, tuple(said[mark.act] for mark in one.answers), one.waiting)
        for one in hearing.answered(today)
    ]


_MADE = ("said_first", "claim", "id", "lead", "document", "tracks", "speakers", "recipients")
_SAID = ("said_first", "claim", "id", "lead", "document", "tracks", "speakers", "doers", "kind")


def calls_of(
    record: Record,
    query: ClaimQuery,
    *,
    today: datetime.date,
    states: Mapping[str, str] | None = None,
    window: datetime.timedelta = WINDOW,
    unanswered: bool = False,
) -> Lines[Answered, Call]:
    """The same of the calls asked for of a record, with their answers from all of it; or the unanswered ones alone."""
    from dragoman.store.act_rows import day_of, parties_of, words_of

    hearing = _Hearing(states or {}, window)
    rows, shown = columns(record, replace(query, kinds=("call",)), _MADE)
    for said_first, claim, name, lead, document, tracks, speakers, recipients in rows:
        if (day := day_of(said_first)) is not None:
            mark = Mark(day, claim, name, lead, document, words_of(tracks))
            hearing.ask(mark, parties_of(speakers), parties_of(recipients))
    for later in hearing.later(query.as_of):
        sides_of: dict[tuple[str, ...], tuple[str, ...]] = {}
        for said_first, claim, name, lead, document, tracks, *by in shown.columns(later, _SAID, narrow="on a track"):
            sides = sides_of.get(key := tuple(by))
            if sides is None:
                speakers, doers, kind = by
                parties = parties_of(speakers), parties_of(doers) if kind == "event" else ()
                sides = sides_of[key] = hearing.sides(*parties)
            if sides and (day := day_of(said_first)) is not None:
                hearing.hear(Mark(day, claim, name, lead, document, words_of(tracks)), sides)

    def unpacked(found: Sequence[Answered]) -> list[Call]:
        acts = shown.acts_by_id({one.call.act: one.call.lead for one in found})
        leads = shown.leads_by_id({mark.act: mark.lead for one in found for mark in one.answers})
        return [
            Call(acts[one.call.act], one.asked, tuple(leads[mark.act] for mark in one.answers), one.waiting)
            for one in found
        ]

    answered = hearing.answered(today)
    return Lines([one for one in answered if not (unanswered and one.answers)], unpacked)


class _Hearing:
    """The calls, and what those called upon said or did, by track and in order of time."""

    def __init__(self, states: Mapping[str, str], window: datetime.timedelta) -> None:
        self._states = states
        self._window = window
        self._asked: list[tuple[Mark, Party, str]] = []
        self._sides: set[str] = set()
        self._said: dict[tuple[str, str], list[Mark]] = {}

    def later(self, as_of: datetime.datetime | None) -> Iterator[ClaimQuery]:
        """What must be gone through for answers: nothing where nobody is asked anything that has a track."""
        days = [call.day for call, _, _ in self._asked]
        if self._said:
            yield ClaimQuery(since=min(days), until=max(days) + self._window, as_of=as_of)

    def ask(self, call: Mark, speakers: tuple[Party, ...], recipients: tuple[Party, ...]) -> None:
        """Take a call in. Nobody answers to its own side."""
        own = {self._side(party) for party in speakers}
        for asked in recipients:
            side = self._side(asked)
            if side not in own:
                self._asked.append((call, asked, side))
                self._sides.add(side)
                self._said.update({(side, track): [] for track in call.about})

    def sides(self, speakers: tuple[Party, ...], doers: tuple[Party, ...]) -> tuple[str, ...]:
        """The sides called upon that these speak for, once all calls are in."""
        named = dict.fromkeys(self._side(party) for party in (*speakers, *doers))
        return tuple(side for side in named if side in self._sides)

    def hear(self, said: Mark, sides: Sequence[str]) -> None:
        """Take in what these sides said, or did as an event tells."""
        for track in _each_track(said.tracks):
            for side in sides:
                mine = self._said.get((side, track))
                if mine is not None:
                    mine.append(said)

    def answered(self, today: datetime.date) -> list[Answered]:
        """The calls with their answers, by the day they were made."""
        for said in self._said.values():
            said.sort()
        found = []
        for call, asked, side in sorted(self._asked, key=lambda one: (one[0].day, one[0].act, one[1].name)):
            answers = self._answers(call, side)
            found.append(Answered(call, asked, answers, not answers and call.day + self._window >= today))
        return found

    def _answers(self, call: Mark, side: str) -> list[Mark]:
        """The first few of that side about what was asked: on the same finest tracks, else on the same top ones."""
        first = {mark for track in call.about for mark in self._first(call, self._said.get((side, track), ()))}
        return sorted(first)[:MOST]

    def _first(self, call: Mark, said: Sequence[Mark]) -> Iterator[Mark]:
        """The first few on one track, from other documents."""
        found = 0
        for at in range(bisect_right(said, call.day, key=lambda mark: mark.day), len(said)):
            if said[at].day > call.day + self._window or found == MOST:
                return
            if said[at].document != call.document:
                found += 1
                yield said[at]

    def _side(self, party: Party) -> str:
        """Who answers for a party."""
        return self._states.get(party.actor or "") or party.key


@functools.lru_cache(maxsize=4096)
def _each_track(tracks: tuple[str, ...]) -> tuple[str, ...]:
    """The tracks and their top ones, each once."""
    return tuple(dict.fromkeys((*tracks, *tops_of(tracks))))
