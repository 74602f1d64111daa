"""A record that cannot be used as asked is refused in one clear line, and nothing of it is changed."""

import hashlib
import os
import resource
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from killing import downgrade

from dragoman.cli import read
from dragoman.cli.app import run
from dragoman.fleet.intake import Reader
from dragoman.store import Record, schema

Printed = pytest.CaptureFixture[str]
NOBODY = 65534
"""Who owns nothing."""


@pytest.fixture
def record(reader: Reader, releases: Path, tmp_path: Path, capsys: Printed) -> Path:
    where = tmp_path / "kept" / "r.db"
    where.parent.mkdir()
    read.run(read.Wanted((str(releases),), str(where)), reader=reader)
    with sqlite3.connect(where, isolation_level=None) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    capsys.readouterr()
    return where


def held(where: Path) -> dict[str, str]:
    """Every file of the folder, by its digest; what SQLite leaves empty beside the record is no change."""
    files = (path for path in where.parent.iterdir() if path.stat().st_size and not path.name.endswith("-shm"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def refused(capsys: Printed, *words: str, code: int = 2) -> str:
    """The one line that is told."""
    assert run(list(words)) == code
    (line,) = capsys.readouterr().err.splitlines()
    return line


ASKING = (["claims"], ["log"], ["show", "d"], ["search", "harbour"], ["commitments"], ["export", "--format", "plover"])
WRITING = (["read", "PAGE"], ["judge", "right", "d"], ["withdraw", "d", "--because", "x"])


@pytest.fixture
def page(releases: Path) -> str:
    return str(releases / "b.txt")


def every(page: str) -> Iterator[list[str]]:
    for words in (*ASKING, *WRITING):
        yield [page if word == "PAGE" else word for word in words]


def test_a_record_of_a_newer_dragoman(record: Path, page: str, capsys: Printed) -> None:
    with sqlite3.connect(record, isolation_level=None) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    before = held(record)
    for words in every(page):
        line = refused(capsys, *words, "--record", str(record))
        assert f"was written by a newer Dragoman (schema 99; this one knows {schema.VERSION})" in line
        assert "upgrade Dragoman" in line
    assert held(record) == before


@pytest.mark.parametrize("data", [b"", b"no record at all\n" * 400, b"SQLite format 3\x00" + b"\x00" * 4000])
def test_a_file_that_is_no_record(tmp_path: Path, page: str, capsys: Printed, data: bytes) -> None:
    where = tmp_path / "other" / "letter.db"
    where.parent.mkdir()
    where.write_bytes(data)
    before = held(where)
    for words in every(page):
        if not data and words[0] == "read":
            continue  # an empty file is made a record
        line = refused(capsys, *words, "--record", str(where))
        assert str(where) in line
    assert held(where) == before


def test_another_programs_database(tmp_path: Path, page: str, capsys: Printed) -> None:
    where = tmp_path / "other" / "music.db"
    where.parent.mkdir()
    with sqlite3.connect(where, isolation_level=None) as raw:
        raw.execute("CREATE TABLE songs (name TEXT)")
    raw.close()
    before = held(where)
    for words in every(page):
        line = refused(capsys, *words, "--record", str(where))
        assert "is an SQLite database but not a Dragoman record" in line
    assert held(where)["music.db"] == before["music.db"] or words[0] in ("read", "judge", "withdraw")


@contextmanager
def somebody_else() -> Iterator[None]:
    """Root may write what is read-only: for a while we are nobody, where we are root."""
    if os.geteuid():
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize("mode", [(0o444, 0o777), (0o666, 0o555)], ids=["file", "folder"])
def test_a_read_only_file_or_folder(record: Path, mode: tuple[int, int], tmp_path: Path, capsys: Printed) -> None:
    asked = (["withdraw", "nothing", "--because", "x"], ["judge", "right", "nothing"])
    for words in (*asked, ["claims"]):
        run([*words, "--record", str(record)])  # what is imported on the way, nobody may not read
    capsys.readouterr()
    for folder in (tmp_path, *[parent for parent in tmp_path.parents if "pytest" in parent.name]):
        folder.chmod(0o755)
    record.chmod(mode[0])
    record.parent.chmod(mode[1])
    before = held(record)
    with somebody_else():
        for words in asked:
            line = refused(capsys, *words, "--record", str(record))
            assert "is read-only; change its permissions or name another" in line
        assert run(["claims", "--record", str(record)]) == 0
    assert "harbour" in capsys.readouterr().out
    record.parent.chmod(0o755)
    assert held(record) == before


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The disk is full for whatever would make a file larger than this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_a_full_disk(record: Path, reader: Reader, tmp_path: Path, capsys: Printed) -> None:
    with Record.open(record, read_only=True) as opened:
        before = opened.count()
    pages = tmp_path / "many"
    pages.mkdir()
    for n in range(30):
        lines = "\n\n".join(f"Lim promised to open harbour {n} number {k} to ships of kind {k * n}." for k in range(40))
        (pages / f"{n}.txt").write_text(f"Statement {n}\n\n{lines}\n")
    wanted = read.Wanted((str(pages),), str(record))
    with no_file_larger_than(record.stat().st_size + 60_000):
        code = run_told(wanted, reader)
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("dragoman:")]
    assert code in (1, 2)
    assert len(told) == 1
    assert "disk" in told[0]
    assert str(record) in told[0]
    with Record.open(record, read_only=True) as opened:
        assert opened.check() == []
        assert opened.count() >= before
    assert read.run(wanted, reader=reader) == 0
    with Record.open(record, read_only=True) as opened:
        assert opened.check() == []
        assert opened.count() == before + 30 * 40


def run_told(wanted: read.Wanted, reader: Reader) -> int:
    from dragoman.cli.faults import guarded

    return guarded(lambda: read.run(wanted, reader=reader))


def test_half_a_migration_is_none(record: Path, page: str, capsys: Printed) -> None:
    """A step that cannot be taken, as on a full disk, leaves the older record as it was: asked, and led on."""
    downgrade(record, 3)
    before = held(record)
    with no_file_larger_than(16_384):  # the -wal file into which a step is written first
        line = refused(capsys, "judge", "right", "d", "--record", str(record))
    assert "disk" in line
    with sqlite3.connect(record, isolation_level=None) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    assert held(record) == before
    assert run(["claims", "--record", str(record)]) == 0
    assert "harbour" in capsys.readouterr().out
    with Record.open(record) as opened:
        assert opened.check() == []
        assert opened.cursor() == 3
