"""Who called on whom, and what those called upon said or did about it."""

from dragoman.brief.desk_rows import CALL_COLUMNS, call_cells, call_to_json
from dragoman.desks.dialogue.answers import Call, calls
from dragoman.web.answers import Answer
from dragoman.web.asked import CallsAsked
from dragoman.web.house import House
from dragoman.web.pages.desk import counted, later
from dragoman.web.paging import cut


def calls_page(house: House, asked: CallsAsked) -> Answer:
    """A page of the calls, the newest first."""
    found = counted(house, asked, kinds=("call",))
    known = calls(found.rows, today=found.today, later=later(house, found, asked), states=house.states, same=found.same)
    known = [call for call in reversed(known) if not (asked.unanswered and call.answers)]
    rows, following = cut(known, _key, after=asked.after, limit=asked.limit)
    return Answer(
        page="calls",
        shown={
            "asked": asked,
            "rows": rows,
            "count": len(known),
            "open": sum(not call.answers for call in known),
            "counted": found.to_json(),
        },
        data={**found.to_json(), "count": len(known), "calls": [call_to_json(call) for call in rows]},
        columns=CALL_COLUMNS,
        rows=[call_cells(call) for call in rows],
        next=following,
    )


def _key(call: Call) -> str:
    return f"{call.act.lead.claim.id}>{call.asked.key}"
