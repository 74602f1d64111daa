"""A claim as plain values: as JSON, and cell by cell as a spreadsheet may have it."""

import json
from collections.abc import Sequence
from typing import Any

from dragoman.record.wire import claim_to_json, period_to_json, published_to_json
from dragoman.store import ClaimRow, Decision, Party


def row_to_json(row: ClaimRow) -> dict[str, Any]:
    """A claim as the reading format has it, with its words, its parties by name, and the document it stands in."""
    return {
        "claim": claim_to_json(row.claim),
        "words": row.words,
        "speakers": _parties_to_json(row.speakers),
        "via": _parties_to_json(row.via),
        "actors": _parties_to_json(row.actors),
        "recipients": _parties_to_json(row.recipients),
        "time": row.time and period_to_json(row.time),
        "document": {
            "id": row.document,
            "source": row.source,
            "title": row.title,
            "publisher": {"actor": row.publisher.actor, "name": row.publisher.name},
            "published": row.published and published_to_json(row.published),
        },
        "learned_at": row.learned_at.isoformat(),
        "judged": row.judged and _decision_to_json(row.judged),
    }


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula: documents are hostile."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _decision_to_json(decision: Decision) -> dict[str, Any]:
    made = decision.judgement
    return {
        "state": decision.state,
        "by": made.by,
        "at": made.at.isoformat(),
        "why": made.why,
        "judgement": made.id,
        "fields": {name: json.loads(value) for name, value in made.fields},
    }


def _parties_to_json(parties: Sequence[Party]) -> list[dict[str, str | None]]:
    return [{"name": party.name, "actor": party.actor} for party in parties]
