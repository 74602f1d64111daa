"""Follow-ups looked for when something is read, not when somebody asks: the record keeps what was found.

A promise that is new is held against the acts on record; an act that is new, against the promises that wait for one of
its words, and where it follows one up, that promise is looked after anew. So what is kept is what `Weighing` finds in
all, but for one thing: how rare a word is was counted when the promise was looked after. When the record has doubled
since then, it is counted again.
"""

import datetime
import functools
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import numpy as np

from dragoman.desks.acts import Shown, require_few
from dragoman.desks.dialogue.followups import (
    FOLLOWING,
    GRACE,
    Finder,
    FollowUp,
    FollowUps,
    Relation,
    Told,
    Weighing,
    is_superseded,
    renews,
)
from dragoman.identity.content import Rarity
from dragoman.store import Record
from dragoman.store.act_state import FollowUpRow
from dragoman.store.counting import Array
from dragoman.store.schema import CLAIMS_PER_READING

if TYPE_CHECKING:
    from dragoman.store.act_rows import ActRow
    from dragoman.store.following import Step

AT_HAND = 50_000
"""Acts kept at hand from step to step."""
LEADS_AT_HAND = 8_000_000
"""Leads of acts that have this word or that, likewise."""
NEVER = datetime.date.max.toordinal()


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

    def __init__(self, shown: Shown, states: Mapping[str, str]) -> None:
        """`states` maps an actor id to its state's."""
        self._shown = shown
        self._states = states
        self._kept = shown.on_record and shown.record.acts.is_followed(states_digest(states))

    def of(self, leads: Sequence[int]) -> dict[int, tuple[FollowUp, ...]]:
        """The follow-ups of these acts, by their leads, the best first."""
        if self._kept:
            return self._on_record(leads)
        found = {
            lead: self._finder.of(row, self._shown.evidences(row)) for lead, row in self._shown.rows(leads).items()
        }
        others = self._shown.best({p.other.act.lead for proposals in found.values() for p in proposals})
        return {
            lead: tuple(FollowUp(p.relation, others[p.other.act.lead], p.score, p.because) for p in proposals)
            for lead, proposals in found.items()
        }

    def superseded(self, leads: Sequence[int]) -> frozenset[int]:
        """Those of these promises, by their leads, that were made again with another time."""
        if self._kept:
            return frozenset(self._shown.record.acts.superseded())
        rows = self._shown.rows(leads).values()
        return frozenset(
            row.lead for row in rows if is_superseded(row, self._finder.of(row, self._shown.evidences(row)))
        )

    def _on_record(self, leads: Sequence[int]) -> dict[int, tuple[FollowUp, ...]]:
        kept = self._shown.record.acts.follow_ups(leads)
        claims = self._shown.record.acts.claims(f.other for found in kept.values() for f in found)
        return {
            lead: tuple(
                FollowUp(cast("Relation", f.relation), claims[f.other], f.score, f.because) for f in kept.get(lead, ())
            )
            for lead in leads
        }

    @functools.cached_property
    def _finder(self) -> Finder:
        if self._shown.on_record:
            require_few(self._shown.record)
        return Finder(self._shown.rows_of(*FOLLOWING), states=self._states)


class Among:
    """The same, looked for among claims at hand."""

    def __init__(self, shown: Shown, follow: FollowUps) -> None:
        """`follow` finds them."""
        self._shown = shown
        self._follow = follow

    def of(self, leads: Sequence[int]) -> dict[int, tuple[FollowUp, ...]]:
        """The follow-ups of these acts, by their leads, the best first."""
        return {lead: self._follow.of(act) for lead, act in self._shown.told(leads).items()}

    def superseded(self, leads: Sequence[int]) -> frozenset[int]:
        """Those of these promises, by their leads, that were made again with another time."""
        rows, found = self._shown.rows(leads), self.of(leads)
        again = (
            lead for lead in leads if any(renews(f.relation, f.score, f.row.time, rows[lead]) for f in found[lead])
        )
        return frozenset(again)


class _Words:
    """Which acts have a word, kept at hand from step to step."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Array] = OrderedDict()
        self._size = 0

    def of(self, step: "Step", stem: str) -> Array:
        """Their leads, in order."""
        found = self._kept.get(stem)
        if found is not None:
            self._kept.move_to_end(stem)
            return found
        found = self._kept[stem] = step.with_word(stem)
        self._size += len(found)
        while self._size > LEADS_AT_HAND and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1])
        return found


class _Days:
    """The first day on which each document can have come out, and so its acts have been said, by its reading."""

    def __init__(self) -> None:
        self._days = np.zeros(0, np.int64)

    def of(self, step: "Step", leads: Array) -> Array:
        """Of each act, as an ordinal; 0 where it is not known."""
        readings = leads // CLAIMS_PER_READING
        if len(leads) and int(readings.max()) >= len(self._days):
            self._days = step.days()
        days: Array = self._days[readings]
        return days


class _Looking:
    """Looks step by step, and keeps the acts it has seen at hand."""

    def __init__(self, states: Mapping[str, str]) -> None:
        self._states = states
        self._seen: dict[int, Told | None] = {}
        self._words, self._days = _Words(), _Days()

    def arrivals(self, step: "Step", arrived: "Sequence[ActRow]") -> set[int]:
        """The leads of the promises that one of the new acts follows up."""
        self._words = _Words()
        told = [one for row in arrived if (one := self._anew(row)) is not None]
        waiting = step.waiting_for({stem for one in told for stem in one.content})
        promises = self._all(step, {lead for leads in waiting.values() for lead in leads})
        having = step.having({stem for promise in promises.values() for stem in promise.content})
        weighing = Weighing(self._states, Rarity(step.among, having))
        shares = {lead: weighing.rarity.shares(promise.content) for lead, promise in promises.items()}
        return {
            lead
            for one in told
            for lead in {lead for stem in one.content for lead in waiting.get(stem, ())}
            if lead in promises and weighing.proposal(promises[lead], one, shares[lead]) is not None
        }

    def promises(self, step: "Step", promises: "Sequence[ActRow]") -> None:
        """Look for what follows up each of these."""
        told = [(row, self._anew(row)) for row in promises]
        having = step.having({stem for _, one in told if one for stem in one.content})
        weighing = Weighing(self._states, Rarity(step.among, having))
        likely = {row.lead: self._likely(step, weighing, one) for row, one in told if one}
        seen = self._all(step, {lead for leads in likely.values() for lead in leads})
        for row, promise in told:
            if promise is None:
                step.keep(row, (), (), superseded=False)
                continue
            candidates = sorted((seen[lead] for lead in likely[row.lead] if lead in seen), key=lambda one: one.order)
            found = weighing.proposals(promise, candidates)
            rows = [FollowUpRow(p.other.act.lead, p.relation, p.score, p.because) for p in found]
            step.keep(row, weighing.rarest(promise.content), rows, superseded=is_superseded(row, found))

    def _likely(self, step: "Step", weighing: Weighing, promise: Told) -> list[int]:
        """The leads of the acts, said after the promise and in time, that a follow-up of it can be."""

        def having(stem: str) -> Array:
            return self._words.of(step, stem)

        leads, due = weighing.likely(promise.content, having), promise.act.due
        days, last = self._days.of(step, leads), (due + GRACE).toordinal() if due else NEVER
        leads = leads[(days > promise.day.toordinal()) & (days <= last)]
        found: list[int] = weighing.enough(promise, leads, having).tolist()
        return found

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
