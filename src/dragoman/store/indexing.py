"""The full-text index over the paragraphs of every reading: written with the reading, checked, and made anew."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select

from dragoman.record import Reading
from dragoman.store import schema
from dragoman.store.full_text import full_text
from dragoman.store.words import indexed

Row = dict[str, Any]
PER_READING = schema.CLAIMS_PER_READING
HANDFUL = 2_000
"""Lines written at a time: memory holds no more, and those of one reading."""


def line_rows(reading: Reading) -> Iterator[Row]:
    """The paragraphs of a reading, site furniture left out, with their words and the claims that begin in each.

    Keys of lines and claims are places in the reading; claims are numbered by where they begin, as the record does.
    """
    starts = sorted(claim.passages[0] for claim in reading.claims)
    for place, line in enumerate(line for line in reading.document.lines if line.role != "chrome"):
        first, after = bisect_left(starts, (line.start, 0)), bisect_left(starts, (line.end, 0))
        stems, wholes, _ = indexed(reading.document.text[line.start : line.end])
        yield {
            "key": place,
            "start": line.start,
            "end": line.end,
            "first_claim": first if first < after else None,
            "last_claim": after - 1 if first < after else None,
            "stems": stems,
            "wholes": wholes,
        }


def keyed_lines(rows: Iterable[Row], reading: int) -> list[Row]:
    """The rows with their keys made whole."""
    base = reading * PER_READING
    return [
        row | {name: base + row[name] for name in ("key", "first_claim", "last_claim") if row[name] is not None}
        for row in rows
    ]


def write(connection: Connection, rows: Sequence[Row]) -> None:
    """Put lines and their words into the index."""
    if not rows:
        return
    kept = [{column.name: row[column.name] for column in schema.lines.columns} for row in rows]
    connection.execute(insert(schema.lines), kept)
    full_text(connection).put(connection, rows)


def rebuild(connection: Connection, unpacked: Iterable[tuple[int, Reading]]) -> int:
    """Make the index anew from these readings, within a transaction that holds the write lock; how many lines."""
    connection.execute(schema.lines.delete())
    full_text(connection).forget(connection)
    count, waiting = 0, list[Row]()
    for number, reading in unpacked:
        waiting += keyed_lines(line_rows(reading), number)
        if len(waiting) >= HANDFUL:
            write(connection, waiting)
            count, waiting = count + len(waiting), []
    write(connection, waiting)
    return count + len(waiting)


def faults(connection: Connection, number: int, reading: Reading) -> Iterator[str]:
    """How the index differs from what this reading, of this number, should have in it."""
    expected = keyed_lines(line_rows(reading), number)
    c, first = schema.lines.c, number * PER_READING
    here = c.key.between(first, first + PER_READING - 1)
    kept = [dict(row) for row in connection.execute(select(schema.lines).where(here).order_by(c.key)).mappings()]
    if kept != [{name: row[name] for name in kept[0]} if kept else {} for row in expected]:
        yield "its lines are not those that are searched; mend it with dragoman doctor --rebuild-search"
        return
    index = full_text(connection)
    if index.sizes(connection, first, first + PER_READING - 1) != {row["key"]: index.size(row) for row in expected}:
        yield "the search index lacks some of its words; mend it with dragoman doctor --rebuild-search"


def is_there(connection: Connection) -> bool:
    """Whether the record is indexed: one of an older version is not before it is opened for writing."""
    some = connection.scalar(select(func.min(schema.readings.c.id)))
    return some is None or connection.scalar(select(func.min(schema.lines.c.key))) is not None
