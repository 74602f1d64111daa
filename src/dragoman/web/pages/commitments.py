"""The ledger of promises."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.brief.rows import CLAIM_COLUMNS, claim_cells, line_to_json
from dragoman.brief.words import say_parties, say_period
from dragoman.desks.dialogue.commitments import STATES, Commitment, Wanted, ledger_of
from dragoman.record import Judgement
from dragoman.store.days import typed_days
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import CommitmentsAsked
from dragoman.web.house import House
from dragoman.web.pages.claims import query_of

COLUMNS = ("due", "state", "bound", "to", "condition", "why-not-checkable", "documents", *CLAIM_COLUMNS)


def commitments_page(house: House, asked: CommitmentsAsked) -> Answer:
    """A page of the ledger, by due date."""
    query = replace(query_of(house, asked), kinds=("commitment",))
    as_of = query.as_of
    lines = ledger_of(
        house.record,
        query,
        today=as_of.date() if as_of else house.today(),
        states=house.states,
        wanted=_lines(asked),
    )
    start = 0
    if asked.after is not None:
        start = lines.up_to(asked.after)
        if not start:
            raise Wrong(404, "no-such-place", f"no promise {asked.after} is in this list; begin it anew")
    shown = lines[start : start + asked.limit]
    return Answer(
        page="commitments",
        shown={"lines": shown, "count": len(lines), "asked": asked, "states": STATES, "said": _said(house, asked)},
        data={"count": len(lines), "commitments": [line_to_json(line) for line in shown]},
        columns=COLUMNS,
        rows=[cells(line) for line in shown],
        next=shown[-1].row.claim.id if start + len(shown) < len(lines) else None,
    )


def cells(line: Commitment) -> tuple[str, ...]:
    """A line of the ledger under COLUMNS."""
    return (
        say_period(line.window) if line.window else "",
        line.state,
        say_parties(line.bound),
        say_parties(line.to),
        line.condition or "",
        line.why_not or "",
        str(line.act.documents),
        *claim_cells(line.row),
    )


def _lines(asked: CommitmentsAsked) -> Wanted:
    """Which lines of the ledger."""
    return Wanted(
        tuple(asked.state),
        due_before=typed_days(asked.due_before)[1] if asked.due_before else None,
        due_after=typed_days(asked.due_after)[0] if asked.due_after else None,
    )


def _said(house: House, asked: CommitmentsAsked) -> Mapping[str, Sequence[Judgement]]:
    """What people said of how claims were read, by claim; the ledger itself counts them as they were read."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for one in house.record.judgements(as_of=asked.moment()):
        if one.verdict in ("right", "wrong", "corrected"):
            found[one.about[0]].append(one)
    return found
