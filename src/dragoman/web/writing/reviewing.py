"""What waits for a person: some of it on a page, each with the forms that decide it."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import Field

from dragoman.review import Queue, QueueQuery
from dragoman.review.items import Item, ItemKind
from dragoman.review.rows import COLUMNS, item_cells, item_to_json
from dragoman.web.answering import give, mended
from dragoman.web.answers import Answer
from dragoman.web.asked import Asked, Words
from dragoman.web.house import House
from dragoman.web.pages.help import DECIDING
from dragoman.web.pages.readings import Stood, Told, fields_apart
from dragoman.web.routing import Route


class ReviewAsked(Asked):
    """Which part of what waits."""

    kind: list[ItemKind] = Field(default_factory=list, max_length=10)
    actor: Words | None = None
    track: list[Words] = Field(default_factory=list, max_length=50)
    document: Words | None = None
    below: float | None = Field(None, ge=0, le=1, description="only what is less certain than this")
    after: Words | None = Field(None, description="go on after this item, as `next` of the page before says")
    limit: int = Field(10, ge=1, le=100)


def _review(request: Request, asked: Annotated[ReviewAsked, Query()]) -> Response:
    """What waits for a person, the least certain and most used first."""
    return give(request, lambda house: review_page(house, asked))


def review_page(house: House, asked: ReviewAsked) -> Answer:
    """A page of what waits."""
    queue = Queue(house.record, house.dossier)
    query = QueueQuery(
        kinds=tuple(asked.kind),
        actor=asked.actor,
        tracks=tuple(asked.track),
        document=asked.document,
        below=asked.below,
        after=asked.after,
        limit=asked.limit,
    )
    page, counts = mended(lambda: queue.look(query))
    perhaps = {item.id: queue.perhaps(item.person) for item in page.items if item.person}
    since = {item.id: _since(house, item) for item in page.items if item.kind == "stale" and item.row}
    titles = {id_: _title(house, id_) for item in page.items if item.kind == "link" for id_ in item.about}
    return Answer(
        page="review",
        shown={
            "items": page.items,
            "counts": counts,
            "perhaps": perhaps,
            "titles": titles,
            "asked": asked,
            "since": since,
            "keys": DECIDING,
        },
        data={"counts": dict(counts), "items": [item_to_json(item) for item in page.items]},
        columns=COLUMNS,
        rows=[item_cells(item) for item in page.items],
        next=page.next,
    )


def _since(house: House, item: Item) -> Sequence[Told]:
    """What a claim that was judged is now, beside what it was then; nothing where the record did not have it then."""
    if item.row is None:
        return ()
    older = Stood.of(house, item.row.document, item.judgements[-1].at)
    then = next((row for row in older.rows if row.claim.id == item.about[0]), None)
    newer = Stood.of(house, item.row.document, None)
    return fields_apart(then, item.row, older, newer) if then else ()


def _title(house: House, document: str) -> str:
    found = house.record.document(document)
    return (found.title or found.source) if found else document


ROUTES: tuple[Route, ...] = (Route("/review", _review),)
