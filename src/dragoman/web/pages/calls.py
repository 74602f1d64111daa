"""Who called on whom, and what those called upon said or did about it."""

from dragoman.brief.desk_rows import CALL_COLUMNS, call_cells, call_to_json
from dragoman.desks.dialogue.answers import Answered, calls_of
from dragoman.web.answers import Answer
from dragoman.web.asked import CallsAsked
from dragoman.web.house import House
from dragoman.web.pages.desk import asked_of, page_of_lines, today_of


def calls_page(house: House, asked: CallsAsked) -> Answer:
    """A page of the calls, the newest first."""
    query = asked_of(house, asked, kinds=("call",))
    lines = calls_of(
        house.record, query, today=today_of(house, query), states=house.states, unanswered=asked.unanswered
    )
    rows, following = page_of_lines(lines, _key, asked, ordered=lines.packed[::-1])
    return Answer(
        page="calls",
        shown={
            "asked": asked,
            "rows": rows,
            "count": len(lines),
            "open": sum(not call.answers for call in lines.packed),
        },
        data={"count": len(lines), "calls": [call_to_json(call) for call in rows]},
        columns=CALL_COLUMNS,
        rows=[call_cells(call) for call in rows],
        next=following,
    )


def _key(one: Answered) -> str:
    return f"{one.call}>{one.asked.key}"
