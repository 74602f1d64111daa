"""What the pages of the dialogue desk have in common: the claims that they count, and no more of them than is quick."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.desks.acts import Same
from dragoman.record import ClaimKind
from dragoman.store import ClaimQuery, ClaimRow
from dragoman.web.asked import ClaimsAsked
from dragoman.web.house import House
from dragoman.web.pages.claims import query_of

MOST = 1_500
"""Claims that are counted for one page: what is older is left out, and the page says so."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The newest claims that match as they count, the oldest first. `left_out`: there are more of them."""

    rows: Sequence[ClaimRow]
    same: Same
    today: datetime.date
    left_out: bool

    def to_json(self) -> dict[str, Any]:
        """What a program is told of them."""
        return {"counted": len(self.rows), "older_left_out": self.left_out}


def counted(house: House, asked: ClaimsAsked, *, kinds: tuple[ClaimKind, ...] = (), speaking: bool = False) -> Counted:
    """The claims that a page counts; with `speaking`, those that the actor asked for says."""
    query = query_of(house, asked)
    if kinds:
        query = replace(query, kinds=kinds)
    if speaking and query.actor:
        query = replace(query, role="speaker")
    rows = list(house.record.counted(replace(query, newest=True, limit=MOST + 1)))
    today = query.as_of.date() if query.as_of else house.today()
    return Counted(tuple(reversed(rows[:MOST])), house.same(query.as_of), today, len(rows) > MOST)


def later(house: House, found: Counted, asked: ClaimsAsked) -> Sequence[ClaimRow]:
    """The newest claims of all, in which what came of those counted is looked for."""
    query = ClaimQuery(as_of=asked.moment(), newest=True, limit=MOST)
    known = {row.claim.id: row for row in (*found.rows, *house.record.counted(query))}
    return list(known.values())


def address_of_claim(row: ClaimRow) -> str:
    """Where a point of a chart leads."""
    return f"/claim/{row.claim.id}"
