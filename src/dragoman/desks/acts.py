"""What desks count: acts, each with the claims that report it, the best evidence first.

Counted are claims as they count (`Record.counted`): one that people judged wrong reports nothing, and one that they
corrected what they made of it.
"""

import datetime
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dragoman.identity import entries_of
from dragoman.record import ClaimKind, Judgement, RecordBehindError, RecordSizeError
from dragoman.store import ClaimQuery, ClaimRow, Record, evidence_of

if TYPE_CHECKING:
    from dragoman.store.act_asking import Narrow
    from dragoman.store.act_rows import ActRow


HANDFUL = 500
"""Acts unpacked at a time where all are gone through."""


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


def facts_of(act: Act) -> "ActRow":
    """What the desks need of an act, as the record keeps it of those on record."""
    from dragoman.store.act_rows import ActRow, Unpacked

    return ActRow(Unpacked(act.id, act.evidences))


class Shown:
    """Where what is shown of acts comes from: from the record, or from acts that were computed."""

    def __init__(self, record: Record, at_hand: "AtHand | None" = None) -> None:
        """`at_hand` has the acts where they were computed and are not those on record."""
        self.record = record
        self._at_hand = at_hand

    @property
    def on_record(self) -> bool:
        """Whether they are those on record."""
        return self._at_hand is None

    def acts_by_id(self, wanted: Mapping[str, int]) -> dict[str, Act]:
        """These acts with all their evidence, given by their ids with the keys of their leads."""
        if self._at_hand is not None:
            return {name: self._at_hand.acts[name] for name in wanted}
        members = self.record.acts.members(list(wanted.values()))
        parts = {name: members.get(lead, (lead,)) for name, lead in wanted.items()}
        claims = self.record.acts.claims(key for keys in parts.values() for key in keys)
        return {name: Act(name, claims[wanted[name]], tuple(claims[key] for key in parts[name])) for name in wanted}

    def leads_by_id(self, wanted: Mapping[str, int]) -> "dict[str, ClaimRow]":
        """The leads of these acts, likewise given."""
        if self._at_hand is not None:
            return {name: self._at_hand.acts[name].lead for name in wanted}
        claims = self.record.acts.claims(wanted.values())
        return {name: claims[lead] for name, lead in wanted.items()}

    def columns(
        self, query: ClaimQuery, names: Sequence[str], *, narrow: "Narrow | None" = None
    ) -> list[tuple[Any, ...]]:
        """The acts asked for, of the same time as these, as `columns` gives them."""
        if self._at_hand is None:
            kept = self.record.acts.columns(query, names, narrow=narrow)
            if kept is not None:
                return kept
            self._at_hand = _computed(self.record, query.as_of)  # somebody wrote meanwhile, or nobody has asked yet
        from dragoman.store.act_rows import columns_of

        return columns_of(_asked_for(self.record, query, self._at_hand), names)


class Counted(Shown):
    """The acts asked for, as rows; what is shown of them is unpacked when it is shown."""

    def __init__(self, rows: "Sequence[ActRow]", record: Record, at_hand: "AtHand | None" = None) -> None:
        """`at_hand` as of `Shown`."""
        super().__init__(record, at_hand)
        self.rows = rows

    def acts(self, rows: "Sequence[ActRow]") -> list[Act]:
        """These acts with all their evidence."""
        found = self.acts_by_id({row.id: row.lead for row in rows})
        return [found[row.id] for row in rows]

    def leads(self, rows: "Iterable[ActRow]") -> "dict[str, ClaimRow]":
        """The leads of these acts, by the acts' ids."""
        return self.leads_by_id({row.id: row.lead for row in rows})

    def evidences(self, row: "ActRow") -> frozenset[str]:
        """The claims that report an act, by their ids, where it is at hand; else its lead."""
        if self._at_hand is None:
            return frozenset({row.claim})
        return frozenset(claim.claim.id for claim in self._at_hand.acts[row.id].evidences)

    def judged(self) -> Mapping[str, Sequence[Judgement]]:
        """What people say came of these promises and forecasts, by their ids, the last last."""
        if self._at_hand is not None:
            judged = self._at_hand.same.judged()
            return {name: found for name, act in self._at_hand.acts.items() if (found := judged.of(act))}
        by_lead = self.record.acts.outcomes()
        return {row.id: by_lead[row.lead] for row in self.rows if row.lead in by_lead} if by_lead else {}

    def all_of(self, *kinds: ClaimKind) -> "Counted":
        """All acts of these kinds, or of any, as of the same time."""
        if self._at_hand is None:
            return count(self.record, ClaimQuery(kinds=kinds))
        acts = self._at_hand.acts.values()
        rows = [facts_of(act) for act in acts if not kinds or act.lead.claim.kind in kinds]
        return Counted(rows, self.record, self._at_hand)


