"""mbox: mails one after the other, each behind a line "From …", streamed."""

import re
from collections.abc import Iterator
from io import BytesIO

from dragoman.sources.limits import Spent
from dragoman.sources.nouns import Inner, Part, SourceFault
from dragoman.sources.streams import within

_START = re.compile(rb"From [^\r\n]{1,500}\r?\n[!-9;-~]{1,80}:")
# Not every program marks a "From" that opens a paragraph; only the separator ends with a time and a year.
_SEPARATOR = re.compile(rb"From \S{0,320} .{0,80}\d:\d\d.{0,80}")
_MARKED = re.compile(rb">+From ")
_LONGEST_LINE = 1 << 20


def is_mbox(head: bytes) -> bool:
    """Whether it opens with a separator and the header of a mail."""
    return _START.match(head) is not None


def mbox_parts(opened: Inner, spent: Spent) -> Iterator[Part]:
    """Each mail as a file of its own, called by its number from 1."""
    most = spent.limits.max_bytes
    for number, data in enumerate(_mails(opened, most=most), 1):
        source = f"{opened.source}!/{number}"
        if len(data) > most:
            yield SourceFault(source, f"larger than {most} bytes, the most one mail may have; the others are read")
        else:
            yield Inner(source, within(BytesIO(data)))


def _mails(opened: Inner, *, most: int) -> Iterator[bytes]:
    """The mails without their separators. Of one with more than `most` bytes only so many as to show it."""
    mail, size = BytesIO(), 0
    begun, after_blank, line_start = False, True, True
    while line := opened.stream.readline(_LONGEST_LINE):
        if line_start and after_blank and line.startswith(b"From ") and (not begun or _SEPARATOR.match(line)):
            if begun:
                yield mail.getvalue()
            mail, size, begun = BytesIO(), 0, True
        elif size <= most:
            said = line[1:] if line_start and _MARKED.match(line) else line
            size += mail.write(said[: most + 1 - size])
        after_blank = line_start and not line.strip()
        line_start = line.endswith(b"\n")
    if begun:
        yield mail.getvalue()
