"""The full-text index over the paragraphs of every reading: written with the reading, checked, and made anew."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from dragoman.record import Reading
from dragoman.store import bulk, schema
from dragoman.store.full_text import full_text
from dragoman.store.words import indexed

PER_READING = schema.CLAIMS_PER_READING
HANDFUL = 2_000
"""Lines written at a time: memory holds no more, and those of one reading."""


class LineRow(NamedTuple):
    """A row of `lines`, and the line's words as the index takes them, parted by spaces."""

    key: int
    start: int
    end: int
    first_claim: int | None
    last_claim: int | None
    stems: str
    wholes: str


def line_rows(reading: Reading) -> Iterator[LineRow]:
    """The paragraphs of a reading, site furniture left out, with their words and the claims that begin in each.

    Keys of lines and claims are places in the reading; claims are numbered by where they begin, as the record does.
    """
    starts = sorted(claim.passages[0] for claim in reading.claims)
    text = reading.document.text
    for place, line in enumerate(line for line in reading.document.lines if line.role != "chrome"):
        first, after = bisect_left(starts, (line.start, 0)), bisect_left(starts, (line.end, 0))
        stems, wholes, _ = indexed(text[line.start : line.end])
        some = first < after
        yield LineRow(place, line.start, line.end, first if some else None, after - 1 if some else None, stems, wholes)


def keyed_lines(rows: Iterable[LineRow], reading: int) -> list[LineRow]:
    """The rows with their keys made whole."""
    base = reading * PER_READING
    return [
        LineRow(base + key, start, end, None, None, stems, wholes)
        if first is None or last is None
        else LineRow(base + key, start, end, base + first, base + last, stems, wholes)
        for key, start, end, first, last, stems, wholes in rows
    ]


def write(connection: Connection, rows: Sequence[LineRow]) -> None:
    """Put lines and their words into the index."""
    if rows:
        bulk.put(connection, schema.lines, [row[:_KEPT] for row in rows])
        full_text(connection).put(connection, [(row.key, row.stems, row.wholes) for row in rows])


_KEPT = len(schema.lines.columns)


def rebuild(connection: Connection, unpacked: Iterable[tuple[int, Reading]]) -> int:
    """Make the index anew from these readings, within a transaction that holds the write lock; how many lines."""
    connection.execute(schema.lines.delete())
    full_text(connection).forget(connection)
    count, waiting = 0, list[LineRow]()
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
    kept = [tuple(row) for row in connection.execute(select(schema.lines).where(here).order_by(c.key))]
    if kept != [row[:_KEPT] for row in expected]:
        yield "its lines are not those that are searched; mend it with dragoman doctor --rebuild-search"
        return
    index = full_text(connection)
    if index.sizes(connection, first, first + PER_READING - 1) != {
        row.key: index.size(row.stems, row.wholes) for row in expected
    }:
        yield "the search index lacks some of its words; mend it with dragoman doctor --rebuild-search"


def is_there(connection: Connection) -> bool:
    """Whether the record is indexed: one of an older version is not before it is opened for writing."""
    some = connection.scalar(select(func.min(schema.readings.c.id)))
    return some is None or connection.scalar(select(func.min(schema.lines.c.key))) is not None
