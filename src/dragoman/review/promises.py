"""Promises that wait because later acts may tell what became of them: as the record keeps them, or looked for now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.desks.acts import Shown
from dragoman.desks.dialogue.commitments import ledger_of
from dragoman.desks.dialogue.following import Following, states_digest
from dragoman.desks.dialogue.followups import FollowUp
from dragoman.review.items import UNKNOWN, Item
from dragoman.store import ClaimQuery, ClaimRow, Record, utc_now

LOOKED_FOR = 5_000
"""Claims up to which follow-ups are looked for unasked where those on record are behind: all claims are read for it."""


@dataclass
class Promises:
    """The promises of one question to the queue. What waits comes the most used first, by claim of those alike."""

    record: Record
    states: Mapping[str, str]
    query: ClaimQuery

    @property
    def soon_found(self) -> bool:
        """Whether they are told of unasked."""
        return self.record.acts.is_followed(self._digest) or self.record.count() <= LOOKED_FOR

    def count(self) -> int:
        """How many wait."""
        kept = self.record.acts.count_unsettled(self.query, self._digest)
        return len(self._looked_for) if kept is None else kept

    def items(self, after: tuple[int, str] | None, *, at_once: int) -> Iterator[Item]:
        """Those that wait behind a score and an item's id, fetched so many at a time."""
        behind = after and _place(*after)
        while True:
            found = self.record.acts.unsettled(self.query, self._digest, after=behind, limit=at_once)
            if found is None:
                yield from (
                    one for one in self._looked_for if after is None or (-one.score, one.id) > (-after[0], after[1])
                )
                return
            yield from self._on_record([one.claim for one in found])
            if len(found) < at_once:
                return
            behind = found[-1].uses, found[-1].claim

    def _on_record(self, claims: list[str]) -> Iterator[Item]:
        known = self.record.acts.of_claims(claims)
        rows = [known[claim] for claim in claims]
        shown, leads = Shown(self.record), [row.lead for row in rows]
        best, follow_ups = shown.best(leads), Following(shown, self.states).of(leads)
        for row in rows:
            yield _item(best[row.lead], row.documents, follow_ups[row.lead])

    @cached_property
    def _looked_for(self) -> list[Item]:
        ledger = ledger_of(self.record, self.query, today=utc_now().date(), states=self.states)
        waiting = (line for line in ledger if line.follow_ups and not line.judgements and line.why_not is None)
        found = [_item(line.row, line.act.documents, line.follow_ups) for line in waiting]
        return sorted(found, key=lambda item: item.place)

    @cached_property
    def _digest(self) -> str:
        return states_digest(self.states)


def _place(score: int, item: str) -> tuple[int, str]:
    """From a place in the whole list to one among promises, whose ids come behind those of every kind beside them."""
    kind, _, claim = item.partition(":")
    return score // UNKNOWN, claim if kind == "promise" else ""


def _is_behind(item: Item, place: tuple[int, str]) -> bool:
    return (-item.uses, item.about[0]) > (-place[0], place[1])


def _item(row: ClaimRow, documents: int, follow_ups: tuple[FollowUp, ...]) -> Item:
    later = f"{len(follow_ups)} later claim{'' if len(follow_ups) == 1 else 's'}"
    why = f"{later} may tell whether it was kept; {documents} tell of the promise"
    uses = documents + len(follow_ups)
    return Item("promise", (row.claim.id,), UNKNOWN, uses, why, row=row, follow_ups=follow_ups)
