"""What was read from where, and where watching stands; and the faults of what was read, by their codes."""

import datetime
from dataclasses import asdict
from typing import Any

from dragoman.store import ProblemRow, WatchState
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import Asked, ProblemsAsked
from dragoman.web.house import House

WATCH_COLUMNS = (
    "url", "name", "polled_at", "succeeded_at", "due_at", "failures", "fault", "listed", "waiting", "given_up",
)  # fmt: skip
PROBLEM_COLUMNS = ("document", "place", "title", "source", "code", "start", "end", "message")
FAILED = 100
"""Pages that could not be read that are named."""


def sources_page(house: House, asked: Asked) -> Answer:
    """Every watched feed and index page, and the pages of theirs that failed."""
    states = house.record.web.watches()
    troubled = house.record.web.troubled()
    names = {state.watch.url: state.watch.name for state in states}
    told = [_state_to_json(state) for state in states]
    return Answer(
        page="sources",
        shown={
            "states": states,
            "names_of": names,
            "troubled": troubled[:FAILED],
            "more": max(0, len(troubled) - FAILED),
            "now": house.clock(),
        },
        data={
            "sources": told,
            "failed": [{name: _plain(value) for name, value in asdict(item).items()} for item in troubled],
        },
        columns=WATCH_COLUMNS,
        rows=[tuple("" if row[name] is None else str(row[name]) for name in WATCH_COLUMNS) for row in told],
    )


def problems_page(house: House, asked: ProblemsAsked) -> Answer:
    """A page of the faults, or of those of one code."""
    counts = house.record.problem_codes()
    after = _place(asked.after) if asked.after else None
    rows = house.record.problems(code=asked.code, after=after, limit=asked.limit + 1)
    shown = rows[: asked.limit]
    return Answer(
        page="problems",
        shown={"asked": asked, "codes": counts, "rows": shown},
        data={"codes": dict(counts), "problems": [asdict(row) for row in shown]},
        columns=PROBLEM_COLUMNS,
        rows=[tuple(str(value if value is not None else "") for value in asdict(row).values()) for row in shown],
        next=_key(shown[-1]) if len(rows) > asked.limit else None,
    )


def _key(row: ProblemRow) -> str:
    return f"{row.document}~{row.place}"


def _place(after: str) -> tuple[str, int]:
    document, _, place = after.rpartition("~")
    if not document or not (place.isascii() and place.isdigit()) or len(place) > 9:
        raise Wrong(404, "no-such-place", f"{after} is no place in this list; begin it anew")
    return document, int(place)


def _state_to_json(state: WatchState) -> dict[str, Any]:
    watch = {name: _plain(value) for name, value in asdict(state.watch).items()}
    return {**watch, "listed": state.listed, "waiting": state.waiting, "given_up": state.given_up}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.datetime) else value
