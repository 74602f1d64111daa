"""The claims that match, and one claim in its words."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from dragoman.brief.evidences import other_evidences
from dragoman.brief.notes import link_to_words
from dragoman.brief.rows import CLAIM_COLUMNS, claim_cells, row_to_json
from dragoman.brief.why import explain
from dragoman.record import Reading
from dragoman.review.cells import cells
from dragoman.store import ClaimQuery, ClaimRow
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import ClaimListAsked, ClaimsAsked
from dragoman.web.facets import address, facets_of
from dragoman.web.house import House
from dragoman.web.marked import paragraphs, place_of
from dragoman.web.pages.documents import PARAGRAPHS

FEED, LOOKED_THROUGH = 50, 200
"""Claims in a feed, and those said last among which they are."""
CONTEXT = 12
"""Paragraphs of context shown of one claim."""


def query_of(house: House, asked: ClaimsAsked) -> ClaimQuery:
    """The question that the parameters put."""
    since, until = asked.span()
    return ClaimQuery(
        kinds=tuple(asked.kind),
        actor=asked.actor,
        tracks=tuple(asked.track),
        since=since,
        until=until,
        text=asked.text,
        publisher=asked.publisher,
        as_of=asked.moment(),
        also=house.named(asked.actor),
    )


def claims_page(house: House, asked: ClaimListAsked) -> Answer:
    """A page of the list, what was said last first."""
    query = replace(query_of(house, asked), newest=not asked.oldest_first, judged=asked.judged)
    rows, following = page_of(house, query, after=asked.after, limit=asked.limit)
    facets = house.facets(query)
    return Answer(
        page="claims",
        feed=address("/claims.atom", asked),
        shown={"rows": rows, "count": facets.total, "asked": asked, "facets": facets_of(facets, "/claims", asked)},
        data={
            "count": facets.total,
            "claims": [row_to_json(row) for row in rows],
            "facets": {name: counts for name, counts in asdict(facets).items() if name != "total"},
        },
        columns=CLAIM_COLUMNS,
        rows=[claim_cells(row) for row in rows],
        next=following,
    )


def newest_of(house: House, asked: ClaimListAsked) -> list[ClaimRow]:
    """What a feed of the question holds: of the claims said last those that the record learned last, newest first."""
    query = replace(query_of(house, asked), newest=True, limit=LOOKED_THROUGH, judged=asked.judged)
    rows = sorted(house.record.claims(query), key=lambda row: (row.learned_at, row.claim.id), reverse=True)
    return list(house.record.marked(rows[:FEED], as_of=query.as_of))


def page_of(house: House, query: ClaimQuery, *, after: str | None, limit: int) -> tuple[list[ClaimRow], str | None]:
    """So many claims from where the page before left off, and after which the next goes on."""
    if after is not None and not any(f.id == after for f in house.record.find(after, as_of=query.as_of)):
        raise Wrong(404, "no-such-place", f"no claim {after} stands in the record to go on from; begin the list anew")
    found = house.record.claims(replace(query, after=after, limit=limit + 1))
    rows = list(house.record.marked(found, as_of=query.as_of))
    return rows[:limit], rows[limit - 1].claim.id if len(rows) > limit else None


def claim_page(house: House, claim: str, following: str | None = None) -> Answer:
    """One claim: its words in context, why it was read so, what else tells of it, what people said of it.

    What is decided of it leads on to `following`, where somebody came from.
    """
    found = [one for one in house.record.find(claim) if one.what == "claim" and one.id == claim]
    reading = house.record.reading(found[0].document) if found else None
    if reading is None:
        raise Wrong(404, "no-such-claim", f"no claim {claim} stands in the record; look for it among the claims")
    read = (r for r in house.record.claims(ClaimQuery(document=found[0].document)) if r.claim.id == claim)
    row = next(house.record.marked(read))
    others = other_evidences(house.record, claim, found[0].document)
    judged = [j for j in house.record.judged(about=claim) if j.state in ("stands", "stale")]
    places = _places(row, reading)
    why = explain(row.claim, reading)
    return Answer(
        page="claim",
        title=row.words,
        shown={
            "row": row,
            "document": reading.document,
            "context": [p for n in _around(places) for p in paragraphs(reading, n + 1, 1)],
            "reached": frozenset(n + 1 for n in places),
            "start": places[0] // PARAGRAPHS * PARAGRAPHS + 1,
            "why": why,
            "others": others,
            "judged": judged,
            "titles": {},
            "going_on": following,
            "cells": cells(row, reading.document.text),
            "source": link_to_words(row),
            "orphan": claim in house.record.orphans(found[0].document),
        },
        data={**row_to_json(row), "why": why, "also_told_by": [row_to_json(one) for one in others]},
        columns=CLAIM_COLUMNS,
        rows=[claim_cells(row)],
    )


def _around(places: Sequence[int]) -> Sequence[int]:
    """The same with the paragraph before and after each, in which its words may turn out to go on; so many at most."""
    return sorted({n for place in places[:CONTEXT] for n in (place - 1, place, place + 1) if n >= 0})[: CONTEXT + 2]


def _places(row: ClaimRow, reading: Reading) -> Sequence[int]:
    """The paragraphs, from 0, that the claim's passages, cues and condition stand in."""
    starts = [line.start for line in reading.document.lines]
    cues = [voice.cue for voice in row.claim.attribution if voice.cue]
    spans = [*row.claim.passages, *cues, *([row.claim.condition] if row.claim.condition else [])]
    reached = {n for start, end in spans for n in range(place_of(starts, start), place_of(starts, end - 1) + 1)}
    return sorted(reached)
