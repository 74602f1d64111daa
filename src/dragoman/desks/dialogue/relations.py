"""Relations: who did what to whom, signed and dated, by quad class, and what changed since a day."""

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.desks.acts import Chosen, Same, choose
from dragoman.desks.dialogue.lines import Lines
from dragoman.reading.codes import MUTUAL, CodeRow, code_row
from dragoman.store import ClaimQuery, ClaimRow, Party, Record
from dragoman.store.act_packing import FEW
from dragoman.store.act_table import NEVER, ActTable, day
from dragoman.store.numbering import counted, numbered, once

Array = NDArray[Any]

LATEST = 5
"""Acts told of one relation, the latest last."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """One party's act towards another."""

    source: Party
    target: Party
    code: CodeRow
    row: ClaimRow


@dataclass(frozen=True, slots=True)
class Tally:
    """Acts counted: by quad class (1 to 4), and the mean of their Goldstein weights (-10 to 10; None of none)."""

    acts: int
    quads: Mapping[int, int]
    goldstein: float | None


@dataclass(frozen=True, slots=True)
class Relation:
    """All acts of one party towards another. `before` and `since` are they parted at a day, where one is given.

    Acts without a date are in `whole` alone.
    """

    source: Party
    target: Party
    whole: Tally
    first: datetime.date | None
    last: datetime.date | None
    before: Tally | None
    since: Tally | None
    latest: tuple[Dyad, ...]


def dyads(row: ClaimRow) -> Iterator[tuple[Party | None, Party | None]]:
    """Who acts on whom in a claim; those who met or agreed, each with each of the others. None: nobody known."""
    plover = row.claim.event.plover if row.claim.event else None
    return _dyads(row.actors or row.speakers, row.recipients, plover)


def _dyads(
    doers: Sequence[Party], recipients: Sequence[Party], plover: str | None
) -> Iterator[tuple[Party | None, Party | None]]:
    if not recipients and plover in MUTUAL and len(doers) > 1:
        yield from permutations(doers, 2)
        return
    for source in doers or (None,):
        for target in recipients or (None,):
            yield source, target


def relations(
    rows: Iterable[ClaimRow],
    *,
    changed_since: datetime.date | None = None,
    states: Mapping[str, Party] | None = None,
    same: Same | None = None,
) -> list[Relation]:
    """The relations, those with most acts first. An act is counted once, from however many documents.

    With `states` (actor id -> the state it belongs to) the relations are those of states; parties of no known state
    keep to themselves. Who has several names is called by the one used most.
    """
    return list(_related(Chosen.of(rows, same), changed_since, states or {}))


def relations_of(
    record: Record,
    query: ClaimQuery,
    *,
    changed_since: datetime.date | None = None,
    states: Mapping[str, Party] | None = None,
) -> "Lines[Between, Relation]":
    """The same of the acts asked for of a record."""
    return _related(choose(record, query), changed_since, states or {})


def _related(
    chosen: Chosen, changed_since: datetime.date | None, states: Mapping[str, Party]
) -> "Lines[Between, Relation]":
    deeds = _Deeds(chosen, states)

    def unpacked(found: Sequence[Between]) -> list[Relation]:
        latest = {one.number: deeds.latest(one.number) for one in found}
        leads = chosen.best({lead for some in latest.values() for lead, _ in some})
        return [deeds.relation(one, changed_since, latest[one.number], leads) for one in found]

    return Lines(deeds.most_first(), unpacked)


class Between(NamedTuple):
    """A relation before the words of its acts are unpacked."""

    number: int
    source: Party
    target: Party
    acts: int

    @property
    def key(self) -> str:
        """The same for the same two, whatever they are called."""
        return f"{self.source.key}>{self.target.key}"


