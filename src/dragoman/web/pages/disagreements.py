"""Where voices disagree: two acts in nearly the same words, one saying that it is so and one that it is not."""

from dragoman.brief.desk_rows import DISAGREEMENT_COLUMNS, disagreement_cells, disagreement_to_json
from dragoman.desks.dialogue.disagreements import Opposed, disagreements_of
from dragoman.web.answers import Answer
from dragoman.web.asked import DeskAsked
from dragoman.web.house import House
from dragoman.web.pages.desk import asked_of, page_of_lines


def disagreements_page(house: House, asked: DeskAsked) -> Answer:
    """A page of them."""
    lines = disagreements_of(house.record, asked_of(house, asked))
    rows, following = page_of_lines(lines, _key, asked)
    return Answer(
        page="disagreements",
        shown={"asked": asked, "rows": rows, "count": len(lines)},
        data={"count": len(lines), "disagreements": [disagreement_to_json(one) for one in rows]},
        columns=DISAGREEMENT_COLUMNS,
        rows=[row for n, one in enumerate(rows, 1) for row in disagreement_cells(n, one)],
        next=following,
    )


def _key(pair: Opposed) -> str:
    return f"{pair.one.lead}>{pair.other.lead}"
