"""What desks count: acts, each with the claims that report it, the best evidence first.

Counted are claims as they count (`Record.counted`): one that people judged wrong reports nothing, and one that they
corrected what they made of it.
"""

import datetime
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.identity import entries_of
from dragoman.identity.content import content_words
from dragoman.record import ClaimKind, Judgement, RecordBehindError, RecordSizeError
from dragoman.store import ClaimQuery, ClaimRow, Record, evidence_of

if TYPE_CHECKING:
    from dragoman.store.act_rows import ActRow
    from dragoman.store.act_table import ActTable, Array


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


def facts_of(act: Act, lead: int = 0) -> "ActRow":
    """What the desks need of an act, as the record keeps it of those on record. At hand, `lead` is where it stands."""
    from dragoman.store.act_rows import ActRow, Unpacked

    return ActRow(Unpacked(act.id, act.evidences, lead))


class Shown:
    """Where what is shown of acts comes from: from the record, or from acts that were computed.

    Acts are known by their leads' keys; those that were computed by their places.
    """

    def __init__(self, record: Record | None, at_hand: "AtHand | None" = None) -> None:
        """`at_hand` has the acts where they were computed and are not those on record."""
        self._record = record
        self._at_hand = at_hand

    @property
    def record(self) -> Record:
        """The record they are from."""
        if self._record is None:
            raise ValueError("these acts are of no record")
        return self._record

    @property
    def on_record(self) -> bool:
        """Whether they are those on record."""
        return self._at_hand is None

    def told(self, leads: Iterable[int]) -> dict[int, Act]:
        """Those of these acts that still are, in this order, with all their evidence."""
        wanted = list(leads)
        if self._at_hand is not None:
            return {lead: self._at_hand.acts[lead] for lead in wanted}
        ids, members = self.record.acts.ids(wanted), self.record.acts.members(wanted)
        there = {lead: members[lead] for lead in wanted if lead in ids and lead in members}
        claims = self.record.acts.claims(key for keys in there.values() for key in keys)
        return {lead: Act(ids[lead], claims[lead], tuple(claims[key] for key in keys)) for lead, keys in there.items()}

    def best(self, leads: Iterable[int]) -> dict[int, ClaimRow]:
        """The best evidence of each of these."""
        if self._at_hand is not None:
            return {lead: self._at_hand.acts[lead].lead for lead in leads}
        return self.record.acts.claims(leads)

    def rows(self, leads: Iterable[int]) -> "dict[int, ActRow]":
        """These acts as rows."""
        if self._at_hand is None:
            return self.record.acts.rows_of(list(leads))
        return {lead: facts_of(self._at_hand.acts[lead], lead) for lead in leads}

    def rows_of(self, *kinds: ClaimKind) -> "list[ActRow]":
        """All acts of these kinds as rows, as of the same time."""
        if self._at_hand is None:
            return self.record.acts.rows(ClaimQuery(kinds=kinds)) or []
        acts = enumerate(self._at_hand.acts)
        return [facts_of(act, lead) for lead, act in acts if act.lead.claim.kind in kinds]

    def contents(self, leads: Sequence[int]) -> dict[int, str]:
        """What these acts are about, as stems with spaces between."""
        if self._at_hand is None:
            return self.record.acts.contents(leads)
        return {lead: " ".join(sorted(content_words(self._at_hand.acts[lead].lead.words))) for lead in leads}

    def evidences(self, row: "ActRow") -> frozenset[str]:
        """The claims that report an act, by their ids, where it is at hand; else its lead."""
        if self._at_hand is None:
            return frozenset({row.claim})
        return frozenset(claim.claim.id for claim in self._at_hand.acts[row.lead].evidences)

    def led_by(self, claims: Collection[str]) -> set[int]:
        """The leads of the acts whose best evidence is one of these."""
        if self._at_hand is None:
            return set(self.record.acts.led_by(claims))
        return {lead for lead, act in enumerate(self._at_hand.acts) if act.lead.claim.id in claims}

    def judged(self) -> Mapping[int, Sequence[Judgement]]:
        """What people say came of promises and forecasts, the last last."""
        if self._at_hand is None:
            return self.record.acts.outcomes()
        judged = self._at_hand.same.judged()
        return {lead: found for lead, act in enumerate(self._at_hand.acts) if (found := judged.of(act))}


