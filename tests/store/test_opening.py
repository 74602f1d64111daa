"""What a user is told where the record cannot be had: one line, with the file and what to do."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.record import Reading, RecordError, RecordVersionError
from dragoman.store import Record, schema
from invented_readings import Clock, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A sound record, closed."""
    where = tmp_path / "kept.db"
    with Record.open(where, clock=Clock()) as record:
        reading, data = pledge()
        record.add(reading, data, **BY)
    return where


def refused(where: str | Path, **options: bool) -> str:
    with pytest.raises(RecordError) as told:
        Record.open(where, **options)
    line = str(told.value)
    assert "\n" not in line
    return line


def test_a_path_a_string_and_a_url_name_the_same_file(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kept.parent)
    for where in (kept, str(kept), "kept.db", f"sqlite:///{kept}", "sqlite:///kept.db"):
        with Record.open(where, create=False) as record:
            assert record.count() == 3


def test_a_name_with_signs_that_urls_use(tmp_path: Path) -> None:
    where = tmp_path / "what? 100% of #1 기록.db"
    with Record.open(where) as record:
        assert record.count() == 0
    assert where.is_file()


def test_the_home_folder_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with Record.open("~/mine.db"):
        assert (tmp_path / "mine.db").is_file()


def test_names_that_are_no_file() -> None:
    assert "names no database" in refused("postgresql://host")
    assert "names no record" in refused("mysql://host/db")
    assert "names no file" in refused("sqlite://")
    assert "names no file" in refused("sqlite:///")
    assert "names no file" in refused("")


def test_nothing_there(tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    for options in ({"create": False}, {"read_only": True}):
        line = refused(missing, **options)
        assert str(missing) in line
        assert "dragoman read PATH" in line
    assert not missing.exists()
    assert f"the folder {tmp_path / 'no'} does not exist" in refused(tmp_path / "no" / "record.db")


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_an_empty_file_becomes_a_record_only_where_one_may_be_made(tmp_path: Path) -> None:
    where = tmp_path / "empty.db"
    where.touch()
    assert "is empty" in refused(where, create=False)
    assert "is empty" in refused(where, read_only=True)
    with Record.open(where) as record:
        assert record.check() == []


@pytest.mark.parametrize("content", [b"These are minutes of a meeting.\n" * 20, b"%PDF-1.7", b"\x00" * 4096, b"S"])
def test_another_kind_of_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    where = tmp_path / "minutes.txt"
    where.write_bytes(content)
    line = refused(where)
    assert "is not a Dragoman record" in line or "cut short" in line
    assert where.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    where = tmp_path / "other.db"
    for table in ("CREATE TABLE notes (words TEXT)", "CREATE TABLE meta (version INTEGER)"):
        with sqlite3.connect(where) as other:
            other.execute(table)
        other.close()
        assert "is an SQLite database but not a Dragoman record" in refused(where, read_only=True)
        assert "is an SQLite database but not a Dragoman record" in refused(where)


@pytest.mark.parametrize(
    "version, fault",
    [(str(schema.VERSION + 1), "newer Dragoman"), ("99", "newer Dragoman"), ("0", "unknown"), ("zero", "unknown")],
)
def test_a_record_of_another_version(kept: Path, version: str, fault: str) -> None:
    with sqlite3.connect(kept) as raw:
        raw.execute("UPDATE meta SET value = ? WHERE name = 'version'", [version])
    raw.close()
    with pytest.raises(RecordVersionError, match=fault):
        Record.open(kept)


def test_a_record_cut_short(kept: Path) -> None:
    whole = kept.read_bytes()
    for size in (4096, len(whole) // 2, len(whole) - 1):
        kept.write_bytes(whole[:size])
        line = refused(kept, read_only=True)
        assert "cut short" in line
        assert str(size) in line
    kept.write_bytes(whole[:60])
    assert "cut short" in refused(kept)


def test_a_link_to_nowhere_and_a_pipe(tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.db", tmp_path / "pipe.db"
    link.symlink_to(tmp_path / "gone" / "record.db")
    os.mkfifo(pipe)
    assert str(link) in refused(link)
    assert "is not a plain file" in refused(pipe)


def test_reading_only_writes_nothing_and_refuses_to(kept: Path) -> None:
    before = kept.read_bytes()
    reading, data = pledge()
    with Record.open(kept, read_only=True) as record:
        assert record.count() == 3
        with pytest.raises(RecordError, match="opened for reading only"):
            record.add(reading, data, **BY)
    assert kept.read_bytes() == before


@pytest.fixture
def locked_away(kept: Path) -> Iterator[Path]:
    """The record in a folder of its own, where one without special rights can come."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    shutil.copy(kept, folder / "kept.db")
    yield folder / "kept.db"
    folder.chmod(0o755)
    shutil.rmtree(folder)


def without_rights(where: Path, *, read_only: bool) -> str:
    """What an ordinary user is told: the tests may be run by one who may do anything.

    By a fork, after everything is imported, as such a user may not be let into the folder Python is in.
    """
    answer, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            os.write(told, _ask(where, read_only=read_only).encode())
        finally:
            os._exit(0)
    os.close(told)
    os.waitpid(child, 0)
    with os.fdopen(answer) as file:
        return file.read()


def _ask(where: Path, *, read_only: bool) -> str:
    try:
        with Record.open(where, read_only=read_only) as record:
            return f"{record.count()} claims"
    except RecordError as fault:
        return str(fault)
    except Exception as fault:  # whatever else it is, the test is to show it
        return repr(fault)


def test_a_record_on_a_read_only_shelf_can_be_read(locked_away: Path) -> None:
    locked_away.chmod(0o444)
    locked_away.parent.chmod(0o555)
    assert without_rights(locked_away, read_only=True) == "3 claims"
    assert sorted(locked_away.parent.iterdir()) == [locked_away]


def test_what_a_crash_left_on_a_read_only_shelf_is_told(locked_away: Path) -> None:
    """The last commits lie in the -wal file, and only one who may write can bring them in. Never an older answer."""
    with Record.open(locked_away) as record:
        record.add(*_note(), **BY)
        for suffix in ("", "-wal"):
            shutil.copy(f"{locked_away}{suffix}", f"{locked_away.with_name('crashed.db')}{suffix}")
    crashed = locked_away.with_name("crashed.db")
    locked_away.parent.chmod(0o555)
    assert without_rights(crashed, read_only=True).startswith(f"the record {crashed} cannot be ")
    locked_away.parent.chmod(0o755)
    with Record.open(crashed) as record:
        assert record.summary().documents == 2


def _note() -> tuple[Reading, bytes]:
    document, data = document_of("Note\nThe envoy will come.")
    return read(document, []), data


def test_a_record_on_a_read_only_shelf_cannot_be_written(locked_away: Path) -> None:
    locked_away.chmod(0o444)
    assert "is read-only; change its permissions" in without_rights(locked_away, read_only=False)
    locked_away.chmod(0o666)
    locked_away.parent.chmod(0o555)
    assert f"the folder {locked_away.parent} is read-only" in without_rights(locked_away, read_only=False)
    assert f"the folder {locked_away.parent} is read-only" in without_rights(
        locked_away.with_name("new.db"), read_only=False
    )


def test_a_record_that_may_not_be_read(locked_away: Path) -> None:
    locked_away.chmod(0o000)
    assert "cannot be read: Permission denied" in without_rights(locked_away, read_only=True)
