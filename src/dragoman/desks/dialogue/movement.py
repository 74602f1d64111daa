"""How a line moved: phase by phase on which tracks a voice spoke most, and the acts that say most of it."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.desks.acts import Act, top_tracks
from dragoman.desks.dialogue.positions import Heard, Step, period_of
from dragoman.record import ClaimKind

TELLING = 3
LEAST = (45, 15)
"""Letters that words need to be told by themselves, without spaces; where none has as many, the second."""
_SAYS: Mapping[ClaimKind, float] = {"commitment": 1.0, "position": 0.6, "call": 0.6, "assessment": 0.4, "forecast": 0.3}
"""How much an act of a kind says of a line: what binds the voice itself says most."""
_TOLD = 0.25
"""What a track still counts once an act on it is told."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One period of a voice, or one undated document of it that stands in no period.

    `period` is the positions desk's name for it, None of an undated document, which is then `document`. `tracks` are
    acts by top-level track, most first; `telling` the acts that say most of what sets the phase apart.
    """

    period: str | None
    document: str | None
    acts: int
    documents: int
    tracks: tuple[tuple[str, int], ...]
    telling: tuple[Act, ...]


def phases(heard: Heard, *, step: Step, undated: Collection[str] = (), aside: Collection[str] = ()) -> list[Phase]:
    """The phases in the order of their first acts.

    `undated` are documents whose acts carry a day only to stand in order: each is a phase of its own. `aside` are
    tracks that say with whom or where one speaks, not what: they are counted, but no act is told for them.
    """
    groups: dict[tuple[str | None, str | None], list[Act]] = {}
    for act in heard.acts:
        day = act.lead.day
        if day is not None and act.lead.claim.tracks:
            alone = act.lead.document in undated
            key = (None, act.lead.document) if alone else (period_of(day, step), None)
            groups.setdefault(key, []).append(act)
    ordered = sorted(groups.items(), key=lambda group: (_first(group[1]), group[0][0] is None))
    usual = _fine(heard.acts, aside)
    return [_phase(period, document, acts, usual, aside) for (period, document), acts in ordered]


def _first(acts: Sequence[Act]) -> datetime.date:
    return min(act.lead.day or datetime.date.max for act in acts)


def _fine(acts: Sequence[Act], aside: Collection[str]) -> Counter[str]:
    """Acts by track, finer and top ones alike, without those aside."""
    return Counter(t for act in acts for t in _tracks(act) if t.partition(".")[0] not in aside)


def _tracks(act: Act) -> frozenset[str]:
    return frozenset((*act.lead.claim.tracks, *top_tracks(act.lead)))


def _phase(
    period: str | None, document: str | None, acts: Sequence[Act], usual: Counter[str], aside: Collection[str]
) -> Phase:
    tracks = Counter(track for act in acts for track in top_tracks(act.lead))
    return Phase(
        period=period,
        document=document,
        acts=len(acts),
        documents=len({act.lead.document for act in acts}),
        tracks=tuple(sorted(tracks.items(), key=lambda one: (-one[1], one[0]))),
        telling=tuple(_telling(acts, _weights(_fine(acts, aside) or _fine(acts, ()), usual))),
    )


def _weights(here: Counter[str], usual: Counter[str]) -> dict[str, float]:
    """How much each track says of a phase: its acts, the more so the more of the voice's acts on it are here."""
    return {track: n * n / max(n, usual[track]) for track, n in here.items()}


def _telling(acts: Sequence[Act], weights: dict[str, float]) -> Iterator[Act]:
    """One act after the other that adds most to what is told."""
    left = next(filter(None, ([act for act in acts if _letters(act.lead.words) >= least] for least in LEAST)), [])
    for _ in range(TELLING):
        best = min(left, key=lambda act: _rank(act, weights), default=None)
        if best is None or _adds(best, weights) == 0:
            return
        yield best
        left.remove(best)
        for track in _tracks(best):
            weights[track] = weights.get(track, 0.0) * _TOLD


def _letters(words: str) -> int:
    """How many letters the words have: "support" says nothing without its sentence. Korean says as much in half."""
    return sum(2 if "가" <= letter <= "힣" else 1 for letter in "".join(words.split()))


def _rank(act: Act, weights: Mapping[str, float]) -> tuple[float, float, int, str]:
    return -_adds(act, weights), -act.lead.claim.confidence, len(act.lead.words), act.id


def _adds(act: Act, weights: Mapping[str, float]) -> float:
    says = _SAYS.get(act.lead.claim.kind, 0.0)
    return says * sum(weights.get(track, 0.0) for track in _tracks(act))
