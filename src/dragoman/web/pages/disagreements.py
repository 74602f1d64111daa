"""Where voices disagree: two acts in nearly the same words, one saying that it is so and one that it is not."""

from dataclasses import replace

from dragoman.brief.desk_rows import DISAGREEMENT_COLUMNS, disagreement_cells, disagreement_to_json
from dragoman.desks.dialogue.disagreements import Opposed, disagreements_of, since_when
from dragoman.web.answers import Answer
from dragoman.web.asked import DeskAsked
from dragoman.web.house import House
from dragoman.web.pages.desk import asked_of, page_of_lines

MOST = 30_000
"""Acts that are held against each other while somebody waits: the newest of those asked for."""


def disagreements_page(house: House, asked: DeskAsked) -> Answer:
    """A page of them."""
    query = asked_of(house, asked)
    since = since_when(house.record, query, MOST)
    lines = disagreements_of(house.record, replace(query, since=since or query.since))
    rows, following = page_of_lines(lines, _key, asked)
    return Answer(
        page="disagreements",
        shown={"asked": asked, "rows": rows, "count": len(lines), "since": since, "most": MOST},
        data={
            "count": len(lines),
            "since": since and since.isoformat(),
            "disagreements": [disagreement_to_json(one) for one in rows],
        },
        columns=DISAGREEMENT_COLUMNS,
        rows=[row for n, one in enumerate(rows, 1) for row in disagreement_cells(n, one)],
        next=following,
    )


def _key(pair: Opposed) -> str:
    return f"{pair.one.lead}>{pair.other.lead}"
