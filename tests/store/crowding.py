"""Many programs at one record: writers that overlap, readers that never stop, and what they saw.

    PYTHONPATH=src python tests/store/crowding.py [--seconds 60] [--writers 4] [--readers 8] [--record URL]

Each writer adds notes of its own and notes that all writers add, reads some anew by a newer reader, judges claims and
links. Each reader asks whatever can be asked, one question after the other, and follows the log from where it was. A
reader must never see half a document, fewer claims than before, or a gap in the log; in the end there is no claim too
few and none twice. Who is told that the record is busy tries again, as the line says.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]

from dragoman.record import Reading, RecordBusyError
from dragoman.store import ClaimQuery, DocumentQuery, Record, SearchQuery
from invented_readings import Said, document_of, read

CLAIMS = 5
"""In each note."""
BATCH = 8
OLD, NEW = ({"reader": reader, "dossier": "dossier-1"} for reader in ("reader-1", "reader-2"))
SHARED = "shared"


def note(whose: str, number: int) -> tuple[Reading, bytes]:
    """A note of five claims."""
    words = hashlib.sha512(f"{whose} {number}".encode()).hexdigest()  # no two notes are alike, so that few are compared
    some = [words[start : start + 5] for start in range(0, 100, 5)]
    lines = [f"District {n} will send its envoy {' '.join(some[n * 4 : n * 4 + 4])}." for n in range(CLAIMS)]
    document, data = document_of("\n".join([f"Note {number} of {whose}", *lines]), source=f"{whose}/{number}.txt")
    return read(document, [Said([line], kind="forecast") for line in lines]), data


@dataclass
class Wrote:
    """What a writer did. `busy`: how often it was told to come again; `slowest`: of its transactions, in seconds."""

    notes: int = 0
    shared: int = 0
    judged: int = 0
    steps: int = 0
    busy: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


@dataclass
class Saw:
    """What a reader saw: how many questions were answered, the slowest, how far the log went."""

    asked: int = 0
    slowest: float = 0.0
    cursor: int = 0
    faults: list[str] = field(default_factory=list)


def write(where: str, whose: str, rounds: Iterator[int]) -> Wrote:
    """Write, a round after the other."""
    done = Wrote()

    def step(work: Callable[[], Any]) -> None:
        began = time.monotonic()
        while True:
            try:
                work()
                break
            except RecordBusyError:
                done.busy += 1
        done.steps += 1
        done.slowest = max(done.slowest, time.monotonic() - began)

    with Record.open(where) as record:
        for n in rounds:
            own = [note(whose, n * BATCH + k) for k in range(BATCH)]
            step(lambda own=own: record.add_many(own, **OLD))  # type: ignore[misc]
            done.notes += BATCH
            step(lambda n=n: record.add(*note(SHARED, n), **OLD))  # type: ignore[misc]
            done.shared = n + 1
            if n % 3 == 0:
                step(lambda own=own: record.add(*own[0], **NEW))  # type: ignore[misc]
            if n % 4 == 0:
                claim = own[1][0].claims[0].id
                step(lambda claim=claim: record.judge("right", [claim], by=whose))  # type: ignore[misc]
                done.judged += 1
            if n % 5 == 0:
                step(record.link)
    return done


def ask(where: str, is_over: Callable[[], bool]) -> Saw:
    """Ask, one thing after the other, until it is over, and look at what is answered."""
    saw, count = Saw(), 0
    with Record.open(where, read_only=True) as record:

        def follow() -> None:
            for change in record.changes(after=saw.cursor, limit=500):
                if change.cursor != saw.cursor + 1:
                    saw.faults.append(f"after change {saw.cursor} came {change.cursor}")
                saw.cursor = change.cursor

        def grow() -> None:
            nonlocal count
            before, count = count, record.count()
            if count < before or count % CLAIMS:
                saw.faults.append(f"{count} claims after {before}")

        questions: tuple[Callable[[], Any], ...] = (
            grow,
            follow,
            lambda: list(record.claims(ClaimQuery(text="district 3", limit=50))),
            lambda: record.search(SearchQuery("envoy", limit=20)),
            lambda: record.documents(DocumentQuery(limit=50)),
            lambda: record.judged(),
            lambda: record.summary(),
        )
        over = False
        while not over:
            over = is_over()  # once more after the end: then all is there
            for question in questions:
                began = time.monotonic()
                question()
                saw.asked += 1
                saw.slowest = max(saw.slowest, time.monotonic() - began)
        while saw.cursor < record.cursor():
            follow()
    return saw


def in_children(works: list[Callable[[], Any]], after: list[Callable[[], Any]], over: Path) -> list[dict[str, Any]]:
    """What each comes to, all at once, each in a process of its own; those of `after` go on until the others end."""
    children = [_child(work) for work in (*after, *works)]
    told = [_told(*child) for child in children[len(after) :]]
    over.touch()
    return [*told, *(_told(*child) for child in children[: len(after)])]


def _child(work: Callable[[], Any]) -> tuple[int, int]:
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    try:
        os.close(out)
        with os.fdopen(into, "w") as pipe:
            try:
                told = vars(work())
            except BaseException as fault:
                told = {"faults": [repr(fault)]}
            json.dump(told, pipe)
    finally:
        os._exit(0)


def _told(child: int, out: int) -> dict[str, Any]:
    with os.fdopen(out) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    told: dict[str, Any] = json.loads(said or '{"faults": ["it died"]}')
    return told


def crowd(where: str, *, writers: int, readers: int, rounds: Callable[[], Iterator[int]], folder: Path) -> Any:
    """Let them all loose on a record, and look at what they saw and left: writers, readers, and what is wrong."""
    with Record.open(where):
        pass  # readers find it made
    over = folder / "over"
    writing = [lambda n=n: write(where, f"writer{n}", rounds()) for n in range(writers)]
    asking = [lambda: ask(where, over.exists)] * readers
    told = in_children(writing, asking, over)  # type: ignore[arg-type]
    wrote, saw = told[:writers], told[writers:]
    return wrote, saw, list(_wrong(where, wrote, saw))


def _wrong(where: str, wrote: list[dict[str, Any]], saw: list[dict[str, Any]]) -> Iterator[str]:
    for one in (*wrote, *saw):
        yield from one["faults"]
    if any("notes" not in one for one in wrote):
        return
    notes = sum(one["notes"] for one in wrote) + max(one["shared"] for one in wrote)
    with Record.open(where, read_only=True) as record:
        held, ids = record.summary(), [row.claim.id for row in record.claims()]
        if (held.documents, len(ids), len(set(ids))) != (notes, notes * CLAIMS, notes * CLAIMS):
            yield f"{held.documents} documents and {len(ids)} claims, {len(set(ids))} different; {notes} notes written"
        if len(record.judgements()) != sum(one["judged"] for one in wrote):
            yield "judgements are lost or doubled"
        if any(one.get("cursor") != record.cursor() for one in saw):
            yield "a reader did not see all of the log"
        yield from record.check()


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--record", help="postgresql://… of an empty database; by default an SQLite file is made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:

        def rounds() -> Iterator[int]:
            n, began = 0, time.monotonic()
            while time.monotonic() - began < asked.seconds:
                yield n
                n += 1

        where = asked.record or str(Path(folder) / "r.db")
        wrote, saw, wrong = crowd(
            where, writers=asked.writers, readers=asked.readers, rounds=rounds, folder=Path(folder)
        )
    for one in (*wrote, *saw):
        print(json.dumps(one))
    steps, questions = sum(one.get("steps", 0) for one in wrote), sum(one.get("asked", 0) for one in saw)
    print(f"{steps} transactions, {questions} questions")
    print("\n".join(wrong[:20]) if wrong else "nothing lost, nothing doubled, no fault")


if __name__ == "__main__":
    main()
