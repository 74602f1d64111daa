"""`dragoman claims` and `dragoman show` on a small record."""

import csv
import io
import json
from pathlib import Path

import pytest

from dragoman.brief.rows import harmless
from dragoman.cli import claims, read, show
from dragoman.record import DragomanError, RecordError
from dragoman.record.wire import claim_from_json
from dragoman.store import Record

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def record(releases: Path, reader: read.Reader, tmp_path: Path, capsys: Printed) -> str:
    where = str(tmp_path / "r.db")
    read.run(read.Wanted((str(releases),), where), reader=reader)
    capsys.readouterr()
    return where


def listed(capsys: Printed, **typed: object) -> list[dict[str, str]]:
    assert claims.run(claims.Wanted(**typed)) == 0  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter="\t"))


def test_claims_come_by_date_the_undated_last(record: str, capsys: Printed) -> None:
    assert [(row["said"], row["who"], row["kind"]) for row in listed(capsys, record=record)] == [
        ("2031-02-03", "Lim", "commitment"),
        ("2031-02-03", "Lim", "call"),
        ("2031-05-06", "Ahn", "commitment"),
        ("", "Kweon", "position"),
    ]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ({"kinds": ("commitment",)}, ["Lim", "Ahn"]),
        ({"actor": "ahn"}, ["Ahn"]),
        ({"tracks": ("dialogue",)}, ["Lim"]),
        ({"text": "SANCTIONS"}, ["Ahn", "Kweon"]),
        ({"limit": 1}, ["Lim"]),
        ({"text": "nobody said this"}, []),
    ],
)
def test_filters(record: str, capsys: Printed, typed: dict[str, object], who: list[str]) -> None:
    assert [row["who"] for row in listed(capsys, record=record, **typed)] == who


def test_claims_are_listed_by_what_people_made_of_them(record: str, capsys: Printed) -> None:
    claim, *others = [row["id"] for row in listed(capsys, record=record)]
    with Record.open(record) as opened:
        opened.judge("wrong", [claim], by="Ada")
    assert [row["id"] for row in listed(capsys, record=record, judged="wrong")] == [claim]
    assert [row["id"] for row in listed(capsys, record=record, judged="none")] == others
    assert listed(capsys, record=record, judged="stale") == []


def test_json_lines_hold_the_claim_as_the_format_has_it(record: str, capsys: Printed) -> None:
    claims.run(claims.Wanted(record, form="jsonl", actor="Ahn"))
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert claim_from_json(row["claim"]).kind == "commitment"
    assert row["words"] == "to lift the sanctions on fishing boats"
    assert row["speakers"] == [{"name": "Ahn", "actor": None}]
    assert row["document"]["title"] == "On ships"
    assert row["document"]["published"]["from"] == "2031-05-06"


def test_csv_is_csv(record: str, capsys: Printed) -> None:
    claims.run(claims.Wanted(record, form="csv"))
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["words"] for row in rows if row["who"] == "Kweon"] == ["sanctions alone bring nobody to the table"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_other_cells_are_left_as_they_are() -> None:
    assert harmless("a = b") == "a = b"
    assert harmless("") == ""


def test_show_marks_the_words_in_their_paragraph(record: str, capsys: Printed) -> None:
    found = listed(capsys, record=record, kinds=("call",))[0]["id"]
    assert show.run(found, record=record) == 0
    out = capsys.readouterr().out
    assert "Lim urged [[the neighbours to return to the talks]]." in out
    assert "said by\tLim (indirect speech, “urged”)" in out
    assert "published\t2031-02-03, from a line of the document" in out
    assert "rules" not in out


def test_show_says_why(record: str, capsys: Printed) -> None:
    found = listed(capsys, record=record, kinds=("call",))[0]["id"]
    show.run(found, record=record, why=True)
    assert "rules\ttest.simple" in capsys.readouterr().out


def test_show_takes_the_beginning_of_an_id(record: str, capsys: Printed) -> None:
    found = listed(capsys, record=record, actor="Kweon")[0]["id"]
    show.run(found[:7], record=record)
    assert found in capsys.readouterr().out


def test_show_a_document(record: str, capsys: Printed) -> None:
    document = listed(capsys, record=record, actor="Kweon")[0]["document"]
    show.run(document, record=record)
    out = capsys.readouterr().out
    assert "claims\t1: 1 position" in out
    assert "(date-unknown)" in out
    assert "sanctions alone bring nobody to the table" in out


def test_show_says_which_ids_begin_so(record: str, capsys: Printed) -> None:
    with pytest.raises(DragomanError, match="'d' begins 3 ids"):
        show.run("d", record=record)


def test_show_says_where_nothing_begins_so(record: str) -> None:
    with pytest.raises(DragomanError, match="no claim or document begins with 'xyz'"):
        show.run("xyz", record=record)


def test_no_record_is_told_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        claims.run(claims.Wanted(str(tmp_path / "none.db")))
    assert not (tmp_path / "none.db").exists()


def test_facets_count_the_claims_that_match(record: str, capsys: Printed) -> None:
    claims.run(claims.Wanted(record, facets=True, form="jsonl"))
    facets = json.loads(capsys.readouterr().out)
    assert facets["total"] == 4
    assert facets["kinds"] == {"commitment": 2, "call": 1, "position": 1}
    assert facets["months"] == {"2031-02": 2, "2031-05": 1}
    claims.run(claims.Wanted(record, kinds=("commitment",), facets=True, form="csv"))
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[:2] == [["Facet", "Value", "Claims"], ["kind", "commitment", "2"]]
    claims.run(claims.Wanted(record, tracks=("nowhere",), facets=True))
    assert capsys.readouterr().out == "facet\tvalue\tclaims\n"
