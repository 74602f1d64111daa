"""What became of a promise or a forecast: later claims that seem to fulfil, fail, cancel, renew or contradict it.

They are proposals with their reasons; a person judges. A follow-up speaks of the same thing (content words, rarer ones
weighing more), involves a party of the promise, is later, and if it tells of a deed, the deed fits.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from dragoman.desks.acts import Act, facts_of
from dragoman.identity.content import Rarity
from dragoman.reading.codes import stanced
from dragoman.record import ClaimKind, Period
from dragoman.store import ClaimRow
from dragoman.store.counting import Array

if TYPE_CHECKING:
    from dragoman.store.act_rows import ActRow

Relation = Literal["fulfils", "fails", "cancels", "renews", "contradicts"]

FOLLOWING: tuple[ClaimKind, ...] = ("event", "commitment", "assessment")
"""The kinds of claims that can follow a promise up."""
LEAST = 0.5
"""The least score of a proposal. Set on thirty of the built pairs in tests/desks; measure again with other words."""
SUPERSEDING = 0.9
"""The score from which a promise made again, with another time, takes the place of the earlier one."""
MOST = 5
"""Proposals kept for one promise, the best first."""
RAREST = 3
"""Words of a promise, the rarest, one of which a follow-up must have."""
SHARED = 500
"""Acts that may have the second or third of these: a word that more have tells too little to look through them all, and
looking would take longer the more is on record."""
MANY = 2_000
"""Acts that may have the rarest of them: of more, only those are looked through that have the second or third too."""
_DEED, _PARTY, _WINDOW = 0.15, 0.1, 0.1
"""What a fitting deed, a shared addressee and a fitting time add to the share of content that is said again."""
GRACE = datetime.timedelta(days=366)
"""How long after its window a promise may still be followed up."""


Having = Callable[[str], Array]
"""The acts that have a word, by their numbers, in order."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later claim and what it seems to do to the promise. `score` is 0 to about 1.3, `because` says why in words."""

    relation: Relation
    row: ClaimRow
    score: float
    because: tuple[str, ...]


class Proposal(NamedTuple):
    """A follow-up before its words are unpacked."""

    relation: Relation
    other: "Told"
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What of an act decides what it follows up, or what follows it up. `parties` has their states too."""

    act: "ActRow"
    day: datetime.date
    content: frozenset[str]
    parties: frozenset[str]
    order: tuple[datetime.date, str, int]
    """As the record gives acts."""

    @classmethod
    def of(cls, act: "ActRow", states: Mapping[str, str]) -> "Told | None":
        """None of an act without a day or a word of content."""
        day, content = act.day, act.content
        if day is None or not content:
            return None
        named = {p.key for p in (*act.actors, *act.speakers, *act.recipients)}
        if not act.speakers and act.publisher.actor is not None:
            named.add(act.publisher.actor)
        parties = frozenset(named | {states[n] for n in named if states.get(n)})
        return cls(act, day, content, parties, (day, act.document, act.lead))


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a promise and a later act are held against each other. `states` maps an actor id to its state's."""

    states: Mapping[str, str]
    rarity: Rarity

    def rarest(self, content: frozenset[str]) -> list[str]:
        """The rarest words that are said again somewhere, and of those that many acts share no more than one."""
        first, others = self._rarest(content)
        return [*first, *(stem for stem in others if self.rarity.having[stem] <= SHARED)]

    def likely(self, content: frozenset[str], having: Having) -> Array:
        """The acts, in order, in which follow-ups are looked for, as `having` numbers those that have a word."""
        first, others = self._rarest(content)
        if not first:
            return np.zeros(0, np.int64)
        (stem,) = first
        found = having(stem)
        if self.rarity.having[stem] > MANY:
            either = np.zeros(len(found), bool)
            for other in others:
                either |= _among(having(other), found)
            return found[either]
        return np.unique(np.concatenate([found, *(having(one) for one in others if self.rarity.having[one] <= SHARED)]))

    def enough(self, promise: Told, found: Array, having: Having) -> Array:
        """Those of these acts that say so much of the promise again that they may follow it up."""
        least, said = LEAST - self._most_added(promise) - 1e-9, np.zeros(len(found))
        for stem, share in self.rarity.shares(promise.content).items():
            if self.rarity.having.get(stem, 0):
                said += share * _among(having(stem), found)
        return found[said >= least]

    def _most_added(self, promise: Told) -> float:
        """What may come to the share of its content that is said again."""
        deed = _DEED if promise.act.cameo else 0.0
        party = _PARTY if len({self.states.get(p, p) for p in promise.parties}) > 1 else 0.0
        return deed + party + (_WINDOW if promise.act.due else 0.0)

    def _rarest(self, content: frozenset[str]) -> tuple[list[str], list[str]]:
        """The rarest word that is said again somewhere, if any, and the next ones."""
        having = self.rarity.having
        said = (stem for stem in content if having.get(stem, 0))
        rarest = sorted(said, key=lambda stem: (having[stem], stem))[:RAREST]
        return rarest[:1], rarest[1:]

    def proposals(self, promise: Told, candidates: Iterable[Told], own: Collection[str] = ()) -> list[Proposal]:
        """The proposals for a promise, the best first, one for each later act of the same words.

        `candidates` come in the order of the record; those that `own` names are the promise itself.
        """
        found: dict[frozenset[str], Proposal] = {}
        shares = self.rarity.shares(promise.content)
        for other in candidates:
            if own and other.act.claim in own:
                continue
            proposal = self.proposal(promise, other, shares)
            if proposal is None:
                continue
            best = found.get(other.content)
            if best is None or best.score < proposal.score:
                found[other.content] = proposal
        return sorted(found.values(), key=lambda one: -one.score)[:MOST]

    def proposal(self, promise: Told, other: Told, shares: Mapping[str, float]) -> Proposal | None:
        """What a later act seems to do to a promise; None where it is too little, or another party's, or too late.

        `shares` are those of the words of its content in the weight of all.
        """
        if other.day <= promise.day or promise.parties.isdisjoint(other.parties):
            return None
        share = sum(map(shares.__getitem__, promise.content & other.content))
        if share < LEAST - _DEED - _PARTY - _WINDOW - 1e-9:
            return None
        relation = _relation(promise.act, other.act)
        if relation is None or not _in_time(promise.act, other):
            return None
        because = [f"says {share:.0%} of it again"]
        score = share
        if _deed_fits(promise.act, other.act):
            score += _DEED
            because.append("the deed fits")
        if len({self.states.get(p, p) for p in promise.parties & other.parties}) > 1:
            score += _PARTY
            because.append("the same parties")
        if _in_window(promise.act, other):
            score += _WINDOW
            because.append("within its time")
        return Proposal(relation, other, round(score, 3), tuple(because)) if score >= LEAST else None


