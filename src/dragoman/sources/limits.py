"""How much of a hostile or mistaken source is read before it is refused: named settings, and the count against them."""

import datetime
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from dragoman.record import SourceError

MEBIBYTE = 1024 * 1024
_UNITS = {"": 1, "k": 1024, "m": MEBIBYTE, "g": 1024 * MEBIBYTE}
_AMOUNT = re.compile(r"(\d{1,15})\s*(?:([kmg])(?:i?b)?)?", re.I)
_ALWAYS_ALLOWED = 64 * MEBIBYTE
"""Bytes out of archives that no ratio forbids: a small archive of small pages may well pack a thousandfold."""


def _limit(default: int, what: str, beyond: str) -> int:
    return field(default=default, metadata={"what": what, "beyond": beyond})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read. A corpus, an archive and a mailbox may have any size: they are streamed, a document at a time.

    Each field says in its metadata what it bounds and what happens beyond it; docs/sources.md prints them.
    """

    max_bytes: int = _limit(100 * MEBIBYTE, "bytes of one document: a file, a row, an entry, a mail", "refused")
    max_characters: int = _limit(2_000_000, "characters of one document's text", "cut, with a problem")
    max_pages: int = _limit(2_000, "pages of one PDF", "the rest is not read, with a problem")
    max_seconds: int = _limit(60, "seconds spent on one document", "given up")
    max_memory: int = _limit(
        2048 * MEBIBYTE, "bytes of memory for a PDF or a large document, read in a process of its own", "given up"
    )
    max_nesting: int = _limit(8, "archives, mails and feeds within one another", "what lies deeper is refused")
    max_members: int = _limit(100_000, "members of one ZIP or tar archive", "the rest is not read")
    max_parts: int = _limit(1_000, "parts of one mail", "refused")
    max_expansion: int = _limit(
        200, "times what comes out of packed data may exceed what went in, beyond 64 MiB", "the rest is not read"
    )


def limits_from(settings: Iterable[str], *, base: Limits | None = None) -> Limits:
    """Limits with some set otherwise, as in `pages=50` or `bytes=20M`. Raises ValueError with what can be set."""
    names = {f.name.removeprefix("max_"): f.name for f in fields(Limits)}
    changed: dict[str, int] = {}
    for setting in settings:
        name, _, amount = (part.strip() for part in setting.partition("="))
        found = _AMOUNT.fullmatch(amount)
        if name.removeprefix("max_") not in names or not found or int(found[1]) == 0:
            raise ValueError(f"{setting!r} sets no limit; write NAME=NUMBER with one of {', '.join(names)}")
        changed[names[name.removeprefix("max_")]] = int(found[1]) * _UNITS[(found[2] or "").lower()]
    return replace(base or Limits(), **changed)


def limits_table() -> list[Mapping[str, str]]:
    """Every setting: its name on the command line, its value, what it bounds, and what is done beyond it."""
    return [
        {"name": f.name.removeprefix("max_"), "default": _said(f.name, getattr(Limits(), f.name)), **f.metadata}
        for f in fields(Limits)
    ]


def _said(name: str, value: int) -> str:
    return f"{value // MEBIBYTE} MiB" if name in ("max_bytes", "max_memory") else f"{value:,}"


class OverspentError(SourceError):
    """A source has used up what it may, so that nothing more of it is read. `place` is the part it happened in."""

    place: str | None = None


@dataclass(slots=True)
class Spent:
    """What one source, with all that lies in it, has used of its limits.

    `packed` tells the bytes it came in, `unpacked` those that came out of everything packed within it.
    `today` is the day of reading, by which a stamp from the future is known.
    """

    limits: Limits
    packed: Callable[[], int]
    unpacked: int = 0
    today: datetime.date = field(default_factory=datetime.date.today)

    def unpack(self, size: int) -> None:
        """Count bytes that came out of packed data. Raises OverspentError where they are out of all proportion."""
        self.unpacked += size
        most = self.limits.max_expansion
        if self.unpacked > _ALWAYS_ALLOWED and self.unpacked > most * self.packed():
            raise OverspentError(
                f"unpacks to more than {most} times its size, as archives made to do harm do; "
                "what was read before that is kept (--limits expansion=…)"
            )


class Deadline:
    """The moment by which one document is to be done. `check` is for loops in which time can be lost."""

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.max_seconds
        self._until = time.monotonic() + limits.max_seconds

    def check(self) -> None:
        """Raises SourceError where it has passed."""
        if time.monotonic() > self._until:
            raise SourceError(took_too_long(self._seconds))


def took_too_long(seconds: int) -> str:
    """The words for a document that was given up."""
    return f"given up after {seconds} seconds; give it more with --limits seconds=…"
