"""The sentences of a Korean document: bullets and datelines left aside, quotations kept whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.record import SPEAKING_ROLES, Document

_BULLET = re.compile(
    r"\s*(?:\d{1,2}[.)]|[①-⑳]|[ㅇ○□◦●▪·※▲△◆◇■]|[-–—*]|[가나다라마바사아자차카타파하][.)]|\(\d{1,2}\))(?=\s)\s*"
)
_DATELINE = re.compile(
    r"\s*(?:[(\[［【][^)\]］】=]{1,20}=[^)\]］】]{1,20}[)\]］】]\s*)(?:[가-힣·,\s]{2,24}(?:기자|특파원|통신원)?\s*=)?\s*"
)
_END = re.compile(r"(?<=[가-힣])[.!?…]+(?=\s|$)|[?!](?=\s|$)")
_QUOTED = re.compile(
    r"“[^“”\"]{1,600}[”\"]|\"[^\"]{1,600}\"|‘[^’]{1,300}’|「[^」]{1,300}」|『[^』]{1,300}』|《[^》]{1,200}》"
)
MASK = "■"
_LONGEST = 1200
"""Characters of a sentence; what is longer is a table or a broken text and is not read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]` of a document without its last stop. `masked` is as long, with quotations blotted out.

    `line` tells which line of the document it stands in, for speakers go on within one.
    """

    start: int
    end: int
    text: str
    masked: str
    line: int


def sentences(document: Document) -> Iterator[Sentence]:
    """All sentences of the lines in which a document speaks, in text order."""
    for n, line in enumerate(document.lines):
        if line.role in SPEAKING_ROLES:
            yield from _of_line(document.text, line.start, line.end, n)


def _of_line(text: str, start: int, end: int, line: int) -> Iterator[Sentence]:
    for head in (_BULLET, _DATELINE):
        if match := head.match(text, start, end):
            start = match.end()
    masked = _QUOTED.sub(lambda m: m.group()[0] + MASK * (len(m.group()) - 2) + m.group()[-1], text[start:end])
    at = 0
    for stop in [*(m.span() for m in _END.finditer(masked)), (len(masked), len(masked))]:
        first = at + len(masked[at : stop[0]]) - len(masked[at : stop[0]].lstrip())
        last = at + len(masked[at : stop[0]].rstrip())
        at = stop[1]
        if 4 <= last - first <= _LONGEST:
            yield Sentence(start + first, start + last, text[start + first : start + last], masked[first:last], line)
