"""Two snapshots of one page: what was changed between them, and what of the older one no longer stands in the newer.

Words that were quoted must stand there exactly, white space aside, or they are an orphan. They are never looked for by
likeness: a sentence that says nearly the same may have been changed because it was wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dragoman.record import Document, LineRole, Reading

FURNITURE: frozenset[LineRole] = frozenset({"chrome", "metadata"})
"""Lines whose change is no change of what is said: counters, menus, the hour of the last update."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is only in one of two snapshots."""

    what: Literal["removed", "added"]
    words: str


def changes(older: Document, newer: Document) -> list[Change]:
    """What was changed, line by line, in the order of the page; what was removed before what was put in its place."""
    before, after = _lines(older), _lines(newer)
    found = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [Change("removed", line) for line in before[start:end]]
            found += [Change("added", line) for line in after[new_start:new_end]]
    return found


def orphans(reading: Reading, newest: Document) -> tuple[str, ...]:
    """The ids of the claims whose words do not all stand in the newest snapshot."""
    text = _one_line(newest.text)
    return tuple(claim.id for claim in reading.claims if not all(p in text for p in _words(reading, claim.passages)))


def _words(reading: Reading, passages: tuple[tuple[int, int], ...]) -> Iterator[str]:
    return (_one_line(reading.document.text[start:end]) for start, end in passages)


def _lines(document: Document) -> list[str]:
    return [_one_line(document.text[x.start : x.end]) for x in document.lines if x.role not in FURNITURE]


def _one_line(text: str) -> str:
    return " ".join(text.split())
