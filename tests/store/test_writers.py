"""Several programs at one record, programs that are killed, and disks that fill up."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from dragoman.record import Reading, RecordBusyError, RecordError
from dragoman.store import ClaimQuery, Record, opening
from invented_readings import Clock, Said, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
HERE = Path(__file__).parent

WRITE = f"""
import sys
sys.path[:0] = [{str(HERE)!r}, {str(HERE.parent)!r}]
from pathlib import Path
from test_writers import BY, notes
from dragoman.store import Record
with Record.open(Path(sys.argv[1])) as record:
    print("open", flush=True)
    if sys.argv[3] == "many":
        record.add_many(notes(int(sys.argv[2])), **BY)
    else:
        for reading, data in notes(int(sys.argv[2])):
            record.add(reading, data, **BY)
            print("added", flush=True)
"""


def notes(first: int, count: int = 300) -> Iterator[tuple[Reading, bytes]]:
    """So many notes of five claims each, numbered from `first`."""
    for number in range(first, first + count):
        lines = [f"District {n} will send its envoy in case {number}." for n in range(5)]
        document, data = document_of("\n".join([f"Note {number}", *lines]), source=f"notes/{number}.txt")
        yield read(document, [Said([line], kind="forecast") for line in lines]), data


def start_writing(where: Path, first: int, how: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITE, str(where), str(first), how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def lock_held(where: Path) -> Iterator[None]:
    """Another program in the middle of writing."""
    with closing(sqlite3.connect(where, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("how", ["many", "one by one"])
def test_two_programs_write_at_once_into_a_record_neither_finds_made(tmp_path: Path, how: str) -> None:
    where = tmp_path / "dragoman.db"
    writers = [start_writing(where, first, how) for first in (0, 200)]
    for writer in writers:
        _, faults = writer.communicate(timeout=120)
        assert (writer.returncode, faults) == (0, "")
    with Record.open(where, read_only=True) as record:
        # 100 of the notes came from both.
        assert (record.summary().documents, record.count()) == (500, 2500)
        assert record.check() == []


@pytest.mark.parametrize("how", ["many", "one by one"])
def test_a_kill_at_any_moment_leaves_a_record_that_opens(tmp_path: Path, how: str) -> None:
    """Killed after ever longer, each time into the same record; what was told as added is there."""
    where = tmp_path / "dragoman.db"
    for delay in (0.0, 0.03, 0.1, 0.3):
        writer = start_writing(where, 0, how)
        assert writer.stdout
        assert writer.stdout.readline() == "open\n"
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        added = writer.communicate()[0].count("added\n")
        with Record.open(where, read_only=True) as record:
            held = record.summary()
            assert held.documents >= added
            assert held.claims == 5 * held.documents
            assert record.check() == []
    with Record.open(where) as record:
        assert record.add_many(notes(0), **BY).superseded == 0
        assert record.count() == 1500
        assert record.check() == []


def test_a_kill_while_the_record_is_made_leaves_one_that_can_be_made(tmp_path: Path) -> None:
    for number in range(4):
        where = tmp_path / f"{number}.db"
        writer = start_writing(where, 0, "many")
        deadline = time.monotonic() + 30
        while not where.exists() and time.monotonic() < deadline:
            time.sleep(0.0005)
        time.sleep(number * 0.004)
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        with Record.open(where) as record:
            assert record.check() == []
            assert record.add(*pledge(), **BY) == "new"


def test_another_writer_is_waited_for(tmp_path: Path) -> None:
    where = tmp_path / "dragoman.db"
    with Record.open(where) as record:
        locked, release = threading.Event(), threading.Event()

        def hold() -> None:
            with lock_held(where):
                locked.set()
                release.wait(30)

        other = threading.Thread(target=hold)
        other.start()
        locked.wait(30)
        threading.Timer(0.3, release.set).start()
        assert record.add(*pledge(), **BY) == "new"
        assert release.is_set()
        other.join()


def test_a_writer_that_never_ends_is_told_of_and_readers_do_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE_S", 0.2)
    where = tmp_path / "dragoman.db"
    with Record.open(where) as record:
        record.add(*pledge(), **BY)
        with lock_held(where):
            with pytest.raises(RecordBusyError, match="another program is writing"):
                record.add_many(notes(0, 3), **BY)
            assert record.count() == 3
            with Record.open(where) as second:
                assert second.count() == 3
        assert record.add_many(notes(0, 3), **BY).new == 3


def test_no_lock_is_held_while_the_next_item_is_awaited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE_S", 0.2)
    where = tmp_path / "dragoman.db"

    def slow() -> Iterator[tuple[Reading, bytes]]:
        for number, item in enumerate(notes(0, 130)):
            if number == 100:  # after a batch was written
                with Record.open(where) as other:
                    assert other.add(*pledge(), **BY) == "new"
            yield item

    with Record.open(where) as record:
        record.add_many(slow(), **BY)
        assert record.summary().documents == 131


def test_slow_items_are_written_as_time_goes_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a kill would lose an hour of reading where reading is slow."""
    monkeypatch.setattr("dragoman.store.batches.BATCH_SECONDS", 0.0)
    where = tmp_path / "dragoman.db"
    seen = []

    def watched(second: Record) -> Iterator[tuple[Reading, bytes]]:
        for item in notes(0, 4):
            seen.append(second.summary().documents)
            yield item

    with Record.open(where) as record, Record.open(where, read_only=True) as second:
        record.add_many(watched(second), **BY)
    assert seen == [0, 1, 2, 3]


def test_a_full_disk_is_told_and_loses_nothing_before_it(tmp_path: Path) -> None:
    """The file may grow no further, as if the disk were full."""
    where = tmp_path / "dragoman.db"
    with Record.open(where) as record:
        record.add(*pledge(), **BY)
        with record._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(RecordError, match="the disk is full"):
            record.add_many(notes(0, 100), **BY)
        assert record.count() == 3
        assert record.check() == []
    with Record.open(where) as record:
        assert record.add_many(notes(0, 100), **BY).new == 100


def test_threads_share_a_record(tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def work(record: Record, first: int) -> None:
        try:
            record.add_many(notes(first, 40), **BY)
            list(record.claims(ClaimQuery(text="envoy", limit=50)))
        except BaseException as fault:
            faults.append(fault)

    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        threads = [threading.Thread(target=work, args=(record, first)) for first in (0, 40, 80)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        assert record.count() == 600
