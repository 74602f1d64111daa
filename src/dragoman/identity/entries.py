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


def entries_of(evidences: Iterable[Evidence]) -> list[Entry]:
    """The entries, in the order of their first evidence. Each claim is in exactly one."""
    groups: dict[tuple[str, str, str, tuple[str, ...]], list[Evidence]] = {}
    for e in evidences:
        groups.setdefault((e.kind, e.polarity, e.voice.casefold(), _content(e.words)), []).append(e)
    return [_entry(key, group) for key, group in groups.items()]


def _content(words: str) -> tuple[str, ...]:
    """The words without case, marks and line breaks: a reprint changes those and nothing else."""
    return tuple(_WORD.findall(words.casefold()))


def _entry(key: tuple[str, str, str, tuple[str, ...]], group: list[Evidence]) -> Entry:
    ordered = sorted(group, key=_best_first)
    name = hashlib.sha256("|".join((*key[:3], *key[3])).encode()).hexdigest()[:16]
    return Entry("e" + name, group[0].kind, tuple(e.claim for e in ordered))


def _best_first(e: Evidence) -> tuple[bool, str]:
    return not e.own_release, e.claim
