"""Kill -9 at random points of a read, a migration and an import, and what is left afterwards.

    PYTHONPATH=src python tests/store/killing.py [--points 200] [--seed 1] [read migration-1 migration-3 import]

At each point a child does the work on a fresh copy of a record and is killed: every other time at a random count of the
virtual instructions that SQLite has run, which falls within statements and commits; else at a random time, which falls
anywhere. Then the record must open and be sound, and the work done again must leave just what an undisturbed run
leaves: every row of every table, but for times. Documents are read by a few lines of code, as no parser can be killed
at a point that matters to the record.
"""

import argparse
import contextlib
import datetime
import hashlib
import io
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]

from sqlalchemy import Connection, Engine, event, select

from dragoman.cli import read
from dragoman.cli.app import run as command
from dragoman.dossier import Dossier
from dragoman.fleet.intake import Reader
from dragoman.record import SPEAKING_ROLES, Document, Problem, Reading, RecordError
from dragoman.store import Record, schema
from dragoman.store.reading_columns import LAYOUT
from dragoman.store.schema.columns import Moment
from invented_readings import Said
from invented_readings import read as reading_of

TICK = 50
"""Virtual instructions of SQLite between two looks whether it is time to be killed."""
DOSSIER = Dossier(id="test", name="Test", actors={}, offices={}, tenures=(), tracks={}, sites=(), cues=(), digest="0")


def reads(items: Iterable[tuple[Document, tuple[Problem, ...]]]) -> Iterator[Reading]:
    """Every line of the body promises something."""
    for document, _ in items:
        said = dict.fromkeys(document.text[x.start : x.end] for x in document.lines if x.role in SPEAKING_ROLES)
        yield reading_of(document, [Said([words], kind="commitment", speakers=["Lim"]) for words in said])


WORDS = (
    *("harbour", "bridge", "rice", "coal", "fish", "river", "border", "train", "school"),
    *("market", "letter", "island", "mine", "forest", "court", "road"),
)


def write_pages(folder: Path, count: int) -> None:
    """So many pages, every fourth of them nearly the one before."""
    folder.mkdir()
    for number in range(count):
        chance = random.Random(number - (number % 4 == 3))
        lines = [f"Lim promised {' '.join(chance.choices(WORDS, k=9))} to all who ask." for _ in range(5)]
        if number % 4 == 3:
            lines[0] = "Lim promised nothing more than this to all who ask."
        head = f"Statement {number} on {chance.choice(WORDS)}\n\nDate\n2031-02-{1 + number % 28:02}\n\n"
        (folder / f"{number:03}.txt").write_text(head + "\n\n".join(lines) + "\n")


@dataclass(frozen=True)
class Work:
    """What is done, on a record made ready for it by `prepare`; both are given the folder in which it lies."""

    name: str
    prepare: Callable[[Path], None]
    do: Callable[[Path], None]


def _read(folder: Path, version: str, pages: str = "pages") -> None:
    wanted = read.Wanted((str(folder / pages),), str(folder / "r.db"))
    if read.run(wanted, reader=Reader(DOSSIER, version, reads)):
        raise SystemExit("the read did not end well")


def _import(folder: Path) -> None:
    if command(["import", str(folder / "readings.jsonl"), "--record", str(folder / "r.db")]):
        raise SystemExit("the import did not end well")


def _migrate(folder: Path) -> None:
    with Record.open(folder / "r.db"):
        pass


def _half_read(folder: Path) -> None:
    """Half of the pages are on record, by an older reader, so that the read has both to add and to supersede."""
    write_pages(folder / "pages", 8)
    _put_half_aside(folder)
    _read(folder, "simple/1", "half")
    for page in (folder / "half").iterdir():
        page.unlink()


def _put_half_aside(folder: Path) -> None:
    shutil.copytree(folder / "pages", folder / "half", ignore=lambda _, names: sorted(names)[4:], dirs_exist_ok=True)


def _exported(folder: Path) -> None:
    """All is in the file; a quarter of it is on record, read the same by another reader, and in part judged."""
    _half_read(folder)
    _read(folder, "simple/2")
    out, record = str(folder / "readings.jsonl"), str(folder / "r.db")
    if command(["export", "--format", "jsonl", "--out", out, "--record", record]):
        raise SystemExit("the export did not end well")
    (folder / "r.db").unlink()
    _put_half_aside(folder)
    for page in sorted((folder / "half").iterdir())[2:]:
        page.unlink()
    _read(folder, "another/1", "half")
    with Record.open(folder / "r.db") as opened:
        _judge_some(opened)


def _older(version: int) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        _half_read(folder)
        with Record.open(folder / "r.db") as record:
            _judge_some(record)
        downgrade(folder / "r.db", version)

    return prepare


def _judge_some(record: Record) -> None:
    for row in list(record.claims())[:5]:
        record.judge("right", [row.claim.id], by="Ada")


def downgrade(where: Path, version: int) -> None:
    """Make of a record of today what an older Dragoman would have left: without the tables of later schemas."""
    later = dict.fromkeys(schema.LATER[schema.LATER.index("lines") + 1 :], 4)
    later |= {"lines": 3, "line_words": 3}
    later |= dict.fromkeys(schema.LATER[: schema.LATER.index("lines")], 2)
    with sqlite3.connect(where, isolation_level=None) as raw:
        for name in reversed([name for name, added in later.items() if added > version]):
            raw.execute(f"DROP TABLE {name}")
        raw.execute("DROP TABLE alembic_version")
        raw.execute("UPDATE meta SET value = ? WHERE name = 'version'", [str(version)])
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


