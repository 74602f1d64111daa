"""Who answers whom: each call with what those called upon then said or did about it, and the calls nobody answered."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.desks.acts import Act, Chosen, Same, choose, tops_of
from dragoman.desks.dialogue.lines import Lines
from dragoman.record import ClaimKind
from dragoman.store import ClaimQuery, ClaimRow, Party, Record
from dragoman.store.act_packing import FEW
from dragoman.store.act_table import NEVER, ActTable
from dragoman.store.act_texts import People
from dragoman.store.numbering import numbered, once, pairs, spread, starts

Array = NDArray[Any]
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


class Answered(NamedTuple):
    """A call and its answers before their words are unpacked: acts by their leads."""

    call: int
    asked: Party
    answers: tuple[int, ...]
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
    asked = {row.claim.id: row for row in rows if row.claim.kind == "call"}
    chosen = Chosen.of([*asked.values(), *(row for row in later if row.claim.id not in asked)], same)
    return list(_answered(chosen, chosen.reporting(asked), today, states or {}, window))


def calls_of(
    record: Record,
    query: ClaimQuery,
    *,
    today: datetime.date,
    states: Mapping[str, str] | None = None,
    window: datetime.timedelta = WINDOW,
    unanswered: bool = False,
    led_by: Collection[str] | None = None,
) -> Lines[Answered, Call]:
    """The same of the calls asked for of a record, with their answers from all of it; or the unanswered ones alone.

    With `led_by` only calls whose best evidence is one of these claims.
    """
    chosen = choose(record, replace(query, kinds=("call",)))
    made = chosen.at
    if led_by is not None:
        made = made[np.isin(chosen.its["lead"][made], list(chosen.led_by(led_by)))]
    lines = _answered(chosen, made, today, states or {}, window)
    return lines.of([one for one in lines.packed if not one.answers]) if unanswered else lines


def _answered(
    chosen: Chosen, made: Array, today: datetime.date, states: Mapping[str, str], window: datetime.timedelta
) -> Lines[Answered, Call]:
    def unpacked(found: Sequence[Answered]) -> list[Call]:
        acts = chosen.told({one.call for one in found})
        leads = chosen.best({lead for one in found for lead in one.answers})
        return [
            Call(acts[one.call], one.asked, tuple(leads[n] for n in one.answers), one.waiting)
            for one in found
            if one.call in acts
        ]

    sides = chosen.its.kept(("sides", frozenset(states.items())), lambda: _Sides(chosen.its.people, states))
    hearing = _Hearing(chosen.its, sides, window)
    return Lines(list(hearing.answered(made, today)), unpacked)


class _Sides:
    """Who answers for a party: the number of its side, by the party's place among all that are known."""

    def __init__(self, people: People, states: Mapping[str, str]) -> None:
        sides: dict[str, int] = {}
        named = (states.get(party.actor or "") or party.key for party in people.known)
        self._of = np.fromiter((sides.setdefault(side, len(sides)) for side in named), np.int32)
        self._people = people
        self.many = max(len(sides), 1)

    def of(self, lists: Array) -> tuple[Array, Array]:
        """The sides of everybody in these lists: in which of them, and which."""
        where, who = self._people.of(lists)
        return where, self._of[who]

    def parties(self, lists: Array) -> tuple[Array, Array, Array]:
        """The same, and behind it who each is: a place among all that are known."""
        where, who = self._people.of(lists)
        return where, self._of[who], who

    def among(self, sides: Array) -> Array:
        """In which lists there is anybody of these sides: True or False for each list."""
        wanted = np.zeros(self.many, bool)
        wanted[sides] = True
        before = starts(wanted[self._of[self._people.members]])
        found: Array = before[self._people.starts[1:]] > before[self._people.starts[:-1]]
        return found


