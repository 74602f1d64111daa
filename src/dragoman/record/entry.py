"""Claims that report the same act, from however many documents, counted once."""

from dataclasses import dataclass

from dragoman.record.claim import ClaimKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One act and its evidences: the ids of the claims that report it, the best source's first.

    Computed, never stored as truth: a judgement or a new document can split or join entries.
    """

    id: str
    kind: ClaimKind
    claims: tuple[str, ...]
