"""Where sources disagree: two acts that say the same of the same parties, one that it is so and one that it is not."""

import datetime
import functools
import heapq
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from dragoman.desks.acts import Act, Chosen, Same, choose
from dragoman.desks.dialogue.lines import Lines
from dragoman.identity.content import Rarity
from dragoman.record import ClaimKind
from dragoman.store import ClaimQuery, ClaimRow, Record
from dragoman.store.act_packing import FEW
from dragoman.store.act_table import NEVER, ActTable

ALIKE = 0.7
"""The share of content words, by weight, that each must have of the other."""
NEAR = datetime.timedelta(days=90)
_KINDS: frozenset[ClaimKind] = frozenset({"event", "forecast", "position"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One act and another of the opposite sign, from different voices, the earlier first."""

    one: Act
    other: Act


class Told(NamedTuple):
    """What of an act is compared, in order of time; `speakers` is the number of their list."""

    day: int
    place: int
    lead: int
    negative: bool
    speakers: int
    content: frozenset[str]


class Opposed(NamedTuple):
    """A disagreement before its words are unpacked."""

    one: Told
    other: Told


def disagreements(rows: Iterable[ClaimRow], *, same: Same | None = None) -> list[Disagreement]:
    """The disagreements among the claims, by the day of the earlier act. Undated acts are left out."""
    return list(_disagreements(Chosen.of((r for r in rows if r.claim.kind in _KINDS), same)))


def disagreements_of(record: Record, query: ClaimQuery) -> Lines[Opposed, Disagreement]:
    """The same of the acts asked for of a record."""
    kinds = _kinds(query)
    return _disagreements(choose(record, replace(query, kinds=kinds))) if kinds else Lines([], lambda _: [])


def since_when(record: Record, query: ClaimQuery, most: int) -> datetime.date | None:
    """The day since which about so many of the acts asked for were said; None where they are no more.

    Every act is held against others of its time, word by word: that is a second for 50,000.
    """
    kinds = _kinds(query)
    if not kinds:
        return None
    chosen = choose(record, replace(query, kinds=kinds))
    days = chosen.its["said_first"][chosen.at]
    days = days[days < NEVER]
    if len(days) <= most:
        return None
    return datetime.date.fromordinal(int(np.partition(days, len(days) - most)[len(days) - most]))


def _kinds(query: ClaimQuery) -> tuple[ClaimKind, ...]:
    return tuple(kind for kind in query.kinds or sorted(_KINDS) if kind in _KINDS)


def _disagreements(chosen: Chosen) -> Lines[Opposed, Disagreement]:
    def unpacked(found: Sequence[Opposed]) -> list[Disagreement]:
        acts = chosen.told({told.lead for pair in found for told in pair})
        return [
            Disagreement(acts[one.lead], acts[other.lead])
            for one, other in found
            if one.lead in acts and other.lead in acts
        ]

    return Lines(_opposed(list(_told(chosen)), chosen.its), unpacked)


def _told(chosen: Chosen) -> Iterator[Told]:
    """What is compared of each act that has a day, in order of time."""
    its = chosen.its
    at = its.in_order(chosen.at[its["said_first"][chosen.at] < NEVER])
    leads, days = its["lead"][at].tolist(), its["said_first"][at].tolist()
    negative = (its["polarity"][at] == FEW["polarity"].index("negative") + 1).tolist()
    contents = chosen.contents(leads)
    for place, (lead, day, no, speakers) in enumerate(
        zip(leads, days, negative, its["speakers"][at].tolist(), strict=True)
    ):
        yield Told(day, place, lead, no, speakers, frozenset(contents[lead].split()))


def _opposed(acts: Sequence[Told], its: ActTable) -> list[Opposed]:
    """Those that disagree, by the day of the earlier. The acts are in order of time, each at its place."""
    weighing = _Weighing(Rarity.among(told.content for told in acts))
    denied = [told for told in acts if told.negative]
    said = Counter(stem for told in acts if not told.negative for stem in told.content)
    rarest = [_rarest(no, said) for no in denied]
    having = _index(acts, {stem for stems in rarest for stem in stems})
    days = [told.day for told in acts]
    found = []
    for no, stems in zip(denied, rarest, strict=True):
        first, last = bisect_left(days, no.day - NEAR.days), bisect_right(days, no.day + NEAR.days)
        for place in {place for stem in stems for place in _within(having[stem], first, last)}:
            yes = acts[place]
            if weighing.alike(no, yes) and _apart(no, yes, its):
                found.append(Opposed(*sorted((no, yes))))
    return sorted(found)


def _within(places: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Those of these places, which are in order, from the first to before the last."""
    return places[bisect_left(places, first) : bisect_left(places, last)]


def _rarest(no: Told, said: Mapping[str, int]) -> list[str]:
    """The two rarest of its words that others say too."""
    return heapq.nsmallest(2, (stem for stem in no.content if said[stem]), key=lambda stem: (said[stem], stem))


def _index(acts: Iterable[Told], wanted: set[str]) -> Mapping[str, list[int]]:
    """The places of the acts that say that something is so, by those of their words that are wanted."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for told in acts:
        if not told.negative:
            for stem in wanted.intersection(told.content):
                having[stem].append(told.place)
    return having


def _apart(no: Told, yes: Told, its: ActTable) -> bool:
    """Whether different voices said them."""
    if no.speakers == yes.speakers:
        return False
    mine, theirs = ({party.key for party in its.parties(one.speakers)} for one in (no, yes))
    return mine != theirs


class _Weighing:
    """How much of what one act says another says too, each word and each act weighed once."""

    def __init__(self, rarity: Rarity) -> None:
        self._weight = functools.cache(rarity.weight)
        self._whole: dict[int, float] = {}

    def alike(self, one: Told, other: Told) -> bool:
        """Whether each says most of the other: what both say, of the longer of the two."""
        shorter, longer = sorted((self._of(one), self._of(other)))
        enough = ALIKE * longer
        # What both say weighs no more than the shorter.
        return 0 < enough <= shorter and sum(map(self._weight, one.content & other.content)) >= enough

    def _of(self, told: Told) -> float:
        whole = self._whole.get(told.place)
        if whole is None:
            whole = self._whole[told.place] = sum(map(self._weight, told.content))
        return whole
