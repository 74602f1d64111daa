"""Tables as CSV for spreadsheets: UTF-8, a line of names first, lists in one cell."""

import csv
import datetime
import io
from typing import IO, Any

from dragoman.exports.cells import harmless
from dragoman.exports.columns import TABLES
from dragoman.exports.selection import Selection

BETWEEN = "; "
"""Between the members of a list."""


def write(selection: Selection, stream: IO[bytes]) -> int:
    """Write a table; how many rows."""
    table = TABLES[selection.what]
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    count = 0
    for row in table.rows(selection):
        writer.writerow(map(_cell, row))
        count += 1
    text.flush()
    text.detach()
    return count


def _cell(value: Any) -> str:
    """A cell as text. Only what a document says can be a formula, so a number keeps its sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, list):
        return harmless(BETWEEN.join(value))
    return harmless(str(value))
