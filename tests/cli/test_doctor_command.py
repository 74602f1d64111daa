"""`dragoman doctor`: sound things are ok, broken ones are wrong and fail the command."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli import doctor, read

Look = Callable[..., tuple[int, dict[str, tuple[str, str]]]]


@pytest.fixture
def look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Look:
    """Run the doctor; gives the exit code and (state, detail) by what was looked at, the worst of each."""

    def run(record: Path = tmp_path / "none.db", **typed: str) -> tuple[int, dict[str, tuple[str, str]]]:
        capsys.readouterr()
        code = doctor.run(record=str(record), **typed)  # type: ignore[arg-type]
        rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()[1:]]
        return code, {what: (state, detail) for what, state, detail in rows}

    return run


def test_a_sound_installation_without_a_record(look: Look) -> None:
    code, found = look()
    assert code == 0
    assert found["record"][0] == "note"
    assert {state for what, (state, _) in found.items() if what not in ("record", "Korean")} == {"ok"}
    assert "CC BY-SA" in found["English"][1]
    assert {"jinja2", "lxml", "rich", "spacy", "sqlalchemy", "trafilatura", "typer"} <= set(found)


def test_a_sound_record(look: Look, releases: Path, reader: read.Reader, tmp_path: Path) -> None:
    read.run(read.Wanted((str(releases),), str(tmp_path / "r.db")), reader=reader)
    code, found = look(tmp_path / "r.db")
    assert code == 0
    assert found["record"][0] == "ok"
    assert "3 documents, 4 claims" in found["record"][1]


def test_a_record_whose_words_were_changed(look: Look, releases: Path, reader: read.Reader, tmp_path: Path) -> None:
    import sqlite3

    read.run(read.Wanted((str(releases),), str(tmp_path / "r.db")), reader=reader)
    with sqlite3.connect(tmp_path / "r.db") as connection:
        connection.execute("update texts set text = replace(text, 'harbour', 'HARBOUR')")
    code, found = look(tmp_path / "r.db")
    assert code == 1
    assert found["record"][0] == "wrong"


def test_no_record_at_all(look: Look, tmp_path: Path) -> None:
    (tmp_path / "r.db").write_text("this is a letter, not a record")
    code, found = look(tmp_path / "r.db")
    assert code == 1
    assert found["record"][0] == "wrong"


def test_a_dossier_with_a_fault(look: Look, tmp_path: Path) -> None:
    code, found = look(dossier=str(tmp_path / "no-dossier"))
    assert code == 1
    assert found["dossier"][0] == "wrong"
    assert "no-dossier" in found["dossier"][1]


@pytest.mark.parametrize("folder", [True, False])
def test_a_language_pack_that_is_none(look: Look, tmp_path: Path, folder: bool) -> None:
    code, found = look(pack=str(tmp_path) if folder else "no_such_pipeline")
    assert code == 1
    assert found["English"][0] == "wrong"


def test_reading_is_tried_when_asked(look: Look) -> None:
    code, found = look(read=True)  # type: ignore[arg-type]
    assert (code, found["reading"][0]) == (0, "ok")


def test_nothing_is_made(look: Look, tmp_path: Path) -> None:
    look()
    assert list(tmp_path.iterdir()) == []
