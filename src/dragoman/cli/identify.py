"""From what a person types to the one thing it names: the beginning of an id is enough where it begins no other."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.record import DragomanError
from dragoman.store import Record

LISTED = 10
"""Ids named where what was typed begins several."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names. `document` is the claim's document, or the document itself."""

    what: Literal["document", "claim", "judgement"]
    id: str
    document: str | None


def identify(record: Record, prefix: str, *, as_of: datetime.datetime | None = None) -> Named:
    """The document, claim or judgement whose id begins so; DragomanError where that is none or several."""
    found = [Named(one.what, one.id, one.document) for one in record.find(prefix, as_of=as_of)]
    if prefix.startswith("j"):  # as every id of a judgement does
        made = (row.judgement.id for row in record.judged(as_of=as_of))
        found += [Named("judgement", judgement, None) for judgement in made if judgement.startswith(prefix)]
    return _one(found, prefix)


def _one(found: Sequence[Named], prefix: str) -> Named:
    exact = [one for one in found if one.id == prefix]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise DragomanError(f"no claim or document begins with {prefix!r}; list them with: dragoman claims")
    ids = ", ".join(one.id for one in found[:LISTED]) + (" …" if len(found) > LISTED else "")
    raise DragomanError(f"{prefix!r} begins {len(found)} ids; type more of one: {ids}")
