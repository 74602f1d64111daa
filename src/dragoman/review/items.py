"""One thing that waits for a person, and what a person can say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.desks.dialogue.followups import FollowUp
from dragoman.record import Judgement, Verdict
from dragoman.store import ActorRow, ClaimRow, LinkRow, Proposal

ItemKind = Literal["proposal", "dispute", "stale", "promise", "person", "link", "claim", "opinion"]
KINDS: tuple[ItemKind, ...] = get_args(ItemKind)

CERTAIN = 1000
"""Doubt is told in thousandths."""
UNKNOWN = 500
"""The doubt of a question with two answers of which the machine prefers none."""

BY_PEOPLE: frozenset[ItemKind] = frozenset({"proposal", "dispute", "stale"})
"""What people began and left open comes before what the machine is unsure of."""

VERDICTS: Mapping[ItemKind, tuple[Verdict, ...]] = {
    "claim": ("right", "wrong", "corrected"),
    "promise": ("kept", "broken"),
    "person": ("same", "different", "right"),
    "link": ("same", "different"),
}
"""What can be said of each. Of the kinds left out: what answers the question that was answered before."""
_OF_CLAIMS = frozenset({"right", "wrong", "corrected", "kept", "broken"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits. `about` are the ids that a judgement of it would be about.

    `doubt` is in thousandths: how far from certain the machine is. `uses` counts what rests on it; `why` says both in
    words. Of the rest only what the kind needs is there: the claim (`row`; None where it is gone), the link, the person
    and whom the name might mean (`perhaps`, actor ids), later claims on a promise (`follow_ups`), and what people have
    said of it that counts, the last last (`judgements`); what is proposed (`proposal`).
    """

    kind: ItemKind
    about: tuple[str, ...]
    doubt: int
    uses: int
    why: str
    row: ClaimRow | None = None
    link: LinkRow | None = None
    person: ActorRow | None = None
    perhaps: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    proposal: Proposal | None = None

    @property
    def id(self) -> str:
        """The same for the same thing, as long as it waits."""
        return f"{self.kind}:{self.proposal.id if self.proposal else '+'.join(self.about)}"

    @property
    def score(self) -> int:
        """What the queue goes by, in thousandths: doubt × uses."""
        return self.doubt * self.uses

    @property
    def place(self) -> tuple[bool, int, str]:
        """Its place in the queue: what people left open, then the highest score; of equals by id."""
        return self.kind not in BY_PEOPLE, -self.score, self.id

    @property
    def gone(self) -> bool:
        """Whether the claim it is about is no longer found: then its judgement can be taken back and nothing else."""
        return self.kind == "stale" and self.row is None and self.judgements[-1].verdict in _OF_CLAIMS

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What can be said of it."""
        if self.kind in VERDICTS:
            return VERDICTS[self.kind]
        if self.proposal is not None:
            return (self.proposal.proposed.verdict,)
        said = self.judgements[-1].verdict
        return next(verdicts for verdicts in VERDICTS.values() if said in verdicts)
