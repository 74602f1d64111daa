"""`dragoman sources`: where watching stands, for people and for programs."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.cli import sources
from dragoman.cli.sources import say_when
from dragoman.store import Record, Watch, WatchItem

NOON = datetime.datetime(2031, 5, 3, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def record(tmp_path: Path) -> str:
    with Record.open(tmp_path / "r.db") as opened:
        failing = Watch("https://a.example/", "Alpha", NOON, None, NOON + HOUR, 2, "the server answers 500")
        sound = Watch("https://b.example/", "Beta", NOON, NOON, NOON + HOUR)
        items = [WatchItem(sound.url, f"https://b.example/{n}", NOON) for n in range(3)]
        opened.web.keep_poll(failing)
        opened.web.keep_poll(sound, items)
        opened.web.keep_item(replace(items[0], done_at=NOON))
        opened.web.keep_item(replace(items[1], done_at=NOON, failures=1, fault="404 Not Found"))
    return str(tmp_path / "r.db")


def test_rows_for_programs(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert sources.run(record=record) == 0
    head, alpha, beta = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    rows = [dict(zip(head, row, strict=True)) for row in (alpha, beta)]
    assert [(r["source"], r["failures"], r["fault"], r["listed"], r["waiting"], r["given-up"]) for r in rows] == [
        ("Alpha", "2", "the server answers 500", "0", "0", "0"),
        ("Beta", "0", "", "3", "1", "1"),
    ]
    assert (rows[0]["answered"], rows[1]["next"]) == ("", "2031-05-03T13:00:00+00:00")


def test_json_lines(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    sources.run(record=record, form="jsonl")
    alpha, beta = map(json.loads, capsys.readouterr().out.splitlines())
    assert (alpha["url"], alpha["succeeded_at"], alpha["failures"]) == ("https://a.example/", None, 2)
    assert (beta["listed"], beta["waiting"], beta["given_up"]) == (3, 1, 1)
    assert datetime.datetime.fromisoformat(beta["due_at"]) == NOON + HOUR


def test_the_pages_that_failed(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    sources.run(record=record, failed=True)
    assert capsys.readouterr().out.splitlines()[1:] == ["Beta\thttps://b.example/1\tgiven up\t404 Not Found"]
    sources.run(record=record, failed=True, form="jsonl")
    assert json.loads(capsys.readouterr().out)["fault"] == "404 Not Found"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "now"),
        (0.3, "now"),
        (1, "in 1 min"),
        (-12, "12 min ago"),
        (119, "in 119 min"),
        (180, "in 3 h"),
        (-4320, "3 d ago"),
    ],
)
def test_when(minutes: float, said: str) -> None:
    assert say_when(NOON + datetime.timedelta(minutes=minutes), NOON) == said
