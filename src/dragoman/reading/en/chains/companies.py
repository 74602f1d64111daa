"""Which parties "the two sides", "both leaders", "the three countries" are: those last named, as many as counted."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dragoman.reading.en.chains.salience import SENTENCES
from dragoman.reading.en.chains.standing import Standing, together
from dragoman.reading.en.chains.words import chain_words
from dragoman.reading.en.mentions import Found

_COUNTED = re.compile(r"(?:(?:the|these|those|our|its|their) )?(two|both|three)\b", re.IGNORECASE)
_COUNTS = {"two": 2, "both": 2, "three": 3}
_WITHIN = SENTENCES - 1

StateOf = Callable[[Found], Found | None]
"""The state that a mention is or belongs to, as it would be named itself."""


def company_of(found: Found, words: str, sentence: int, before: Sequence[Standing], state_of: StateOf) -> Found | None:
    """The group under its parties' names; None where it counts nobody, or as many were not named just before."""
    match = _COUNTED.match(words)
    if match is None or found.kind != "group" or found.actor is not None or _noun(words) not in chain_words().companies:
        return None
    count = _COUNTS[match[1].lower()]
    near = [s for s in before if sentence - _WITHIN <= s.sentence and s.found.end <= found.start]
    people = [s.found for s in reversed(near) if s.found.kind == "person"]
    states = [state for s in reversed(near) if (state := state_of(s.found)) is not None]
    for named in (people, states) if _noun(words) in chain_words().people else (states,):
        parties = _last(named, count)
        if len(parties) == count:
            return replace(together(parties), start=found.start, end=found.end, head=found.head)
    return None


def _noun(words: str) -> str:
    last = words.lower().split()[-1]
    return last.removesuffix("ies") + "y" if last.endswith("ies") else last.removesuffix("s")


def _last(named: Iterable[Found], count: int) -> list[Found]:
    """The last `count` different parties, in the order in which they stand in the text."""
    parties: dict[str, Found] = {}
    for found in named:
        if len(parties) < count:
            parties.setdefault(found.name, found)
    return list(reversed(parties.values()))
