"""Claims as people left them: the wrong ones left out, what was corrected in its corrected form, all of it marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from dragoman.record import Judgement, RecordError, Verdict
from dragoman.store import ClaimQuery, ClaimRow, Record
from dragoman.store.correcting import corrected

State = Literal["right", "wrong", "corrected", "disputed"]
"""What people made of a claim. `disputed`: they answer differently; it then stands as it was read."""

_OF_READING: frozenset[Verdict] = frozenset({"right", "wrong", "corrected"})


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim as it counts, and all that was judged of it. `state` is None where nobody judged how it was read."""

    row: ClaimRow
    state: State | None = None
    judgements: tuple[Judgement, ...] = ()


def decided_claims(record: Record, query: ClaimQuery, *, wrong: bool = False) -> Iterator[Decided]:
    """The claims that match once corrected, in the record's order; with `wrong`, also those that are judged wrong.

    Kinds, tracks and polarity are matched after correction. One claim at a time is in memory.
    """
    by_claim = _by_claim(record.judgements(as_of=query.as_of))
    some_are = any(j.verdict == "corrected" for found in by_claim.values() for j in found)
    asked = replace(query, kinds=(), tracks=(), polarity=None, limit=None) if some_are else query
    rows = (_decide(row, by_claim.get(row.claim.id, ())) for row in record.claims(asked))
    found = (one for one in rows if (wrong or one.state != "wrong") and (not some_are or _matches(one.row, query)))
    return islice(found, query.limit)


def _by_claim(judgements: Iterable[Judgement]) -> Mapping[str, tuple[Judgement, ...]]:
    found: defaultdict[str, tuple[Judgement, ...]] = defaultdict(tuple)
    for judgement in judgements:
        for thing in judgement.about:
            found[thing] += (judgement,)
    return found


def _matches(row: ClaimRow, query: ClaimQuery) -> bool:
    claim = row.claim
    return (
        (not query.kinds or claim.kind in query.kinds)
        and (query.polarity is None or claim.polarity == query.polarity)
        and (not query.tracks or any(_covers(asked, track) for asked in query.tracks for track in claim.tracks))
    )


def _covers(asked: str, track: str) -> bool:
    return track == asked or track.startswith(f"{asked}.")


def _decide(row: ClaimRow, judgements: tuple[Judgement, ...]) -> Decided:
    """The row as it counts."""
    said = [j for j in judgements if j.verdict in _OF_READING]
    if not said:
        return Decided(row, None, judgements)
    if len({(j.verdict, j.fields) for j in said}) > 1:
        return Decided(row, "disputed", judgements)
    verdict = said[-1].verdict
    if verdict != "corrected":
        return Decided(row, "wrong" if verdict == "wrong" else "right", judgements)
    as_it_counts = _corrected(row, said[-1])
    if as_it_counts is None:
        return Decided(row, "disputed", judgements)
    return Decided(as_it_counts, "corrected", judgements)


def _corrected(row: ClaimRow, judgement: Judgement) -> ClaimRow | None:
    """The row with the corrected fields; None where they make no claim, as those of another program may."""
    try:
        return corrected(row, judgement.fields)
    except (RecordError, ValueError, KeyError, TypeError):
        return None
