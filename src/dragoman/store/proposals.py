"""What somebody proposes to judge and nobody has decided. Standard library only."""

import datetime
from dataclasses import dataclass
from typing import Literal

from dragoman.record import Verdict

ProposalState = Literal["open", "accepted", "declined"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A judgement that somebody proposes: what it would be, where it came from (a file and its row, where in one)."""

    verdict: Verdict
    about: tuple[str, ...]
    by: str
    why: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    source: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal on record: what was proposed, when, and what became of it (by whom, None while it is open).

    `changed`: what it is about is not what it was then, or is gone. `judgement` is what was judged by accepting it.
    """

    id: str
    proposed: Proposed
    at: datetime.datetime
    state: ProposalState
    decided_by: str | None
    decided_why: str
    judgement: str | None
    changed: bool
