"""The commitments ledger: who promised what to whom, until when, under which condition, and what became of it."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.desks.acts import Act, Chosen, Same, choose
from dragoman.desks.dialogue.following import Among, Following
from dragoman.desks.dialogue.followups import FollowUp, FollowUps
from dragoman.desks.dialogue.lines import Lines
from dragoman.record import Judgement, Period
from dragoman.store import ClaimQuery, ClaimRow, Party, Record
from dragoman.store.act_table import NEVER, ActTable

Array = NDArray[Any]
State = Literal["open", "due", "overdue", "kept", "broken", "superseded", "not checkable"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One line of the ledger.

    `bound` are those who promise, `to` those promised; `window` is when it is to be done, as far as the words tell.
    `why_not` says why nobody could check it, None where somebody can. `judgements` are people's on whether it was kept,
    the last last; `follow_ups` are proposals only.
    """

    act: Act
    bound: tuple[Party, ...]
    to: tuple[Party, ...]
    window: Period | None
    condition: str | None
    why_not: str | None
    state: State
    judgements: tuple[Judgement, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def row(self) -> ClaimRow:
        """The best evidence."""
        return self.act.lead


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of the ledger: in any of these states; due on these days or between them, both inclusive."""

    states: Sequence[State] = ()
    due_before: datetime.date | None = None
    due_after: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class _Lines:
    """The promises of a table by due date, those without one last: where each stands, and its state (in `STATES`)."""

    chosen: Chosen
    at: Array
    states: Array

    @property
    def its(self) -> ActTable:
        """The table."""
        return self.chosen.its

    @classmethod
    def of(
        cls,
        chosen: Chosen,
        judged: Mapping[int, Sequence[Judgement]],
        superseded: Collection[int],
        today: datetime.date,
    ) -> "_Lines":
        its = chosen.its
        at = its.in_order(chosen.at)
        at = at[np.argsort(its["due"][at], kind="stable")]
        due, begins, now = its["due"][at], its["about_first"][at], today.toordinal()
        states = np.full(len(at), STATES.index("open"))
        states[begins <= now] = STATES.index("due")
        states[due < now] = STATES.index("overdue")
        states[due == NEVER] = STATES.index("open")
        states[its["why_not"][at] > 0] = STATES.index("not checkable")
        states[np.isin(its["lead"][at], list(superseded))] = STATES.index("superseded")
        places = np.flatnonzero(np.isin(its["lead"][at], list(judged)))
        for place, lead in zip(places.tolist(), its["lead"][at[places]].tolist(), strict=True):
            states[place] = STATES.index("kept" if judged[lead][-1].verdict == "kept" else "broken")
        return cls(chosen, at, states)

    def where(self, wanted: Wanted) -> Array:
        """Which of them are wanted, as places among them."""
        due = self.its["due"][self.at]
        found = np.isin(self.states, [STATES.index(state) for state in wanted.states or STATES])
        if wanted.due_before is not None:
            found &= due <= wanted.due_before.toordinal()
        if wanted.due_after is not None:
            found &= (due >= wanted.due_after.toordinal()) & (due < NEVER)
        return np.flatnonzero(found)


class Ledger(Lines[int, Commitment]):
    """The lines asked for, by due date, those without one last."""

    def __init__(
        self, packed: Sequence[int], unpack: Callable[[Sequence[int]], list[Commitment]], whole: _Lines
    ) -> None:
        """`packed` are places in the `whole`."""
        super().__init__(packed, unpack)
        self._whole = whole

    def of(self, packed: Sequence[int]) -> "Ledger":
        """Other lines of the same answer."""
        return Ledger(packed, self._unpack, self._whole)

    def matching(self, wanted: Wanted) -> "Ledger":
        """Only some of the lines."""
        places = self._whole.where(wanted)
        return self.of(places[np.isin(places, self.packed)].tolist())

    def led_by(self, leads: Collection[int]) -> "Ledger":
        """Only the lines of these acts."""
        mine = self._whole.its["lead"][self._whole.at[list(self.packed)]]
        return self.of(np.array(self.packed, np.int64)[np.isin(mine, list(leads))].tolist())

    def up_to(self, claim: str) -> int:
        """How many lines there are up to and with the one of which this claim is the best evidence; 0 where none is."""
        mine = self.led_by(self._whole.chosen.led_by({claim})).packed
        return self.packed.index(mine[0]) + 1 if mine else 0

    def states(self) -> Counter[State]:
        """How many lines there are in each state."""
        counts = np.bincount(self._whole.states[list(self.packed)], minlength=len(STATES)).tolist()
        return Counter(dict(zip(STATES, counts, strict=True)))


def ledger_of(
    record: Record,
    query: ClaimQuery,
    *,
    today: datetime.date,
    states: Mapping[str, str] | None = None,
    wanted: Wanted | None = None,
    led_by: Collection[str] | None = None,
) -> Ledger:
    """The ledger of the promises asked for, of the query's kinds none but commitments.

    `states` maps actors to their states; with `led_by` only promises whose best evidence is one of these claims.
    """
    chosen = choose(record, replace(query, kinds=("commitment",), limit=None, after=None))
    found = _ledger(chosen, Following(chosen, states or {}), today)
    found = found if led_by is None else found.led_by(chosen.led_by(led_by))
    return found.matching(wanted) if wanted else found


def _ledger(chosen: Chosen, following: Following | Among, today: datetime.date) -> Ledger:
    judged = chosen.judged()
    leads = chosen.its["lead"][chosen.at].tolist()
    whole = _Lines.of(chosen, judged, following.superseded(leads), today)

    def unpacked(lines: Sequence[int]) -> list[Commitment]:
        at = whole.at[list(lines)]
        leads = chosen.its["lead"][at].tolist()
        acts, follow_ups = chosen.told(leads), following.of(leads)
        why_not = map(chosen.its.label, chosen.its["why_not"][at].tolist())
        states = (STATES[state] for state in whole.states[list(lines)].tolist())
        return [
            _commitment(acts[lead], why, follow_ups[lead], judged.get(lead, ()), state)
            for lead, why, state in zip(leads, why_not, states, strict=True)
            if lead in acts
        ]

    return Ledger(list(range(len(whole.at))), unpacked, whole)


def ledger(
    rows: Iterable[ClaimRow],
    *,
    today: datetime.date,
    later: Iterable[ClaimRow] = (),
    states: Mapping[str, str] | None = None,
    same: Same | None = None,
) -> list[Commitment]:
    """The same of claims at hand: the commitments among the rows.

    `later` are the claims in which follow-ups are looked for, `same` says what is one act and whether it was kept.
    """
    chosen = Chosen.of((row for row in rows if row.claim.kind == "commitment"), same)
    return list(_ledger(chosen, Among(chosen, FollowUps(later, states=states)), today))


def condition_words(row: ClaimRow) -> str | None:
    """The words of the condition, where they stand within the promise itself."""
    span = row.claim.condition
    if span is None:
        return None
    at = 0
    for start, end in row.claim.passages:
        if start <= span[0] and span[1] <= end:
            return row.words[at + span[0] - start : at + span[1] - start]
        at += end - start + len(" … ")
    return None


def _commitment(
    act: Act, why_not: str | None, follow_ups: tuple[FollowUp, ...], judgements: Sequence[Judgement], state: State
) -> Commitment:
    row, when = act.lead, act.lead.to_come
    return Commitment(
        act=act,
        bound=row.actors or row.speakers,
        to=row.recipients,
        window=when if when and (when.first or when.last) else None,
        condition=condition_words(row),
        why_not=why_not,
        state=state,
        judgements=tuple(judgements),
        follow_ups=follow_ups,
    )
