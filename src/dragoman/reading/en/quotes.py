"""Quotations: where they open and close, and which of them are somebody's words.

Marks are matched leniently, because printed pages mismatch them: an opening “ may be closed by ' or '" as well as ”.
Everything is one pass over a paragraph: linear, whatever the text.
"""

import re
from dataclasses import dataclass

_DOUBLE_OPEN = "“„«"
_DOUBLE_CLOSE = "”»"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in one paragraph. `start:end` lies inside the marks, stripped; `outer` includes them.

    `closed` is False where the paragraph ends first, as it does where a quotation runs on into the next one.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    double: bool
    closed: bool


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """The outermost quotations of `text[start:end]`, in order; never overlapping."""
    quotes: list[Quote] = []
    opened: int | None = None
    double = True
    for at in range(start, end):
        mark = text[at]
        if opened is None:
            if mark in _DOUBLE_OPEN or (mark == '"' and _opens(text, at, start)):
                opened, double = at, True
            elif mark in "‘'" and _opens_single(text, at, start, end):
                opened, double = at, False
        elif _closes(text, at, double, end):
            quotes.extend(_quote(text, opened, at, double, closed=True))
            opened = None
        elif double and mark in _DOUBLE_OPEN:  # opened anew without a close: the first was never closed
            quotes.extend(_quote(text, opened, at - 1, double, closed=False))
            opened = at
    if opened is not None and double:
        quotes.extend(_quote(text, opened, end, double, closed=False))
    return quotes


def _quote(text: str, opened: int, closing: int, double: bool, *, closed: bool) -> list[Quote]:
    start, end = opened + 1, closing
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "'’‘"):
        end -= 1
    if start >= end:
        return []
    return [Quote(start, end, opened, closing + 1 if closed else closing, double, closed)]


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([—–-/:,")


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    """A single mark opens only after a space and before a letter, and only where another can close it soon."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if not (before.isspace() or before in "([—–") or not after.isalnum():
        return False
    limit = min(end, at + 300)
    return any(text[i] in "’'" and _ends_word(text, i, end) for i in range(at + 2, limit))


def _ends_word(text: str, at: int, end: int) -> bool:
    """A closing single mark follows a letter or stop and precedes none; "years' work" is the risk that stays."""
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1].isspace() and not after.isalnum()


def _closes(text: str, at: int, double: bool, end: int) -> bool:
    mark = text[at]
    after = text[at + 1] if at + 1 < end else " "
    if double:
        if mark in _DOUBLE_CLOSE:
            return True
        if mark == '"':
            return not (text[at - 1].isspace() and not after.isspace())
        # “… .' He said: a single mark after a full stop closes a double quotation that no double mark closes.
        return mark in "’'" and text[at - 1] in ".!?," and after.isspace() and not _double_ahead(text, at + 1, end)
    return mark in "’'" and _ends_word(text, at, end) and (after not in '"”')


def _double_ahead(text: str, at: int, end: int) -> bool:
    """Whether a double close comes before another double opening, within a page's width."""
    for i in range(at, min(end, at + 2000)):
        if text[i] in _DOUBLE_CLOSE:
            return True
        if text[i] in _DOUBLE_OPEN:
            return False
        if text[i] == '"':
            return not _opens(text, i, 0)
    return False


def word_count(text: str, start: int, end: int) -> int:
    """How many words `text[start:end]` holds."""
    return sum(1 for _ in _WORD.finditer(text, start, end))
