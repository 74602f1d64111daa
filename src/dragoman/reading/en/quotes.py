"""Quotations: where they open and close, and which of them are somebody's words.

Marks are matched leniently, because printed pages mismatch them: an opening “ may be closed by ' or '" as well as ”.
Everything is one pass over a paragraph: linear, whatever the text.
"""

import re
from dataclasses import dataclass

_DOUBLE_OPEN = "“„«"
_DOUBLE_CLOSE = "”»"
# Two characters that printers set for one mark: ‘‘…’’, ``…'', <<…>>.
_PAIRS = frozenset({"‘‘", "‘’", "’’", "``", "''", "<<", ">>"})
_ANY_DOUBLE = re.compile(r"[“„«”»\"]")
_SINGLE_CLOSE = re.compile(r"(?<!\s)[’'](?!\w)")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in one paragraph. `start:end` lies inside the marks, stripped; `outer` includes them.

    `closed` is False where the paragraph ends first, as it does where a quotation runs on into the next one; `opened`
    where it began before the paragraph did.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    double: bool
    closed: bool
    opened: bool = True

    @property
    def whole(self) -> bool:
        """Whether both of its marks are printed."""
        return self.opened and self.closed


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """The outermost quotations of `text[start:end]`, in order; never overlapping."""
    quotes: list[Quote] = []
    opened: int | None = None
    double = True
    at = start
    while at < end:
        mark = text[at]
        size = 2 if text[at : min(end, at + 2)] in _PAIRS else 1
        if opened is None:
            if _opens_double(text, at, size, start, end):
                opened, double = at, True
            elif size == 1 and mark in "‘'" and _opens_single(text, at, start, end):
                opened, double = at, False
            elif not quotes and (size == 2 or mark in '"”') and _closes_what_came_before(text, at, size, start, end):
                quotes.extend(_quote(text, start - 1, at, True, closed=True, opened=False, size=size))
        elif _closes(text, at, double, end) if size == 1 else double:
            quotes.extend(_quote(text, opened, at, double, closed=True, size=size))
            opened = None
        elif double and mark in _DOUBLE_OPEN:  # opened anew without a close: the first was never closed
            quotes.extend(_quote(text, opened, at - 1, double, closed=False))
            opened = at
        at += size
    if opened is not None and double:
        quotes.extend(_quote(text, opened, end, double, closed=False))
    return quotes


def _opens_double(text: str, at: int, size: int, start: int, end: int) -> bool:
    if size == 2:
        return at + 2 < end and _opens(text, at, start, after=at + 2)
    return text[at] in _DOUBLE_OPEN or (text[at] == '"' and _opens(text, at, start, after=at + 1))


def _closes_what_came_before(text: str, at: int, size: int, start: int, end: int) -> bool:
    """ "It is late,” he said": a mark that closes what an earlier paragraph opened."""
    after = text[at + size] if at + size < end else " "
    return at > start + 1 and text[at - 1] in ",.?!" and after.isspace()


def _quote(
    text: str, mark: int, closing: int, double: bool, *, closed: bool, opened: bool = True, size: int = 1
) -> list[Quote]:
    start, end = mark + (2 if text[mark : mark + 2] in _PAIRS and mark >= 0 else 1), closing
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "'’‘"):
        end -= 1
    if start >= end:
        return []
    outer_end = closing + size if closed else closing
    return [Quote(start, end, mark if opened else start, outer_end, double, closed, opened)]


def _opens(text: str, at: int, start: int, *, after: int) -> bool:
    before = text[at - 1] if at > start else " "
    following = text[after] if after < len(text) else " "
    return not following.isspace() and (before.isspace() or before in "([—–-/:,")


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    """A single mark opens only after a space and before a letter, and only where another can close it soon."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if not (before.isspace() or before in "([—–") or not after.isalnum():
        return False
    return _SINGLE_CLOSE.search(text, at + 2, min(end, at + 300)) is not None


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
    found = _ANY_DOUBLE.search(text, at, min(end, at + 2000))
    if found is None or found.group() in _DOUBLE_OPEN:
        return False
    return found.group() in _DOUBLE_CLOSE or not _opens(text, found.start(), 0, after=found.end())


def word_count(text: str, start: int, end: int) -> int:
    """How many words `text[start:end]` holds."""
    return sum(1 for _ in _WORD.finditer(text, start, end))
