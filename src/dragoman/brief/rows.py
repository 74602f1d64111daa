"""What the record holds as rows for programs, JSON and CSV: the same from the command line and over HTTP."""

import json
from typing import Any

from dragoman.brief.words import say_judged, say_parties, say_period
from dragoman.desks.dialogue.commitments import Commitment
from dragoman.desks.dialogue.followups import FollowUp
from dragoman.exports.cells import harmless, row_to_json
from dragoman.record import Judgement
from dragoman.record.wire import period_to_json
from dragoman.store import ClaimRow, DocumentRow, LinkRow

CLAIM_COLUMNS = (
    "id",
    "said",
    "who",
    "via",
    "kind",
    "polarity",
    "modality",
    "actors",
    "recipients",
    "about",
    "tracks",
    "confidence",
    "words",
    "title",
    "publisher",
    "source",
    "document",
    "judged",
)
"""What a claim has in CSV; `claim_cells` fills them."""

__all__ = ["CLAIM_COLUMNS", "claim_cells", "harmless", "line_to_json", "link_to_json", "row_to_json"]


def claim_cells(row: ClaimRow) -> tuple[str, ...]:
    """A claim under CLAIM_COLUMNS."""
    return (
        row.claim.id,
        say_period(row.published.period) if row.published else "",
        say_parties(row.speakers),
        say_parties(row.via),
        row.claim.kind,
        row.claim.polarity,
        row.claim.modality,
        say_parties(row.actors),
        say_parties(row.recipients),
        say_period(row.time) if row.time else "",
        ",".join(row.claim.tracks),
        f"{row.claim.confidence:g}",
        row.words,
        row.title or "",
        row.publisher.name or row.publisher.actor or "",
        row.source,
        row.document,
        say_judged(row),
    )


def line_to_json(line: Commitment) -> dict[str, Any]:
    """A line of the ledger, with its claim as the reading format has it."""
    return {
        "state": line.state,
        "window": line.window and period_to_json(line.window),
        "condition": line.condition,
        "checkable": line.why_not is None,
        "why_not": line.why_not,
        "documents": line.act.documents,
        "judgements": [
            {"verdict": j.verdict, "by": j.by, "at": j.at.isoformat(), "why": j.why} for j in line.judgements
        ],
        "follow_ups": [_follow_up_to_json(f) for f in line.follow_ups],
        **row_to_json(line.row),
    }


def link_to_json(link: LinkRow) -> dict[str, Any]:
    """A link with the judgement that was last made of it."""
    said = link.judgement
    return {
        "kind": link.kind,
        "document": link.document,
        "other": link.other,
        "within": round(link.within, 4),
        "holds": round(link.holds, 4),
        "how": link.how,
        "counts": link.counts,
        "judgement": said and {"id": said.id, "verdict": said.verdict, "by": said.by, "why": said.why},
        "learned_at": link.learned_at.isoformat(),
    }


def judgement_to_json(made: Judgement) -> dict[str, Any]:
    """A judgement, its corrected values as they are and not as the text they are kept in."""
    return {
        "id": made.id,
        "verdict": made.verdict,
        "about": list(made.about),
        "by": made.by,
        "at": made.at.isoformat(),
        "why": made.why,
        "fields": {name: json.loads(value) for name, value in made.fields},
    }


def document_to_json(row: DocumentRow) -> dict[str, Any]:
    """A document in a list, without its text."""
    return {
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "publisher": {"actor": row.publisher.actor, "name": row.publisher.name},
        "published": row.published and period_to_json(row.published.period),
        "language": row.language,
        "claims": row.claims,
    }


def _follow_up_to_json(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "relation": follow_up.relation,
        "score": follow_up.score,
        "because": list(follow_up.because),
        "claim": follow_up.row.claim.id,
        "document": follow_up.row.document,
        "words": follow_up.row.words,
    }
