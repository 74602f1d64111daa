"""Which pieces of a page are its matter: trafilatura's finding, put right where the page's own structure knows better.

Trafilatura drops short paragraphs, cells and items; what stands among the matter in the same list, table or row of
paragraphs comes back. It keeps notices and surveys; what the page itself calls furniture goes, unless most of the
matter stands in it and the name misleads.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.sources.htmlwalk import WHOLE, Piece
from dragoman.sources.nouns import Hint
from dragoman.sources.paragraphs import is_item
from dragoman.sources.words import html_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_KEY = re.compile(r"[\W_]+")
_LEAST_MAIN, _WHOLE_LINE_ONLY = 200, 25
"""Letters: less than the first is no main text found; shorter pieces than the second must be whole lines of it."""
_TOO_MUCH_FOR_FURNITURE = 0.3
"""The share of the main text that no furniture holds."""
_LONGEST_CELL = 200


class Main:
    """The page's main text, to be asked what a line of the page is."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self._lines = {key(cell) for line in text.splitlines() for cell in (line, *line.split("|"))}
        self._all = key(text)
        self._weights: dict[HtmlElement, int] = {}
        self._rows: set[tuple[HtmlElement, object]] = set()
        self._texts: set[HtmlElement] = set()
        self._furniture: Counter[tuple[object, str]] = Counter()
        for piece in pieces:
            self._weigh(piece)
        self._total = max(self._weights.values(), default=0)

    def hint(self, piece: Piece, line: str) -> Hint | None:
        """What a line of a piece is, by the main text and by its place."""
        furniture = piece.furniture is not None and self._is_furniture(piece.furniture)
        if piece.hint in ("heading", "caption"):
            return "furniture" if furniture and piece.hint == "heading" else piece.hint
        if self._holds(line) or self._among_matter(piece, line):
            if furniture:
                return "furniture"
            return "link" if is_link(piece, line) else _matter_hint(piece, line)
        if piece.furniture is not None:
            return "furniture"
        return "link" if is_link(piece, line) else "quiet"

    def _holds(self, line: str) -> bool:
        """Whether the line, marks and spaces apart, stands in the main text."""
        wanted = key(line)
        return wanted in self._lines or (len(wanted) >= _WHOLE_LINE_ONLY and wanted in self._all)

    def _weigh(self, piece: Piece) -> None:
        """Counts the piece's letters for every element around it, if they are of the main text."""
        if not any(self._holds(line) for line in piece.text.split("\n")):
            return
        for element in _around(piece.place):
            self._weights[element] = self._weights.get(element, 0) + len(piece.text)
        self._rows.update(_rows(piece))
        if piece.furniture is not None:
            self._furniture[_called(piece.furniture)] += len(piece.text)
        if "\n" in piece.text:
            self._texts.add(piece.place)

    def _is_furniture(self, element: "HtmlElement") -> bool:
        """Whether an element that calls itself furniture is: not where much of the matter stands in it."""
        # All that are called alike together: a page may wrap each of its paragraphs in a box of the name.
        if self._furniture[_called(element)] >= _TOO_MUCH_FOR_FURNITURE * self._total:
            return False
        words = html_words()
        if element.tag in words.furniture or element.get("role") in words.furniture_roles:
            return True
        return bool(words.sure_furniture_names.search(f"{element.get('class') or ''} {element.get('id') or ''}"))

    def _among_matter(self, piece: Piece, line: str) -> bool:
        """Whether a line the extractor passed over stands in one row with lines that it took."""
        if piece.furniture is not None or piece.linked * 2 > len(piece.text):
            return False
        if piece.place in self._texts and "\n" in piece.text:
            return True  # another line of the same text, parted from it by a break alone
        return bool(line) and any(row in self._rows for row in _rows(piece))


def _matter_hint(piece: Piece, line: str) -> Hint | None:
    if piece.hint == "item" or is_item(line):
        return "item"
    return "cell" if _is_cell(piece) else None


def _is_cell(piece: Piece) -> bool:
    """A table's cell; one that is long or has lines of its own is a page's layout."""
    return piece.place.tag in ("td", "th") and len(piece.text) <= _LONGEST_CELL and "\n" not in piece.text


def main_text(tree: "HtmlElement", pieces: Sequence[Piece]) -> Main | None:
    """The main text as trafilatura finds it; None where it finds none."""
    from copy import deepcopy

    import trafilatura

    try:
        found = trafilatura.extract(
            deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        return None  # a page that its extractor stumbles over is still read whole
    return Main(found, pieces) if found and len(key(found)) >= _LEAST_MAIN else None


def _called(element: "HtmlElement") -> tuple[object, str]:
    return element.tag, f"{element.get('class') or ''} {element.get('id') or ''}"


def is_link(piece: Piece, line: str) -> bool:
    """Whether a line of a piece is a link and nothing else."""
    return (
        piece.hint not in ("heading", "caption")
        and len(line) <= _LONGEST_CELL
        and piece.linked >= 0.9 * len(piece.text)
    )


def rows_of(pieces: Sequence[Piece]) -> list[int]:
    """A number for each piece, the same for those that stand side by side: the paragraphs of one text."""
    numbers: dict[tuple[HtmlElement | None, object, str], int] = {}
    return [numbers.setdefault(_row(piece.place), len(numbers)) for piece in pieces]


def _row(place: "HtmlElement") -> "tuple[HtmlElement | None, object, str]":
    """An element's parent, and its own tag and class, once the boxes that hold it alone are taken off."""
    at, parent = place, place.getparent()
    while parent is not None and len(parent) == 1 and not (parent.text or "").strip() and parent.tag not in WHOLE:
        at, parent = parent, parent.getparent()
    return parent, at.tag, at.get("class") or ""


def key(text: str) -> str:
    """A line's letters and figures alone."""
    return _KEY.sub("", text).casefold()


def _around(element: "HtmlElement") -> "Iterator[HtmlElement]":
    """The element and all that hold it, innermost first."""
    at: HtmlElement | None = element
    while at is not None:
        yield at
        at = at.getparent()


def _rows(piece: Piece) -> "Iterator[tuple[HtmlElement, object]]":
    """What a piece stands in one row with: its like under the same parent; the items of a list, a table's cells."""
    parent = piece.place.getparent()
    if piece.place.tag in ("td", "th"):
        if not _is_cell(piece):
            return
    elif parent is not None:
        yield parent, piece.place.tag
    for element in _around(piece.place):
        if element.tag in html_words().rows:
            yield element, None
            return
