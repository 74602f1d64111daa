"""Two documents side by side: versions of a page, reprints, translations; what is in one alone is marked."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dragoman.record import Document
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import CompareAsked
from dragoman.web.house import House
from dragoman.web.pages.aligning import aligned

PARAGRAPHS = 400
"""Paragraphs of each that are compared; the page says where there are more."""
WORDS = 400
"""Words of a pair of paragraphs up to which the words that differ are marked; of longer ones all is."""
ALIKE = 0.4
"""The share of words in common from which two paragraphs are one that was changed."""
COLUMNS = ("how", "here", "there")

Piece = tuple[str, bool]
"""Words, and whether the other side lacks them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of each side, or of one alone. `how`: same, changed, here or there alone, beside (uncompared)."""

    how: str
    here: tuple[Piece, ...]
    there: tuple[Piece, ...]


def compare_page(house: House, document: str, asked: CompareAsked) -> Answer:
    """Both texts, paragraph by paragraph."""
    one, other = _document(house, document), _document(house, asked.other)
    about = {one.id, other.id}
    judged = [
        j for j in house.record.judged(about=one.id) if j.state in ("stands", "stale") and about <= {*j.judgement.about}
    ]
    here, there = _paragraphs(one), _paragraphs(other)
    comparable = one.language == other.language
    lines = list(compared(here, there) if comparable else _beside(here, there))
    return Answer(
        page="compare",
        title=one.title or one.source,
        shown={
            "one": one,
            "other": other,
            "lines": lines,
            "comparable": comparable,
            "judged": judged,
            "titles": {other.id: other.title or other.source},
            "changes": sum(line.how != "same" for line in lines) if comparable else 0,
            "cut": len(one.lines) > PARAGRAPHS or len(other.lines) > PARAGRAPHS,
        },
        data={
            "here": one.id,
            "there": other.id,
            "paragraphs": [
                {"how": line.how, "here": [list(p) for p in line.here], "there": [list(p) for p in line.there]}
                for line in lines
            ],
        },
        columns=COLUMNS,
        rows=[(line.how, _whole(line.here), _whole(line.there)) for line in lines],
    )


def compared(here: Sequence[str], there: Sequence[str]) -> Iterator[Line]:
    """Paragraphs of two texts of one language; those that were changed with the words that differ."""
    matcher = difflib.SequenceMatcher(None, here, there, autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            yield from (Line("same", ((text, False),), ((text, False),)) for text in here[a:b])
            continue
        for left, right in zip_longest(here[a:b], there[c:d]):
            yield from _pair(left, right)


def _pair(left: str | None, right: str | None) -> Iterator[Line]:
    if left is None or right is None:
        yield _alone("there", right) if left is None else _alone("here", left)
        return
    mine, theirs = left.split(" "), right.split(" ")
    if max(len(mine), len(theirs)) <= WORDS and _matcher(mine, theirs).ratio() < ALIKE:
        yield from (_alone("here", left), _alone("there", right))
        return
    yield Line("changed", *words_apart(left, right))


def words_apart(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts in pieces, each with whether the other lacks it; of very long ones all is marked."""
    mine, theirs = left.split(" "), right.split(" ")
    if max(len(mine), len(theirs)) > WORDS:
        return ((left, True),), ((right, True),)
    codes = _matcher(mine, theirs).get_opcodes()
    return (
        tuple((" ".join(mine[a:b]) + " ", how != "equal") for how, a, b, _, _ in codes if a < b),
        tuple((" ".join(theirs[c:d]) + " ", how != "equal") for how, _, _, c, d in codes if c < d),
    )


def _matcher(mine: Sequence[str], theirs: Sequence[str]) -> "difflib.SequenceMatcher[str]":
    return difflib.SequenceMatcher(None, mine, theirs, autojunk=False)


def _alone(how: str, text: str | None) -> Line:
    piece = ((text or "", True),)
    return Line(how, piece, ()) if how == "here" else Line(how, (), piece)


def _beside(here: Sequence[str], there: Sequence[str]) -> Iterator[Line]:
    """Texts of two languages: paragraphs that go together beside each other."""
    for left, right in aligned(here, there):
        yield Line("beside", _plain(left), _plain(right))


def _plain(paragraphs: Sequence[str]) -> tuple[Piece, ...]:
    return (("\n".join(paragraphs), False),) if paragraphs else ()


def _document(house: House, document: str) -> Document:
    found = house.record.document(document)
    if found is None:
        raise Wrong(404, "no-such-document", f"no document {document} stands in the record; look for it in the list")
    return found


def _paragraphs(document: Document) -> list[str]:
    lines = (document.text[line.start : line.end].strip() for line in document.lines[:PARAGRAPHS])
    return [line for line in lines if line]


def _whole(pieces: Sequence[Piece]) -> str:
    return "".join(words for words, _ in pieces).strip()
