"""Claims as people left them: the wrong ones left out, what was corrected in its corrected form, all of it marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from dragoman.record import Judgement
from dragoman.store import ClaimQuery, ClaimRow, DecisionState, Record


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim as it counts, and all that was judged of it. `state` is None where nobody judged how it was read."""

    row: ClaimRow
    state: DecisionState | None = None
    judgements: tuple[Judgement, ...] = ()


def decided_claims(record: Record, query: ClaimQuery, *, wrong: bool = False) -> Iterator[Decided]:
    """The claims that match once corrected, in the record's order; with `wrong`, also those that are judged wrong.

    One claim at a time is in memory.
    """
    by_claim = _by_claim(record.judgements(as_of=query.as_of))
    rows = record.counted(replace(query, limit=None), wrong=wrong)
    for row in islice(record.marked(rows, as_of=query.as_of), query.limit):
        yield Decided(row, row.judged.state if row.judged else None, by_claim.get(row.claim.id, ()))


def _by_claim(judgements: Iterable[Judgement]) -> Mapping[str, tuple[Judgement, ...]]:
    found: defaultdict[str, tuple[Judgement, ...]] = defaultdict(tuple)
    for judgement in judgements:
        for thing in judgement.about:
            found[thing] += (judgement,)
    return found
