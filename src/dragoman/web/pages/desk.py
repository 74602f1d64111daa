"""What the pages of the dialogue desk have in common: what they ask the record, and a page of the lines it answers."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.desks.acts import Act, Shown, acts_of
from dragoman.desks.dialogue.lines import Lines
from dragoman.record import ClaimKind
from dragoman.store import ClaimQuery, ClaimRow
from dragoman.web.asked import DeskAsked
from dragoman.web.house import House
from dragoman.web.pages.claims import query_of
from dragoman.web.paging import cut

Packed = TypeVar("Packed")
Line = TypeVar("Line")


def asked_of(
    house: House, asked: DeskAsked, *, kinds: tuple[ClaimKind, ...] = (), speaking: bool = False
) -> ClaimQuery:
    """The question that a page puts; with `speaking`, of the acts that the actor asked for says."""
    query = replace(query_of(house, asked), kinds=kinds)
    return replace(query, role="speaker") if speaking and query.actor else query


def today_of(house: House, query: ClaimQuery) -> datetime.date:
    """The day from which something is due."""
    return query.as_of.date() if query.as_of else house.today()


def page_of_lines(
    lines: Lines[Packed, Line],
    key: Callable[[Packed], str],
    asked: DeskAsked,
    *,
    ordered: Sequence[Packed] | None = None,
) -> tuple[list[Line], str | None]:
    """So many lines from where the page before left off, alone unpacked, and after which the next page goes on.

    `ordered` has them in another order, or some of them.
    """
    shown, following = cut(lines.packed if ordered is None else ordered, key, after=asked.after, limit=asked.limit)
    return lines.of(shown)[:], following


class Reported:
    """The acts that claims report, in the order of these: those on record; computed where they are behind."""

    def __init__(self, house: House, rows: Sequence[ClaimRow]) -> None:
        self._record = house.record
        self._at_hand: dict[str, Act] | None = None
        self._leads: dict[str, int] = {}
        self._rows: dict[str, ClaimRow] = {}
        if not house.record.acts.current():
            self._at_hand = {act.id: act for act in acts_of(rows, house.same())}
            self._rows = {name: act.lead for name, act in self._at_hand.items()}
            return
        known = house.record.acts.of_claims([row.claim.id for row in rows])
        for row in rows:
            act = known.get(row.claim.id)
            if act is not None:
                self._leads[act.id] = act.lead
                self._rows.setdefault(act.id, row)

    @property
    def rows(self) -> list[ClaimRow]:
        """One claim of each."""
        return list(self._rows.values())

    def acts(self, names: Iterable[str]) -> list[Act]:
        """Some of them by their ids, with all their evidence."""
        if self._at_hand is not None:
            return [self._at_hand[name] for name in names]
        return list(Shown(self._record).told([self._leads[name] for name in names]).values())

    def items(self) -> Iterable[tuple[str, ClaimRow]]:
        """The id of each, with one of its claims."""
        return self._rows.items()


def address_of_claim(row: ClaimRow) -> str:
    """Where a point of a chart leads."""
    return f"/claim/{row.claim.id}"
