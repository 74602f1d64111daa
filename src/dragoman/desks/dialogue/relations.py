"""Relations: who did what to whom, signed and dated, by quad class, and what changed since a day."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations

from dragoman.desks.acts import Same, acts_of
from dragoman.reading.codes import CodeRow, code_row
from dragoman.store import ClaimRow, Party

_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""PLOVER types whose parties stand on one side together: they did it with each other."""
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
    event = row.claim.event
    doers = row.actors or row.speakers
    if not row.recipients and event is not None and event.plover in _MUTUAL and len(doers) > 1:
        yield from permutations(doers, 2)
        return
    for source in doers or (None,):
        for target in row.recipients or (None,):
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
    keep to themselves.
    """
    gathered: dict[tuple[str, str], _Gathered] = {}
    for act in acts_of(rows, same):
        code = code_row(act.lead.claim.event.cameo) if act.lead.claim.event else None
        if code is None or code.plover is None or act.lead.claim.modality == "hypothetical":
            continue
        for source, target in dyads(act.lead):
            pair = _pair(source, target, states or {})
            if pair is None:
                continue
            key = (pair[0].key, pair[1].key)
            gathered.setdefault(key, _Gathered()).dyads.append(Dyad(*pair, code, act.lead))
    found = [g.relation(changed_since) for g in gathered.values()]
    return sorted(found, key=lambda r: (-r.whole.acts, r.source.name, r.target.name))


def _pair(source: Party | None, target: Party | None, states: Mapping[str, Party]) -> tuple[Party, Party] | None:
    """Both parties, as states where that is asked; None where one is missing or both are one."""
    if source is None or target is None:
        return None
    source, target = states.get(source.actor or "", source), states.get(target.actor or "", target)
    return None if source.key == target.key else (source, target)


@dataclass(slots=True)
class _Gathered:
    dyads: list[Dyad] = field(default_factory=list)

    def relation(self, changed_since: datetime.date | None) -> Relation:
        dated = sorted(((d.row.day, d) for d in self.dyads if d.row.day), key=lambda one: (one[0], one[1].row.claim.id))
        before = since = None
        if changed_since is not None:
            before = _tally(d for day, d in dated if day and day < changed_since)
            since = _tally(d for day, d in dated if day and day >= changed_since)
        return Relation(
            source=self.dyads[0].source,
            target=self.dyads[0].target,
            whole=_tally(self.dyads),
            first=dated[0][0] if dated else None,
            last=dated[-1][0] if dated else None,
            before=before,
            since=since,
            latest=tuple(d for _, d in dated[-LATEST:]) or tuple(self.dyads[-LATEST:]),
        )


def _tally(found: Iterable[Dyad]) -> Tally:
    listed = list(found)
    weights = [d.code.goldstein for d in listed]
    mean = round(sum(weights) / len(weights), 2) if weights else None
    return Tally(len(listed), Counter(d.code.quad for d in listed), mean)
