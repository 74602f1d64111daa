"""What desks count: acts, each with the claims that report it, the best evidence first."""

import datetime
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.identity import entries_of
from dragoman.record import Judgement
from dragoman.store import ClaimRow, Record, evidence_of


@dataclass(frozen=True, slots=True)
class Same:
    """What is known to be the same beyond words: for each document those that hold the same matter, and judgements."""

    linked: Mapping[str, Collection[str]] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()

    @classmethod
    def of(cls, record: Record, as_of: datetime.datetime | None = None) -> "Same":
        """By the links and judgements that count in a record, now or as it stood."""
        return cls(record.linked(as_of=as_of), record.judgements(as_of=as_of))

    def judged(self) -> "Judged":
        """What people said came of promises and forecasts."""
        found: defaultdict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.judgements:
            if judgement.verdict in ("kept", "broken"):
                found[judgement.about[0]].append(judgement)
        return Judged(found)


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgements that something was kept or came true, or was not, by the claim they are about."""

    by_claim: Mapping[str, Sequence[Judgement]]

    def of(self, act: "Act") -> tuple[Judgement, ...]:
        """Those about any evidence of the act, the last last."""
        return tuple(sorted((j for r in act.evidences for j in self.by_claim.get(r.claim.id, ())), key=lambda j: j.at))


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


def top_tracks(row: ClaimRow) -> tuple[str, ...]:
    """The top-level tracks of a claim, in its own order, each once."""
    return _tops(row.claim.tracks)


@functools.lru_cache(maxsize=4096)
def _tops(tracks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(track.partition(".")[0] for track in tracks))
