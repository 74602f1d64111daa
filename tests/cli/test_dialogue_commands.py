"""The dialogue desk's commands on a record of invented releases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.cli.app import run

FIRST = """Foreign Ministry of Mongolia

Ulaanbaatar, 3 February 2031

Mongolia will open a hotline to Japan by the end of June 2031, Foreign Minister Bat Erdene said on Monday.

He urged Japan to resume the talks on fishing.

Foreign Minister Bat Erdene said Japan is likely to delay its answer until May 2031.
"""
SECOND = """Foreign Ministry of Mongolia

Ulaanbaatar, 20 May 2031

Mongolia opened the hotline to Japan on May 19, 2031, the ministry said on Tuesday.
"""


@pytest.fixture
def record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    path = str(tmp_path / "r.db")
    for name, text, day in (("one", FIRST, "2031-02-03"), ("two", SECOND, "2031-05-20")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert run(["read", str(tmp_path / f"{name}.txt"), "--date", day, "--language", "en", "--record", path]) == 0
    capsys.readouterr()
    yield path


def rows(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert run([*words, "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_promise_its_window_and_its_follow_up(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = rows(capsys, "commitments", "--record", record, "--today", "2031-03-01")
    assert line["state"] == "due"
    assert line["window"]["to"] == "2031-06-30"  # type: ignore[index]
    assert [f["relation"] for f in line["follow_ups"]] == ["fulfils"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("today", "state"), [("2031-02-10", "due"), ("2031-07-01", "overdue")])
def test_the_day_decides(record: str, capsys: pytest.CaptureFixture[str], today: str, state: str) -> None:
    (line,) = rows(capsys, "commitments", "--record", record, "--today", today)
    assert line["state"] == state


def test_a_person_judges(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = rows(capsys, "commitments", "--record", record)
    claim = line["claim"]["id"]  # type: ignore[index]
    assert run(["judge", "kept", str(claim), "--why", "opened on May 19", "--record", record]) == 0
    capsys.readouterr()
    (line,) = rows(capsys, "commitments", "--record", record)
    assert line["state"] == "kept"


def test_due_dates_for_a_calendar(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    from icalendar import Calendar

    assert run(["commitments", "--format", "ics", "--record", record]) == 0
    calendar = Calendar.from_ical(capsys.readouterr().out)
    (todo,) = calendar.walk("VTODO")
    assert str(todo["due"].dt) == "2031-06-30"
    assert "hotline" in todo["summary"]


def test_due_before_and_after(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(capsys, "commitments", "--due-before", "2031-05", "--record", record) == []
    assert len(rows(capsys, "commitments", "--due-after", "2031-06", "--record", record)) == 1


def test_a_wrong_state_is_told(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["commitments", "--state", "overdu", "--record", record]) == 2
    assert "did you mean overdue?" in capsys.readouterr().err


def test_forecasts_are_judged_and_scored(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = rows(capsys, "forecasts", "--record", record, "--today", "2031-03-01")
    assert (one["likelihood"], one["outcome"], one["brier"]) == (0.7, "pending", None)
    assert run(["judge", "broken", str(one["claim"]["id"]), "--record", record]) == 0  # type: ignore[index]
    capsys.readouterr()
    (one,) = rows(capsys, "forecasts", "--record", record)
    assert (one["outcome"], one["brier"]) == ("did not", 0.49)


def test_positions_say_where_there_is_too_little(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    stands = rows(capsys, "positions", "--record", record)
    assert stands
    assert all(shift["p"] is None for stand in stands for shift in stand["shifts"])  # type: ignore[attr-defined]


def test_relations_are_of_states(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = {(r["source"]["actor"], r["target"]["actor"]) for r in rows(capsys, "relations", "--record", record)}  # type: ignore[index]
    assert ("mongolia", "japan") in found


def test_a_call_nobody_answered(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "answers", "--unanswered", "--today", "2031-02-10", "--record", record)
    assert [(c["asked"]["actor"], c["waiting"]) for c in found] == [("japan", True)]  # type: ignore[index]
