"""What changed in the record as rows for programs, JSON and CSV: the same from the command line and over HTTP."""

from typing import Any

from dragoman.store import Change, Difference

CHANGE_COLUMNS = (
    *("cursor", "at", "kind", "document", "title", "other", "source", "reader", "dossier", "claims"),
    *("because", "added", "gone", "changed", "link", "verdict", "about", "id", "by", "why"),
)
"""What a change has in CSV; `change_cells` fills them."""


def change_to_json(change: Change) -> dict[str, Any]:
    """A change as an object; what is not known of it, or makes no sense for it, is left out."""
    differs = change.differs
    told = {
        "cursor": change.cursor,
        "at": change.at.isoformat(),
        "kind": change.kind,
        "document": change.document,
        "title": change.title,
        "other": change.other,
        "source": change.source,
        "reader": change.reader,
        "dossier": change.dossier,
        "claims": change.claims,
        "differs": differs and {name: list(getattr(differs, name)) for name in Difference.__slots__},
        "link": change.link,
        "verdict": change.verdict,
        "about": list(change.about) or None,
        "id": change.id,
        "by": change.by,
        "why": change.why or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def change_cells(change: Change) -> tuple[str, ...]:
    """A change under CHANGE_COLUMNS."""
    told = change_to_json(change)
    flat = {**told, **told.get("differs", {})}
    values = (flat.get(name, "") for name in CHANGE_COLUMNS)
    return tuple(",".join(value) if isinstance(value, list) else str(value) for value in values)
