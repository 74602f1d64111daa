"""Full text: the paragraphs in which words stand, with the words marked, and of which sorts they are."""

import dataclasses

from dragoman.brief.hits import excerpt, hit_to_json
from dragoman.brief.words import say_period
from dragoman.record import RecordError
from dragoman.store import Facets, Hit, SearchQuery
from dragoman.store.search_words import take_apart
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import MOST, SearchAsked
from dragoman.web.facets import Facet, facet, months, with_values
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
            "facets": _facets(asked, facets),
        },
        data={
            "count": told.pop("total"),
            "paragraphs": [hit_to_json(hit) for hit in hits],
            "facets": told,
        },
        columns=COLUMNS,
        rows=[_cells(hit) for hit in hits],
        next=following,
    )


def _facets(asked: SearchAsked, found: Facets) -> tuple[Facet, ...]:
    return with_values(
        (
            facet("kind", found.kinds, "/search", asked),
            facet("actor", found.actors, "/search", asked),
            facet("track", found.tracks, "/search", asked),
            facet("publisher", found.publishers, "/search", asked),
            months(found.months, "/search", asked, asked.since, asked.until),
        )
    )


def _cells(hit: Hit) -> tuple[str, ...]:
    return (
        hit.document,
        str(hit.start),
        str(hit.end),
        say_period(hit.published.period) if hit.published else "",
        hit.publisher.name or hit.publisher.actor or "",
        hit.title or "",
        hit.language,
        ",".join(hit.claims),
        hit.words,
    )
