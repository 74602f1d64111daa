"""`dragoman withdraw`, and what other commands say of a document that is withdrawn, erased or corrected."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli import read
from dragoman.cli.app import run
from dragoman.desks.dialogue.following import states_digest
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.fleet.intake import Reader
from dragoman.store import Record

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def record(reader: Reader, releases: Path, tmp_path: Path, capsys: Printed) -> str:
    where = str(tmp_path / "r.db")
    read.run(read.Wanted((str(releases),), where), reader=reader)
    capsys.readouterr()
    return where


@pytest.fixture
def ask(capsys: Printed, record: str) -> Callable[..., str]:
    def ask(*words: str, code: int = 0) -> str:
        assert run([*words, "--record", record]) == code
        printed = capsys.readouterr()
        return printed.out if code == 0 else printed.err

    return ask


def harbour(ask: Callable[..., str]) -> tuple[str, str]:
    """A document and a claim of it."""
    rows = [json.loads(line) for line in ask("claims", "--format", "jsonl").splitlines()]
    return next((row["document"]["id"], row["claim"]["id"]) for row in rows if "harbour" in row["words"])


def test_a_withdrawn_document_says_so_wherever_it_is_named(ask: Callable[..., str]) -> None:
    document, claim = harbour(ask)
    told = ask("withdraw", document[:8], "--because", "taken down", "--by", "Ada")
    assert told == f"{document}\twithdrawn by Ada: taken down\n"
    assert "harbour" not in ask("claims")
    for shown in (ask("show", document), ask("show", claim)):
        assert "by Ada: taken down" in shown
        assert "--as-of DATE, with a time before" in shown
        assert "to all ships" not in shown
    assert "taken down" in ask("log", "--document", document, "--kind", "withdrawn")
    ask("withdraw", document, "--undo", "--because", "by mistake", "--by", "Ada")
    assert "harbour" in ask("claims")
    assert "by mistake" in ask("log", "--kind", "restored")


def test_follow_ups_are_kept_up_to_date(ask: Callable[..., str], record: str) -> None:
    """By all that changes what counts: a withdrawal and its undoing, a judgement."""
    document, claim = harbour(ask)
    digest = states_digest(states_of(load_dossier(None)))

    def followed() -> bool:
        with Record.open(record, read_only=True) as opened:
            return opened.acts.is_followed(digest)

    because = ["--because", "taken down", "--by", "Ada"]
    ask("withdraw", document, *because)
    assert followed()
    ask("withdraw", document, "--undo", *because)
    assert followed()
    other = next(row["claim"]["id"] for row in map(json.loads, ask("claims", "--format", "jsonl").splitlines()))
    ask("judge", "same" if other != claim else "right", *dict.fromkeys([claim, other]), "--by", "Ada")
    assert followed()


def test_an_erased_document_is_refused_with_a_clear_line(
    ask: Callable[..., str], record: str, releases: Path, reader: Reader, capsys: Printed
) -> None:
    document, _ = harbour(ask)
    assert "erased by Ada" in ask("withdraw", document, "--because", "a court said so", "--by", "Ada", "--erase")
    shown = ask("show", document)
    assert "a court said so" in shown
    assert "harbour" not in shown
    wanted = read.Wanted((str(releases),), record)
    assert read.run(wanted, reader=reader) == 1
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "Ada erased" in line]
    assert f"{releases / 'a.txt'}: Ada erased these bytes from the record on" in line
    assert f"(a court said so); to read them again: dragoman withdraw {document} --undo" in line
    assert "may be read again" in ask("withdraw", document, "--undo", "--because", "overruled")
    assert read.run(wanted, reader=reader) == 0
    capsys.readouterr()
    assert "harbour" in ask("claims")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["nosuch", "--because", "x"], "no claim or document begins with 'nosuch'"),
        (["d", "--because", "x", "--undo", "--erase"], "choose one"),
        (["d"], "Missing option '--because'"),
    ],
)
def test_what_cannot_be_done_is_told(ask: Callable[..., str], words: list[str], fault: str) -> None:
    assert fault in ask("withdraw", *words, code=2)


def test_a_claim_is_not_withdrawn_alone(ask: Callable[..., str]) -> None:
    _, claim = harbour(ask)
    assert "a whole document is withdrawn: name one" in ask("withdraw", claim, "--because", "x", code=2)


def test_a_corrected_document_names_the_newer_one(
    ask: Callable[..., str], record: str, releases: Path, reader: Reader, capsys: Printed
) -> None:
    older, claim = harbour(ask)
    page = releases / "a.txt"
    page.write_text(page.read_text().replace("all ships", "two ships"))
    read.run(read.Wanted((str(releases),), record), reader=reader)
    capsys.readouterr()
    with Record.open(record, read_only=True) as opened:
        newer = opened.corrections()[older].newer
    for shown in (ask("show", older), ask("show", claim)):
        assert f"the newer version is {newer}" in shown
    assert "the newer version is" not in ask("show", newer)
    rows = {row["id"]: row for row in map(json.loads, ask("documents", "--format", "jsonl").splitlines())}
    assert (rows[older]["corrected"]["by"], rows[newer]["corrected"]) == (newer, None)
    assert f"[corrected on {rows[older]['corrected']['at'][:10]} by {newer[:9]}]" in ask("documents")
    assert newer in ask("log", "--kind", "corrected", "--document", older)
