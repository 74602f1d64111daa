"""What the dialogue desk answers as rows for programs, JSON and CSV: the same from the command line and over HTTP."""

from collections.abc import Sequence
from typing import Any

from dragoman.brief.rows import CLAIM_COLUMNS, claim_cells, row_to_json
from dragoman.brief.words import say_period
from dragoman.desks.dialogue.answers import Call
from dragoman.desks.dialogue.disagreements import Disagreement
from dragoman.desks.dialogue.forecasts import Forecast, Forecaster
from dragoman.desks.dialogue.positions import Stand, TrackShift
from dragoman.desks.dialogue.relations import Relation, Tally
from dragoman.reading.codes import QUAD_CLASSES
from dragoman.record.wire import period_to_json

STAND_COLUMNS = ("voice", "voice-id", "period", "track", "acts", "of", "documents", "share", "low", "high", "claims")
RELATION_COLUMNS = (
    "from", "from-id", "towards", "towards-id", "acts", *(QUAD_CLASSES[quad] for quad in QUAD_CLASSES),
    "goldstein", "first", "last", "latest-claim", "latest-words",
)  # fmt: skip
CALL_COLUMNS = ("asked", "asked-id", "waiting", "answers", *CLAIM_COLUMNS)
FORECAST_COLUMNS = ("by-when", "outcome", "likelihood", "brier", *CLAIM_COLUMNS)
DISAGREEMENT_COLUMNS = ("disagreement", *CLAIM_COLUMNS)


def stand_to_json(stand: Stand) -> dict[str, Any]:
    """All that is known of one voice's stand."""
    return {
        "voice": {"name": stand.voice.name, "actor": stand.voice.actor},
        "acts": stand.acts,
        "documents": stand.documents,
        "cells": [
            {
                "period": c.period, "track": c.track, "acts": c.acts, "of": c.of, "documents": c.documents,
                "share": round(c.share, 4), "interval": c.interval, "claims": [r.claim.id for r in c.telling],
            }
            for c in stand.cells
        ],
        "wording": [
            {"phrase": w.phrase, "first": str(w.first), "last": str(w.last), "acts": w.acts, "documents": w.documents}
            for w in stand.wording
        ],
        "shifts": [_shift_to_json(s) for s in stand.shifts],
    }  # fmt: skip


def stand_cells(stand: Stand) -> list[tuple[str, ...]]:
    """A voice's stand under STAND_COLUMNS, a row a period and track."""
    return [
        (
            stand.voice.name, stand.voice.actor or "", c.period, c.track, str(c.acts), str(c.of), str(c.documents),
            f"{c.share:.4f}", *(f"{end:.4f}" for end in c.interval or ()), *([] if c.interval else ["", ""]),
            " ".join(r.claim.id for r in c.telling),
        )
        for c in stand.cells
    ]  # fmt: skip


def relation_to_json(one: Relation) -> dict[str, Any]:
    """All that is known of how one party deals with another."""
    return {
        "source": {"name": one.source.name, "actor": one.source.actor},
        "target": {"name": one.target.name, "actor": one.target.actor},
        **_tally_to_json(one.whole),
        "first": str(one.first) if one.first else None,
        "last": str(one.last) if one.last else None,
        "before": one.before and _tally_to_json(one.before),
        "since": one.since and _tally_to_json(one.since),
        "latest": [{"claim": d.row.claim.id, "cameo": d.code.cameo, "words": d.row.words} for d in one.latest],
    }


def relation_cells(one: Relation) -> tuple[str, ...]:
    """A relation under RELATION_COLUMNS."""
    latest = one.latest[-1].row
    return (
        one.source.name, one.source.actor or "", one.target.name, one.target.actor or "", str(one.whole.acts),
        *(str(one.whole.quads.get(quad, 0)) for quad in QUAD_CLASSES),
        f"{one.whole.goldstein:.2f}" if one.whole.goldstein is not None else "",
        str(one.first or ""), str(one.last or ""), latest.claim.id, latest.words,
    )  # fmt: skip


def call_to_json(call: Call) -> dict[str, Any]:
    """A call on somebody, with its answers."""
    return {
        "asked": {"name": call.asked.name, "actor": call.asked.actor},
        "waiting": call.waiting,
        "answers": [{"claim": r.claim.id, "words": r.words} for r in call.answers],
        **row_to_json(call.act.lead),
    }


def call_cells(call: Call) -> tuple[str, ...]:
    """A call under CALL_COLUMNS."""
    answers = " ".join(row.claim.id for row in call.answers)
    waiting = "yes" if call.waiting else ""
    return call.asked.name, call.asked.actor or "", waiting, answers, *claim_cells(call.act.lead)


def forecast_to_json(one: Forecast) -> dict[str, Any]:
    """A forecast, and what became of it."""
    return {
        "outcome": one.outcome,
        "window": one.window and period_to_json(one.window),
        "likelihood": one.likelihood,
        "brier": one.brier,
        "proposals": [{"relation": f.relation, "score": f.score, "claim": f.row.claim.id} for f in one.proposals],
        **row_to_json(one.row),
    }


def forecast_cells(one: Forecast) -> tuple[str, ...]:
    """A forecast under FORECAST_COLUMNS."""
    return (
        say_period(one.window) if one.window else "",
        one.outcome,
        f"{one.likelihood:g}" if one.likelihood is not None else "",
        f"{one.brier:.4f}" if one.brier is not None else "",
        *claim_cells(one.row),
    )


def forecaster_to_json(one: Forecaster) -> dict[str, Any]:
    """How well one voice's judged forecasts did."""
    return {"voice": {"name": one.voice.name, "actor": one.voice.actor}, "judged": one.judged, "brier": one.brier}


def disagreement_to_json(one: Disagreement) -> dict[str, Any]:
    """Two acts of which one says that it is so, and the other that it is not."""
    return {"one": row_to_json(one.one.lead), "other": row_to_json(one.other.lead)}


def disagreement_cells(number: int, one: Disagreement) -> Sequence[tuple[str, ...]]:
    """Both under DISAGREEMENT_COLUMNS, with the same number."""
    return [(str(number), *claim_cells(act.lead)) for act in (one.one, one.other)]


def _shift_to_json(shift: TrackShift) -> dict[str, Any]:
    return {
        "track": shift.track,
        "documents": shift.documents,
        "p": shift.p,
        "found": shift.found,
        "from": str(shift.from_day) if shift.from_day else None,
        "before": shift.before,
        "after": shift.after,
        "before_claims": [r.claim.id for r in shift.before_rows],
        "after_claims": [r.claim.id for r in shift.after_rows],
    }


def _tally_to_json(tally: Tally) -> dict[str, Any]:
    return {
        "acts": tally.acts,
        "quads": {QUAD_CLASSES[quad]: tally.quads.get(quad, 0) for quad in QUAD_CLASSES},
        "goldstein": tally.goldstein,
    }