class Chosen(Shown):
    """The acts asked for, in columns: where they stand in a table of all, in any order."""

    def __init__(
        self, its: "ActTable", at: "Array", record: Record | None = None, at_hand: "AtHand | None" = None
    ) -> None:
        """`at_hand` as of `Shown`."""
        super().__init__(record, at_hand)
        self.its = its
        self.at = at

    def reporting(self, claims: Collection[str]) -> "Array":
        """Where those stand, of acts at hand, that any of these claims reports."""
        acts = self._at_hand.acts if self._at_hand is not None else ()
        return self.at[[any(row.claim.id in claims for row in acts[place].evidences) for place in self.at.tolist()]]

    @classmethod
    def of(cls, rows: Iterable[ClaimRow], same: "Same | None" = None) -> "Chosen":
        """All acts that these claims report, by day, document and place."""
        at_hand = AtHand(sorted(acts_of(rows, same), key=_in_order), same or Same())
        its = at_hand.table()
        return cls(its, its.everything(), None, at_hand)


@dataclass(frozen=True, slots=True)
class AtHand:
    """Acts that were computed, in the order of their leads; and by what they were told the same."""

    acts: Sequence[Act]
    same: Same

    def table(self) -> "ActTable":
        """Their columns: each is known by its place."""
        from dragoman.store.act_rows import Unpacked
        from dragoman.store.act_table import of_acts

        return of_acts([Unpacked(act.id, act.evidences, lead) for lead, act in enumerate(self.acts)])


def choose(record: Record, query: ClaimQuery) -> Chosen:
    """The acts asked for: those on record, or computed where these are behind.

    Kind and days are asked of an act's lead, all else of any of its claims. An earlier time is always computed.
    """
    kept = record.acts.chosen(query)
    if kept is not None:
        return Chosen(*kept, record)
    at_hand = _computed(record, query.as_of)
    return Chosen(at_hand.table(), _places(record, query, at_hand), record, at_hand)


def each(record: Record, query: ClaimQuery) -> Iterator[Act]:
    """The same acts in order with all their evidence, one by one: of those on record a handful is in memory."""
    chosen = choose(record, query)
    leads = chosen.its["lead"][chosen.its.in_order(chosen.at)]
    for start in range(0, len(leads), HANDFUL):
        yield from chosen.told(leads[start : start + HANDFUL].tolist()).values()


def _places(record: Record, query: ClaimQuery, at_hand: AtHand) -> "Array":
    import numpy as np

    return np.fromiter(_asked_for(record, query, at_hand), np.int64)


def _asked_for(record: Record, query: ClaimQuery, at_hand: AtHand) -> Iterator[int]:
    """Those of the acts at hand that are asked for."""
    everything = ClaimQuery(as_of=query.as_of)
    dated = _ids(record, replace(everything, since=query.since, until=query.until))
    asked = replace(query, kinds=(), since=None, until=None, limit=None, after=None, newest=False)
    asked_for = _ids(record, asked) if asked != everything else None
    for place, act in enumerate(at_hand.acts):
        if (
            (not query.kinds or act.lead.claim.kind in query.kinds)
            and (dated is None or act.lead.claim.id in dated)
            and (asked_for is None or any(row.claim.id in asked_for for row in act.evidences))
        ):
            yield place


def _computed(record: Record, as_of: datetime.datetime | None) -> AtHand:
    require_few(record, as_of)
    same = Same.of(record, as_of)
    rows = list(record.counted(ClaimQuery(as_of=as_of)))
    place = {row.claim.id: n for n, row in enumerate(rows)}
    return AtHand(sorted(acts_of(rows, same), key=lambda act: place[act.lead.claim.id]), same)


def _in_order(act: Act) -> tuple[bool, datetime.date, str, tuple[tuple[int, int], ...], str]:
    """As the record has acts: by day (unknown last), document and place."""
    row = act.lead
    return row.day is None, row.day or datetime.date.max, row.document, tuple(row.claim.passages), act.id


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
