"""What became of a promise or a forecast: later claims that seem to fulfil, fail, cancel, renew or contradict it.

They are proposals with their reasons; a person judges. A follow-up speaks of the same thing (content words, rarer ones
weighing more), involves a party of the promise, is later, and if it tells of a deed, the deed fits.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.desks.acts import Act
from dragoman.identity.content import Rarity, content_words
from dragoman.reading.codes import stanced
from dragoman.record import ClaimKind
from dragoman.store import ClaimRow

Relation = Literal["fulfils", "fails", "cancels", "renews", "contradicts"]

FOLLOWING: tuple[ClaimKind, ...] = ("event", "commitment", "assessment")
"""The kinds of claims that can follow a promise up."""
LEAST = 0.5
"""The least score of a proposal. Set on thirty of the built pairs in tests/desks; measure again with other words."""
MOST = 5
"""Proposals kept for one promise, the best first."""
_DEED, _PARTY, _WINDOW = 0.15, 0.1, 0.1
"""What a fitting deed, a shared addressee and a fitting time add to the share of content that is said again."""
_GRACE = datetime.timedelta(days=366)
"""How long after its window a promise may still be followed up."""
_CANCELLING = re.compile(
    r"\b(?:cancel|call(?:ed|s|ing)? off|scrap|shelv|abandon|withdr[ae]w|postpon|suspend|drop|rescind|revok|halt|put off"
    r"|delay)",
    re.IGNORECASE,
)
_FAILING = re.compile(
    r"\b(?:fail(?:ed|s|ing)? to|miss(?:ed|es)? (?:the|its|a) |has yet to|have yet to|not yet|did not|has not|have not"
    r"|broke|reneg|backtrack|backed out|never)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later claim and what it seems to do to the promise. `score` is 0 to about 1.3, `because` says why in words."""

    relation: Relation
    row: ClaimRow
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    row: ClaimRow
    content: frozenset[str]
    parties: frozenset[str]
    day: datetime.date


class FollowUps:
    """Finds follow-ups among the claims of a record, by an index of their rarer words."""

    def __init__(self, rows: Iterable[ClaimRow], *, states: Mapping[str, str] | None = None) -> None:
        """`states` maps an actor id to its state's: a ministry does what its state promised."""
        self._states = states or {}
        dated = ((row, day) for row in rows if (day := row.day) is not None)
        self._known = [_Known(row, content_words(row.words), self._parties(row), day) for row, day in dated]
        self._rarity = Rarity.among(known.content for known in self._known)
        self._having: Mapping[str, list[int]] = defaultdict(list)
        for place, known in enumerate(self._known):
            for stem in known.content:
                self._having[stem].append(place)

    def of(self, act: Act) -> tuple[FollowUp, ...]:
        """The proposals for an act, the best first, one for each later act of the same words."""
        promise = act.lead
        day = promise.day
        content = content_words(promise.words)
        if day is None or not content:
            return ()
        bound = self._parties(promise)
        own = {row.claim.id for row in act.evidences}
        found: dict[frozenset[str], FollowUp] = {}
        for known in self._candidates(content):
            if known.row.claim.id in own or known.day <= day or not bound & known.parties:
                continue
            follow_up = self._judge(promise, content, bound, known)
            if follow_up is None:
                continue
            best = found.get(known.content)
            if best is None or best.score < follow_up.score:
                found[known.content] = follow_up
        return tuple(sorted(found.values(), key=lambda one: -one.score)[:MOST])

    def _parties(self, row: ClaimRow) -> frozenset[str]:
        """Who has a part in a claim, and their states."""
        publisher = row.publisher.actor if not row.speakers else None
        named = {p.key for p in (*row.actors, *row.speakers, *row.recipients)}
        if publisher is not None:
            named.add(publisher)
        return frozenset(named | {self._states[n] for n in named if self._states.get(n)})

    def _candidates(self, content: frozenset[str]) -> Iterator[_Known]:
        """Claims that share one of the three rarest words at least."""
        rarest = sorted(content & self._having.keys(), key=lambda stem: len(self._having[stem]))[:3]
        for place in sorted({place for stem in rarest for place in self._having[stem]}):
            yield self._known[place]

    def _judge(
        self, promise: ClaimRow, content: frozenset[str], bound: frozenset[str], known: _Known
    ) -> FollowUp | None:
        relation = _relation(promise, known.row)
        if relation is None or not _in_time(promise, known):
            return None
        share = self._rarity.covered(content, known.content)
        because = [f"says {share:.0%} of it again"]
        score = share
        if _deed_fits(promise, known.row):
            score += _DEED
            because.append("the deed fits")
        if len({self._states.get(p, p) for p in bound & known.parties}) > 1:
            score += _PARTY
            because.append("the same parties")
        if _in_window(promise, known):
            score += _WINDOW
            because.append("within its time")
        return FollowUp(relation, known.row, round(score, 3), tuple(because)) if score >= LEAST else None


def _relation(promise: ClaimRow, row: ClaimRow) -> Relation | None:
    """What a later claim does to a promise, by its kind, its polarity and the words of cancelling and failing."""
    cancelling = bool(_CANCELLING.search(row.words)) and not _CANCELLING.search(promise.words)
    negative = promise.claim.polarity == "negative"
    match row.claim.kind:
        case "event" if row.claim.modality == "actual":
            if row.claim.polarity == "negative" or _FAILING.search(row.words):
                return "fulfils" if negative and row.claim.polarity == "negative" else "fails"
            if cancelling:
                return "cancels"
            return "contradicts" if negative else "fulfils"
        case "commitment":
            same_way = row.claim.polarity == promise.claim.polarity
            return "cancels" if cancelling or not same_way else "renews"
        case "assessment" if _FAILING.search(row.words):
            return "fails"
        case _:
            return None


def _deed_fits(promise: ClaimRow, row: ClaimRow) -> bool:
    """Whether the code of the deed told is that of the deed promised: 073 for 0333."""
    promised, done = promise.claim.event, row.claim.event
    if promised is None or done is None or not promised.cameo or not done.cameo or done.cameo < "04":
        return False
    if done.cameo == promised.cameo:
        return promised.cameo not in ("030", "130")
    return done.cameo[:2] not in ("10", "13") and stanced(done.cameo, "intended") == promised.cameo


def _in_time(promise: ClaimRow, known: _Known) -> bool:
    last = promise.time.last if promise.time else None
    return last is None or known.day <= last + _GRACE


def _in_window(promise: ClaimRow, known: _Known) -> bool:
    window = promise.time
    if window is None or window.last is None:
        return False
    told = known.row.time
    day = (told.first if told else None) or known.day
    return (window.first or day) <= day <= window.last
