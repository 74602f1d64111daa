"""What waits as rows for programs: the same from the command line and over HTTP."""

import json
from typing import Any

from dragoman.brief.portraits import actor_to_json
from dragoman.brief.rows import judgement_to_json, link_to_json, row_to_json
from dragoman.brief.words import one_line
from dragoman.record import Judgement
from dragoman.review.items import CERTAIN, Item
from dragoman.store import Proposal

COLUMNS = ("kind", "score", "about", "what", "why", "id")
"""What an item has in a table; `item_cells` fills them."""


def item_to_json(item: Item) -> dict[str, Any]:
    """An item with all it holds; what its kind does not need is null."""
    return {
        "id": item.id,
        "kind": item.kind,
        "about": list(item.about),
        "score": item.score / CERTAIN,
        "doubt": item.doubt / CERTAIN,
        "uses": item.uses,
        "why": item.why,
        "verdicts": list(item.verdicts),
        "claim": item.row and row_to_json(item.row),
        "link": item.link and link_to_json(item.link),
        "person": item.person and actor_to_json(item.person),
        "follow_ups": [
            {"relation": f.relation, "score": f.score, "because": list(f.because), **row_to_json(f.row)}
            for f in item.follow_ups
        ],
        "proposal": item.proposal and _proposal_to_json(item.proposal),
        "judgements": [_judgement_to_json(judgement) for judgement in item.judgements],
    }


def item_cells(item: Item) -> tuple[str, ...]:
    """An item under COLUMNS."""
    score = f"{item.score / CERTAIN:.2f} = {item.doubt / CERTAIN:.2f} × {item.uses}"
    return item.kind, score, " ".join(item.about), what_of(item), item.why, item.id


def what_of(item: Item) -> str:
    """The thing itself in a line."""
    if item.row is not None:
        return one_line(item.row.words)
    if item.person is not None:
        return f"{item.person.name} ({'; '.join(item.person.titles[:3])})" if item.person.titles else item.person.name
    if item.link is not None:
        return f"{item.link.kind}: {item.link.how}"
    return " and ".join(item.about)


def _proposal_to_json(one: Proposal) -> dict[str, Any]:
    proposed = one.proposed
    return {
        "id": one.id,
        "verdict": proposed.verdict,
        "by": proposed.by,
        "at": one.at.isoformat(),
        "why": proposed.why,
        "fields": {name: json.loads(value) for name, value in proposed.fields},
        "source": proposed.source,
        "row": proposed.row,
        "changed": one.changed,
    }


def _judgement_to_json(made: Judgement) -> dict[str, Any]:
    """A judgement about what the item says it is about."""
    return {name: value for name, value in judgement_to_json(made).items() if name != "about"}
