"""`dragoman actors`: who somebody is, found in any script; who is named; who waits in review."""

import datetime
import hashlib
import json
from pathlib import Path

import pytest

from dragoman.cli.app import run as dragoman
from dragoman.record import Document, Line, Mention, Period, Published, Publisher, Reading
from dragoman.store import Record

BY = {"reader": "reader-1", "dossier": "dossier-1"}
LEARNED = datetime.datetime(2031, 5, 1, tzinfo=datetime.UTC)


def reading_of(text: str, day: str, people: dict[str, tuple[str, str | None]]) -> tuple[Reading, bytes]:
    """A document that names people: printed form -> (fullest name, actor)."""
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    published = Published(Period.day(datetime.date.fromisoformat(day)), "given", 1.0)
    lines = (Line(0, len(text), "body"),)
    document = Document(
        sha256[:16], f"{day}.txt", sha256, None, "news", Publisher(None, None), "en", published, text, lines
    )
    mentions = tuple(
        Mention(f"m{n}", text.index(printed), text.index(printed) + len(printed), "person", actor, name, "title")
        for n, (printed, (name, actor)) in enumerate(people.items())
    )
    return Reading(document, mentions, (), (), ()), data


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "made.db"
    monkeypatch.setenv("DRAGOMAN_RECORD", str(place))
    with Record.open(place, clock=lambda: LEARNED) as opened:
        for text, day, people in (
            (
                "Foreign Minister Kang Kyung-wha met Deputy Envoy Han Gyeol-su.",
                "2018-04-02",
                {
                    "Foreign Minister Kang Kyung-wha": ("Kang Kyung-wha", "kang-kyung-wha"),
                    "Deputy Envoy Han Gyeol-su": ("Han Gyeol-su", None),
                },
            ),
            ("Envoy Han Kyol Su left.", "2019-06-01", {"Envoy Han Kyol Su": ("Han Kyol Su", None)}),
        ):
            reading, data = reading_of(text, day, people)
            opened.add(reading, data, **BY)
    return place


@pytest.mark.parametrize("typed", ["kang-kyung-wha", "강경화", "Kang Kyŏng-hwa", "Kyung-wha Kang", "KANG KYUNG WHA"])
def test_somebody_is_found_in_any_script_and_spelling(
    record: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert dragoman(["actors", typed]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Kang Kyung-wha (kang-kyung-wha)\n")
    assert "office\tMinister of Foreign Affairs, from 2017-06-18 to 2021-02-08\n" in told
    assert "1 mention in 1 document, from 2018-04-02 to 2018-04-02" in told
    assert "printed as\tForeign Minister Kang Kyung-wha (1)" in told


def test_offices_are_told_as_of_a_day(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dragoman(["actors", "강경화", "--as-of", "2019-01-01"]) == 0
    told = capsys.readouterr().out
    assert "(held on 2019-01-01)" in told
    assert "in the record\tnot named" in told, "the record learned it in 2031"


def test_who_is_named(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dragoman(["actors"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["id", "name", "kind", "mentions", "documents", "first", "last"]
    assert [row[0] for row in rows[1:]] == ["kang-kyung-wha", "new.han-gyeol-su", "new.han-kyol-su"]


def test_who_waits_in_review_and_is_made_one(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dragoman(["actors", "--proposed", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["id"], row["titles"]) for row in rows] == [
        ("new.han-gyeol-su", ["Deputy Envoy"]),
        ("new.han-kyol-su", ["Envoy"]),
    ]
    assert dragoman(["judge", "same", "new.han-gyeol-su", "new.han-kyol-su", "--by", "Ada"]) == 0
    capsys.readouterr()
    assert dragoman(["actors", "한결수", "--format", "jsonl"]) == 0
    (one,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert one["id"] == "new.han-gyeol-su"
    assert one["same_as"] == ["new.han-kyol-su"]
    assert (one["seen"]["mentions"], one["seen"]["first"], one["seen"]["last"]) == (2, "2018-04-02", "2019-06-01")
    assert {title["title"] for title in one["titles"]} == {"Deputy Envoy", "Envoy"}


def test_one_who_waits_is_shown_beside_those_called_alike(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dragoman(["actors", "--proposed"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()[1:]]
    assert [(row[0], row[-1]) for row in rows] == [
        ("new.han-gyeol-su", "new.han-kyol-su"),
        ("new.han-kyol-su", "new.han-gyeol-su"),
    ]


def test_an_open_end_is_not_taken_for_today(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dragoman(["actors", "김정은"]) == 0
    assert "from 2011-12-17, no end known\n" in capsys.readouterr().out


def test_several_of_a_name_are_listed(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dragoman(["actors", "Kyung-wha"]) == 0
    assert capsys.readouterr().out.startswith("Kang Kyung-wha (kang-kyung-wha)"), "one only"
    assert dragoman(["actors", "Rice"]) == 0
    ids = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert {"condoleezza-rice", "susan-rice"} <= set(ids)


def test_an_unknown_name_gets_near_misses(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dragoman(["actors", "Sergey Lavrow"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("dragoman: no actor is called 'Sergey Lavrow'; did you mean Sergey Lavrov")
    assert told.count("\n") == 1


def test_who_somebody_is_needs_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAGOMAN_RECORD", str(tmp_path / "none.db"))
    assert dragoman(["actors", "rok.mou"]) == 0
    assert "Minister of Unification" in capsys.readouterr().out
    assert dragoman(["actors"]) == 2
    assert "there is no record" in capsys.readouterr().err