class Finder:
    """Finds follow-ups among acts that are at hand, by an index of their rarer words."""

    def __init__(self, acts: Iterable["ActRow"], *, states: Mapping[str, str] | None = None) -> None:
        """`states` maps an actor id to its state's: a ministry does what its state promised."""
        dated = [act for act in acts if act.day is not None]
        self._known = [told for act in dated if (told := Told.of(act, states or {})) is not None]
        self._weighing = Weighing(states or {}, Rarity.among(act.content for act in dated))
        self._having: Mapping[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._known):
            for stem in one.content:
                self._having[stem].append(place)

    def of(self, act: "ActRow", own: Collection[str] = ()) -> list[Proposal]:
        """The proposals for an act, the best first; `own` are the claims that report it."""
        promise = Told.of(act, self._weighing.states)
        if promise is None:
            return []
        places = self._weighing.likely(promise.content, self._with)
        places = self._weighing.enough(promise, places, self._with)
        return self._weighing.proposals(promise, (self._known[place] for place in places), {act.claim, *own})

    def _with(self, stem: str) -> Array:
        return np.array(self._having[stem], np.int64)


class FollowUps:
    """The same among claims."""

    def __init__(self, rows: Iterable[ClaimRow], *, states: Mapping[str, str] | None = None) -> None:
        self._rows = {row.claim.id: row for row in rows}
        self._finder = Finder((facts_of(Act(n, row, (row,))) for n, row in self._rows.items()), states=states)

    def of(self, act: Act) -> tuple[FollowUp, ...]:
        """The proposals for an act, the best first, one for each later act of the same words."""
        found = self._finder.of(facts_of(act), {row.claim.id for row in act.evidences})
        return tuple(FollowUp(p.relation, self._rows[p.other.act.claim], p.score, p.because) for p in found)


def _among(ordered: Array, some: Array) -> Array:
    """Which of some numbers are among others that are in order."""
    if not len(ordered):
        return np.zeros(len(some), bool)
    found: Array = ordered[np.minimum(np.searchsorted(ordered, some), len(ordered) - 1)] == some
    return found


def is_superseded(promise: "ActRow", found: Iterable[Proposal]) -> bool:
    """Whether a promise was made again with another time, in nearly the same words."""
    return any(renews(p.relation, p.score, p.other.act.time, promise) for p in found)


def renews(relation: Relation, score: float, time: Period | None, promise: "ActRow") -> bool:
    """Whether a follow-up about this time takes the place of the promise."""
    return relation == "renews" and score >= SUPERSEDING and time not in (None, promise.window)


def _relation(promise: "ActRow", other: "ActRow") -> Relation | None:
    """What a later act does to a promise, by its kind, its polarity and the words of cancelling and failing."""
    cancelling = other.cancelling and not promise.cancelling
    negative = promise.polarity == "negative"
    match other.kind:
        case "event" if other.modality == "actual":
            if other.polarity == "negative" or other.failing:
                return "fulfils" if negative and other.polarity == "negative" else "fails"
            if cancelling:
                return "cancels"
            return "contradicts" if negative else "fulfils"
        case "commitment":
            return "cancels" if cancelling or other.polarity != promise.polarity else "renews"
        case "assessment" if other.failing:
            return "fails"
        case _:
            return None


def _deed_fits(promise: "ActRow", other: "ActRow") -> bool:
    """Whether the code of the deed told is that of the deed promised: 073 for 0333."""
    promised, done = promise.cameo, other.cameo
    if not promised or not done or done < "04":
        return False
    if done == promised:
        return promised not in ("030", "130")
    return done[:2] not in ("10", "13") and stanced(done, "intended") == promised


def _in_time(promise: "ActRow", other: Told) -> bool:
    last = promise.due
    return last is None or other.day <= last + GRACE


def _in_window(promise: "ActRow", other: Told) -> bool:
    window = promise.time
    if window is None or window.last is None:
        return False
    told = other.act.time
    day = (told.first if told else None) or other.day
    return (window.first or day) <= day <= window.last
