"""What a person sees: run in a terminal of its own, 80 columns wide."""

import datetime
import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from dragoman.cli import read
from dragoman.store import Record, Watch, WatchItem

COLUMNS = 80
CODE = "import sys; from dragoman.cli.app import run; sys.exit(run(sys.argv[1:]))"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def seen(*words: str) -> str:
    """All that a command line writes to its terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, COLUMNS))
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
    environment |= {"TERM": "xterm-256color", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", CODE, *words], stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        written = b""
        # Linux tells the end of a terminal by an error.
        while chunk := _read(ours):
            written += chunk
    os.close(ours)
    assert process.returncode == 0
    return written.decode().replace("\r\n", "\n")


def _read(end: int) -> bytes:
    try:
        return os.read(end, 65536)
    except OSError:
        return b""


@pytest.fixture
def record(reader: read.Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    text = tmp_path / "hostile.txt"
    text.write_text(
        "A title that goes on for so long that no line of eighty columns could ever hold all of it at once\n\n"
        "Lim promised to \x1b[31m\x1b[2Jopen\x9b5A the harbour of a town whose name is long and which lies far away, "
        "and to keep it open for as long as there are ships that have 부산항 for their home.\n"
    )
    where = str(tmp_path / "r.db")
    read.run(read.Wanted((str(text),), where), reader=reader)
    capsys.readouterr()
    return where


@pytest.fixture
def watched(record: str) -> str:
    """The same record, with hostile sources that fail."""
    url = "https://harbour.example/" + "a" * 200
    with Record.open(record) as opened:
        failing = Watch(
            url, "Harbour \x1b[2J Office of a town whose name is long " * 3, failures=3, fault="no \x9b5A answer " * 20
        )
        item = WatchItem(url, url + "b", datetime.datetime.now(datetime.UTC), failures=1, fault="open \x1b[31m " * 20)
        opened.web.keep_poll(failing, [item])
    return record


@pytest.mark.parametrize("words", [("sources",), ("sources", "--failed")])
def test_what_is_watched_fits_and_is_tame(watched: str, words: tuple[str, ...]) -> None:
    written = seen(*words, "--record", watched)
    assert max(map(len, STYLE.sub("", written).splitlines())) <= COLUMNS
    assert "Office" in written
    assert not re.search(r"\x1b\[(31m|2J)|\x9b", written)


@pytest.mark.parametrize("words", [("claims",), ("show", "c"), ("doctor",)])
def test_no_line_is_wider_than_the_terminal(record: str, words: tuple[str, ...]) -> None:
    lines = STYLE.sub("", seen(*words, "--record", record)).splitlines()
    assert lines
    assert max(map(len, lines)) <= COLUMNS


@pytest.mark.parametrize("words", [("claims",), ("show", "c"), ("show", "d")])
def test_a_document_cannot_style_or_clear_the_screen(record: str, words: tuple[str, ...]) -> None:
    written = seen(*words, "--record", record)
    assert "open" in written
    assert not re.search(r"\x1b\[(31m|2J)|\x9b", written)
    assert not re.search(r"\x1b(?!\[[0-9;]*m)", written)


def test_the_passage_is_set_off_by_style_and_not_by_marks(record: str) -> None:
    written = seen("show", "c", "--record", record)
    assert "[[" not in written
    assert re.search(r"\x1b\[1;7mto ", written)


def test_claims_say_what_to_type_next(record: str) -> None:
    assert "In its words: dragoman show c" in seen("claims", "--record", record)
