"""Files of readings and judgements on their way into a record: looked at whole first, then taken in, line by line.

Nothing of a file is taken in where one of its lines cannot be, unless the rest is asked for. A first pass over the file
finds that out and keeps nothing in memory but the numbers of bad lines; the second hands the lines on.
"""

import gzip
import io
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NoReturn

from dragoman.exports import judgement_lines
from dragoman.exports.judgement_lines import judgement_from_json
from dragoman.exports.reading_lines import LineError, held_from_json
from dragoman.record import DragomanError, Judgement
from dragoman.record.wire import FORMAT
from dragoman.store import Held, Record

LONGEST_LINE = 128 << 20
"""A line is one document, perhaps with its bytes; what is longer was not written by anybody who meant well."""
HANDFUL = 200
"""Lines whose ids are looked up in the record at a time."""

Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be taken in, and why. Lines count from 1."""

    line: int
    why: str


@dataclass(slots=True)
class Looked:
    """What the first look at a file found. `judgements` says whether it has any."""

    lines: int = 0
    readings: int = 0
    judgements: int = 0
    faults: list[Fault] = field(default_factory=list)


def look(path: Path, record: Record, *, reader: str, tick: Tick, stop_at_first: bool) -> Looked:
    """Read all of a file and find what cannot be taken in; with `stop_at_first`, only the first such line."""
    looked = Looked()
    with closing(_Ids(record)) as ids:
        for number, line in _lines(path):
            looked.lines += 1
            tick()
            try:
                _look_at(line, number, ids, looked, reader)
            except LineError as fault:
                looked.faults.append(Fault(number, str(fault)))
                if stop_at_first:
                    return looked
        looked.faults += ids.elsewhere()
    looked.faults.sort(key=lambda fault: fault.line)
    return looked


def _look_at(line: bytes | None, number: int, ids: "_Ids", looked: Looked, reader: str) -> None:
    value = _parsed(line)
    if is_judgement(value):
        judgement_from_json(value)
        looked.judgements += 1
        return
    ids.take(held_from_json(value, reader=reader), number)
    looked.readings += 1


def readings_of(path: Path, *, reader: str, without: frozenset[int], tick: Tick) -> Iterator[Held]:
    """The readings of a file that was looked at; DragomanError where a line is another than it was then."""
    for _, value in _values(path, without, tick):
        if not is_judgement(value):
            try:
                yield held_from_json(value, reader=reader)
            except LineError as fault:
                _changed(path, fault)


def judgements_of(path: Path, *, without: frozenset[int]) -> Iterator[Judgement]:
    """The judgements of a file that was looked at."""
    for _, value in _values(path, without, lambda: None):
        if is_judgement(value):
            try:
                yield judgement_from_json(value)
            except LineError as fault:
                _changed(path, fault)


def _values(path: Path, without: frozenset[int], tick: Tick) -> Iterator[tuple[int, Any]]:
    for number, line in _lines(path):
        if number in without:
            continue
        try:
            yield number, _parsed(line)
        except LineError as fault:
            _changed(path, fault)
        tick()


def _changed(path: Path, fault: LineError) -> NoReturn:
    raise DragomanError(f"{path} was changed while it was taken in ({fault}); run it again") from fault


def is_judgement(value: Any) -> bool:
    """Whether a parsed line is meant for a judgement."""
    return isinstance(value, dict) and value.get("format") == judgement_lines.FORMAT


def _parsed(line: bytes | None) -> Any:
    """The line as JSON values. Raises LineError."""
    if line is None:
        raise LineError(f"it is longer than {LONGEST_LINE >> 20} MiB")
    try:
        value = json.loads(line, parse_constant=_no_number)
    except UnicodeDecodeError as fault:
        raise LineError("it is not UTF-8") from fault
    except RecursionError as fault:
        raise LineError("it is nested too deeply") from fault
    except ValueError as fault:
        raise LineError(f"it is no JSON: {fault}") from fault
    if isinstance(value, dict) and "claim" in value and "format" not in value:
        raise LineError(f"it is a claim alone, not a reading of {FORMAT}: export --what readings writes those")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _lines(path: Path) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not empty, with their numbers; None in place of one that is too long."""
    try:
        with _opened(path) as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    yield number, None
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(1 << 20)
                elif not line.isspace():
                    yield number, line
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise DragomanError(f"{path} is damaged: {fault}; take another copy") from fault
    except OSError as fault:
        raise DragomanError(f"{path} cannot be read: {fault.strerror or fault}; name another file") from fault


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked where it is a gzip, whatever its name."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        if not packed:
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            yield io.BufferedReader(unpacked)


class _Ids:
    """The ids of a file's documents and claims, kept on disk: each is of one document, in the file and the record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._known = sqlite3.connect("")  # a private file that goes when it is closed
        self._known.execute("CREATE TABLE documents (id PRIMARY KEY, sha256, line) WITHOUT ROWID")
        self._known.execute("CREATE TABLE claims (id PRIMARY KEY, document, line) WITHOUT ROWID")

    def close(self) -> None:
        """Forget them."""
        self._known.close()

    def take(self, held: Held, line: int) -> None:
        """Remember a reading's ids. Raises LineError where one of them was another document's in this file."""
        document = held.reading.document
        with self._known:
            self._one(
                "documents", "sha256", document.id, document.sha256, line, "is the id of a document of other bytes"
            )
            for claim in held.reading.claims:
                self._one("claims", "document", claim.id, document.id, line, "is the id of a claim of another document")

    def _one(self, table: str, column: str, name: str, its: str, line: int, why: str) -> None:
        self._known.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?)", (name, its, line))
        first, known = self._known.execute(f"SELECT line, {column} FROM {table} WHERE id = ?", (name,)).fetchone()
        if known != its:
            raise LineError(f"{name!r} {why}, on line {first}; give each its own")

    def elsewhere(self) -> Iterator[Fault]:
        """What the record has under these ids and is something else."""
        for some, lines in self._handfuls("documents", "sha256"):
            for name in self._record.other_bytes(some):
                yield Fault(lines[name], f"{name!r} is the id of a document of other bytes in the record")
        for some, lines in self._handfuls("claims", "document"):
            for name, document in self._record.claimed_elsewhere(some).items():
                yield Fault(lines[name], f"{name!r} is the id of a claim of document {document} in the record")

    def _handfuls(self, table: str, column: str) -> Iterator[tuple[dict[str, str], dict[str, int]]]:
        rows = self._known.execute(f"SELECT id, {column}, line FROM {table} ORDER BY id")
        while some := rows.fetchmany(HANDFUL):
            yield {name: its for name, its, _ in some}, {name: line for name, _, line in some}
