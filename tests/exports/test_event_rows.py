"""Events from claims: dyads, codes, words."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli.app import run

Rows = Callable[..., list[dict[str, str]]]


@pytest.fixture
def rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Rows:
    """Reads one text and gives the rows of its export."""

    def exported(text: str, form: str) -> list[dict[str, str]]:
        (tmp_path / "story.txt").write_text(f"An invented story\n\n{text}", encoding="utf-8")
        record = str(tmp_path / "r.db")
        assert (
            run(["read", str(tmp_path / "story.txt"), "--date", "2031-03-04", "--record", record, "--language", "en"])
            == 0
        )
        capsys.readouterr()
        assert run(["export", "--format", form, "--record", record]) == 0
        return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    return exported


def test_a_deed_and_its_words(rows: Rows) -> None:
    (row,) = rows("Japan imposed sanctions on Mongolia on Monday, after a long and quiet winter.", "plover")
    assert (row["source_actor"], row["target_actor"]) == ("japan", "mongolia")
    assert (row["event_type"], row["quad_class"]) == ("SANCTION", "material conflict")
    assert float(row["goldstein"]) < 0
    assert row["words"].startswith("Japan imposed sanctions on Mongolia")
    assert row["said_date"] == "2031-03-04"


def test_those_who_meet_are_a_dyad_each_way(rows: Rows) -> None:
    found = rows("Japan and Mongolia held talks in Ulaanbaatar.", "cameo")
    assert {(r["source_actor"], r["target_actor"]) for r in found} == {("japan", "mongolia"), ("mongolia", "japan")}
    assert {r["cameo_root"] for r in found} == {"04"}


def test_a_statement_is_in_cameo_and_not_in_plover(rows: Rows) -> None:
    text = "Japan and the port stand by each other, the Japanese foreign ministry said."
    assert [r["cameo"] for r in rows(text, "cameo")] == ["010"]
    assert rows(text, "plover") == []


def test_words_of_a_document_are_no_formula(rows: Rows, tmp_path: Path) -> None:
    found = rows('The spokesperson of Japan said Tokyo will send "=HYPERLINK(1)" rice to Mongolia.', "plover")
    assert all(not cell.startswith("=") for row in found for cell in row.values())


def test_a_file_is_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(
        "An invented story\n\nJapan imposed sanctions on Mongolia on Monday, after a long and quiet winter.",
        encoding="utf-8",
    )
    record, out = str(tmp_path / "r.db"), tmp_path / "events.csv"
    assert run(["read", str(tmp_path / "a.txt"), "--record", record, "--language", "en"]) == 0
    capsys.readouterr()
    assert run(["export", "--format", "plover", "--record", record, "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: 1 event\n"
    assert out.read_text(encoding="utf-8").count("\n") == 2


def test_where_it_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(
        "An invented story\n\nJapan imposed sanctions on Mongolia on Monday, after a long and quiet winter.",
        encoding="utf-8",
    )
    record = str(tmp_path / "r.db")
    assert run(["read", str(tmp_path / "a.txt"), "--record", record, "--language", "en"]) == 0
    assert run(["export", "--format", "plover", "--record", record, "--out", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err
