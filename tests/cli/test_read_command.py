"""`dragoman read`, with a reader of a few lines behind it."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from dragoman.cli import read
from dragoman.cli.faults import DONE, LOST, STOPPED
from dragoman.fleet import intake
from dragoman.record import Document, Problem, Reading, RecordBusyError
from dragoman.record.wire import load_reading
from dragoman.store import Record

Run = Callable[..., tuple[int, str, str]]
Items = Iterable[tuple[Document, tuple[Problem, ...]]]


@pytest.fixture
def run(reader: read.Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on paths; gives exit code, stdout and stderr."""

    def run_on(*paths: Path | str, by: read.Reader = reader, **typed: object) -> tuple[int, str, str]:
        wanted = {"record": str(tmp_path / "r.db"), **typed}
        code = read.run(read.Wanted(tuple(map(str, paths)), **wanted), reader=by)  # type: ignore[arg-type]
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_on


def rows_of(printed: str) -> list[dict[str, str]]:
    head, *rows = [line.split("\t") for line in printed.splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def held(tmp_path: Path) -> tuple[int, int, int]:
    with Record.open(tmp_path / "r.db", create=False) as record:
        held = record.summary()
    return held.documents, held.claims, held.readings


def test_a_row_a_document(run: Run, releases: Path, tmp_path: Path) -> None:
    code, out, err = run(releases)
    rows = rows_of(out)
    assert code == DONE
    assert [(r["title"], r["published"], r["state"], r["claims"], r["problems"]) for r in rows] == [
        ("Statement on the harbour", "2031-02-03", "new", "2", ""),
        ("A note of no date", "", "new", "1", "date-unknown"),
        ("On ships", "2031-05-06", "new", "1", ""),
    ]
    assert (rows[0]["commitment"], rows[0]["call"], rows[1]["position"]) == ("1", "1", "1")
    assert "3 documents (3 new), 4 claims: 2 commitments, 1 call, 1 position" in err
    assert held(tmp_path) == (3, 4, 3)


def test_reading_again_adds_nothing_and_does_not_read(
    run: Run, releases: Path, tmp_path: Path, reader: read.Reader
) -> None:
    def refuse(items: Items) -> Iterator[Reading]:
        assert list(items) == [], "what is known is read again"
        return iter(())

    _, first, _ = run(releases)
    before = held(tmp_path)
    code, again, err = run(releases, by=read.Reader(reader.dossier, reader.version, refuse))
    assert code == DONE
    assert "3 documents (3 unchanged)" in err
    assert again == first.replace("\tnew\t", "\tunchanged\t")
    assert held(tmp_path) == before


def test_a_newer_reader_supersedes(run: Run, releases: Path, tmp_path: Path, reader: read.Reader) -> None:
    run(releases)
    _, out, _ = run(releases, by=read.Reader(reader.dossier, "simple/2", reader.read))
    assert {row["state"] for row in rows_of(out)} == {"superseded"}
    assert held(tmp_path) == (3, 4, 6)


def test_json_lines_are_the_same_read_anew_from_the_record_and_without_one(run: Run, releases: Path) -> None:
    _, fresh, _ = run(releases, jsonl=True)
    _, kept, _ = run(releases, jsonl=True)
    _, bare, _ = run(releases, jsonl=True, record=None)
    assert fresh == kept == bare
    assert [load_reading(line).document.title for line in fresh.splitlines()] == [
        "Statement on the harbour",
        "A note of no date",
        "On ships",
    ]


def test_the_same_bytes_elsewhere_keep_the_name_they_were_given(run: Run, releases: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((releases / "a.txt").read_bytes())
    _, out, _ = run(releases / "a.txt", copy, releases / "a.txt", jsonl=True)
    assert [json.loads(line)["document"]["source"] for line in out.splitlines()] == [
        str(releases / "a.txt"),
        str(copy),
        str(releases / "a.txt"),
    ]
    assert held(tmp_path)[0] == 1


def test_without_a_record_nothing_is_kept(run: Run, releases: Path, tmp_path: Path) -> None:
    code, out, err = run(releases, record=None)
    assert code == DONE
    assert {row["state"] for row in rows_of(out)} == {"read"}
    assert "Next:" not in err
    assert not (tmp_path / "r.db").exists()


def test_what_cannot_be_read_is_told_and_the_rest_is_read(run: Run, releases: Path, tmp_path: Path) -> None:
    (releases / "aa.bin").write_bytes(bytes([0xFF, 0xD8, 0xFF, 0xE0, 0]) * 64)
    (releases / "ab.txt").write_text("")
    with (releases / "c.jsonl").open("a") as rows:
        rows.write("{broken\n")
    code, out, err = run(tmp_path / "missing.txt", releases)
    told = [line for line in err.splitlines() if line.startswith("dragoman: ")]
    assert code == LOST
    assert [row["title"] for row in rows_of(out)] == ["Statement on the harbour", "A note of no date", "On ships"]
    for name in ("missing.txt", "aa.bin", "ab.txt", "c.jsonl:2"):
        assert sum(name in line for line in told) == 1, name
    assert len(told) == 4
    assert "4 sources could not be read" in err


def test_a_folder_with_nothing_to_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = run(tmp_path / "empty")
    assert (code, out) == (LOST, "")
    assert "empty" in err.splitlines()[0]


def test_what_the_user_says_beats_the_document_and_is_read_anew(run: Run, releases: Path) -> None:
    import datetime

    run(releases / "a.txt")
    _, out, _ = run(releases / "a.txt", date=datetime.date(2030, 12, 31), publisher="Harbour Office", jsonl=True)
    document = json.loads(out)["document"]
    assert (document["published"]["from"], document["published"]["source"]) == ("2030-12-31", "given")
    assert document["publisher"]["name"] == "Harbour Office"


def test_ctrl_c_keeps_what_was_read(run: Run, releases: Path, tmp_path: Path, reader: read.Reader) -> None:
    def stop_at_the_third(items: Items) -> Iterator[Reading]:
        for n, reading in enumerate(reader.read(items)):
            if n == 2:
                raise KeyboardInterrupt
            yield reading

    code, _, err = run(releases, by=read.Reader(reader.dossier, reader.version, stop_at_the_third))
    assert code == STOPPED
    assert err.splitlines()[-1] == "dragoman: stopped; 2 documents are in the record"
    assert held(tmp_path)[0] == 2


def test_a_record_that_fails_midway_says_how_far_it_came(run: Run, releases: Path, reader: read.Reader) -> None:
    def read_then_lose_the_record(items: Items) -> Iterator[Reading]:
        for n, reading in enumerate(reader.read(items)):
            if n == 1:
                raise RecordBusyError("another program is writing to the record; wait")
            yield reading

    code, _, err = run(releases, by=read.Reader(reader.dossier, reader.version, read_then_lose_the_record))
    assert code == LOST
    assert "another program is writing" in err.splitlines()[-1]
    assert "1 document" in err.splitlines()[-1]


def test_many_documents_come_in_order_across_batches(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "many.jsonl"
    rows = (
        {"id": f"row-{n}", "text": f"Lim promised to open gate {n}."} for n in range(2 * intake.BATCH_DOCUMENTS + 1)
    )
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
    _, out, _ = run(corpus)
    assert [row["source"] for row in rows_of(out)] == [f"row-{n}" for n in range(2 * intake.BATCH_DOCUMENTS + 1)]


def test_the_next_step_names_the_record_that_was_read_into(
    run: Run, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, err = run(releases)
    assert f"dragoman claims --kind commitment --record {tmp_path / 'r.db'}" in err
    monkeypatch.setitem(os.environ, "DRAGOMAN_RECORD", str(tmp_path / "r.db"))
    _, _, err = run(releases)
    assert "--record" not in err
