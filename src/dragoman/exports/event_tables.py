"""Events as CSV, in PLOVER's and CAMEO's columns."""

import csv
import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import IO

from dragoman.desks.states import states_of
from dragoman.exports.cells import harmless
from dragoman.exports.events import EventRow, cameo_columns, event_rows, plover_columns
from dragoman.exports.selection import Selection
from dragoman.exports.targets import named_in
from dragoman.record import Reading
from dragoman.store import ClaimRow, Party

Columns = Callable[[EventRow], dict[str, str] | None]


def write_plover(selection: Selection, stream: IO[bytes]) -> int:
    """Write the claims that have a PLOVER type; how many rows."""
    return _write(selection, stream, plover_columns)


def write_cameo(selection: Selection, stream: IO[bytes]) -> int:
    """Write the claims that have a CAMEO code; how many rows."""
    return _write(selection, stream, cameo_columns)


def _write(selection: Selection, stream: IO[bytes], columns: Columns) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    writer: csv.DictWriter[str] | None = None
    count = 0
    for row in _rows(selection, columns):
        count += 1
        if writer is None:
            writer = csv.DictWriter(text, list(row), lineterminator="\n")
            writer.writeheader()
        # A negative weight is a number, not a formula.
        writer.writerow({name: cell if name == "goldstein" else harmless(cell) for name, cell in row.items()})
    text.detach()
    return count


def _rows(selection: Selection, columns: Columns) -> Iterator[dict[str, str]]:
    claims = (one.row for one in selection.claims())
    for row in event_rows(claims, states_of(selection.dossier), _naming(selection)):
        if (cells := columns(row)) is not None:
            yield cells


def _naming(selection: Selection) -> Callable[[ClaimRow], tuple[Party, ...]]:
    """Who is named in a claim's words. The readings of the last few documents are kept: claims come document by one."""

    @lru_cache(maxsize=8)
    def reading(document: str) -> Reading | None:
        return selection.record.reading(document, as_of=selection.as_of)

    def named(row: ClaimRow) -> tuple[Party, ...]:
        found = reading(row.document)
        return named_in(row.claim, found) if found else ()

    return named