@dataclass(frozen=True, slots=True)
class AtHand:
    """Acts that were computed, by id, in the order of their leads; and by what they were told the same."""

    acts: Mapping[str, Act]
    same: Same


def count(record: Record, query: ClaimQuery) -> Counted:
    """The acts asked for, by day, document and place: those on record, or computed where these are behind.

    Kind and days are asked of an act's lead, all else of any of its claims. An earlier time is always computed.
    """
    kept = record.acts.rows(query)
    if kept is not None:
        return Counted(kept, record)
    at_hand = _computed(record, query.as_of)
    return Counted(_asked_for(record, query, at_hand), record, at_hand)


def each(record: Record, query: ClaimQuery) -> Iterator[Act]:
    """The same acts with all their evidence, one after the other: of those on record a handful is in memory."""
    leads = record.acts.leads(query)
    if leads is None:
        counted = count(record, query)
        yield from counted.acts(counted.rows)
        return
    shown = Shown(record)
    for start in range(0, len(leads), HANDFUL):
        yield from shown.acts_by_id(record.acts.named(leads[start : start + HANDFUL])).values()


def columns(
    record: Record, query: ClaimQuery, names: Sequence[str], *, narrow: "Narrow | None" = None
) -> tuple[list[tuple[Any, ...]], Shown]:
    """The same as plain tuples of some columns of `acts`, in any order, and what shows more of them.

    That is quicker, where many are counted and few shown. Days are as `act_rows.day_of` takes them; `narrow` leaves
    acts out that the asker does not count.
    """
    shown = Shown(record)
    return shown.columns(query, names, narrow=narrow), shown


def _asked_for(record: Record, query: ClaimQuery, at_hand: AtHand) -> "list[ActRow]":
    """Those of the acts at hand that are asked for."""
    everything = ClaimQuery(as_of=query.as_of)
    dated = _ids(record, replace(everything, since=query.since, until=query.until))
    asked = replace(query, kinds=(), since=None, until=None, limit=None, after=None, newest=False)
    asked_for = _ids(record, asked) if asked != everything else None
    return [
        facts_of(act)
        for act in at_hand.acts.values()
        if (not query.kinds or act.lead.claim.kind in query.kinds)
        and (dated is None or act.lead.claim.id in dated)
        and (asked_for is None or any(row.claim.id in asked_for for row in act.evidences))
    ]


def _computed(record: Record, as_of: datetime.datetime | None) -> AtHand:
    require_few(record, as_of)
    same = Same.of(record, as_of)
    rows = list(record.counted(ClaimQuery(as_of=as_of)))
    place = {row.claim.id: n for n, row in enumerate(rows)}
    acts = sorted(acts_of(rows, same), key=lambda act: place[act.lead.claim.id])
    return AtHand({act.id: act for act in acts}, same)


def require_few(record: Record, as_of: datetime.datetime | None = None) -> None:
    """Raise where whoever opened the record does not want acts computed from as many claims as it holds."""
    most = record.compute_at_most
    if most is None or (many := record.count(ClaimQuery(as_of=as_of))) <= most:
        return
    if as_of is not None:
        raise RecordSizeError(
            f"as-of: what counted at an earlier time is computed from all {many:,} claims of this record, which takes "
            "too long for a page; ask on the command line, which takes --as-of too"
        )
    raise RecordBehindError(f"the {many:,} claims of {record.path.name} are not counted yet, or not all of them")


def _ids(record: Record, query: ClaimQuery) -> frozenset[str] | None:
    """The ids of the claims asked for; None where that is all."""
    if query == ClaimQuery(as_of=query.as_of):
        return None
    return frozenset(row.claim.id for row in record.counted(query))


def top_tracks(row: ClaimRow) -> tuple[str, ...]:
    """The top-level tracks of a claim, in its own order, each once."""
    return tops_of(row.claim.tracks)


@functools.lru_cache(maxsize=4096)
def tops_of(tracks: tuple[str, ...]) -> tuple[str, ...]:
    """The top-level tracks of these, each once."""
    return tuple(dict.fromkeys(track.partition(".")[0] for track in tracks))
