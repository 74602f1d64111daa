"""Claims -> entries: the same words of the same voice, reported twice, are one act with two evidences.

Strict on purpose: kind, voice, polarity and wording must all agree. Two acts counted as one cannot be seen in a count;
one act counted as two can.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record import ClaimKind, Entry

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a claim decides which act it reports. `voice` is the innermost speaker's actor id, or printed name."""

    claim: str
    kind: ClaimKind
    polarity: str
    voice: str
    words: str
    own_release: bool
    """Whether the document is the speaker's own: such evidence stands first in its entry."""


def entry_id(e: Evidence) -> str:
    """The id of the act that the evidence reports. It does not depend on what else is in the record."""
    key = (e.kind, e.polarity, e.voice.casefold(), *_content(e.words))
    return "e" + hashlib.sha256("|".join(key).encode()).hexdigest()[:16]


def entries_of(evidences: Iterable[Evidence]) -> list[Entry]:
    """The entries, in the order of their first evidence. Each claim is in exactly one."""
    groups: dict[str, list[Evidence]] = {}
    for e in evidences:
        groups.setdefault(entry_id(e), []).append(e)
    return [
        Entry(name, group[0].kind, tuple(e.claim for e in sorted(group, key=_best_first)))
        for name, group in groups.items()
    ]


def _content(words: str) -> tuple[str, ...]:
    """The words without case, marks and line breaks: a reprint changes those and nothing else."""
    return tuple(_WORD.findall(words.casefold()))


def _best_first(e: Evidence) -> tuple[bool, str]:
    return not e.own_release, e.claim