class _Deeds:
    """Who did what to whom: for each act each pair of sides, once; by the relations these make, which are numbered."""

    def __init__(self, chosen: Chosen, states: Mapping[str, Party]) -> None:
        its = chosen.its
        self._its = its
        self._at = its.in_order(_towards_somebody(its, chosen.at))
        act, source, target = _pairs(its, self._at)
        self._sides = _Sides(its.people.known, once(np.concatenate((source, target))), states)
        here = self._sides.key[source] != self._sides.key[target]
        act, source, target = act[here], self._sides.party[source[here]], self._sides.party[target[here]]
        many = max(len(self._sides.parties), 1)
        relations = self._sides.key_of[source] * many + self._sides.key_of[target]
        known, which = numbered(relations)
        self._name(which, source, target, len(known))
        self._of, self._act = np.divmod(once(which * max(len(self._at), 1) + act), max(len(self._at), 1))
        self._starts = np.searchsorted(self._of, np.arange(len(known) + 1))

    def _name(self, which: Array, source: Array, target: Array, relations: int) -> None:
        """Call both sides of each relation by the names used most."""
        many = max(len(self._sides.parties), 1)
        used, counts = counted((which * many + source) * many + target)
        of, source, target = used // many // many, used // many % many, used % many
        rank = self._sides.rank
        order = np.lexsort((rank[target], rank[source], -counts, of))
        first = order[np.searchsorted(of[order], np.arange(relations))]
        self._source, self._target = source[first], target[first]

    def most_first(self) -> list[Between]:
        """The relations, those with most acts first."""
        rank, parties = self._sides.rank, self._sides.parties
        many = np.diff(self._starts)
        order = np.lexsort((rank[self._target], rank[self._source], -many))
        ends = zip(self._source[order].tolist(), self._target[order].tolist(), strict=True)
        numbered = zip(order.tolist(), ends, many[order].tolist(), strict=True)
        return [Between(n, parties[source], parties[target], acts) for n, (source, target), acts in numbered]

    def _acts(self, relation: int) -> Array:
        """The acts of a relation in order of time: places in `at`."""
        return self._act[self._starts[relation] : self._starts[relation + 1]]

    def latest(self, relation: int) -> list[tuple[int, CodeRow]]:
        """The leads of its last acts, the latest last, with their codes; undated ones only where all are."""
        acts = self._acts(relation)
        dated = acts[self._days(acts) < NEVER]
        places = self._at[(dated if len(dated) else acts)[-LATEST:]]
        codes = (_code(self._its, int(number)) for number in self._its["cameo"][places])
        return [(lead, code) for lead, code in zip(self._its["lead"][places].tolist(), codes, strict=True) if code]

    def _days(self, acts: Array) -> Array:
        found: Array = self._its["said_first"][self._at[acts]]
        return found

    def relation(
        self,
        relation: Between,
        changed_since: datetime.date | None,
        latest: Sequence[tuple[int, CodeRow]],
        leads: Mapping[int, ClaimRow],
    ) -> Relation:
        """The relation, from the leads of its latest acts."""
        acts = self._acts(relation.number)
        days = self._days(acts)
        dated = days[days < NEVER]
        before = since = None
        if changed_since is not None:
            then = changed_since.toordinal()
            before, since = self._tally(acts[days < then]), self._tally(acts[(days >= then) & (days < NEVER)])
        return Relation(
            source=relation.source,
            target=relation.target,
            whole=self._tally(acts),
            first=day(int(dated.min())) if len(dated) else None,
            last=day(int(dated.max())) if len(dated) else None,
            before=before,
            since=since,
            latest=tuple(Dyad(relation.source, relation.target, code, leads[lead]) for lead, code in latest),
        )

    def _tally(self, acts: Array) -> Tally:
        numbers, counts = np.unique(self._its["cameo"][self._at[acts]], return_counts=True)
        codes = (_code(self._its, number) for number in numbers.tolist())
        return _tally((code, count) for code, count in zip(codes, counts.tolist(), strict=True) if code is not None)


class _Sides:
    """For which sides parties act, by their places among all that are known.

    party: whom each stands for, a place in `parties`. key, key_of: the same number for the same side, by either place.
    rank: the order of `parties` by name.
    """

    def __init__(self, known: Sequence[Party], used: Array, states: Mapping[str, Party]) -> None:
        places: dict[Party, int] = {}
        keys: dict[str, int] = {}
        self.party = np.zeros(len(known), np.int64)
        for n in used.tolist():
            party = known[n]
            side = states.get(party.actor or "", party)
            self.party[n] = places.setdefault(side, len(places))
        self.parties = list(places)
        self.key_of = np.array([keys.setdefault(side.key, len(keys)) for side in self.parties], np.int64)
        self.key = self.key_of[self.party] if len(self.parties) else self.party
        order = sorted(range(len(self.parties)), key=lambda n: (self.parties[n].name, self.parties[n].key))
        self.rank = np.empty(len(order), np.int64)
        self.rank[order] = np.arange(len(order))


def _towards_somebody(its: ActTable, at: Array) -> Array:
    """Of these acts those whose code is a known deed, and that are no mere thought."""
    numbers = once(its["cameo"][at])
    known = numbers[[_code(its, int(number)) is not None for number in numbers]] if len(numbers) else numbers
    there = np.isin(its["cameo"][at], known) & (its["modality"][at] != FEW["modality"].index("hypothetical") + 1)
    found: Array = at[there]
    return found


def _code(its: ActTable, number: int) -> CodeRow | None:
    """What a code says; None where it is none, or counts as no deed."""
    cameo = its.label(number)
    code = code_row(cameo) if cameo else None
    return None if code is None or code.plover is None else code


def _pairs(its: ActTable, at: Array) -> tuple[Array, Array, Array]:
    """Who acts on whom: places in `at`, and for each the parties at both ends, as `_dyads` has it."""
    people, mutual = its.people, np.flatnonzero(np.isin(its["plover"][at], _mutual(its, at)))
    doers = np.where(people.sizes(its["doers"][at]) > 0, its["doers"][at], its["speakers"][at])
    recipients = its["recipients"][at].astype(np.int64)
    together = np.zeros(len(at), bool)
    together[mutual] = (people.sizes(recipients) == 0)[mutual] & (people.sizes(doers) > 1)[mutual]
    others = np.where(together, doers, recipients)
    act, source = people.of(doers)
    again, target = people.of(others[act])
    act_, source_, own = act[again], source[again], again
    # Of those who acted together nobody acts on itself.
    place_of_source = np.arange(len(act)) - np.searchsorted(act, act)
    place_of_target = np.arange(len(own)) - np.searchsorted(own, own)
    apart = ~together[act_] | (place_of_source[own] != place_of_target)
    return act_[apart], source_[apart], target[apart]


def _mutual(its: ActTable, at: Array) -> list[int]:
    """The numbers of the codes of what is done together."""
    return [int(number) for number in once(its["plover"][at]) if its.label(int(number)) in MUTUAL]


def _tally(found: Iterable[tuple[CodeRow, int]]) -> Tally:
    counted: Counter[CodeRow] = Counter()
    for code, number in found:
        counted[code] += number
    acts = counted.total()
    quads: Counter[int] = Counter()
    for code, number in counted.items():
        quads[code.quad] += number
    mean = round(math.fsum(code.goldstein * number for code, number in counted.items()) / acts, 2) if acts else None
    return Tally(acts, +quads, mean)
