"""What desks count: acts, each with the claims that report it, the best evidence first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.identity import entries_of
from dragoman.record import Judgement
from dragoman.store import ClaimRow, Party, evidence_of


@dataclass(frozen=True, slots=True)
class Same:
    """What is known to be the same beyond words: for each document those that hold the same matter, and judgements."""

    linked: Mapping[str, Collection[str]] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `lead` is its best evidence, `evidences` all of them, the best first."""

    id: str
    lead: ClaimRow
    evidences: tuple[ClaimRow, ...]

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({row.document for row in self.evidences})


def acts_of(rows: Iterable[ClaimRow], same: Same | None = None) -> list[Act]:
    """The acts that the claims report, in the order of their first claims."""
    known = same or Same()
    by_claim = {row.claim.id: row for row in rows}
    entries = entries_of(map(evidence_of, by_claim.values()), linked=known.linked, judgements=known.judgements)
    return [
        Act(entry.id, by_claim[entry.claims[0]], tuple(by_claim[claim] for claim in entry.claims)) for entry in entries
    ]


def party_key(party: Party) -> str:
    """The same for the same party: its actor id where known, else its name without case."""
    return party.actor or f"={party.name.casefold()}"
