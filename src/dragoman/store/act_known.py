"""What people and links say of claims, read once for many batches of acts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from dragoman.record import Judgement
from dragoman.store import deciding
from dragoman.store.act_stamp import Stamp
from dragoman.store.entries import linked
from dragoman.store.linking import link_rows
from dragoman.store.query import Decision


@dataclass(slots=True)
class Known:
    """What links and judgements say, as of a stamp: read once for many batches."""

    stamp: Stamp
    linked: Mapping[str, Collection[str]]
    judgements: Sequence[Judgement]
    judged: Mapping[str, set[str]] = field(default_factory=dict)
    """For each thing that is judged the same as or different from others, all that hang together with it."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """What people made of how claims were read."""
    taken: int = 0
    """The number up to which all readings were taken in or out by the batches before, since it was read."""

    @classmethod
    def of(cls, connection: Connection) -> "Known":
        """As it is now."""
        from dragoman.identity import standing as counting
        from dragoman.store.judging import judgements

        made = judgements(connection, None)
        counted = counting(made)
        pairs = linked(link_rows(connection, None, None))
        return cls(Stamp.of(connection), pairs, counted, _together(made), deciding.decided(connection, made, None))

    def pairs_of(self, documents: Iterable[str]) -> set[tuple[str, str]]:
        """The linked pairs that one of these is in, the lesser id first."""
        return {(min(d, other), max(d, other)) for d in documents for other in self.linked.get(d, ())}

    def all_pairs(self) -> set[tuple[str, str]]:
        """All linked pairs."""
        return self.pairs_of(self.linked)


def _together(made: Sequence[Judgement]) -> dict[str, set[str]]:
    """The things that judgements, also those taken back, tell apart or make one, by each of them."""
    found: dict[str, set[str]] = {}
    for judgement in made:
        if judgement.verdict in ("same", "different"):
            whole = set(judgement.about).union(*(found.get(thing, ()) for thing in judgement.about))
            found.update(dict.fromkeys(whole, whole))
    return found
