"""The commitments ledger: who promised what to whom, until when, under which condition, and what became of it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.desks.acts import Act, Same, acts_of
from dragoman.desks.dialogue.followups import FollowUp, FollowUps
from dragoman.reading.promises import checkable_promise
from dragoman.record import Judgement, Period
from dragoman.store import ClaimRow, Party

State = Literal["open", "due", "overdue", "kept", "broken", "superseded", "not checkable"]
STATES: tuple[State, ...] = get_args(State)

SUPERSEDING = 0.9
"""The score from which a promise made again, with another time, takes the place of the earlier one."""


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


def ledger(
    rows: Iterable[ClaimRow],
    *,
    today: datetime.date,
    later: Iterable[ClaimRow] = (),
    states: Mapping[str, str] | None = None,
    same: Same | None = None,
) -> list[Commitment]:
    """The ledger of the commitments among the rows, by due date, those without one last.

    `later` are the claims in which follow-ups are looked for; `states` maps actors to their states, `same` says
    what is one act and whether it was kept.
    """
    acts = acts_of((row for row in rows if row.claim.kind == "commitment"), same)
    follow = FollowUps(later, states=states)
    judged = (same or Same()).judged()
    found = [_line(act, follow.of(act), judged.of(act), today) for act in acts]
    return sorted(found, key=_by_due)


def why_not_checkable(row: ClaimRow) -> str | None:
    """Why nobody could tell whether it was kept; None where somebody could."""
    bound = bool(row.actors or row.speakers or row.publisher.actor or row.publisher.name)
    found = checkable_promise(
        " ".join(row.words.split()), negative=row.claim.polarity == "negative", bound=bound, period=row.time
    )
    return None if found.yes else str(found).removeprefix("no: ")


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


def _line(
    act: Act, follow_ups: tuple[FollowUp, ...], judged: tuple[Judgement, ...], today: datetime.date
) -> Commitment:
    row = act.lead
    window = row.time if row.time and (row.time.first or row.time.last) else None
    why_not = why_not_checkable(row)
    return Commitment(
        act=act,
        bound=row.actors or row.speakers,
        to=row.recipients,
        window=window,
        condition=condition_words(row),
        why_not=why_not,
        state=_state(judged, follow_ups, window, why_not, today),
        judgements=judged,
        follow_ups=follow_ups,
    )


def _state(
    judged: Sequence[Judgement],
    follow_ups: Sequence[FollowUp],
    window: Period | None,
    why_not: str | None,
    today: datetime.date,
) -> State:
    if judged:
        return "kept" if judged[-1].verdict == "kept" else "broken"
    if any(f.relation == "renews" and f.score >= SUPERSEDING and f.row.time not in (None, window) for f in follow_ups):
        return "superseded"
    if why_not is not None:
        return "not checkable"
    if window is None or window.last is None:
        return "open"
    if window.last < today:
        return "overdue"
    return "due" if window.first is None or window.first <= today else "open"


def _by_due(line: Commitment) -> tuple[bool, datetime.date, datetime.date, str]:
    never = datetime.date.max
    said = line.row.day
    due = line.window.last if line.window else None
    return due is None, due or never, said or never, line.act.id
