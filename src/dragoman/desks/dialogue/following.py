"""Follow-ups looked for when something is read, not when somebody asks: the record keeps what was found.

A promise that is new is held against the acts on record; an act that is new, against the promises that wait for one of
its words, and where it follows one up, that promise is looked after anew. So what is kept is what `Weighing` finds in
all, but for one thing: how rare a word is was counted when the promise was looked after. When the record has doubled
since then, it is counted again.
"""

import functools
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from dragoman.desks.acts import Counted, require_few
from dragoman.desks.dialogue.followups import (
    FOLLOWING,
    Finder,
    FollowUp,
    Relation,
    Told,
    Weighing,
    is_superseded,
)
from dragoman.identity.content import Rarity
from dragoman.store import Record
from dragoman.store.act_state import FollowUpRow

if TYPE_CHECKING:
    from dragoman.store.act_rows import ActRow
    from dragoman.store.following import Step

AT_HAND = 50_000
"""Acts kept at hand from step to step."""


def states_digest(states: Mapping[str, str]) -> str:
    """Tells whether follow-ups were looked for by the same states."""
    return hashlib.sha256(json.dumps(sorted(states.items())).encode()).hexdigest()[:16]


def follow_up(record: Record, states: Mapping[str, str], *, between: Callable[[], None] | None = None) -> None:
    """Look for follow-ups of all that is new since the last time. `states` maps an actor id to its state's.

    In steps, each whole or not at all; `between` them, no lock is held.
    """
    record.acts.follow(states_digest(states), _Looking(states), between=between)


@contextmanager
def followed(record: Record, states: Mapping[str, str]) -> Iterator[None]:
    """For a small change, as a judgement: where follow-ups were looked for among all, they are so again at the end."""
    were = record.acts.is_followed(states_digest(states))
    yield
    if were:
        follow_up(record, states)


class Following:
    """What follows up the acts of an answer: as kept on record, or, where that is behind, looked for now."""

    def __init__(self, counted: Counted, states: Mapping[str, str]) -> None:
        """`states` maps an actor id to its state's."""
        self._counted = counted
        self._states = states
        self._kept = counted.on_record and counted.record.acts.is_followed(states_digest(states))

    def of(self, rows: "Sequence[ActRow]") -> dict[str, tuple[FollowUp, ...]]:
        """The follow-ups of these acts, by their ids, the best first."""
        if self._kept:
            return self._on_record(rows)
        among, finder = self._finder
        found = {row.id: finder.of(row, self._counted.evidences(row)) for row in rows}
        leads = among.leads(p.other.act for proposals in found.values() for p in proposals)
        return {
            name: tuple(FollowUp(p.relation, leads[p.other.act.id], p.score, p.because) for p in proposals)
            for name, proposals in found.items()
        }

    def superseded(self) -> frozenset[str]:
        """The ids of the promises that were made again with another time."""
        rows = self._counted.rows
        if self._kept:
            leads = self._counted.record.acts.superseded()
            return frozenset(row.id for row in rows if row.lead in leads) if leads else frozenset()
        _, finder = self._finder
        return frozenset(row.id for row in rows if is_superseded(row, finder.of(row, self._counted.evidences(row))))

    def _on_record(self, rows: "Sequence[ActRow]") -> dict[str, tuple[FollowUp, ...]]:
        kept = self._counted.record.acts.follow_ups([row.lead for row in rows])
        claims = self._counted.record.acts.claims(f.other for found in kept.values() for f in found)
        return {
            row.id: tuple(
                FollowUp(cast("Relation", f.relation), claims[f.other], f.score, f.because)
                for f in kept.get(row.lead, ())
            )
            for row in rows
        }

    @functools.cached_property
    def _finder(self) -> tuple[Counted, Finder]:
        require_few(self._counted.record)
        among = self._counted.all_of(*FOLLOWING)
        return among, Finder(among.rows, states=self._states)


class _Looking:
    """Looks step by step, and keeps the acts it has seen at hand."""

    def __init__(self, states: Mapping[str, str]) -> None:
        self._states = states
        self._seen: dict[int, Told | None] = {}

    def arrivals(self, step: "Step", arrived: "Sequence[ActRow]") -> set[int]:
        """The leads of the promises that one of the new acts follows up."""
        told = [one for row in arrived if (one := self._anew(row)) is not None]
        waiting = step.waiting_for({stem for one in told for stem in one.content})
        promises = self._all(step, {lead for leads in waiting.values() for lead in leads})
        having = step.having({stem for promise in promises.values() for stem in promise.content})
        weighing = Weighing(self._states, Rarity(step.among, having))
        return {
            lead
            for one in told
            for lead in {lead for stem in one.content for lead in waiting.get(stem, ())}
            if lead in promises and weighing.proposal(promises[lead], one) is not None
        }

    def promises(self, step: "Step", promises: "Sequence[ActRow]") -> None:
        """Look for what follows up each of these."""
        told = [(row, self._anew(row)) for row in promises]
        having = step.having({stem for _, one in told if one for stem in one.content})
        weighing = Weighing(self._states, Rarity(step.among, having))
        rarest = {row.lead: weighing.rarest(one.content) if one else [] for row, one in told}
        with_words = step.with_words({stem for stems in rarest.values() for stem in stems})
        seen = self._all(step, {lead for leads in with_words.values() for lead in leads})
        for row, promise in told:
            if promise is None:
                step.keep(row, (), (), superseded=False)
                continue
            leads = {lead for stem in rarest[row.lead] for lead in with_words.get(stem, ())} - {row.lead}
            candidates = sorted((seen[lead] for lead in leads if lead in seen), key=lambda one: one.order)
            found = weighing.proposals(promise, candidates)
            rows = [FollowUpRow(p.other.act.lead, p.relation, p.score, p.because) for p in found]
            step.keep(row, rarest[row.lead], rows, superseded=is_superseded(row, found))

    def _all(self, step: "Step", leads: set[int]) -> dict[int, Told]:
        """These acts, but for those without a day or a word of content."""
        lacking = leads - self._seen.keys()
        if len(self._seen) + len(lacking) > AT_HAND:
            self._seen.clear()
            lacking = leads
        for row in step.rows(lacking):
            self._anew(row)
        return {lead: told for lead in leads if (told := self._seen.get(lead)) is not None}

    def _anew(self, row: "ActRow") -> Told | None:
        told = self._seen[row.lead] = Told.of(row, self._states)
        return told
