"""An older record is led to the schema of today: whole or not at all, and a line says so."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from dragoman.store import Record, SearchQuery, indexing, migrating, schema
from invented_readings import Clock, day, pledge

KILLED = """
import os, signal, sys
from dragoman.store import Record, indexing

rebuild = indexing.rebuild
def killed(*given):
    rebuild(*given)
    os.kill(os.getpid(), signal.SIGKILL)

indexing.rebuild = killed
Record.open(sys.argv[1])
"""


def _added_by(version: str) -> list[str]:
    """The tables that one step makes."""
    step = ScriptDirectory(str(migrating._STEPS)).get_revision(version)
    assert step is not None
    return [*step.module.TABLES]


def older(where: Path, version: int) -> Path:
    """A sound record of an older schema."""
    with Record.open(where, clock=Clock()) as record:
        reading, data = pledge(day("2024-03-04"))
        record.add(reading, data, reader="reader-1", dossier="dossier-1")
    with sqlite3.connect(where) as raw:
        newest = _added_by("4")
        gone = {1: [*reversed(schema.LATER), "line_words"], 2: ["lines", "line_words", *newest], 3: newest}[version]
        for table in (*gone, "alembic_version"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("UPDATE meta SET value = ? WHERE name = 'version'", [str(version)])
    raw.close()
    return where


def tables(where: Path) -> tuple[str, set[str]]:
    with sqlite3.connect(where) as raw:
        ((version,),) = raw.execute("SELECT value FROM meta WHERE name = 'version'")
        names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    raw.close()
    return version, names


def test_the_chain_ends_at_the_version_of_today() -> None:
    steps = ScriptDirectory(str(migrating._STEPS))
    chain = [step.revision for step in steps.walk_revisions()]
    assert chain == [str(n) for n in range(schema.VERSION, 0, -1)]


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_an_older_record_becomes_what_a_new_one_is(
    tmp_path: Path, version: int, caplog: pytest.LogCaptureFixture
) -> None:
    where = older(tmp_path / "older.db", version)
    with Record.open(tmp_path / "new.db", clock=Clock()):
        pass
    with Record.open(where) as record:
        assert record.check() == []
        assert len(record.search(SearchQuery("coal"))) == 2
        assert [change.kind for change in record.changes()] == ["learned"]
    assert tables(where) == tables(tmp_path / "new.db")
    (line,) = [entry.getMessage() for entry in caplog.records if entry.name == "dragoman.store"]
    assert line == f"the record {where} was of schema {version} and is of schema {schema.VERSION} now"
    with Record.open(where):
        pass
    assert len(caplog.records) == 1


def test_a_step_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = older(tmp_path / "older.db", 1)
    before = tables(where)

    def fail(*_: object) -> int:
        raise RuntimeError("the step fails")

    with monkeypatch.context() as patched:
        patched.setattr(indexing, "rebuild", fail)
        with pytest.raises(RuntimeError, match="the step fails"):
            Record.open(where)
    assert tables(where) == before
    with Record.open(where) as record:
        assert record.check() == []


def test_a_kill_in_the_middle_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    where = older(tmp_path / "older.db", 1)
    before = tables(where)
    done = subprocess.run([sys.executable, "-c", KILLED, str(where)], check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert tables(where) == before
    with Record.open(where, read_only=True) as record:
        assert record.count() == 3
    with Record.open(where) as record:
        assert record.check() == []
