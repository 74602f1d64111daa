"""Capitals and Koreas: the place or the party."""

import re
from collections.abc import Callable, Sequence

import pytest
from capitals_cases import FIRST, SECOND, Case

from dragoman.record import Mention, Reading

_MARKED = re.compile(r"\[([^\]]+)\]")


def misses(read: Callable[[str], Reading], cases: Sequence[Case]) -> list[str]:
    """The bracketed words that are read otherwise than their case says."""
    wrong = []
    for marked, wanted in cases:
        reading = read(_MARKED.sub(r"\1", marked))
        for n, (match, want) in enumerate(zip(_MARKED.finditer(marked), wanted.split(), strict=True)):
            start = match.start() - 2 * n
            covering = [m for m in reading.mentions if m.start <= start < m.end and m.how != "pronoun"]
            got = _told(min(covering, key=_width, default=None))
            if got != want:
                wrong.append(f"{got}, not {want}: {marked}")
    return wrong


def _width(mention: Mention) -> int:
    return mention.end - mention.start


def _told(mention: Mention | None) -> str:
    if mention is None:
        return "none"
    return mention.kind if mention.kind in ("place", "group") else mention.actor or "none"


@pytest.mark.parametrize("cases", [FIRST, SECOND], ids=["first half", "second half"])
def test_capitals_and_koreas(read: Callable[[str], Reading], cases: Sequence[Case]) -> None:
    wrong = misses(read, cases)
    asked = sum(len(wanted.split()) for _, wanted in cases)
    assert len(wrong) <= 0.05 * asked, "\n".join(wrong)
