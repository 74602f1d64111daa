"""Spreadsheets of any origin: every text comes back as it went, no cell is a formula, and no file is too much."""

import csv
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dragoman.record import DragomanError
from dragoman.review import tables
from dragoman.review.tables import escaped, read_table, unescaped, write_table

FORMS = ["csv", "xlsx"]
TEXT = some.text(
    some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"),
    max_size=40,
)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=some.lists(some.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_what_is_written_is_read_again(tmp_path: Path, form: str, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / f"t.{form}"
    assert write_table(path, ("One", "two"), rows) == len(rows)
    table = read_table(path)
    assert table.columns == ("one", "two")
    told = {row.number: (row.cells["one"], row.cells["two"]) for row in table.rows}
    assert [told.get(number, ("", "")) for number in range(2, len(rows) + 2)] == rows
    assert table.faults == ()


@given(TEXT)
def test_escaping_is_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("form", FORMS)
def test_no_cell_is_a_formula(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"t.{form}"
    write_table(path, ("a",), [["=1+1"], ["@SUM(A1)"], ["'=kept"]])
    if form == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert [row[0][0] for row in csv.reader(file)] == ["a", "'", "'", "'"]
    else:
        from openpyxl import load_workbook

        cells = [row[0] for row in load_workbook(path).active.iter_rows()]
        assert {cell.data_type for cell in cells} == {"s"}
    assert [row.cells["a"] for row in read_table(path).rows] == ["=1+1", "@SUM(A1)", "'=kept"]


def test_a_formula_that_somebody_wrote_is_told_by_its_cell(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["a", "b"], ["1", "x"], ["2", "=A2"], [3, 2017.0]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx")
    assert table.faults == ((3, "cell B3 is a formula or an error; write its text"),)
    assert [dict(row.cells) for row in table.rows] == [{"a": "1", "b": "x"}, {"a": "3", "b": "2017"}]


def test_days_that_a_spreadsheet_made_dates_of_are_days(tmp_path: Path) -> None:
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["a", "b", "c"])
    book.active.append([datetime.date(2017, 1, 4), datetime.datetime(2017, 1, 4, 12, 30), True])
    book.save(tmp_path / "t.xlsx")
    (row,) = read_table(tmp_path / "t.xlsx").rows
    assert list(row.cells.values()) == ["2017-01-04", "2017-01-04T12:30:00", "true"]


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_csv_of_another_country(tmp_path: Path, between: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"id{between}words\r\nc1{between}대화를 계속\r\n\r\n", encoding="utf-8-sig")
    (first, second) = read_table(path).rows
    assert dict(first.cells) == {"id": "c1", "words": "대화를 계속"}
    assert not any(second.cells.values())


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("t.txt", b"a", "neither .csv nor .xlsx"),
        ("t.csv", b"", "holds no table"),
        ("t.csv", "id,말\n".encode("cp949"), "is not UTF-8"),
        ("t.csv", b"id,id\n1,2\n", "twice"),
        ("t.xlsx", b"id,verdict\n", "no XLSX workbook"),
        ("t.xlsx", b"PK\x05\x06" + bytes(18), "no XLSX workbook"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_a_line(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DragomanError, match=told) as fault:
        read_table(tmp_path / name)
    assert "\n" not in str(fault.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="No such file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(DragomanError, match="cannot write"):
        write_table(tmp_path / "none" / "t.csv", ("a",), [])


def test_single_rows_that_are_wrong_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"a,b\n1,2,3\n{'x' * 70_000},2\n{','.join('z' * 70)}\n5,6\n", encoding="utf-8")
    table = read_table(path)
    assert [(number, words[:20]) for number, words in table.faults] == [
        (2, "it has more cells th"),
        (3, "its cell 1 has more "),
        (4, "it has 70 cells; 60 "),
    ]
    assert [dict(row.cells) for row in table.rows] == [{"a": "5", "b": "6"}]


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    for form in FORMS:
        write_table(tmp_path / f"t.{form}", ("a",), [[str(n)] for n in range(9)])
        table = read_table(tmp_path / f"t.{form}")
        assert len(table.rows) == 3
        assert "rows at most" in table.faults[0][1]


def bomb(path: Path, part: str, data: bytes) -> None:
    """A workbook in which one part is something else."""
    write_table(path, ("a",), [["1"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = data
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts.items():
            archive.writestr(name, held)


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.xlsx"
    bomb(path, "xl/sharedStrings.xml", bytes(2 << 20))
    monkeypatch.setattr(tables, "MOST_UNPACKED", 1 << 20)
    with pytest.raises(DragomanError, match="unpacks to more than"):
        read_table(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    bomb(path, "xl/worksheets/sheet1.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>')
    with pytest.raises(DragomanError, match="document type"):
        read_table(path)


def test_a_damaged_sheet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    bomb(path, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'>")
    with pytest.raises(DragomanError, match=r"XLSX|damaged"):
        read_table(path)


def test_a_size_that_a_sheet_claims_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_table(path, ("a",), [["1"]])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    claimed = sheet.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>', 1)
    bomb(path, "xl/worksheets/sheet1.xml", claimed)
    table = read_table(path)
    assert len(table.rows) == 1 or table.faults
