"""Claims as people left them: the wrong ones left out, what was corrected in its corrected form, all of it marked."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal

from dragoman.record import Attribution, Claim, Judgement, Period, Reading, Verdict
from dragoman.record.wire import claim_from_json, claim_to_json
from dragoman.store import ClaimQuery, ClaimRow, Party, Record

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
    corrected = any(j.verdict == "corrected" for found in by_claim.values() for j in found)
    asked = replace(query, kinds=(), tracks=(), polarity=None, limit=None) if corrected else query
    apply = _Corrections(record, query)
    rows = (apply.decide(row, by_claim.get(row.claim.id, ())) for row in record.claims(asked))
    found = (one for one in rows if (wrong or one.state != "wrong") and (not corrected or _matches(one.row, query)))
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


class _Corrections:
    """Applies corrections. The readings of the last few documents are kept: claims come document by document."""

    def __init__(self, record: Record, query: ClaimQuery) -> None:
        self._reading = lru_cache(maxsize=8)(lambda document: record.reading(document, as_of=query.as_of))

    def decide(self, row: ClaimRow, judgements: tuple[Judgement, ...]) -> Decided:
        """The row as it counts."""
        said = [j for j in judgements if j.verdict in _OF_READING]
        if not said:
            return Decided(row, None, judgements)
        if len({(j.verdict, j.fields) for j in said}) > 1:
            return Decided(row, "disputed", judgements)
        verdict = said[-1].verdict
        if verdict != "corrected":
            return Decided(row, "wrong" if verdict == "wrong" else "right", judgements)
        claim = _corrected(row.claim, said[-1])
        if claim is None:
            return Decided(row, "disputed", judgements)
        return Decided(self._row(replace(row, claim=claim), row), "corrected", judgements)

    def _row(self, row: ClaimRow, before: ClaimRow) -> ClaimRow:
        """The row with the parties and the period that the corrected claim names."""
        claim, reading = row.claim, self._reading(row.document)
        if reading is None:
            return row
        told = {m.id: Party(m.name, m.actor) for m in reading.mentions}
        if claim.attribution != before.claim.attribution:
            *outer, inner = claim.attribution
            row = replace(row, speakers=_speakers(inner.speakers, row, told), via=_parties(_spoken(outer), told))
        if claim.actors != before.claim.actors:
            row = replace(row, actors=_parties(claim.actors, told))
        if claim.recipients != before.claim.recipients:
            row = replace(row, recipients=_parties(claim.recipients, told))
        if claim.time != before.claim.time:
            row = replace(row, time=_period(claim, reading))
        return row


def _corrected(claim: Claim, judgement: Judgement) -> Claim | None:
    """The claim with the corrected fields; None where they make no claim."""
    try:
        fields = {name: json.loads(value) for name, value in judgement.fields}
        corrected = claim_from_json({**claim_to_json(claim), **fields})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return corrected if corrected.attribution else None


def _spoken(voices: Iterable[Attribution]) -> tuple[str, ...]:
    return tuple(speaker for voice in voices for speaker in voice.speakers)


def _speakers(ids: tuple[str, ...], row: ClaimRow, told: Mapping[str, Party]) -> tuple[Party, ...]:
    publisher = row.publisher.name or row.publisher.actor
    own = (Party(publisher, row.publisher.actor),) if publisher else ()
    return _parties(ids, told) or (own if row.claim.attribution[-1].form == "document" else ())


def _parties(ids: Iterable[str], told: Mapping[str, Party]) -> tuple[Party, ...]:
    """The parties of these mentions; whom no mention names, a person named in words of their own."""
    return tuple(told.get(name, Party(name, None)) for name in ids)


def _period(claim: Claim, reading: Reading) -> Period | None:
    return next((time.period for time in reading.times if time.id == claim.time), None)
