"""Where voices disagree: two acts in nearly the same words, one saying that it is so and one that it is not."""

from dragoman.brief.desk_rows import DISAGREEMENT_COLUMNS, disagreement_cells, disagreement_to_json
from dragoman.desks.dialogue.disagreements import Disagreement, disagreements
from dragoman.web.answers import Answer
from dragoman.web.asked import DeskAsked
from dragoman.web.house import House
from dragoman.web.pages.desk import counted
from dragoman.web.paging import cut


def disagreements_page(house: House, asked: DeskAsked) -> Answer:
    """A page of them."""
    found = counted(house, asked)
    known = disagreements(found.rows, same=found.same)
    rows, following = cut(known, _key, after=asked.after, limit=asked.limit)
    return Answer(
        page="disagreements",
        shown={"asked": asked, "rows": rows, "count": len(known), "counted": found.to_json()},
        data={
            **found.to_json(),
            "count": len(known),
            "disagreements": [disagreement_to_json(one) for one in rows],
        },
        columns=DISAGREEMENT_COLUMNS,
        rows=[row for n, one in enumerate(rows, 1) for row in disagreement_cells(n, one)],
        next=following,
    )


def _key(one: Disagreement) -> str:
    return f"{one.one.id}>{one.other.id}"
