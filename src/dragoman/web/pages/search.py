"""Full text: the paragraphs in which words stand, with the words marked, and of which sorts they are."""

import dataclasses

from dragoman.brief.hits import excerpt, hit_cells, hit_to_json
from dragoman.record import RecordError
from dragoman.store import Facets, Hit, SearchQuery
from dragoman.store.search_words import take_apart
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import MOST, SearchAsked
from dragoman.web.facets import facets_of
from dragoman.web.house import House

COLUMNS = ("document", "start", "end", "published", "publisher", "title", "language", "claims", "words")


def search_page(house: House, asked: SearchAsked) -> Answer:
    """A page of what is found, the best first; without words, where to type them."""
    if not asked.words:
        return _answer(asked, [], Facets(0), None)
    since, until = asked.span()
    begin = int(asked.after or 0)
    query = SearchQuery(
        words=asked.words,
        kinds=tuple(asked.kind),
        actor=asked.actor,
        tracks=tuple(asked.track),
        publisher=asked.publisher,
        language=asked.language,
        since=since,
        until=until,
        as_of=asked.moment(),
        limit=min(begin + asked.limit, MOST) + 1,
        also=house.named(asked.actor),
    )
    try:
        take_apart(query, house.finder)
    except RecordError as fault:  # what was typed cannot be searched for; no fault of the record
        raise Wrong(422, "wrong-parameter", f"words: {fault}") from fault
    found = house.record.search(query, finder=house.finder)
    facets = house.record.facets(query, finder=house.finder)
    end = min(begin + asked.limit, MOST)
    if begin and begin >= len(found):
        raise Wrong(404, "no-such-place", f"fewer than {begin + 1} paragraphs are found; begin the list anew")
    return _answer(asked, found[begin:end], facets, str(end) if len(found) > end and end < MOST else None)


def _answer(asked: SearchAsked, hits: list[Hit], facets: Facets, following: str | None) -> Answer:
    told = dataclasses.asdict(facets)
    return Answer(
        page="search",
        shown={
            "asked": asked,
            "hits": [(hit, excerpt(hit)) for hit in hits],
            "count": facets.total,
            "facets": facets_of(facets, "/search", asked),
        },
        data={
            "count": told.pop("total"),
            "paragraphs": [hit_to_json(hit) for hit in hits],
            "facets": told,
        },
        columns=COLUMNS,
        rows=[tuple(hit_cells(hit).values()) for hit in hits],
        next=following,
    )
