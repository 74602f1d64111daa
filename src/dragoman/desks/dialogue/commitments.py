"""The commitments ledger: who promised what to whom, until when, under which condition, and what became of it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from dragoman.desks.acts import Act, Same, acts_of, count, facts_of
from dragoman.desks.dialogue.following import Following
from dragoman.desks.dialogue.followups import FollowUp, FollowUps, renews
from dragoman.desks.dialogue.lines import Lines
from dragoman.record import Judgement, Period
from dragoman.store import ClaimQuery, ClaimRow, Party, Record

if TYPE_CHECKING:
    from dragoman.store.act_rows import ActRow

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
class _Line:
    """A line before its words are unpacked."""

    act: "ActRow"
    state: State
    judgements: Sequence[Judgement]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of the ledger: in any of these states; due on these days or between them, both inclusive."""

    states: Sequence[State] = ()
    due_before: datetime.date | None = None
    due_after: datetime.date | None = None

    def has(self, line: _Line) -> bool:
        """Whether it is one of them."""
        if self.states and line.state not in self.states:
            return False
        due = line.act.due
        if self.due_before is not None and (due is None or due > self.due_before):
            return False
        return self.due_after is None or (due is not None and due >= self.due_after)


class Ledger(Lines[_Line, Commitment]):
    """The lines asked for, by due date, those without one last."""

    @property
    def claims(self) -> list[str]:
        """The ids of the lines' best evidences."""
        return [line.act.claim for line in self.packed]

    def matching(self, wanted: Wanted) -> "Ledger":
        """Only some of the lines."""
        return self.of([line for line in self.packed if wanted.has(line)])


def ledger_of(
    record: Record,
    query: ClaimQuery,
    *,
    today: datetime.date,
    states: Mapping[str, str] | None = None,
    wanted: Wanted | None = None,
) -> Ledger:
    """The ledger of the promises asked for, of the query's kinds none but commitments.

    `states` maps actors to their states.
    """
    counted = count(record, _promises(query))
    following = Following(counted, states or {})
    judged, superseded = counted.judged(), following.superseded()
    lines = [
        _Line(act, _state(judged.get(act.id, ()), act, act.id in superseded, today), judged.get(act.id, ()))
        for act in counted.rows
    ]

    def unpacked(lines: Sequence[_Line]) -> list[Commitment]:
        acts = counted.acts([line.act for line in lines])
        follow_ups = following.of([line.act for line in lines])
        return [
            _commitment(act, line.act, follow_ups[line.act.id], line.judgements, line.state)
            for act, line in zip(acts, lines, strict=True)
        ]

    ledger = Ledger(sorted(lines, key=_by_due), unpacked)
    return ledger.matching(wanted) if wanted else ledger


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
    acts = acts_of((row for row in rows if row.claim.kind == "commitment"), same)
    follow, judged = FollowUps(later, states=states), (same or Same()).judged()
    found: list[tuple[_Line, Commitment]] = []
    for act in acts:
        facts, follow_ups, judgements = facts_of(act), follow.of(act), judged.of(act)
        again = any(renews(f.relation, f.score, f.row.time, facts) for f in follow_ups)
        line = _Line(facts, _state(judgements, facts, again, today), judgements)
        found.append((line, _commitment(act, facts, follow_ups, judgements, line.state)))
    return [commitment for _, commitment in sorted(found, key=lambda one: _by_due(one[0]))]


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
    act: Act, facts: "ActRow", follow_ups: tuple[FollowUp, ...], judgements: Sequence[Judgement], state: State
) -> Commitment:
    row = act.lead
    return Commitment(
        act=act,
        bound=row.actors or row.speakers,
        to=row.recipients,
        window=facts.window,
        condition=condition_words(row),
        why_not=facts.why_not,
        state=state,
        judgements=tuple(judgements),
        follow_ups=follow_ups,
    )


def _state(judged: Sequence[Judgement], act: "ActRow", superseded: bool, today: datetime.date) -> State:
    if judged:
        return "kept" if judged[-1].verdict == "kept" else "broken"
    if superseded:
        return "superseded"
    if act.why_not is not None:
        return "not checkable"
    due = act.due
    if due is None:
        return "open"
    if due < today:
        return "overdue"
    window = act.window
    return "due" if window is None or window.first is None or window.first <= today else "open"


def _by_due(line: _Line) -> tuple[datetime.date, datetime.date, str]:
    return line.act.due or datetime.date.max, line.act.day or datetime.date.max, line.act.id


def _promises(query: ClaimQuery) -> ClaimQuery:
    return replace(query, kinds=("commitment",), limit=None, after=None)