class _Hearing:
    """The calls, and what those called upon said or did, by side and track and in order of time."""

    def __init__(self, its: ActTable, sides: _Sides, window: datetime.timedelta) -> None:
        self._its = its
        self._sides = sides
        self._window = window
        self._tracks = _Tracks(its)

    def answered(self, made: Array, today: datetime.date) -> Iterator[Answered]:
        """The calls with their answers, by the day they were made, and the name of who was asked."""
        its = self._its
        made = its.in_order(made[its["said_first"][made] < NEVER])
        call, side, party = self._asked(made)
        if not len(call):
            return
        days = its["said_first"][made].astype(np.int64)
        of, answer = self._answers(made[call], side, once(days))
        starts = np.searchsorted(of, np.arange(len(call) + 1)).tolist()
        leads, answers = its["lead"][made[call]].tolist(), its["lead"][answer].tolist()
        names, still = self._named(party), (days[call] + self._window.days >= today.toordinal()).tolist()
        order = sorted(range(len(call)), key=lambda n: (call[n], names[n].name))
        for n in order:
            mine = tuple(answers[starts[n] : starts[n + 1]])
            yield Answered(leads[n], names[n], mine, not mine and still[n])

    def _named(self, party: Array) -> list[Party]:
        known = self._its.people.known
        return [known[n] for n in party.tolist()]

    def _asked(self, made: Array) -> tuple[Array, Array, Array]:
        """Who is asked in each call: places in `made`, the sides, and the parties. Nobody answers to its own side."""
        caller, own = self._sides.of(self._its["speakers"][made])
        call, side, party = self._sides.parties(self._its["recipients"][made])
        mine = np.isin(pairs(call, side, self._sides.many), pairs(caller, own, self._sides.many))
        return call[~mine], side[~mine], party[~mine]

    def _answers(self, calls: Array, side: Array, days: Array) -> tuple[Array, Array]:
        """The first few acts of each side about what was asked: to which call (its place here), and where each stands.

        On the same finest tracks, else on the same top ones; from other documents; within the window.
        """
        sides = once(side)
        which, about = self._tracks.about(self._its["tracks"][calls])
        wanted = np.searchsorted(sides, side)[which] * self._tracks.many + about
        heard = self._heard(days, sides, wanted)
        said = pairs(wanted, self._its["said_first"][calls][which] - heard.first, heard.days)
        at = np.searchsorted(heard.order, said, side="right")
        ends = np.searchsorted(heard.order, said + self._window.days, side="right")
        found: list[tuple[Array, Array]] = []
        told = np.zeros(len(which), np.int64)
        open_ = np.flatnonzero(at < ends)
        while len(open_):
            act = heard.act[at[open_]]
            elsewhere = self._its["document"][act] != self._its["document"][calls][which[open_]]
            found.append((which[open_][elsewhere], act[elsewhere]))
            told[open_] += elsewhere
            at[open_] += 1
            open_ = open_[(at[open_] < ends[open_]) & (told[open_] < MOST)]
        return self._first(found)

    def _first(self, found: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
        """Of each call's answers, on whatever track, the first few, each once."""
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        of, act = (np.concatenate(some) for some in zip(*found, strict=True))
        acts, which = numbered(act)
        rank = np.empty(len(self._its), np.int64)
        in_order = self._its.in_order(acts)
        rank[in_order] = np.arange(len(in_order))
        of, place = np.divmod(once(pairs(of, rank[acts][which], len(acts))), len(acts))
        nth = np.arange(len(of)) - np.searchsorted(of, of)
        return of[nth < MOST], in_order[place[nth < MOST]]

    def _heard(self, days: Array, sides: Array, wanted: Array) -> "_Heard":
        """What these sides said or did, from the first of the days until the window after the last, by side and track.

        Only the groups that are wanted, by side and track as one number.
        """
        its, groups = self._its, len(sides) * self._tracks.many
        first, last = int(days[0]), int(days[-1]) + self._window.days
        many = last - first + 1
        acts, side = self._doing(first, last, sides)
        which, track = self._tracks.each(its["tracks"][acts])
        group = side[which] * self._tracks.many + track
        asked = np.zeros(groups, bool)
        asked[wanted] = True
        here = asked[group]
        acts, group = acts[which[here]], group[here].astype(np.min_scalar_type(groups))
        del which, track, side
        size = np.min_scalar_type(groups * many)
        order = group.astype(size) * many
        order += (its["said_first"][acts] - first).astype(size)
        sort = np.argsort(group, kind="stable")  # they are in order of time, and stay so; 16 bits are sorted in one go
        return _Heard(order[sort], acts[sort], first, many)

    def _doing(self, first: int, last: int, sides: Array) -> tuple[Array, Array]:
        """The acts of these sides after the first day and up to the last, in order of time: each act, and its side.

        Sides are told by their places among those asked for.
        """
        its, said = self._its, self._its["said_first"]
        among, is_event = self._sides.among(sides), its["kind"][:] == FEW["kind"].index(_EVENT) + 1
        theirs = among[its["speakers"][:]] | (is_event & among[its["doers"][:]])
        acts = its.in_order(np.flatnonzero(theirs & (its["tracks"] > 0) & (said > first) & (said <= last)))
        events = np.flatnonzero(is_event[acts]).astype(np.int32)
        place, side = self._sides.of(its["speakers"][acts])
        did, doer = self._sides.of(its["doers"][acts[events]])
        place, side = np.concatenate((place, events[did])), np.concatenate((side, doer))
        number = np.full(self._sides.many, -1, np.int32)
        number[sides] = np.arange(len(sides))
        here = number[side] >= 0
        many = max(len(sides), 1)
        place, side = np.divmod(once(pairs(place[here], number[side[here]], many)), many)
        return acts[place].astype(np.int32), side.astype(np.int32)


class _Heard(NamedTuple):
    """Acts by side (its place among those asked for), track and day, as one number; and where each stands.

    Days are counted from the `first` on, and there are so many of them.
    """

    order: Array
    act: Array
    first: int
    days: int


_EVENT: ClaimKind = "event"


class _Tracks:
    """The tracks that acts are on, numbered."""

    def __init__(self, its: ActTable) -> None:
        self._its = its
        self._known: dict[str, int] = {}
        numbers = once(its["tracks"][:]).tolist()
        named = {number: its.tracks(number) for number in numbers}
        every = (track for tracks in named.values() for track in (*tracks, *tops_of(tracks)))
        for track in every:
            self._known.setdefault(track, len(self._known))
        self._named = named
        self.many = max(len(self._known), 1)

    def about(self, lists: Array) -> tuple[Array, Array]:
        """The finest tracks of each of these lists, else its top ones: in which list, and which track."""
        return self._of(lists, lambda tracks: [t for t in tracks if "." in t] or list(tops_of(tracks)))

    def each(self, lists: Array) -> tuple[Array, Array]:
        """All tracks of each list with their top ones, each once."""
        return self._of(lists, lambda tracks: list(dict.fromkeys((*tracks, *tops_of(tracks)))))

    def _of(self, lists: Array, some: Callable[[tuple[str, ...]], list[str]]) -> tuple[Array, Array]:
        numbers, which = numbered(lists)
        told = [np.array([self._known[t] for t in some(self._named[n])], np.int32) for n in numbers.tolist()]
        sizes = np.array([len(one) for one in told], np.int32)
        every = np.concatenate(told) if told else np.empty(0, np.int32)
        where, place = spread(starts(sizes)[which], sizes[which])
        return where, every[place]
