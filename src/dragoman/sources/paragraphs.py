"""Plain text into paragraphs: blank lines part them, hard-wrapped lines join again, list marks begin a new one."""

import re
from collections.abc import Iterator
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
    wrap = _wrapping(lines)
    blocks: list[Block] = []
    last: _Physical | None = None
    for line in lines:
        if last is not None and _continues(last, line, wrap):
            blocks[-1] = Block(blocks[-1].start, line.end, blocks[-1].hint)
        else:
            blocks.append(Block(line.start, line.end, "item" if is_item(line.text) else None))
        last = line
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class _Wrap:
    """The column a text was wrapped at; `ragged` where lines often end well before it, as in OCR."""

    width: int
    ragged: bool


def _wrapping(lines: list[_Physical]) -> _Wrap | None:
    """How the text was wrapped; None where its lines are its paragraphs.

    An editor breaks a line only where the next word would not fit, so most lines that another follows at once are too
    full for that word. A typesetter's columns are no such help, but there most lines go on in small letters.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not (b.first_of_group or a.broken or is_item(b.text))]
    # An address that cannot be broken overflows, and a stray long line may: of the rest the widest shows the column.
    widths = sorted(line.columns for line in lines if max(map(_width, line.text.split(" "))) <= _LONGEST_WORD)
    width = widths[int(0.97 * (len(widths) - 1))] if widths else 0
    if not pairs or not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(_too_full(a, b, width) for a, b in pairs)
    midway = sum(_midway(a, b) for a, b in pairs)
    if full >= 2 and full * 2 >= len(pairs):
        return _Wrap(width, ragged=full * 10 < 9 * len(pairs) and midway * 5 >= 2 * len(pairs))
    return _Wrap(width, ragged=True) if midway >= 4 and midway * 5 >= 2 * len(pairs) else None


def _physical_lines(text: str) -> Iterator[_Physical]:
    at, fresh = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            yield _Physical(start, start + len(stripped), stripped, _width(raw.rstrip()), raw.endswith("  "), fresh)
        fresh = not stripped
        at += len(raw) + 1


def _continues(last: _Physical, line: _Physical, wrap: _Wrap | None) -> bool:
    if line.first_of_group:
        return False
    open_ended = not _ENDS_SENTENCE.search(last.text)
    full = wrap is not None and not last.broken and _too_full(last, line, wrap.width)
    if is_item(line.text):
        # A figure or a dash at the head of a wrapped line ("on April\n13. The …") marks no new paragraph.
        return full and open_ended and (line.text[0].isdigit() or line.text[0] in "—–") and not is_item(last.text)
    if wrap is None:
        # Lines of no fixed width: only a long line that stops in mid-sentence before a small letter is plainly wrapped.
        return _midway(last, line) and last.columns >= _NARROWEST
    if full or _midway(last, line):
        return True
    return wrap.ragged and open_ended and not last.broken and last.columns * 10 >= 4 * wrap.width


def _midway(last: _Physical, line: _Physical) -> bool:
    """Whether the next line goes on in small letters where this one has not ended its sentence."""
    small = line.text[0].islower() and not line.text.startswith(("www.", "http"))
    return small and not _ENDS_SENTENCE.search(last.text)


def _too_full(last: _Physical, line: _Physical, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return last.columns + 1 + _width(line.text.split(" ", 1)[0]) > width


def _width(text: str) -> int:
    """Columns on a terminal: Hangul, kana and ideographs take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _decimal(text: str) -> bool:
    """Whether what looks like a paragraph number is a figure or a date: "3.5 million", "24.4.25."."""
    return bool(_NUMBER_AT_ONCE.match(text)) and text[:4].replace(".", "").replace(")", "").isdigit()
