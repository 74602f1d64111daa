"""CSV and Parquet: every column as it is documented, dates as dates, lists as lists."""

import csv
import datetime
import io
import re
import sys
from pathlib import Path

import duckdb
import pytest
from filled import filled

from dragoman.cli.app import run
from dragoman.desks import acts
from dragoman.exports.columns import TABLES
from dragoman.store import Record, act_stamp

Printed = pytest.CaptureFixture[str]
DOCS = Path(__file__).parents[2] / "docs" / "exports.md"


@pytest.fixture
def record(tmp_path: Path) -> str:
    with filled(tmp_path / "r.db"):
        return str(tmp_path / "r.db")


def rows(record: str, capsys: Printed, what: str, *typed: str) -> list[dict[str, str]]:
    capsys.readouterr()
    assert run(["export", "--record", record, "--to", "csv", "--what", what, *typed]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


@pytest.mark.parametrize("what", TABLES)
def test_csv_and_parquet_hold_the_same(record: str, capsys: Printed, tmp_path: Path, what: str) -> None:
    out = tmp_path / "table.parquet"
    assert run(["export", "--record", record, "--to", "parquet", "--what", what, "--out", str(out)]) == 0
    found = duckdb.sql(f"SELECT * FROM '{out}'")
    assert found.columns == [column.name for column in TABLES[what].columns]
    kinds = {
        "text": "VARCHAR",
        "texts": "VARCHAR[]",
        "day": "DATE",
        "moment": "TIMESTAMP WITH TIME ZONE",
        "number": "DOUBLE",
        "integer": "BIGINT",
        "flag": "BOOLEAN",
    }
    assert [str(one) for one in found.types] == [kinds[column.type] for column in TABLES[what].columns]
    table = duckdb.sql(f"SELECT COLUMNS(*)::VARCHAR FROM '{out}'").fetchall()
    told = rows(record, capsys, what)
    assert len(table) == len(told) > 0
    plain = [n for n, column in enumerate(TABLES[what].columns) if column.type in ("text", "day", "integer")]
    for cells, row in zip(table, told, strict=True):
        values = list(row.values())
        assert [(cells[n] or "").lstrip("'") for n in plain] == [values[n].lstrip("'") for n in plain]


def test_claims_are_as_people_left_them(record: str, capsys: Printed) -> None:
    told = rows(record, capsys, "claims")
    assert [(row["kind"], row["judged"]) for row in told] == [
        ("commitment", "right"),
        ("position", "corrected"),
        ("commitment", ""),
        ("commitment", ""),
        ("assessment", ""),
        ("event", ""),
    ]
    assert told[1]["recipients"] == ""
    marked = rows(record, capsys, "claims", "--include-wrong")
    assert [(row["words"], row["judged"]) for row in marked if row not in told] == [("대화를 계속하겠다", "wrong")]


def test_filters_go_by_what_was_corrected(record: str, capsys: Printed) -> None:
    assert [row["judged"] for row in rows(record, capsys, "claims", "--kind", "position")] == ["corrected"]
    assert rows(record, capsys, "claims", "--kind", "call") == []


def test_before_it_was_judged_it_is_as_it_was_read(record: str, capsys: Printed) -> None:
    told = rows(record, capsys, "claims", "--as-of", "2024-03-04T09:30:00Z")
    assert [(row["kind"], row["judged"]) for row in told] == [("commitment", ""), ("call", ""), ("position", "")]


def test_two_people_who_disagree_leave_it_as_it_was_read(tmp_path: Path, capsys: Printed) -> None:
    with filled(tmp_path / "r.db") as record:
        korean = next(row.claim.id for row in record.claims() if row.words.startswith("대화"))
        record.judge("right", [korean], by="ben")
    told = rows(str(tmp_path / "r.db"), capsys, "claims")
    assert [row["judged"] for row in told if row["words"].startswith("대화")] == ["disputed"]


def test_what_is_known_of_a_claim_stands_in_its_columns(record: str, capsys: Printed) -> None:
    row = next(row for row in rows(record, capsys, "claims") if "🚢" in row["words"])
    assert row["words"] == "no ship of Marsovia may enter 🚢 before June"
    assert (row["said_first"], row["said_last"], row["said_grain"]) == ("2024-05-01", "2024-05-31", "month")
    assert (row["about_first"], row["about_last"]) == ("", "2024-06-01")
    assert row["tracks"] == "dissuade; dissuade.trade" or row["tracks"] == "dissuade.trade; dissuade"
    assert (row["recipients"], row["recipient_ids"]) == ("Marsovia", "marsovia")
    assert row["link"].startswith("https://ports.tarnia.example/denied?year=2024#:~:text=no%20ship")


def test_an_interrupted_claim_is_one_row_with_both_its_places(record: str, capsys: Printed) -> None:
    row = rows(record, capsys, "claims")[0]
    assert row["words"] == "will end all coal exports, … to Tarnia by 2026."
    assert len(row["spans"].split("; ")) == 2


def test_words_of_a_document_are_no_formula(record: str, capsys: Printed) -> None:
    for what in TABLES:
        assert not any(cell.startswith("=") for row in rows(record, capsys, what) for cell in row.values())


def test_an_act_names_its_claims(record: str, capsys: Printed) -> None:
    claims = {row["id"] for row in rows(record, capsys, "claims")}
    told = [claim for row in rows(record, capsys, "entries") for claim in row["claims"].split("; ")]
    assert set(told) == claims
    assert len(told) == len(claims)


@pytest.mark.parametrize("typed", [(), ("--kind", "commitment"), ("--actor", "marsovia"), ("--since", "2024-03")])
def test_acts_on_record_are_the_ones_that_are_computed_where_these_are_behind(
    record: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(acts, "HANDFUL", 2)
        patched.setattr(acts, "_computed", None)
        on_record = rows(record, capsys, "entries", *typed)
    with Record.open(record) as opened, opened._writing() as (connection, _):
        act_stamp.unmark(connection)
    assert on_record
    assert rows(record, capsys, "entries", *typed) == on_record


def test_an_empty_table_has_its_columns(record: str, tmp_path: Path) -> None:
    out = tmp_path / "none.parquet"
    assert run(["export", "--record", record, "--to", "parquet", "--text", "no such words", "--out", str(out)]) == 0
    assert duckdb.sql(f"SELECT count(*) FROM '{out}'").fetchall() == [(0,)]
    assert duckdb.sql(f"SELECT * FROM '{out}'").columns == [column.name for column in TABLES["claims"].columns]


def test_the_same_record_gives_the_same_bytes(record: str, tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        first, second = tmp_path / "1", tmp_path / "2"
        for out in (first, second):
            assert run(["export", "--record", record, "--to", form, "--out", str(out)]) == 0
        assert first.read_bytes() == second.read_bytes()


def test_without_duckdb_one_line_says_what_to_install(
    record: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    capsys.readouterr()
    assert run(["export", "--record", record, "--to", "parquet"]) == 2
    assert capsys.readouterr().err == (
        "dragoman: --to parquet needs DuckDB; install it: pip install 'dragoman[parquet]'\n"
    )


def test_the_recipes_of_the_docs_run(record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipes = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(recipes) >= 2
    monkeypatch.chdir(tmp_path)
    for what in ("claims", "documents"):
        assert run(["export", "--record", record, "--to", "parquet", "--what", what, "--out", f"{what}.parquet"]) == 0
    answers = [duckdb.sql(recipe).fetchall() for recipe in recipes]
    assert all(answers)
    assert answers[0][0][0] == datetime.date(2024, 1, 1)


def test_claims_can_be_listed_as_parquet(
    record: str, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    capsysbinary.readouterr()
    assert run(["claims", "--record", record, "--kind", "position", "--format", "parquet"]) == 0
    (tmp_path / "out.parquet").write_bytes(capsysbinary.readouterr().out)
    found = duckdb.sql(f"SELECT words, judged FROM '{tmp_path / 'out.parquet'}' ORDER BY judged").fetchall()
    assert found == [("urged Tarnia to return to the talks.", "corrected"), ("대화를 계속하겠다", "wrong")]
