"""Plain text into paragraphs: blank lines part them, hard-wrapped lines join again, list marks begin a new one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.sources.nouns import Block

# No digit and point may follow a paragraph's number, else the date "24. 3. 28." would be an item.
_ITEM = re.compile(
    r"(?:[°•●○◦∙▪▫■□◆◇▶▷►‣❍ㅇㆍ※]|[-–—*+](?=\s)|[-–—](?=[가-힣])"
    r"|\d{1,2}[.)](?=\s*[^\s\d.)]|\s+\d+[^\s\d.])|\(\d{1,2}\)|[①-⑳]|[가-하][.)](?=\s)|\(?[a-z]\)(?=\s))\s*(?=\S)"
)
_NUMBER_AT_ONCE = re.compile(r"\d{1,2}[.)]\S")
_ENDS_SENTENCE = re.compile(r"[.!?。…:;][\"'”’)\]»*_]*$")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60]")
_NARROWEST, _WIDEST, _LONGEST_WORD = 40, 132, 40


@dataclass(frozen=True, slots=True)
class _Physical:
    """One line between line breaks, stripped. `columns` counts its indent; two spaces at its end ask for a break."""

    start: int
    end: int
    text: str
    columns: int
    broken: bool
    first_of_group: bool


def is_item(text: str) -> bool:
    """Whether a paragraph opens with a list mark or a paragraph number."""
    found = _ITEM.match(text)
    return bool(found) and not _decimal(text)


def paragraphs(text: str) -> tuple[Block, ...]:
    """The paragraphs of a canonical text."""
    lines = list(_physical_lines(text))
    width = wrap_width(lines)
    blocks: list[Block] = []
    last: _Physical | None = None
    for line in lines:
        if last is not None and _continues(last, line, width):
            blocks[-1] = Block(blocks[-1].start, line.end, blocks[-1].hint)
        else:
            blocks.append(Block(line.start, line.end, "item" if is_item(line.text) else None))
        last = line
    return tuple(blocks)


def wrap_width(lines: Iterable[_Physical]) -> int | None:
    """The column at which the text was wrapped by an editor or a mailer; None where its lines are its paragraphs.

    An editor breaks a line only where the next word would not fit: so most lines that another follows at once must be
    too full for that word.
    """
    lines = list(lines)
    pairs = [(a, b) for a, b in pairwise(lines) if not b.first_of_group]
    if len(pairs) < 2:
        return None
    # An address that cannot be broken overflows, and a stray long line may: of the rest the widest shows the column.
    widths = sorted(line.columns for line in lines if max(map(_width, line.text.split(" "))) <= _LONGEST_WORD)
    width = widths[int(0.97 * (len(widths) - 1))] if widths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [_too_full(a, b, width) for a, b in pairs if not a.broken and not is_item(b.text)]
    return width if sum(full) >= 2 and sum(full) * 2 >= len(full) else None


def _physical_lines(text: str) -> Iterator[_Physical]:
    at, fresh = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            yield _Physical(start, start + len(stripped), stripped, _width(raw.rstrip()), raw.endswith("  "), fresh)
        fresh = not stripped
        at += len(raw) + 1


def _continues(last: _Physical, line: _Physical, width: int | None) -> bool:
    if line.first_of_group or is_item(line.text):
        return False
    midway = line.text[0].islower() and not _ENDS_SENTENCE.search(last.text)
    if width is not None:
        return midway or (not last.broken and _too_full(last, line, width))
    # Lines of no fixed width: only a long line that stops in mid-sentence before a small letter is plainly wrapped.
    return midway and last.columns >= _NARROWEST


def _too_full(last: _Physical, line: _Physical, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return last.columns + 1 + _width(line.text.split(" ", 1)[0]) > width


def _width(text: str) -> int:
    """Columns on a terminal: Hangul, kana and ideographs take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _decimal(text: str) -> bool:
    """Whether what looks like a paragraph number is a figure or a date: "3.5 million", "24.4.25."."""
    return bool(_NUMBER_AT_ONCE.match(text)) and text[:4].replace(".", "").replace(")", "").isdigit()
