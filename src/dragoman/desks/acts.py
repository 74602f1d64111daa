"""What desks count: acts, each with the claims that report it, the best evidence first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.identity import Evidence, entry_id
from dragoman.store import ClaimRow, Party


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `lead` is its best evidence, `evidences` all of them, in the order they were given."""

    id: str
    lead: ClaimRow
    evidences: tuple[ClaimRow, ...]

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({row.document for row in self.evidences})


def acts_of(rows: Iterable[ClaimRow], joined: Mapping[str, str] | None = None) -> list[Act]:
    """The acts that the claims report, in the order of their first claims.

    `joined` gives the entry of claims, by claim id, where more is known than their words tell.
    """
    groups: dict[str, list[ClaimRow]] = {}
    for row in rows:
        groups.setdefault((joined or {}).get(row.claim.id) or entry_id(evidence(row)), []).append(row)
    return [Act(name, min(group, key=_best_first), tuple(group)) for name, group in groups.items()]


def evidence(row: ClaimRow) -> Evidence:
    """What of a claim decides which act it reports."""
    claim = row.claim
    return Evidence(claim.id, claim.kind, claim.polarity, "|".join(voice_key(row)), row.words, own_release=is_own(row))


def is_own(row: ClaimRow) -> bool:
    """Whether the document is the speaker's own release."""
    publisher = row.publisher.actor
    return not row.speakers or (publisher is not None and any(p.actor == publisher for p in row.speakers))


def party_key(party: Party) -> str:
    """The same for the same party: its actor id where known, else its name without case."""
    return party.actor or f"={party.name.casefold()}"


def voice_key(row: ClaimRow) -> tuple[str, ...]:
    """The same for the same voice, so that two spellings of one speaker are one."""
    return tuple(map(party_key, row.speakers)) or (f"?{row.document}",)


def _best_first(row: ClaimRow) -> tuple[bool, bool, str]:
    return (
        not is_own(row),
        row.published is None,
        row.published.period.first.isoformat() if (row.published and row.published.period.first) else "",
    )
