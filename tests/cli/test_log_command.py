"""`dragoman log`: what changed in the record and why; and the feed that other programs follow."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import read
from dragoman.cli.app import run
from dragoman.fleet.intake import Reader

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def record(reader: Reader, releases: Path, tmp_path: Path, capsys: Printed) -> str:
    where = str(tmp_path / "r.db")
    read.run(read.Wanted((str(releases),), where), reader=reader)
    read.run(read.Wanted((str(releases / "a.txt"),), where), reader=Reader(reader.dossier, "simple/2", reader.read))
    capsys.readouterr()
    return where


def feed(capsys: Printed, record: str, *words: str) -> list[dict[str, Any]]:
    assert run(["log", "--record", record, "--format", "jsonl", *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_newest_comes_first_and_a_feed_in_order(record: str, capsys: Printed) -> None:
    assert [change["cursor"] for change in feed(capsys, record)] == [4, 3, 2, 1]
    whole = feed(capsys, record, "--after", "0")
    assert [(change["cursor"], change["kind"]) for change in whole] == [
        *((n, "learned") for n in (1, 2, 3)),
        (4, "reread"),
    ]
    assert whole[3]["differs"] == {"because": ["reader"], "added": [], "gone": [], "changed": []}
    assert feed(capsys, record, "--after", "3") == whole[3:]
    assert feed(capsys, record, "--after", "1", "--limit", "2") == whole[1:3]


def test_what_people_decide_is_told_with_who_and_why(record: str, capsys: Printed) -> None:
    run(["claims", "--record", record, "--format", "jsonl"])
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    claim, document = row["claim"], row["document"]
    run(["judge", "wrong", claim["id"], "--by", "Ada", "--why", "it was the deputy", "--record", record])
    capsys.readouterr()
    (change,) = feed(capsys, record, "--kind", "judged")
    assert (change["verdict"], change["by"], change["why"]) == ("wrong", "Ada", "it was the deputy")
    assert change["about"] == [claim["id"]]
    assert change["document"] == document["id"]
    both = feed(capsys, record, "--document", change["document"][:6])
    assert {one["kind"] for one in both} >= {"learned", "judged"}
    assert feed(capsys, record, "--kind", "judged", "--until", "2001") == []


def test_rows_for_a_spreadsheet_and_for_a_pipe(record: str, capsys: Printed) -> None:
    run(["log", "--record", record, "--format", "csv"])
    head, first, *rest = csv.reader(io.StringIO(capsys.readouterr().out))
    assert dict(zip(head, first, strict=True))["because"] == "reader"
    assert len(rest) == 3
    run(["log", "--record", record])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["cursor", "4", "3", "2", "1"]


def test_following_goes_on_from_a_cursor(record: str, capsys: Printed) -> None:
    found = feed(capsys, record, "--after", "2", "--follow", "--limit", "2")
    assert [change["cursor"] for change in found] == [3, 4]


@pytest.mark.parametrize("width", [80, 140])
def test_a_desk_officer_reads_it(record: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("dragoman.cli.log.on_terminal", lambda: True)
    monkeypatch.setattr("dragoman.cli.tables.on_terminal", lambda: True)
    assert run(["log", "--record", record]) == 0
    out = capsys.readouterr().out
    assert all(len(line) <= width for line in out.splitlines())
    told = " ".join(out.split())
    assert "reread" in told
    assert "4 changes." in told
    if width == 140:
        assert "read anew by another version of the reader; the claims are the same" in told


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--kind", "lerned"], "did you mean learned?"),
        (["--document", "zz"], "no claim or document begins with 'zz'"),
        (["--since", "2024", "--until", "2023"], "is after --until"),
    ],
)
def test_what_is_typed_wrong_is_told(record: str, capsys: Printed, words: list[str], fault: str) -> None:
    assert run(["log", "--record", record, *words]) == 2
    assert fault in capsys.readouterr().err
