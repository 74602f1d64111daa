"""Every question asked of a past day is answered later as it was then, whatever was read, judged or withdrawn since."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli import read
from dragoman.cli.app import app, run
from dragoman.fleet.intake import Reader

Printed = pytest.CaptureFixture[str]

NOT_ASKED_OF_A_DAY = {
    *("read", "watch", "sources", "import", "demo"),  # take in
    *("judge", "withdraw", "review", "identify", "user", "token"),  # decide
    *("serve", "doctor"),  # look after
}
"""Commands that do something, or that show what waits now."""


def commands() -> set[str]:
    return {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}


@pytest.fixture
def ask(capsys: Printed) -> Callable[..., str]:
    def ask(*words: str) -> str:
        code = run(list(words))
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return printed.out

    return ask


def take_in(folder: Path, record: str, reader: Reader, version: str = "simple/1") -> None:
    read.run(read.Wanted((str(folder),), record), reader=Reader(reader.dossier, version, reader.read))


def test_every_command_answers_of_a_day_as_it_did_then(
    releases: Path, tmp_path: Path, reader: Reader, ask: Callable[..., str], capsys: Printed
) -> None:
    record = str(tmp_path / "r.db")
    (releases / "copy.txt").write_text((releases / "a.txt").read_text() + "\n")
    take_in(releases, record, reader)
    capsys.readouterr()
    rows = [json.loads(line) for line in ask("claims", "--record", record, "--format", "jsonl").splitlines()]
    claim, document = rows[0]["claim"]["id"], rows[0]["document"]["id"]
    ask("judge", "right", claim, "--by", "Ada", "--record", record)
    then = datetime.datetime.now(datetime.UTC).isoformat()
    asked = {
        "claims": [],
        "documents": [],
        "search": ["harbour"],
        "actors": [],
        "show": [document],
        "links": [],
        "judgements": [],
        "log": [],
        "commitments": [],
        "forecasts": [],
        "positions": [],
        "relations": [],
        "answers": [],
        "brief": [],
        "export": ["--format", "plover"],
    }
    assert commands() - NOT_ASKED_OF_A_DAY == set(asked)

    def answers() -> dict[str, str]:
        told = {name: ask(name, *words, "--as-of", then, "--record", record) for name, words in asked.items()}
        return {**told, "show claim": ask("show", claim, "--as-of", then, "--record", record)}

    before = answers()
    assert "harbour" in before["search"]
    assert len(before["links"].splitlines()) == 2
    assert "right" in before["judgements"]
    (releases / "more.txt").write_text("More of it\n\nDate\n2031-02-04\n\nLim promised to close the harbour again.\n")
    take_in(releases, record, reader, "simple/2")
    capsys.readouterr()
    ask("judge", "wrong", claim, "--by", "Bo", "--record", record)
    ask("judge", "different", document, rows[-1]["document"]["id"], "--by", "Bo", "--record", record)
    ask("withdraw", document, "--because", "taken down", "--by", "Bo", "--record", record)
    now = ask("claims", "--record", record, "--format", "jsonl")
    assert claim not in now
    assert "close the harbour again" in now
    assert answers() == before
    ask("withdraw", document, "--undo", "--because", "put up again", "--by", "Bo", "--record", record)
    assert answers() == before
