"""HTML: the text a visitor sees, in the order of the page, with what the page marks as headings, items and furniture.

Which paragraphs are the page's matter is trafilatura's decision; nothing is dropped by it, only marked. What is never
shown (scripts, styles, hidden elements) is no text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.record import Problem
from dragoman.sources.canonical import canonical
from dragoman.sources.htmlmain import Main, is_link, key, main_text, rows_of
from dragoman.sources.htmlmeta import read_meta, titles_of
from dragoman.sources.htmlwalk import Piece, walk
from dragoman.sources.nouns import Block, Content, Hint
from dragoman.sources.paragraphs import is_item, paragraphs
from dragoman.sources.shapes import ends_sentence, is_copyright

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_START = re.compile(
    r"(?:\ufeff|\s|<!--.{0,4000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CLOSED = re.compile(r"</(?:p|div|body|html|article|section|table|ul|ol|h[1-6])\s*>", re.I)
_XML = re.compile(r"^(?:\ufeff|\s)*<\?xml[^>]{0,200}\?>")
_TITLE_PARTS = re.compile(r"\s+[|<>·–—:-]+\s+|\s*\|\s*|\s*::\s*")
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
    walked = walk(tree)
    simple = len(text) <= _MOST_FOR_MAIN and walked.deepest <= _DEEPEST_FOR_MAIN
    main = main_text(tree, walked.pieces) if simple else None
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for piece, row in zip(walked.pieces, rows_of(walked.pieces), strict=True):
        for block in _blocks(piece.text):
            line = piece.text[block.start : block.end]
            blocks.append(Block(length + block.start, length + block.end, _hint(piece, line, main), row))
        parts += [piece.text, "\n\n"]
        length += len(piece.text) + 2
    joined = "".join(parts).rstrip("\n")
    lines = [joined[b.start : b.end] for b in blocks]
    title, site = _title(titles_of(tree), lines, blocks)
    facts = replace(read_meta(tree, title=title), site=site)
    message = "the page is nested too deep; what lies deeper than the parser goes is not read"
    return Content(joined, tuple(blocks), facts, () if whole else (Problem("text-truncated", 0, 0, message),))


def _blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a piece: its lines, where most close as sentences do; else they may be hard-wrapped."""
    lines = [line for line in text.split("\n") if line.strip()]
    if sum(map(ends_sentence, lines)) * 5 < 3 * len(lines):
        return paragraphs(text)
    blocks, at = [], 0
    for line in text.split("\n"):
        if said := line.strip():
            start = at + line.index(said)
            blocks.append(Block(start, start + len(said), "item" if is_item(said) else None))
        at += len(line) + 1
    return tuple(blocks)


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


def _hint(piece: Piece, line: str, main: Main | None) -> Hint | None:
    if main is not None:
        return main.hint(piece, line)
    return "link" if is_link(piece, line) else piece.hint or ("item" if is_item(line) else None)


def _title(said: Sequence[str], lines: Sequence[str], blocks: Sequence[Block]) -> tuple[str | None, str | None]:
    """The page's line that its own title names, None where none does; and the rest of that title, the site's name."""
    hinted = list(zip(lines, (block.hint for block in blocks), strict=True))
    headings = [line for line, hint in hinted if hint == "heading"]
    others = [line for line, hint in hinted if hint != "furniture"]
    keyed = [(line, key(line)) for line in (*headings, *others)]
    owners = [key(line) for line in lines if is_copyright(line)]
    for title in said:
        printed = [part for part in (title, *_TITLE_PARTS.split(title)) if part]
        # The site's own name is a part of every page's title, and of its copyright line.
        names = [part for part in printed if _tells(part) and not any(key(part) in owner for owner in owners)]
        for line, letters in keyed:
            named = next((part for part in names if _is_named(letters, part)), None)
            if named:
                rest = [part for part in printed[1:] if part != named]
                return line, rest[-1] if rest and named != title else None
    return None, None


def _tells(part: str) -> bool:
    """Whether a part of a title is long enough to name a document."""
    return len(key(part)) >= 12 or len(re.findall("[가-힣]", part)) >= 7


def _is_named(line: str, part: str) -> bool:
    """Whether a title's part is the line (its `key`), or its beginning where the site cuts long titles short."""
    if part.endswith(("...", "…")):
        return line.startswith(key(part)) and line != key(part)
    return line == key(part)
