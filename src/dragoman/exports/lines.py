"""The record as JSON lines."""

import json
from collections.abc import Iterable
from typing import IO, Any

from dragoman.exports.cells import row_to_json
from dragoman.exports.decided import Decided
from dragoman.exports.judgement_lines import judgement_lines
from dragoman.exports.reading_lines import reading_lines
from dragoman.exports.selection import Selection


def write(selection: Selection, stream: IO[bytes]) -> int:
    """Write what was asked for, one a line; how many."""
    return write_lines(_lines(selection), stream)


def write_lines(lines: Iterable[bytes], stream: IO[bytes]) -> int:
    """Write the lines as they come; how many."""
    count = 0
    for line in lines:
        stream.write(line)
        count += 1
    return count


def _lines(selection: Selection) -> Iterable[bytes]:
    if selection.what == "readings":
        return reading_lines(selection.record, selection.query, originals=selection.originals)
    if selection.what == "judgements":
        return judgement_lines(selection.record, selection.as_of)
    if selection.what == "claims":
        return (to_line(claim_to_line(one)) for one in selection.claims())
    raise ValueError(selection.what)


def to_line(value: dict[str, Any]) -> bytes:
    """An object on a line of its own; the same object always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def claim_to_line(one: Decided) -> dict[str, Any]:
    """A claim with its words, its parties by name, its document, and what people said of it."""
    said = [{"verdict": j.verdict, "by": j.by, "at": j.at.isoformat(), "why": j.why} for j in one.judgements]
    return {**row_to_json(one.row), "judged": one.state, "judgements": said}
