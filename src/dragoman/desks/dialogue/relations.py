"""Relations: who did what to whom, signed and dated, by quad class, and what changed since a day."""

import datetime
import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any, NamedTuple

from dragoman.desks.acts import Same, acts_of, columns
from dragoman.desks.dialogue.lines import Lines
from dragoman.reading.codes import MUTUAL, CodeRow, code_row
from dragoman.store import ClaimQuery, ClaimRow, Party, Record

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
    acts = {act.id: act for act in acts_of(rows, same)}
    gathered = _Gathering(states or {})
    for act in acts.values():
        claim = act.lead.claim
        if claim.event is not None and claim.event.cameo is not None and claim.modality != "hypothetical":
            mark = _Mark(act.lead.day or datetime.date.max, claim.id, act.id, 0)
            key = claim.event.cameo, claim.event.plover, act.lead.actors, act.lead.speakers, act.lead.recipients
            gathered.put(_Deed(*key), [mark])
    leads = {name: act.lead for name, act in acts.items()}
    return [one.relation(changed_since, leads) for one in gathered.relations()]


_COLUMNS = (
    *("cameo", "plover", "doers", "speakers", "recipients"),
    *("said_first", "claim", "id", "lead", "modality"),
)


def relations_of(
    record: Record,
    query: ClaimQuery,
    *,
    changed_since: datetime.date | None = None,
    states: Mapping[str, Party] | None = None,
) -> "Lines[Between, Relation]":
    """The same of the acts asked for of a record."""
    from dragoman.store.act_rows import parties_of

    rows, shown = columns(record, query, _COLUMNS, narrow="towards somebody")
    alike: defaultdict[tuple[Any, ...], list[_Mark]] = defaultdict(list)
    for row in rows:
        if row[0] is not None and row[9] != "hypothetical":
            alike[row[:5]].append(_Mark._make(row[5:9]))
    gathered = _Gathering(states or {})
    for (cameo, plover, *parties), marks in alike.items():
        gathered.put(_Deed(cameo, plover, *map(parties_of, parties)), marks)

    def unpacked(found: Sequence[Between]) -> list[Relation]:
        wanted = {mark.act: mark.lead for one in found for mark, _ in one.latest()}
        leads = shown.leads_by_id(wanted)
        return [one.relation(changed_since, leads) for one in found]

    return Lines(gathered.relations(), unpacked)


class _Mark(NamedTuple):
    """When an act was done, as the record gives it, and which it is."""

    day: Any
    claim: str
    act: str
    lead: int


class _Deed(NamedTuple):
    """What many acts have in common: the code, and who did it to whom."""

    cameo: str
    plover: str | None
    doers: Sequence[Party]
    speakers: Sequence[Party]
    recipients: Sequence[Party]


class _Gathering:
    """The acts, by who did them to whom."""

    def __init__(self, states: Mapping[str, Party]) -> None:
        self._states = states
        self._found: dict[tuple[str, str], Between] = {}

    def put(self, deed: _Deed, marks: Sequence[_Mark]) -> None:
        """Put these acts in."""
        code = code_row(deed.cameo)
        if code is None or code.plover is None:
            return
        for source, target in _dyads(deed.doers or deed.speakers, deed.recipients, deed.plover):
            pair = _pair(source, target, self._states)
            if pair is not None:
                key = pair[0].key, pair[1].key
                self._found.setdefault(key, Between()).put(pair, code, marks)

    def relations(self) -> "list[Between]":
        """Those with most acts first."""
        found = list(self._found.values())
        for one in found:
            one.settle()
        return sorted(found, key=lambda one: (-one.acts, one.source.name, one.target.name, one.key))


def _pair(source: Party | None, target: Party | None, states: Mapping[str, Party]) -> tuple[Party, Party] | None:
    """Both parties, as states where that is asked; None where one is missing or both are one."""
    if source is None or target is None:
        return None
    source, target = states.get(source.actor or "", source), states.get(target.actor or "", target)
    return None if source.key == target.key else (source, target)


class Between:
    """A relation before the words of its acts are unpacked."""

    source: Party
    target: Party
    key: str
    """The same for the same two, whatever they are called."""

    def __init__(self) -> None:
        self.acts = 0
        self._named: Counter[tuple[Party, Party]] = Counter()
        self._marks: list[tuple[CodeRow, Sequence[_Mark]]] = []

    def put(self, pair: tuple[Party, Party], code: CodeRow, marks: Sequence[_Mark]) -> None:
        """Put acts of this code in."""
        self.acts += len(marks)
        self._named[pair] += len(marks)
        self._marks.append((code, marks))

    def settle(self) -> None:
        """Call both by the names used most."""
        named = sorted(self._named.items(), key=lambda one: (-one[1], one[0][0].name, one[0][1].name))
        self.source, self.target = named[0][0]
        self.key = f"{self.source.key}>{self.target.key}"

    def latest(self) -> list[tuple[_Mark, CodeRow]]:
        """The last acts, the latest last; undated ones only where there are no others."""
        from dragoman.store.act_rows import day_of

        every = ((mark, code) for code, marks in self._marks for mark in marks)
        dated = [(mark, code) for mark, code in every if day_of(mark.day) is not None]
        known = dated or [(mark, code) for code, marks in self._marks for mark in marks]
        return heapq.nlargest(LATEST, known, key=lambda one: one[0][:2])[::-1]

    def relation(self, changed_since: datetime.date | None, leads: Mapping[str, ClaimRow]) -> Relation:
        """The relation, from the leads of its latest acts."""
        from dragoman.store.act_rows import day_of

        codes = [(code, [day_of(mark.day) for mark in marks]) for code, marks in self._marks]
        days = [day for _, some in codes for day in some if day is not None]
        before = since = None
        if changed_since is not None:
            before = _tally((code, sum(d is not None and d < changed_since for d in some)) for code, some in codes)
            since = _tally((code, sum(d is not None and d >= changed_since for d in some)) for code, some in codes)
        return Relation(
            source=self.source,
            target=self.target,
            whole=_tally((code, len(some)) for code, some in codes),
            first=min(days, default=None),
            last=max(days, default=None),
            before=before,
            since=since,
            latest=tuple(Dyad(self.source, self.target, code, leads[mark.act]) for mark, code in self.latest()),
        )


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
