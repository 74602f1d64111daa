"""Forecasts: who expected what by when, how likely they called it, what came of it, and how well they did."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from dragoman.desks.acts import Act, Chosen, Same, choose
from dragoman.desks.dialogue.following import Among, Following
from dragoman.desks.dialogue.followups import FollowUp, FollowUps
from dragoman.desks.dialogue.lines import Lines
from dragoman.record import Judgement, Period
from dragoman.store import ClaimQuery, ClaimRow, Party, Record
from dragoman.store.act_table import NEVER

Outcome = Literal["pending", "due", "came true", "did not"]

# What the words of likelihood mean as a probability, after the surveys of analysts' usage (Mosteller and Youtz 1990;
# Barnes 2016): medians, rounded. The first that stands in the words counts.
_LIKELIHOODS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), value)
    for words, value in (
        (r"almost certain(?:ly)?|virtually certain|inevitabl[ey]|bound to|certain(?:ly)? (?:to|will)", 0.95),
        (r"highly unlikely|very unlikely", 0.05),
        (r"very likely|highly likely|high possibility", 0.85),
        (r"unlikely|improbable|doubtful", 0.2),
        (r"more likely than not|likely|probabl[ey]|expected|projected|poised", 0.7),
        (r"may well", 0.6),
        (r"possib(?:le|ly|ility)|may|might|could|perhaps|risk", 0.4),
        (r"will|shall|going to", 0.9),
        (r"would", 0.8),
    )
)


@dataclass(frozen=True, slots=True)
class Forecast:
    """One forecast. `likelihood` is what its words mean, None where none says; `brier` 0 (best) to 1, once judged."""

    act: Act
    by: tuple[Party, ...]
    window: Period | None
    likelihood: float | None
    outcome: Outcome
    judgements: tuple[Judgement, ...]
    proposals: tuple[FollowUp, ...]
    brier: float | None

    @property
    def row(self) -> ClaimRow:
        """The best evidence."""
        return self.act.lead


@dataclass(frozen=True, slots=True)
class Forecaster:
    """How well one voice's judged forecasts did: the mean Brier score of those whose words say how likely."""

    voice: Party
    judged: int
    brier: float | None


def forecasts(
    rows: Iterable[ClaimRow],
    *,
    today: datetime.date,
    later: Iterable[ClaimRow] = (),
    states: Mapping[str, str] | None = None,
    same: Same | None = None,
) -> list[Forecast]:
    """The forecasts among the rows, by the end of their window, those without one last.

    A person says whether one came true (`kept`) or did not (`broken`); `later` are the claims to propose outcomes from.
    """
    chosen = Chosen.of((row for row in rows if row.claim.kind == "forecast"), same)
    return list(_forecasts(chosen, Among(chosen, FollowUps(later, states=states)), today))


class Forecasts(Lines[int, Forecast]):
    """Forecasts by the end of their window, those without one last, known by their leads."""

    def __init__(
        self, packed: Sequence[int], unpack: Callable[[Sequence[int]], list[Forecast]], outcomes: Mapping[int, Outcome]
    ) -> None:
        """`outcomes` has for each lead what came of it."""
        super().__init__(packed, unpack)
        self._outcomes = outcomes

    def of(self, packed: Sequence[int]) -> "Forecasts":
        """Other lines of the same answer."""
        return Forecasts(packed, self._unpack, self._outcomes)

    def matching(self, outcomes: Collection[Outcome]) -> "Forecasts":
        """Those of which one of these came."""
        return self.of([lead for lead in self.packed if self._outcomes[lead] in outcomes])


def forecasts_of(
    record: Record, query: ClaimQuery, *, today: datetime.date, states: Mapping[str, str] | None = None
) -> Forecasts:
    """The same of the forecasts asked for of a record, of the query's kinds none but those."""
    chosen = choose(record, replace(query, kinds=("forecast",)))
    return _forecasts(chosen, Following(chosen, states or {}), today)


def _forecasts(chosen: Chosen, following: Following | Among, today: datetime.date) -> Forecasts:
    judged = chosen.judged()
    at = chosen.its.in_order(chosen.at)
    at = at[np.argsort(chosen.its["due"][at], kind="stable")]

    def unpacked(leads: Sequence[int]) -> list[Forecast]:
        acts, follow_ups = chosen.told(leads), following.of(leads)
        return [_line(acts[lead], follow_ups[lead], tuple(judged.get(lead, ())), today) for lead in acts]

    leads, ends = chosen.its["lead"][at].tolist(), chosen.its["due"][at].tolist()
    outcomes = {lead: _outcome(end, judged.get(lead, ()), today) for lead, end in zip(leads, ends, strict=True)}
    return Forecasts(leads, unpacked, outcomes)


def forecasters(found: Iterable[Forecast]) -> list[Forecaster]:
    """The voices with judged forecasts, the best first."""
    by_voice: dict[str, tuple[Party, list[Forecast]]] = {}
    for forecast in found:
        if forecast.outcome in JUDGED:
            for party in forecast.by:
                by_voice.setdefault(party.key, (party, []))[1].append(forecast)
    scored = []
    for party, mine in by_voice.values():
        scores = [f.brier for f in mine if f.brier is not None]
        scored.append(Forecaster(party, len(mine), round(sum(scores) / len(scores), 3) if scores else None))
    return sorted(scored, key=lambda f: (f.brier is None, f.brier or 0.0, f.voice.name))


def likelihood(row: ClaimRow) -> float | None:
    """The probability that its words mean; of a forecast that something not be, that it be so."""
    return next((value for pattern, value in _LIKELIHOODS if pattern.search(row.words)), None)


JUDGED: tuple[Outcome, ...] = ("came true", "did not")


def _outcome(end: int, judged: Sequence[Judgement], today: datetime.date) -> Outcome:
    """What came of a forecast whose window ends on this day, by its ordinal."""
    if judged:
        return "came true" if judged[-1].verdict == "kept" else "did not"
    return "due" if end < today.toordinal() else "pending"


def _line(act: Act, proposals: tuple[FollowUp, ...], judged: tuple[Judgement, ...], today: datetime.date) -> Forecast:
    row, when = act.lead, act.lead.to_come
    window = when if when and (when.first or when.last) else None
    end = window.last.toordinal() if window and window.last else NEVER
    outcome, probability, brier = _outcome(end, judged, today), likelihood(row), None
    if judged:
        brier = round((probability - (outcome == "came true")) ** 2, 4) if probability is not None else None
    return Forecast(act, row.speakers, window, probability, outcome, judged, proposals, brier)
