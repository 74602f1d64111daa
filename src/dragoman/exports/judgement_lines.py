"""Judgements as JSON lines that another record takes in as they were made: who, when, why, about what as it was then.

Format `dragoman.judgement/1`. Ids are made from all of a judgement, so that one changed on the way is told.
"""

import datetime
import json
from collections.abc import Iterator
from typing import Any, get_args

from dragoman.exports.reading_lines import LineError
from dragoman.record import Judgement, Verdict
from dragoman.store import Record

FORMAT = "dragoman.judgement/1"


def judgement_lines(record: Record, as_of: datetime.datetime | None) -> Iterator[bytes]:
    """Every judgement made until then, taken back or not, in the order in which they were made, a line each."""
    for row in record.judged(as_of=as_of):
        yield json.dumps(judgement_to_json(row.judgement), ensure_ascii=False).encode() + b"\n"


def judgement_to_json(made: Judgement) -> dict[str, Any]:
    """All of a judgement."""
    return {
        "format": FORMAT,
        "id": made.id,
        "verdict": made.verdict,
        "about": [{"id": t, "digest": d} for t, d in zip(made.about, made.digests, strict=True)],
        "by": made.by,
        "at": made.at.isoformat(),
        "why": made.why,
        "fields": [list(pair) for pair in made.fields],
    }


def judgement_from_json(value: Any) -> Judgement:
    """The judgement that `judgement_to_json` wrote. Raises LineError."""
    try:
        made = Judgement(
            id=_text(value["id"]),
            verdict=value["verdict"],
            about=tuple(_text(thing["id"]) for thing in value["about"]),
            by=_text(value["by"]),
            at=datetime.datetime.fromisoformat(value["at"]),
            why=_text(value["why"]),
            fields=tuple((_text(name), _text(text)) for name, text in value["fields"]),
            digests=tuple(thing["digest"] and _text(thing["digest"]) for thing in value["about"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise LineError(f"not a judgement of format {FORMAT}: {type(fault).__name__}: {fault}") from fault
    if made.verdict not in get_args(Verdict) or not made.about or not made.by.strip() or made.at.utcoffset() is None:
        raise LineError("a judgement needs a verdict there is, something it is about, who made it and when, with zone")
    return made


def _text(value: Any) -> str:
    if not isinstance(value, str) or any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
        raise TypeError("a text is needed")
    return value
