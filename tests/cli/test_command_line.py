"""What is typed: wrong usage, help, start-up, and what a pipe or a terminal gets."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli.app import run
from dragoman.cli.dates import moment, one_day, span
from dragoman.cli.faults import tell
from dragoman.cli.tables import clean, shorten

HEAVY = ("spacy", "thinc", "numpy", "sqlalchemy", "trafilatura", "lxml", "jinja2", "rich")
LANGUAGE = ("spacy", "thinc", "trafilatura")
PROGRAM = "import sys; from dragoman.cli.app import run; code = run(sys.argv[1:]); "


def loaded(*words: str, cwd: Path) -> set[str]:
    """The top-level packages that a command line has imported by its end."""
    code = PROGRAM + "print('LOADED', *{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, cwd=cwd, check=True)
    return set(done.stderr.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("words", [(), ("--help",), ("--version",), ("read", "--help"), ("brief", "--help")])
def test_help_imports_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    assert loaded(*words, cwd=tmp_path) & set(HEAVY) == set()


@pytest.mark.parametrize("words", [("claims",), ("show", "x"), ("brief",), ("doctor",)])
def test_a_command_that_reads_no_text_imports_no_language_library(words: tuple[str, ...], tmp_path: Path) -> None:
    from dragoman.store import Record

    Record.open(tmp_path / "dragoman.db").close()
    assert loaded(*words, cwd=tmp_path) & set(LANGUAGE) == set()


def test_help_starts_quickly(tmp_path: Path) -> None:
    """Under 0.3 s of CPU: the least of three, for other programs disturb the clock."""
    import resource

    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", PROGRAM, "--help"], capture_output=True, cwd=tmp_path, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(taken) < 0.3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["clams"], "claims"),
        (["read"], "PATH"),
        (["claims", "--kind", "comitment"], "did you mean commitment?"),
        (["claims", "--since", "yesterday"], "write it as 2017-01-04"),
        (["claims", "--since", "2017-02-30"], "2017-02-30"),
        (["claims", "--since", "2018", "--until", "2017"], "is after"),
        (["claims", "--limit", "0"], "--limit"),
        (["claims", "--colour"], "--colour"),
        (["read", "x", "--date", "2017"], "is no day"),
        (["read", "x", "--format", "xml"], "--format"),
        (["claims", "--record", "nowhere/r.db"], "nowhere"),
        (["claims", "--record", "postgresql://host/db"], "PostgreSQL"),
        (["show", "x", "--record", "none.db"], "none.db"),
        (["brief", "--dossier", "no-such-folder"], "no-such-folder"),
    ],
)
def test_wrong_usage_is_one_line_that_says_what(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("dragoman: ")
    assert printed.err.count("\n") == 1
    assert told in printed.err


def test_a_corrupt_record_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.db").write_bytes(b"no database at all" * 99)
    for words in (["claims"], ["brief"], ["show", "x"]):
        assert run([*words, "--record", str(tmp_path / "r.db")]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_page_that_cannot_be_written_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from dragoman.store import Record

    Record.open(tmp_path / "r.db").close()
    assert run(["brief", "--record", str(tmp_path / "r.db"), "--out", str(tmp_path / "no" / "b.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_claims_into_a_pipe_that_closes(tmp_path: Path) -> None:
    """`dragoman claims | head -1` must not end in a traceback: more is printed than a pipe holds."""
    code = (
        "import sys; from dragoman.cli.faults import guarded\n"
        "def work():\n    for n in range(100_000): print('x' * 80)\n    return 0\n"
        "sys.exit(guarded(work))"
    )
    piped = f'{sys.executable} -c "{code}" | head -1; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    from dragoman import __version__

    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"dragoman {__version__}\n"


def test_the_record_may_be_named_by_the_environment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DRAGOMAN_RECORD", str(tmp_path / "named.db"))
    assert run(["claims"]) == 2
    assert "named.db" in capsys.readouterr().err


def test_days_as_people_type_them() -> None:
    day = datetime.date
    assert span("2017", "2017") == (day(2017, 1, 1), day(2017, 12, 31))
    assert span("2016-02", "2016-02") == (day(2016, 2, 1), day(2016, 2, 29))
    assert span("2017-12", None) == (day(2017, 12, 1), None)
    assert span(None, "2017-12") == (None, day(2017, 12, 31))
    assert one_day("2017-01-04", "--date") == day(2017, 1, 4)


def test_a_bare_day_stands_for_its_last_moment() -> None:
    assert moment("2017-01-04", "--as-of") == datetime.datetime(2017, 1, 4, 23, 59, 59, 999999, datetime.UTC)
    assert moment("2017-01-04T12:00", "--as-of") == datetime.datetime(2017, 1, 4, 12, tzinfo=datetime.UTC)


def test_a_document_cannot_move_the_cursor() -> None:
    assert clean("a\x1b[2Jb\x9b31mc\td\n\u202ee") == "a [2Jb 31mc d e"


def test_a_file_name_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    tell("no\x1b[2J\nfile")
    assert capsys.readouterr().err == "dragoman: no [2J file\n"


def test_long_words_are_cut_at_a_word() -> None:
    assert shorten("one two three four", to=12) == "one two…"
    assert shorten("one two", to=12) == "one two"
    assert shorten("o" * 20, to=12) == "o" * 11 + "…"
