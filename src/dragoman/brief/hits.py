"""Paragraphs that a search found, as rows for programs and as excerpts for people: the same on every door."""

from typing import Any

from dragoman.brief.words import say_period
from dragoman.record.tame import tame
from dragoman.record.wire import published_to_json
from dragoman.store import Hit

EXCERPT = 320
"""Characters of a paragraph that a person is shown, around the first that was looked for."""
BEFORE = 80


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """A paragraph that was found, with the document it stands in; places are in that document's text."""
    return {
        "document": hit.document,
        "start": hit.start,
        "end": hit.end,
        "words": hit.words,
        "marks": hit.marks,
        "claims": hit.claims,
        "score": round(hit.score, 6),
        "title": hit.title,
        "source": hit.source,
        "publisher": {"actor": hit.publisher.actor, "name": hit.publisher.name},
        "published": hit.published and published_to_json(hit.published),
        "language": hit.language,
    }


def hit_cells(hit: Hit) -> dict[str, str]:
    """What a paragraph has in a table, by the name of the column."""
    return {
        "document": hit.document,
        "start": str(hit.start),
        "end": str(hit.end),
        "published": say_period(hit.published.period) if hit.published else "",
        "publisher": hit.publisher.name or hit.publisher.actor or "",
        "title": hit.title or "",
        "language": hit.language,
        "claims": ",".join(hit.claims),
        "words": hit.words,
    }


def excerpt(hit: Hit) -> list[tuple[str, bool]]:
    """What of a paragraph is shown, around the first mark, in pieces: the words, and whether they were looked for."""
    first = hit.marks[0][0] - hit.start if hit.marks else 0
    start = 0
    if len(hit.words) > EXCERPT and first > BEFORE:
        start = min(hit.words.find(" ", first - BEFORE) + 1 or first, first)
    end = min(len(hit.words), start + EXCERPT)
    if end < len(hit.words):
        end = max(hit.words.rfind(" ", start, end), start + EXCERPT // 2)
    pieces, at = [("… " if start else "", False)], start
    for mark in hit.marks:
        left, right = max(mark[0] - hit.start, at), min(mark[1] - hit.start, end)
        if left < right:
            pieces += [(hit.words[at:left], False), (hit.words[left:right], True)]
            at = right
    pieces += [(hit.words[at:end], False), (" …" if end < len(hit.words) else "", False)]
    return [(tame(piece), marked) for piece, marked in pieces if piece]
