"""Markdown, hard-wrapped or not: the text a reader would see, with what was marked as a heading known as one.

Paragraphs are found before the marks are taken off, for the marks count in the width at which an editor wrapped.
"""

import html
import re
from dataclasses import replace

from dragoman.sources.canonical import canonical
from dragoman.sources.nouns import Block, Content, Facts, Hint
from dragoman.sources.paragraphs import is_item, paragraphs

_LINK = re.compile(
    r"!?\[((?:\\.|[^\[\]\\]){0,600})\]\((?:[^()\s]|\([^()\s]{0,200}\)|\n){0,1000}(?:\s\"[^\"\n]{0,300}\")?\)"
)
_REFERENCE = re.compile(r"\[((?:\\.|[^\[\]\\]){1,300})\]\[[^\[\]]{0,100}\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|center|cite|del|div|em|font|i|ins|mark|p|q|s|small|span|strike|strong|sub|sup|u)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_HARD_BREAK = re.compile(r"\\(?=\n)")
_ESCAPE = re.compile(r"\\([^\w\s])")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_STARS = re.compile(r"(?<!\\)\*+")
_EMPHASIS = re.compile(r"(?<![\w\\*])\*(?=\S)([^*]{1,1000}?)(?<=[^\s\\])\*(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_\n]{1,300}?)(?<=[^\s_])\1(?!\w)")
_CODE = re.compile(r"(?<!`)(`{1,2})([^`\n]{1,300})\1(?!`)")
_QUOTED = re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.M)
_HEADING = re.compile(r"#{1,6}\s+(?=\S)(?P<said>.*?)\s*#*\s*$", re.S)
_ALL_BOLD = re.compile(r"(?:<u>)?\s*(?P<mark>\*\*\*?|__)(?P<said>(?:(?!(?P=mark)).)+)(?P=mark)\s*(?:</u>)?:?\s*$", re.S)
_NOTHING = re.compile(r"(?:\*\*|__|```.*|\|?[\s|:-]*-[\s|:-]*\|[\s|:-]*|\[[^\]]{1,100}\]:\s.*)$", re.S)
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_FRONT = re.compile(r"---\n((?:[^\n]{0,1000}\n){1,60}?)---\n")
_FRONT_FIELDS = {"title": "title", "date": "date", "published": "date", "url": "url", "link": "url"}
_FRONT_FIELDS |= {"publisher": "publisher", "source": "publisher", "lang": "language", "kind": "kind"}
_SIGNS = (
    re.compile(r"(?<!\\)\[[^\[\]]{1,300}\]\((?:https?://|/|mailto:)"),
    re.compile(r"(?<![\w*\\])\*\*(?=[^\s*])[^*]{1,300}?\*\*(?![\w*])"),
    re.compile(r"(?<!\\)\\[\[\]#*_.<>-](?!\w)|(?<!\\)\\[\[*#]"),
    re.compile(r"(?:\A|\n[^\S\n]*\n)#{1,6} [^#\s][^\n]*(?:\n|\Z)"),
    re.compile(r"\A---\n\w+:[^\n]*\n(?:[^\n]*\n){0,60}?---\n"),
)


def is_markdown(text: str) -> bool:
    """Whether any of the marks stands there that nobody writes in plain prose."""
    head = text[:200_000]
    return any(sign.search(head) for sign in _SIGNS)


def read_markdown(text: str) -> Content:
    """The rendered text, its blocks, and what its front matter says."""
    text = canonical(text)
    facts, text = _front_matter(text)
    text = _without_comments(text)
    parts: list[str] = []
    blocks: list[Block] = []
    at = length = 0
    for block in paragraphs(text):
        source, gap = text[block.start : block.end], text[at : block.start]
        at = block.end
        if blocks and _UNDERLINE.match(source) and gap.strip(" ") == "\n":
            blocks[-1] = replace(blocks[-1], hint="heading")
            continue
        said = "" if _NOTHING.match(source) else canonical(_render(source)).strip()
        if said:
            start = length + len(gap)
            length = start + len(said)
            parts += [gap, said]
            blocks.append(Block(start, length, _hint(source, said)))
    return Content("".join(parts), tuple(blocks), facts)


def _without_comments(text: str) -> str:
    """The text without `<!-- … -->`. One that never closes is text."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join(kept) + text[at:]


def _hint(source: str, said: str) -> Hint | None:
    if _HEADING.match(source) or (len(said) <= 160 and _ALL_BOLD.match(source)):
        return "heading"
    return "item" if is_item(said) else None


def _render(source: str) -> str:
    """One block without its marks."""
    heading = _HEADING.match(source)
    said = heading["said"] if heading else source
    said = _QUOTED.sub("", said)
    for _ in range(2):  # an image within a link
        said = _LINK.sub(r"\1", said)
    said = _REFERENCE.sub(r"\1", said)
    said = _AUTOLINK.sub(lambda m: m[1].removeprefix("mailto:"), said)
    said = _TAG.sub("", _BREAK.sub("\n", said))
    said = _UNDERSCORES.sub(r"\2", _CODE.sub(r"\2", said))
    said = _without_stars(said)
    said = _ESCAPE.sub(r"\1", _HARD_BREAK.sub("", said))
    return _ENTITY.sub(lambda m: html.unescape(m[0]), said)


def _without_stars(said: str) -> str:
    """Emphasis off. Two stars and more are always marks here; a single one only where it has its partner."""
    if set(said) <= {"*", " "}:
        return said
    bullet = re.match(r"\*\s", said)
    head, rest = (said[:2], said[2:]) if bullet else ("", said)
    rest = _STARS.sub(lambda run: run[0] if len(run[0]) == 1 else "", rest)
    rest = _EMPHASIS.sub(r"\1", rest)
    if rest.count("*") == 1:  # emphasis over a hard break: its other star stands in another block
        rest = rest.removeprefix("*").removesuffix("*")
    return head + rest


def _front_matter(text: str) -> tuple[Facts, str]:
    """What stands between two rules at the very top: `title: …`, `date: …`. Only whole simple lines are read."""
    found = _FRONT.match(text)
    if not found:
        return Facts(), text
    said: dict[str, str] = {}
    for line in found[1].splitlines():
        key, colon, value = line.partition(":")
        name = _FRONT_FIELDS.get(key.strip().casefold())
        if colon and name and value.strip(" '\""):
            said.setdefault(name, value.strip(" '\""))
    return Facts(**said), text[found.end() :]  # type: ignore[arg-type]
