"""HTML: the text a visitor sees, in the order of the page, with what the page marks as headings, items and furniture.

Which paragraphs are the page's matter is trafilatura's decision; nothing is dropped by it, only marked. What is never
shown (scripts, styles, hidden elements) is no text.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.record import Problem
from dragoman.sources.canonical import canonical
from dragoman.sources.htmlmeta import read_meta, titles_of
from dragoman.sources.nouns import Block, Content, Hint
from dragoman.sources.paragraphs import is_item, paragraphs
from dragoman.sources.shapes import is_copyright
from dragoman.sources.words import html_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_START = re.compile(
    r"(?:\ufeff|\s|<!--.{0,4000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CLOSED = re.compile(r"</(?:p|div|body|html|article|section|table|ul|ol|h[1-6])\s*>", re.I)
_XML = re.compile(r"^(?:\ufeff|\s)*<\?xml[^>]{0,200}\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_KEY = re.compile(r"[\W_]+")
_LEAST_MAIN, _WHOLE_LINE_ONLY = 200, 25
"""Letters: less than the first is no main text found; shorter pieces than the second must be whole lines of it."""
_MOST_FOR_MAIN, _DEEPEST_FOR_MAIN = 5_000_000, 100
"""Characters and nested elements: beyond them its extractor may take minutes, and the page is read without it."""


def is_html(text: str) -> bool:
    """Whether it opens as a page does, or opens with a tag and closes paragraphs."""
    if _START.match(text):
        return True
    return text.lstrip("\ufeff \t\r\n").startswith("<") and len(_CLOSED.findall(text[:50_000])) >= 2


def read_html(text: str) -> Content:
    """The visible text, its blocks, and what the page's meta tags say."""
    tree, whole = _parse(canonical(_XML.sub("", text)))
    if tree is None:
        return Content("", ())
    walk = _Walk()
    pieces = walk.over(tree)
    simple = len(text) <= _MOST_FOR_MAIN and walk.deepest <= _DEEPEST_FOR_MAIN
    main = _main_text(tree) if simple else None
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for said, hint in pieces:
        for block in paragraphs(said):
            line = said[block.start : block.end]
            shown = _hint(line, hint, main)
            blocks.append(Block(length + block.start, length + block.end, shown))
        parts += [said, "\n\n"]
        length += len(said) + 2
    joined = "".join(parts).rstrip("\n")
    lines = [joined[b.start : b.end] for b in blocks]
    facts = read_meta(tree, title=_title(titles_of(tree), lines, blocks))
    message = "the page is nested too deep; what lies deeper than the parser goes is not read"
    return Content(joined, tuple(blocks), facts, () if whole else (Problem("text-truncated", 0, 0, message),))


def _parse(text: str) -> "tuple[HtmlElement | None, bool]":
    """The tree, and whether the parser read all of it (libxml2 stops at a nesting of some two thousand)."""
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, True
    whole = not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return tree, whole


class _Walk:
    """One pass over a page in document order. Loops, never recurses: a page may be nested as deep as it likes."""

    def __init__(self) -> None:
        self.done: list[tuple[str, Hint | None]] = []
        self._now: list[str] = []
        self._hints: list[Hint | None] = [None]
        self._verbatim = 0
        self.deepest = 0

    def over(self, tree: "HtmlElement") -> list[tuple[str, Hint | None]]:
        """The text of every block, with what its place in the page says of it."""
        from lxml import etree

        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if _unseen(element):
                    walk.skip_subtree()
                    self._hints.append(self._hints[-1])
                    continue
                self._open(element, tag)
            else:
                self._close(element, tag)
        self._flush()
        return self.done

    def _open(self, element: "HtmlElement", tag: str) -> None:
        if tag in html_words().blocks:
            self._flush()
        self._hints.append(_own_hint(element, tag) or self._hints[-1])
        self.deepest = max(self.deepest, len(self._hints))
        self._verbatim += tag == "pre"
        if tag == "br":
            self._now.append("\n")
        self._say(element.text)

    def _close(self, element: "HtmlElement", tag: str) -> None:
        if tag in html_words().blocks:
            self._flush()
        self._hints.pop()
        if not _unseen(element):
            self._verbatim -= tag == "pre"
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._now.append(text if self._verbatim else text.replace("\n", " "))

    def _flush(self) -> None:
        lines = "".join(self._now).split("\n")
        self._now.clear()
        said = "\n".join(line.rstrip() if self._verbatim else " ".join(line.split()) for line in lines).strip()
        if said:
            self.done.append((said, self._hints[-1]))


def _unseen(element: "HtmlElement") -> bool:
    if element.tag in html_words().unseen or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _own_hint(element: "HtmlElement", tag: str) -> Hint | None:
    """What an element says of all it holds, until one within says otherwise."""
    words = html_words()
    if tag in words.furniture or element.get("role") in words.furniture_roles:
        return "furniture"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag not in ("html", "body", "main", "article") and words.furniture_names.search(names):
        return "furniture"
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading"
    if tag == "figcaption" or "caption" in (element.get("class") or "").casefold().split():
        return "caption"
    return "item" if tag == "li" else None


def _hint(line: str, hint: Hint | None, main: "_Main | None") -> Hint | None:
    """The place's hint, tempered by whether the line belongs to the page's main text."""
    if main is None:
        return hint or ("item" if is_item(line) else None)
    if hint in ("heading", "caption"):
        return hint
    if main.holds(line):
        return "item" if hint == "item" or is_item(line) else None
    return hint if hint == "furniture" else "quiet"


class _Main:
    """The page's main text, to be asked whether a line is of it."""

    def __init__(self, text: str) -> None:
        self._lines = {_key(cell) for line in text.splitlines() for cell in (line, *line.split("|"))}
        self._all = _key(text)

    def holds(self, line: str) -> bool:
        """Whether the line, marks and spaces apart, stands in it."""
        key = _key(line)
        return key in self._lines or (len(key) >= _WHOLE_LINE_ONLY and key in self._all)


def _main_text(tree: "HtmlElement") -> _Main | None:
    """The main text as trafilatura finds it; None where it finds none."""
    from copy import deepcopy

    import trafilatura

    try:
        found = trafilatura.extract(
            deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        return None  # a page that its extractor stumbles over is still read whole
    return _Main(found) if found and len(_key(found)) >= _LEAST_MAIN else None


def _key(text: str) -> str:
    return _KEY.sub("", text).casefold()


def _title(said: Sequence[str], lines: Sequence[str], blocks: Sequence[Block]) -> str | None:
    """The page's line that its own title names; or that title, where it is more than a section's name."""
    headings = [line for line, block in zip(lines, blocks, strict=True) if block.hint == "heading"]
    owners = [_key(line) for line in lines if is_copyright(line)]
    for title in said:
        parts = {_key(part) for part in (title, *re.split(r"\s+[|<>·–—:-]+\s+|\s*\|\s*|\s*::\s*", title))}
        parts = {part for part in parts if len(part) >= 12 or len(re.findall("[가-힣]", part)) >= 7}
        # The site's own name is a part of every page's title, and of its copyright line.
        parts = {part for part in parts if not any(part in owner for owner in owners)}
        found = next((line for line in (*headings, *lines) if _key(line) in parts), None)
        if found:
            return found
    return None
