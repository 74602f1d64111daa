"""`dragoman links`, `judge` and `judgements`, and what `show` tells of them."""

import json
from pathlib import Path

import pytest

from dragoman.cli import read
from dragoman.cli.app import run
from dragoman.store import Record
from invented_releases import RELEASES, half

EDITED = RELEASES[0].replace("agreed", "decided").replace("the last", "the only one").replace("stressed", "added")
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def record(reader: read.Reader, tmp_path: Path, capsys: Printed) -> str:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n, text in enumerate((RELEASES[0], EDITED, RELEASES[1], RELEASES[2])):
        (folder / f"{n}.txt").write_text(text.replace("\n", "\n\n"))
    where = str(tmp_path / "r.db")
    read.run(read.Wanted((str(folder),), where), reader=reader)
    assert "1 new link between documents" in capsys.readouterr().err
    return where


def rows(capsys: Printed) -> list[dict[str, str]]:
    head, *lines = capsys.readouterr().out.splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def judge(record: str, *words: str) -> int:
    return run(["judge", *words, "--record", record, "--by", "Ada"])


def test_links_are_rows_with_titles_and_shares(record: str, capsys: Printed) -> None:
    assert run(["links", "--record", record]) == 0
    (row,) = rows(capsys)
    assert (row["kind"], row["counts"], row["judgement"]) == ("near", "yes", "")
    assert row["title"] == row["other-title"] == RELEASES[0].split("\n")[0]
    assert float(row["within"]) > 0.9
    assert run(["links", row["document"][:8], "--record", record, "--format", "jsonl"]) == 0
    link = json.loads(capsys.readouterr().out)
    assert (link["other"], link["counts"], link["judgement"]) == (row["other"], True, None)


def test_a_link_is_undone_and_done_again(record: str, capsys: Printed) -> None:
    run(["links", "--record", record])
    (row,) = rows(capsys)
    assert judge(record, "different", row["document"][:9], row["other"][:9], "--why", "two meetings") == 0
    made = capsys.readouterr().out.split("\t")[0]
    run(["links", "--record", record])
    assert [(r["counts"], r["judgement"]) for r in rows(capsys)] == [("no", made)]
    run(["show", row["document"], "--record", record])
    shown = capsys.readouterr().out
    assert "nearly the same as" in shown
    assert "judged different by Ada" in shown
    assert judge(record, "withdraw", made) == 0
    capsys.readouterr()
    run(["judgements", "--record", record])
    assert [(r["verdict"], r["state"], r["why"]) for r in rows(capsys)] == [
        ("different", "withdrawn", "two meetings"),
        ("withdrawn", "stands", ""),
    ]


def test_a_correction_is_kept_as_it_was_typed(
    record: str, capsys: Printed, reader: read.Reader, tmp_path: Path
) -> None:
    (tmp_path / "c.txt").write_text("A note on ships\n\nLim promised to open the harbour to ships.\n")
    read.run(read.Wanted((str(tmp_path / "c.txt"),), record), reader=reader)
    capsys.readouterr()
    with Record.open(record) as opened:
        claim = next(opened.claims()).claim.id
    assert judge(record, "corrected", claim, "--set", "kind=call", "--set", 'tracks=["dialogue"]') == 0
    capsys.readouterr()
    run(["judgements", claim, "--record", record, "--format", "jsonl"])
    made = json.loads(capsys.readouterr().out)
    assert (made["fields"], made["by"], made["state"]) == ({"kind": "call", "tracks": ["dialogue"]}, "Ada", "stands")
    run(["show", claim, "--record", record])
    assert "corrected by Ada" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["same", "d", "zzz"], "begins"),
        (["perhaps", "d1", "d2"], "VERDICT"),
        (["right", "nobody"], "no claim or document begins"),
        (["corrected", "state.nobody"], "--set"),
        (["right", "c1", "--set", "kind=call"], "--set"),
        (["corrected", "c1", "--set", "kind=call"], "begins with 'c1'"),
        (["withdraw", "j0"], "begins with 'j0'"),
    ],
)
def test_what_cannot_be_judged_is_one_line(record: str, capsys: Printed, words: list[str], told: str) -> None:
    assert judge(record, *words) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert told in printed.err


def test_an_actor_is_judged_by_its_id_in_the_dossier(record: str, capsys: Printed) -> None:
    from dragoman.dossier import load_dossier

    one, other, *_ = sorted(load_dossier().actors)
    assert judge(record, "different", one, other) == 0
    capsys.readouterr()
    run(["judgements", one, "--record", record])
    assert [r["about"] for r in rows(capsys)] == [f"{one},{other}"]


def test_the_versions_of_a_page_what_changed_and_what_no_longer_stands(
    reader: read.Reader, tmp_path: Path, capsys: Printed
) -> None:
    where, page = str(tmp_path / "r.db"), tmp_path / "page.txt"
    first = half(RELEASES[0]).replace("\n", "\n\n")
    ids = []
    for sentence in ("Lim promised to open all harbours in May.", "Lim promised to open two harbours in May."):
        page.write_text(f"{first}\n\n{sentence}\n\nLim urged all to come to the talks.\n")
        read.run(read.Wanted((str(page),), where), reader=reader)
    with Record.open(where) as record:
        ids = [one.document for one in record.snapshots(record.documents()[0].id)]
        assert len(ids) == 2
        assert len(record.orphans(ids[0])) == 1
        assert record.orphans(ids[1]) == ()
        orphan = record.orphans(ids[0])[0]
        kept = next(c.id for c in record.reading(ids[0]).claims if c.id != orphan)  # type: ignore[union-attr]
        for claim in (orphan, kept):
            record.judge("right", [claim], by="Ada")
        assert [row.state for row in record.judged()] == ["stale", "stands"]
    capsys.readouterr()
    run(["show", ids[1], "--record", where])
    newer = capsys.readouterr().out
    assert "- Lim promised to open all harbours in May." in newer
    assert "+ Lim promised to open two harbours in May." in newer
    assert "2 of 2" in newer
    run(["show", ids[0], "--record", where])
    older = capsys.readouterr().out
    assert f"{orphan[:9]} ×" in older
    assert f"{kept[:9]}  " in older
    run(["show", orphan, "--record", where])
    assert "no longer stand in the newest version" in capsys.readouterr().out
