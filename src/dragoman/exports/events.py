"""Claims as event data: one row for who did what to whom, with PLOVER or CAMEO codes and the exact words.

A row is a dyad, as in ICEWS and POLECAT: each doer with each party it was done to; those who met or agreed each with
each of the others. An act towards nobody is coded against whom and what its words name, as PLOVER does, and says so in
`target_how`; where they name nobody, the row has no target.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.desks.dialogue.relations import dyads
from dragoman.reading.codes import QUAD_CLASSES, CodeRow, code_row
from dragoman.record import EventCode
from dragoman.store import ClaimRow, Party


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event between two parties. `states` maps an actor id to the id of its state.

    `placed` says that the target is only named in the words: a place, or somebody it is not done to.
    """

    claim: ClaimRow
    code: CodeRow
    event: EventCode
    source: Party | None
    target: Party | None
    states: Mapping[str, str]
    placed: bool = False


def event_rows(
    claims: Iterable[ClaimRow], states: Mapping[str, str], named: Callable[[ClaimRow], tuple[Party, ...]]
) -> Iterator[EventRow]:
    """The rows of all claims that have a code, in the order of the claims; what is only supposed has none.

    `named` tells whom and what the words of a claim name beside its actors (see targets.py).
    """
    for row in claims:
        event = row.claim.event
        code = code_row(event.cameo) if event else None
        if event is None or code is None or row.claim.modality == "hypothetical":
            continue
        for source, target in dyads(row):
            if target is not None:
                yield EventRow(row, code, event, source, target, states)
                continue
            for place in named(row) or (None,):
                yield EventRow(row, code, event, source, place, states, placed=place is not None)


def plover_columns(row: EventRow) -> dict[str, str] | None:
    """The row as PLOVER has it; None for what has no PLOVER type (statements and forecasts)."""
    if row.event.plover is None:
        return None
    return {
        **_when_and_who(row),
        "event_type": row.event.plover,
        "event_mode": row.event.mode or "",
        "quad_class": QUAD_CLASSES[row.code.quad],
        "goldstein": f"{row.code.goldstein:g}",
        **_evidence(row),
    }


def cameo_columns(row: EventRow) -> dict[str, str]:
    """The row as CAMEO has it."""
    return {
        **_when_and_who(row),
        "cameo": row.code.cameo,
        "cameo_root": row.code.cameo[:2],
        "quad_class": str(row.code.quad),
        "goldstein": f"{row.code.goldstein:g}",
        **_evidence(row),
    }


def _when_and_who(row: EventRow) -> dict[str, str]:
    """The day it happened or was said, and who did it to whom, by name, actor id and state."""
    said = row.claim.published.period if row.claim.published else None
    about = row.claim.time
    return {
        "event_id": row.claim.claim.id,
        "said_date": _day(said.first if said else None),
        "event_date": _day(about.first if about else None),
        "event_date_last": _day(about.last if about else None),
        **_party("source", row.source, row.states),
        **_party("target", row.target, row.states),
        "target_how": "" if row.target is None else "named" if row.placed else "party",
    }


def _party(side: str, party: Party | None, states: Mapping[str, str]) -> dict[str, str]:
    actor = party.actor if party else None
    return {
        f"{side}_name": party.name if party else "",
        f"{side}_actor": actor or "",
        f"{side}_state": states.get(actor, "") if actor else "",
    }


def _evidence(row: EventRow) -> dict[str, str]:
    """What the row rests on: kind and certainty of the claim, its words and where they stand."""
    claim = row.claim.claim
    return {
        "kind": claim.kind,
        "modality": claim.modality,
        "confidence": f"{claim.confidence:g}",
        "words": row.claim.words,
        "spans": " ".join(f"{start}-{end}" for start, end in claim.passages),
        "document": row.claim.document,
        "document_source": row.claim.source,
    }


def _day(day: object) -> str:
    return str(day) if day is not None else ""
