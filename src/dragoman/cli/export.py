"""`dragoman export`: the record in another program's form."""

import csv
import datetime
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from dragoman.brief.rows import harmless
from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE
from dragoman.cli.options import ExportFormat
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.exports import cameo_columns, event_rows, plover_columns
from dragoman.exports.targets import named_in
from dragoman.record import DragomanError, Reading
from dragoman.store import ClaimQuery, ClaimRow, Party, Record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    form: ExportFormat
    query: ClaimQuery
    out: str | None = None
    dossier: str | None = None


def run(wanted: Wanted) -> int:
    """Write the rows to standard output, or to the file that was asked for."""
    states = states_of(load_dossier(wanted.dossier))
    with Record.open(wanted.record, create=False, read_only=True) as record, _opened(wanted.out) as stream:
        written = _write_csv(stream, _rows(wanted, record, states))
    if wanted.out is not None:
        print(f"{wanted.out}: {say_count(written, 'event')}")
    return DONE


def _rows(wanted: Wanted, record: Record, states: Mapping[str, str]) -> Iterator[dict[str, str]]:
    columns = plover_columns if wanted.form == "plover" else cameo_columns
    for row in event_rows(record.claims(wanted.query), states, _naming(record, wanted.query.as_of)):
        if (cells := columns(row)) is not None:
            yield cells


def _naming(record: Record, as_of: datetime.datetime | None) -> Callable[[ClaimRow], tuple[Party, ...]]:
    """Who is named in a claim's words. The readings of the last few documents are kept: claims come document by one."""

    @lru_cache(maxsize=8)
    def reading(document: str) -> Reading | None:
        return record.reading(document, as_of=as_of)

    def named(row: ClaimRow) -> tuple[Party, ...]:
        found = reading(row.document)
        return named_in(row.claim, found) if found else ()

    return named


def _write_csv(stream: IO[str], rows: Iterator[dict[str, str]]) -> int:
    writer: csv.DictWriter[str] | None = None
    count = 0
    for row in rows:
        count += 1
        if writer is None:
            writer = csv.DictWriter(stream, list(row), lineterminator="\n")
            writer.writeheader()
        # A negative weight is a number, not a formula.
        writer.writerow({name: cell if name == "goldstein" else harmless(cell) for name, cell in row.items()})
    return count


@contextmanager
def _opened(out: str | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        return
    try:
        with Path(out).open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as fault:
        raise DragomanError(f"{out} cannot be written: {fault.strerror}; name another file") from fault
