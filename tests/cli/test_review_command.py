"""`dragoman review`: gone through with keys on a terminal, listed in a pipe; nothing that was decided is ever lost."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from dragoman.cli import read
from dragoman.cli.app import run
from dragoman.cli.reviewing import Terminal, Walk
from dragoman.desks.dialogue.following import follow_up, states_digest
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.review import Queue, QueueQuery
from dragoman.review.tables import read_table, write_table
from dragoman.store import Proposed, Record, following

Printed = pytest.CaptureFixture[str]
CODE = "import sys; from dragoman.cli.app import run; sys.exit(run(sys.argv[1:]))"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def record(releases: Path, reader: read.Reader, tmp_path: Path, capsys: Printed) -> str:
    """Four claims: two promises, a call, a position; all of confidence .9."""
    where = str(tmp_path / "r.db")
    read.run(read.Wanted((str(releases),), where), reader=reader)
    capsys.readouterr()
    return where


def typed(keys: Iterable[str], lines: Iterable[str | None] = ()) -> Terminal:
    """A person who presses these keys and types these lines."""
    pressed, said = iter(keys), iter(lines)
    return Terminal(lambda: next(pressed), lambda _: next(said))


Walked = Callable[..., int]


@pytest.fixture
def walk(record: str) -> Walked:
    def walk(keys: Iterable[str], lines: Iterable[str | None] = (), *, by: str = "Ada", **query: object) -> int:
        with Record.open(record) as opened:
            queue = Queue(opened, load_dossier())
            asked = QueueQuery(**query)  # type: ignore[arg-type]
            return Walk(opened, queue, by, typed(keys, lines)).run(asked)

    return walk


def made_in(record: str) -> list[tuple[str, str, str, str]]:
    with Record.open(record, read_only=True) as opened:
        return [(r.judgement.verdict, r.judgement.by, r.judgement.why, r.state) for r in opened.judged()]


def test_what_is_counted_is_as_the_last_decision_left_it(record: str, walk: Walked) -> None:
    """A call that is wrong is no act, and one again once that is taken back; the same of what somebody proposed."""

    def counted() -> tuple[bool, int]:
        with Record.open(record, read_only=True) as opened:
            states = states_of(load_dossier())
            return opened.acts.is_followed(states_digest(states)), opened.acts.size()

    with Record.open(record) as opened:
        opened.link()
        follow_up(opened, states_of(load_dossier()))
        claim = next(row.claim.id for row in opened.claims() if row.claim.kind == "call")
    assert counted() == (True, 4)
    walk(["r", "q"], ["no call"], kinds=("claim",))
    assert counted() == (True, 3)
    walk(["w", "q"], ["it is one"], by="Bo", judged_by="Ada")
    assert counted() == (True, 4)
    with Record.open(record) as opened:
        opened.review.propose([Proposed("wrong", (claim,), "Cy", "", (), "sheet.csv", 2)])
    walk(["a", "q"])
    assert counted() == (True, 3)
    walk(["a", "u", "q"], by="Di", judged_by="Ada")
    assert counted() == (True, 3)


def test_follow_ups_that_were_never_looked_for_are_not_looked_for_at_a_key(record: str, walk: Walked) -> None:
    with Record.open(record) as opened:
        opened.link()
        with opened._writing() as (connection, _):
            following.forget(connection)
    walk(["r", "q"], ["no call"])
    with Record.open(record, read_only=True) as opened:
        assert not opened.acts.is_followed(states_digest(states_of(load_dossier())))


def test_right_wrong_and_skip(record: str, walk: Walked, capsys: Printed) -> None:
    assert walk(["a", "r", "s", "q"], ["it is a call"]) == 0
    assert made_in(record) == [("right", "Ada", "", "stands"), ("wrong", "Ada", "it is a call", "stands")]
    printed = capsys.readouterr().out
    assert "4 claims wait. You decide as Ada" in printed
    assert "2 decisions on record, 1 left for later" in printed
    assert "said by\tLim (indirect speech, “promised”)" in printed
    assert "[[to open the harbour to all ships in spring]]" in printed


def test_undo_takes_the_last_decision_back_and_asks_again(record: str, walk: Walked) -> None:
    assert walk(["u", "a", "u", "r", "q"], ["no"]) == 0
    assert [(verdict, state) for verdict, _, _, state in made_in(record)] == [
        ("right", "withdrawn"),
        ("withdrawn", "stands"),
        ("wrong", "stands"),
    ]


def test_at_the_end_it_says_so(record: str, walk: Walked, capsys: Printed) -> None:
    assert walk("aaaa") == 0
    assert len(made_in(record)) == 4
    assert walk([]) == 0
    assert "Nothing waits" in capsys.readouterr().out


def test_thinking_better_of_why_decides_nothing(record: str, walk: Walked) -> None:
    assert walk(["r", "q"], [None]) == 0
    assert made_in(record) == []


def test_ctrl_c_keeps_what_was_decided(record: str, walk: Walked, capsys: Printed) -> None:
    assert walk(["a", "\x03"]) == 130
    assert len(made_in(record)) == 1
    assert "1 decision on record" in capsys.readouterr().out


def test_edit_field_by_field(record: str, walk: Walked, capsys: Printed) -> None:
    lines = [
        "1",
        "call",
        "speakers",
        "Ahn; Lim",
        "9",
        "no such words",
        "words",
        "to open the harbour",
        "",
        "as it says",
    ]
    assert walk(["e", "q"], lines, by="Bo", actor="Lim") == 0
    assert made_in(record) == [("corrected", "Bo", "as it says", "stands")]
    printed = capsys.readouterr()
    assert "does not stand in the document" in printed.err
    with Record.open(record, read_only=True) as opened:
        (judgement,) = opened.judgements()
        text = next(
            doc for r in opened.claims() if r.claim.id == judgement.about[0] if (doc := opened.document(r.document))
        )
    fields = {name: json.loads(value) for name, value in judgement.fields}
    assert fields["kind"] == "call"
    assert [one["name"] for one in fields["speakers"]] == ["Ahn", "Lim"]
    ((start, end, words),) = fields["passages"]
    assert text.text[start:end] == words == "to open the harbour"


def test_edit_can_be_left(record: str, walk: Walked) -> None:
    assert walk(["e", "e", "q"], ["1", "call", "q", ""]) == 0
    assert made_in(record) == []


def test_two_who_differ_are_told_and_it_waits_as_a_dispute(record: str, walk: Walked, capsys: Printed) -> None:
    walk(["a", "q"])
    capsys.readouterr()
    assert walk(["r", "q"], ["not so"], by="Bo", judged_by="Ada") == 0
    assert "Ada says right: the last word counts" in capsys.readouterr().out
    assert walk(["a", "q"], by="Cy", kinds=("dispute",)) == 0
    assert [row[:2] for row in made_in(record)] == [("right", "Ada"), ("wrong", "Bo"), ("wrong", "Cy")]
    with Record.open(record, read_only=True) as opened:
        assert Queue(opened, load_dossier()).counts(QueueQuery(kinds=("dispute",))) == {}


def test_what_is_withdrawn_in_review_waits_again(record: str, walk: Walked) -> None:
    walk(["a", "q"])
    assert walk(["w", "q"], ["too quick"], by="Bo", judged_by="Ada") == 0
    assert [row[0] for row in made_in(record)] == ["right", "withdrawn"]
    with Record.open(record, read_only=True) as opened:
        assert Queue(opened, load_dossier()).counts(QueueQuery()) == {"claim": 4}


def test_a_key_that_means_nothing_decides_nothing(record: str, walk: Walked, capsys: Printed) -> None:
    assert walk(["x", "k", "1", "\x1b", "?", "q"]) == 0
    assert made_in(record) == []
    assert "leave it for later" in capsys.readouterr().out


def test_in_a_pipe_it_lists_and_says_why(record: str, capsys: Printed) -> None:
    assert run(["review", "--record", record]) == 0
    printed = capsys.readouterr()
    assert (
        printed.err == "dragoman: review is gone through on a terminal; here what waits is listed (--format says how)\n"
    )
    heading, *rows = printed.out.splitlines()
    assert heading.split("\t") == ["kind", "score", "about", "what", "why", "id"]
    assert len(rows) == 4
    assert "0.20 = 0.10 × 2" in rows[0]


def test_listed_as_json_lines_and_filtered(record: str, capsys: Printed) -> None:
    assert run(["review", "--record", record, "--format", "jsonl", "--track", "dissuade", "--below", ".95"]) == 0
    printed = capsys.readouterr()
    items = [json.loads(line) for line in printed.out.splitlines()]
    assert [item["claim"]["words"][:10] for item in items] == ["to lift th", "sanctions "]
    assert printed.err == ""
    assert run(["review", "--record", record, "--format", "jsonl", "--limit", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--kind", "clam"], "did you mean claim?"),
        (["--below", "2"], "--below"),
        (["--document", "c"], "begins"),
        (["--document", "nothing"], "begins with 'nothing'"),
    ],
)
def test_what_was_typed_wrong_is_one_line(record: str, capsys: Printed, words: list[str], told: str) -> None:
    assert run(["review", "--record", record, *words]) == 2
    assert told in capsys.readouterr().err.splitlines()[-1]


def driven(words: list[str], keys: list[str], **more: str) -> tuple[str, int]:
    """What a command writes to a terminal of eighty columns where these keys are pressed as it asks for them."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, 80))
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
    environment |= {"TERM": "xterm-256color", "OMP_NUM_THREADS": "1", **more}
    with subprocess.Popen(
        [sys.executable, "-c", CODE, *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        written, waiting = b"", list(keys)
        while select.select([ours], [], [], 60)[0]:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # Linux tells the end of a terminal by an error
                break
            written += chunk
            if waiting and written.endswith((b" > ", b": ")) and not select.select([ours], [], [], 0.05)[0]:
                os.write(ours, waiting.pop(0).encode())
        else:
            process.kill()
            pytest.fail(f"it waits for a key that nobody presses: {written[-200:]!r}")
    os.close(ours)
    return written.decode().replace("\r\n", "\n"), process.returncode


def test_on_a_terminal_the_keyboard_is_enough(record: str) -> None:
    keys = ["?", "a", "r", "no promise\r", "e", "1\r", "call\r", "\r", "\r", "u", "s", "s", "q"]
    shown, code = driven(["review", "--record", record, "--by", "Ada"], keys)
    assert code == 0
    assert [row[0] for row in made_in(record)] == ["right", "wrong", "corrected", "withdrawn"]
    lines = STYLE.sub("", shown).splitlines()
    assert max(map(len, lines)) <= 104  # the line of keys alone is longer, and wraps between words of its own
    assert not re.search(r"\x1b(?!\[[0-9;]*m)", shown)
    assert "\x1b[1;7mto open the harbour" in shown


def test_ctrl_c_on_a_terminal_loses_nothing(record: str) -> None:
    shown, code = driven(["review", "--record", record, "--by", "Ada"], ["a", "\x03"])
    assert code == 130
    assert "1 decision on record" in shown
    assert len(made_in(record)) == 1


def test_without_colour_the_words_are_marked_all_the_same(record: str) -> None:
    shown, code = driven(["review", "--record", record], ["q"], TERM="dumb")
    assert code == 0
    assert "\x1b" not in shown
    assert "[[to lift the sanctions" in shown


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_out_as_a_spreadsheet_and_back_as_proposals(
    record: str, walk: Walked, tmp_path: Path, capsys: Printed, form: str
) -> None:
    path = tmp_path / f"review.{form}"
    assert run(["review", "--record", record, "--export", str(path), "--track", "dissuade"]) == 0
    assert capsys.readouterr().out.startswith("2 rows written to ")
    table = read_table(path)
    rows = [dict(row.cells) for row in table.rows]
    rows[0] |= {"verdict": "wrong", "why": "=a joke"}
    rows[1] |= {"kind": "event", "words": "no such words"}
    write_table(path, table.columns, ([row[name] for name in table.columns] for row in rows))
    for made, before in ((1, ""), (0, ", 1 proposed before")):
        assert run(["review", "--record", record, "--import", str(path), "--by", "Ada"]) == 1
        printed = capsys.readouterr()
        assert printed.out == (
            f"{made} proposal{'' if made == 1 else 's'} made in the name of Ada{before}; "
            "0 rows unchanged; 1 row not taken.\n"
        )
        assert f"review.{form}, row 3: “no such words” does not stand in the document" in printed.err
    assert walk(["a", "u", "r", "u", "a", "q"], ["no"], by="Bo") == 0
    assert [row[:3] for row in made_in(record) if row[0] == "wrong"] == [
        ("wrong", "Bo", f"=a joke (proposed by Ada, row 2 of review.{form})")
    ] * 2


def test_a_spreadsheet_of_no_kind_is_wrong_usage(record: str, tmp_path: Path, capsys: Printed) -> None:
    assert run(["review", "--record", record, "--export", str(tmp_path / "x.ods")]) == 2
    assert "neither .csv nor .xlsx" in capsys.readouterr().err
    assert run(["review", "--record", record, "--import", str(tmp_path / "x.csv")]) == 2
    assert "No such file" in capsys.readouterr().err
    assert run(["review", "--record", record, "--import", "a.csv", "--export", "b.csv"]) == 2