WORKS = {
    work.name: work
    for work in (
        Work("read", _half_read, lambda folder: _read(folder, "simple/2")),
        Work("migration-1", _older(1), _migrate),
        Work("migration-3", _older(3), _migrate),
        Work("import", _exported, _import),
    )
}


def digest(where: Path) -> str:
    """The same for the same rows in every table, whenever they came in."""
    whole = hashlib.sha256()
    with Record.open(where, read_only=True) as record, record._engine.connect() as connection:
        for table in schema.tables.sorted_tables:
            for line in sorted(_lines(connection, table)):
                whole.update(line.encode())
    return whole.hexdigest()


def _lines(connection: Connection, table: Any) -> Iterator[str]:
    if table.name == "meta":
        return
    ignored = [isinstance(column.type, Moment) for column in table.columns]
    for row in connection.execute(select(table)):
        told = ["when" if skip and value is not None else value for value, skip in zip(row, ignored, strict=True)]
        if table is schema.reading_columns:  # among them is when each reading was learned
            told[-1] = {name: column for name, column in LAYOUT.unpack(row.packed).items() if name != "learned"}
        yield f"{table.name} {told!r}\n"


def in_child(work: Callable[[], None], *, tick: int | None = None, seconds: float | None = None) -> int:
    """The exit status of the work, done in a child that is killed at this tick or after so long; 0 where it ended."""
    child = os.fork()
    if child == 0:
        _silence()
        try:
            with _killed_at(tick):
                work()
        except BaseException as fault:
            print(repr(fault), file=sys.__stderr__)
            os._exit(1)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    sys.stdout = os.fdopen(1, "w")


class _killed_at:
    """Every connection of this process counts; at the tick it kills. Without one it only counts."""

    count = 0

    def __init__(self, tick: int | None) -> None:
        self._tick = tick

    def __enter__(self) -> "_killed_at":
        event.listen(Engine, "connect", self._watch)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "connect", self._watch)

    def _watch(self, connection: Any, _: Any) -> None:
        connection.set_progress_handler(self._look, TICK)

    def _look(self) -> int:
        self.count += 1
        if self.count == self._tick:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


@dataclass(frozen=True)
class Outcome:
    """What came of so many kills: how many children were still at work when they were killed, and what was wrong."""

    name: str
    points: int
    killed: int
    faults: tuple[str, ...]
    ticks: int
    seconds: float


def torture(work: Work, folder: Path, *, points: int, seed: int) -> Outcome:
    """Kill the work at so many points, and look at what each left."""
    ready = folder / "ready"
    ready.mkdir()
    _require(in_child(lambda: work.prepare(ready)) == 0, f"{work.name} cannot be made ready")
    shutil.copytree(ready, folder / "at")
    with contextlib.redirect_stdout(io.StringIO()):
        work.do(folder / "at")  # so that what is imported on the way is here for every child
    shutil.rmtree(folder / "at")
    ticks, seconds, expected = _undisturbed(work, ready, folder / "at")
    chance, killed, faults = random.Random(seed), 0, list[str]()
    at = folder / "at"
    for point in range(points):
        shutil.copytree(ready, at)
        if point % 2:
            status = in_child(lambda: work.do(at), tick=chance.randint(1, ticks))
        else:
            status = in_child(lambda: work.do(at), seconds=chance.uniform(0, seconds))
        killed += os.WIFSIGNALED(status)
        faults += [f"{work.name}, point {point}: {fault}" for fault in _left(work, at, expected)]
        shutil.rmtree(at)
    return Outcome(work.name, points, killed, tuple(faults), ticks, seconds)


def _undisturbed(work: Work, ready: Path, whole: Path) -> tuple[int, float, str]:
    """How long it takes undisturbed, in ticks and seconds, and what it leaves; where it is done is on record too."""
    shutil.copytree(ready, whole)
    counted = whole / "ticks"

    def count() -> None:
        with _killed_at(None) as watch:
            work.do(whole)
        counted.write_text(str(watch.count))

    began = time.monotonic()
    _require(in_child(count) == 0, f"{work.name} does not end well undisturbed")
    told = int(counted.read_text()), time.monotonic() - began, digest(whole / "r.db")
    shutil.rmtree(whole)
    return told


def _left(work: Work, at: Path, expected: str) -> Iterator[str]:
    """What is wrong with what a killed child left, and with what doing the work again makes of it."""
    where = at / "r.db"
    try:
        with Record.open(where, read_only=True) as record:
            yield from record.check()
    except RecordError as fault:
        # Killed before the tables of a new record were made: it is told, and made when the work is done again.
        if "is empty" not in str(fault) and "there is no record" not in str(fault):
            yield str(fault)
    if in_child(lambda: work.do(at)):
        yield "doing it again does not end well"
        return
    with Record.open(where, read_only=True) as record:
        yield from record.check()
    if digest(where) != expected:
        yield "doing it again comes to something else"


def _require(holds: bool, fault: str) -> None:
    if not holds:
        raise SystemExit(fault)


def main() -> None:
    """Print a line for each work."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("works", nargs="*", default=list(WORKS), metavar="WORK")
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}, SQLite {sqlite3.sqlite_version}")
    for name in asked.works:
        with tempfile.TemporaryDirectory() as folder:
            done = torture(WORKS[name], Path(folder), points=asked.points, seed=asked.seed)
        whole = f"{done.seconds:.2f} s, {done.ticks} ticks undisturbed"
        print(f"{name}: {done.points} points ({whole}), {done.killed} killed at work, {len(done.faults)} faults")
        for fault in done.faults[:10]:
            print(f"  {fault}")


if __name__ == "__main__":
    main()
