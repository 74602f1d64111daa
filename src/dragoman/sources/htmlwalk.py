"""One pass over a page: the text of every block in the order of the page, and where in the page it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.sources import shapes
from dragoman.sources.dates import only_date
from dragoman.sources.labels import is_label_line
from dragoman.sources.nouns import Hint
from dragoman.sources.words import furniture_words, html_words, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:(?:index|main|home|default)\.\w{2,5})?(?:[?#].*)?$", re.I)
WHOLE = frozenset({"html", "body", "main", "article"})
"""Elements that hold a whole page or text, whatever they are called."""
_LONGEST_PART, _LONGEST_ROW, _MOST_PARTS = 120, 250, 20


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one block. `place` is its element; `furniture` the outermost element that calls it furniture."""

    text: str
    hint: Hint | None
    place: "HtmlElement"
    furniture: "HtmlElement | None"
    linked: int
    """How many of its characters stand in links."""


@dataclass(frozen=True, slots=True)
class Walked:
    """A page's pieces in order, and how deep its elements were nested."""

    pieces: tuple[Piece, ...]
    deepest: int


def walk(tree: "HtmlElement") -> Walked:
    """The pieces of a page. Loops, never recurses: a page may be nested as deep as it likes."""
    walking = _Walk()
    pieces = walking.over(tree)
    return Walked(tuple(pieces), walking.deepest)


class _Walk:
    def __init__(self) -> None:
        self.deepest = 0
        self._done: list[Piece] = []
        self._now: list[str] = []
        self._open_elements: list[_Open] = []
        self._verbatim = self._in_links = self._linked = 0
        self._pictured = False
        self._apart: set[HtmlElement] = set()

    def over(self, tree: "HtmlElement") -> list[Piece]:
        from lxml import etree  # type: ignore[import-untyped]

        events = etree.iterwalk(tree, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self._close(element)
            elif _unseen(element):
                events.skip_subtree()
                self._open_elements.append(_Open(element, self._innermost(), None, None))
            else:
                self._open(element)
        return self._done

    def _innermost(self) -> "_Open | None":
        return self._open_elements[-1] if self._open_elements else None

    def _breaks(self, element: "HtmlElement") -> bool:
        return element.tag in html_words().blocks or element in self._apart

    def _open(self, element: "HtmlElement") -> None:
        if self._breaks(element):
            self._flush()
        self._open_elements.append(_opened(element, self._innermost()))
        self.deepest = max(self.deepest, len(self._open_elements))
        self._apart.update(_parts(element))
        self._verbatim += element.tag == "pre"
        self._in_links += element.tag == "a"
        self._pictured = self._pictured or element.tag == "img"
        if element.tag == "br":
            # A headline broken for the eye is one line still.
            self._now.append(" " if self._open_elements[-1].hint == "heading" else "\n")
        self._say(element.text)

    def _close(self, element: "HtmlElement") -> None:
        seen = not _unseen(element)
        if seen and self._breaks(element):
            self._flush()
        self._open_elements.pop()
        if seen:
            self._verbatim -= element.tag == "pre"
            self._in_links -= element.tag == "a"
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._now.append(text if self._verbatim else text.replace("\n", " "))
            self._linked += len(text) if self._in_links else 0

    def _flush(self) -> None:
        lines = "".join(self._now).split("\n")
        said = "\n".join(line.rstrip() if self._verbatim else " ".join(line.split()) for line in lines).strip()
        at = self._innermost()
        if said and at:
            hint: Hint | None = "caption" if self._pictured and _may_be_caption(said) else at.hint
            if hint == "heading" and at.block.tag not in _HEADINGS and shapes.is_prose(said):
                hint = None  # called a title, but running text
            self._done.append(Piece(said, hint, at.block, at.furniture, self._linked))
        self._now.clear()
        self._linked, self._pictured = 0, False


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open, with what holds for the text in it."""

    element: "HtmlElement"
    around: "_Open | None"
    hint: Hint | None
    furniture: "HtmlElement | None"

    @property
    def block(self) -> "HtmlElement":
        """The innermost element of its own or around it that makes a block."""
        inner: _Open | None = self
        while inner and inner.element.tag not in html_words().blocks:
            inner = inner.around
        return inner.element if inner else self.element


def _opened(element: "HtmlElement", around: _Open | None) -> _Open:
    own = _own_hint(element)
    inherited, furniture = (around.hint, around.furniture) if around else (None, None)
    if own == "furniture" and furniture is None:
        furniture = element
    return _Open(element, around, own or inherited, furniture)


def _unseen(element: "HtmlElement") -> bool:
    if element.tag in html_words().unseen or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    return bool(html_words().hidden.search(element.get("style") or ""))


def _own_hint(element: "HtmlElement") -> Hint | None:
    """What an element says of all it holds, until one within says otherwise."""
    words, tag = html_words(), element.tag
    if tag in words.furniture or element.get("role") in words.furniture_roles:
        return "furniture"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag not in WHOLE and words.furniture_names.search(names):
        return "furniture"
    if tag in _HEADINGS:
        return "furniture" if _leads_home(element) else "heading"
    if words.title_names.search(names) and not any(child.tag in words.blocks for child in element):
        return "heading"
    if tag == "figcaption" or "caption" in (element.get("class") or "").casefold().split():
        return "caption"
    return "item" if tag == "li" else None


def _may_be_caption(text: str) -> bool:
    """Whether the words beside a picture in its own paragraph are of it."""
    return len(text) <= _LONGEST_ROW and shapes.caption_points(text, repeated=False) >= 2


def _leads_home(element: "HtmlElement") -> bool:
    """Whether a heading is a link to the site's own front page, and so its name."""
    links = [child for child in element if child.tag == "a"]
    return len(links) == 1 == len(element) and _HOME.match((links[0].get("href") or "").strip()) is not None


# -- what a page sets apart by its looks alone


def _parts(element: "HtmlElement") -> "Iterator[HtmlElement]":
    """An element's children, where it is a row of buttons or of labels and values: a line each, not one word.

    A page's style sheet parts them for the eye; their markup alone would run them together ("ListPrint"). A paragraph
    made of spans stays whole: only a row of links, or one that has a label, a date or a byline among its parts, parts.
    """
    children = [child for child in element if isinstance(child.tag, str)]
    if not 2 <= len(children) <= _MOST_PARTS or (element.text or "").strip():
        return
    if any(_stands_alone(child) or (child.tail or "").strip() for child in children):
        return
    texts = [" ".join("".join(child.itertext()).split()) for child in children]
    if any(len(text) > _LONGEST_PART for text in texts) or sum(map(bool, texts)) < 2:
        return
    joined = " ".join(texts)
    labelled = any(map(_tells_apart, texts)) and len(joined) <= _LONGEST_ROW and not shapes.is_prose(joined)
    if labelled or all(child.tag in html_words().buttons for child in children):
        yield from children


def _stands_alone(element: "HtmlElement") -> bool:
    words = html_words()
    return element.tag == "br" or (element.tag in words.blocks and element.tag not in words.buttons)


def _tells_apart(text: str) -> bool:
    if not text:
        return False
    label = furniture_words().labels.get(plain(text))
    return label is not None or is_label_line(text) or only_date(text) is not None or shapes.is_byline(text)
