"""`dragoman import`: what goes out comes back in whole, and nothing forged does."""

import base64
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.app import run
from dragoman.record import Reading, RecordError
from dragoman.record.wire import dump_reading
from dragoman.store import ClaimQuery, DocumentQuery, Held, Record, SearchQuery
from invented_readings import HOUR, MONDAY, Clock, Said, day, document_of, pledge, read

Printed = pytest.CaptureFixture[str]

PORTS = (
    "Port call denied\n"
    "The harbour master of Tarnia said no ship of Marsovia may enter 🚢 before June.\n"
    "타르니아 항만청은 6월 전에는 입항을 허가하지 않겠다고 밝혔다."
)


def ports() -> tuple[Reading, bytes]:
    document, data = document_of(PORTS, source="https://ports.tarnia.example/denied", published=day("2024-05-02"))
    said = [
        Said(
            ["no ship of Marsovia may enter 🚢 before June"], kind="commitment", speakers=["harbour master of Tarnia"]
        ),
        Said(["6월 전에는 입항을 허가하지 않겠다"], kind="commitment", form="document", polarity="negative"),
    ]
    return read(document, said), data


def filled(path: Path) -> Record:
    """A record with two documents, one of them found in two places, one read twice, and judgements of every sort."""
    clock = Clock()
    record = Record.open(path, clock=clock)
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, reader="old/1", dossier="d0")
    clock.now += HOUR
    again, _ = pledge(day("2024-03-01"), confidence=0.9)
    record.add(again, data, reader="new/2", dossier="d1")
    clock.now += HOUR
    elsewhere, _ = pledge(day("2024-03-01"), source="copies/embargo.txt", confidence=0.9)
    record.add(elsewhere, data, reader="new/2", dossier="d1")
    other, bytes_ = ports()
    record.add(other, bytes_, reader="new/2", dossier="d1")
    record.link()
    first, second, third = (claim.id for claim in again.claims)
    record.judge("wrong", [third], by="ada", why="a slip")
    record.judge("corrected", [second], by="ada", fields=[("kind", '"position"')])
    made = record.judge("right", [first], by="ben")
    clock.now += HOUR
    record.withdraw(made.id, by="ben", why="too soon")
    record.judge("same", [reading.document.id, other.document.id], by="ben")
    record.judge("kept", [first], by="ada", why="the mines closed")
    return record


def answers(record: Record) -> dict[str, Any]:
    """What the record answers, but for when it learned it."""
    claims = ClaimQuery()
    held = [
        (row.claim, row.words, row.published, row.speakers, row.via, row.actors, row.recipients, row.time, row.source)
        for row in record.claims(claims)
    ]
    documents = record.documents()
    return {
        "claims": held,
        "documents": documents,
        "about": [row for name in ("Tarnia", "Quill") for row in record.documents(DocumentQuery(names=name))],
        "actors": record.actors(),
        "proposed": record.actors(proposed=True),
        "readings": list(record.readings()),
        "found": {row.id: record.sightings(row.id) for row in documents},
        "snapshots": {row.id: record.snapshots(row.id) for row in documents},
        "originals": [record.original(reading.document.sha256) for reading in record.readings()],
        "entries": record.entries(),
        "judged": record.judged(),
        "links": [(x.document, x.other, x.kind, x.within, x.holds, x.how, x.counts) for x in record.links()],
        "search": [
            (hit.document, hit.words)
            for words in ("talks", "대화를", "coal")
            for hit in record.search(SearchQuery(words))
        ],
        "track": record.count(ClaimQuery(tracks=("dissuade",))),
        "korean": record.count(ClaimQuery(text="대화를")),
        "problems": record.summary().problems,
    }


def test_two_records_give_the_same_answers(tmp_path: Path, capsys: Printed) -> None:
    """Export, import, ask everything of both."""
    first, second = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    files = [str(tmp_path / name) for name in ("readings.jsonl", "judgements.jsonl")]
    with filled(Path(first)) as record:
        asked = answers(record)
    assert run(["export", "--record", first, "--to", "jsonl", "--with-originals", "--out", files[0]]) == 0
    assert run(["export", "--record", first, "--to", "jsonl", "--what", "judgements", "--out", files[1]]) == 0
    assert capsys.readouterr().out == f"{files[0]}: 2 readings\n{files[1]}: 6 judgements\n"
    assert run(["import", "--record", second, *files]) == 0
    with Record.open(second, create=False) as record:
        told = answers(record)
        assert record.check() == []
        assert [v.reader for v in record.history(told["documents"][0].id)] == ["new/2"]
    for name in asked:
        assert told[name] == asked[name], name


def test_what_came_out_goes_out_again_byte_for_byte(tmp_path: Path) -> None:
    first, second = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    filled(Path(first)).close()
    for what in ("readings", "judgements"):
        files = [str(tmp_path / f"{what}{n}.jsonl") for n in (1, 2)]
        more = ["--with-originals"] if what == "readings" else []
        assert run(["export", "--record", first, "--to", "jsonl", "--what", what, *more, "--out", files[0]]) == 0
        assert run(["import", "--record", second, files[0]]) == 0
        assert run(["export", "--record", second, "--to", "jsonl", "--what", what, *more, "--out", files[1]]) == 0
        assert Path(files[0]).read_bytes() == Path(files[1]).read_bytes()


def test_importing_twice_adds_nothing(tmp_path: Path, capsys: Printed) -> None:
    record, file = exported(tmp_path)
    assert run(["import", "--record", record, file]) == 0
    with Record.open(record, create=False) as opened:
        before = opened.summary()
    capsys.readouterr()
    assert run(["import", "--record", record, file]) == 0
    assert capsys.readouterr().out == f"{file}: 2 readings (2 unchanged)\n"
    with Record.open(record, create=False) as opened:
        assert opened.summary() == before


def test_what_the_record_holds_already_is_unchanged_though_the_file_does_not_say_who_read_it(
    tmp_path: Path, capsys: Printed
) -> None:
    """As `read --format jsonl` prints it."""
    file = tmp_path / "readings.jsonl"
    with filled(tmp_path / "a.db") as record:
        file.write_text("".join(f"{dump_reading(reading)}\n" for reading in record.readings()), encoding="utf-8")
        before, changes = answers(record), record.cursor()
    assert run(["import", "--record", str(tmp_path / "a.db"), str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: 2 readings (2 unchanged)\n"
    with Record.open(tmp_path / "a.db", create=False) as record:
        assert answers(record) == before
        assert record.cursor() == changes


def exported(tmp_path: Path, *more: str) -> tuple[str, str]:
    """Where a record is to be made, and a file of another one's readings."""
    first, file = str(tmp_path / "a.db"), str(tmp_path / "readings.jsonl")
    filled(Path(first)).close()
    assert run(["export", "--record", first, "--to", "jsonl", "--out", file, *more]) == 0
    return str(tmp_path / "b.db"), file


def test_without_originals_the_bytes_are_missing_and_can_be_had_later(tmp_path: Path) -> None:
    record, file = exported(tmp_path)
    assert run(["import", "--record", record, file]) == 0
    reading, data = pledge(day("2024-03-01"))
    with Record.open(record, create=False) as opened:
        assert opened.original(reading.document.sha256) is None
        assert opened.check() == []
        opened.add(reading, data, reader="new/3", dossier="d1")
        assert opened.original(reading.document.sha256) == data
        assert opened.check() == []


def test_gzip_and_standard_input(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    record, file = exported(tmp_path)
    packed = tmp_path / "readings.anything"
    packed.write_bytes(gzip.compress(Path(file).read_bytes()))
    assert run(["import", "--record", record, str(packed)]) == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed.read_bytes())))
    capsys.readouterr()
    assert run(["import", "--record", record, "-"]) == 0
    assert capsys.readouterr().out == "-: 2 readings (2 unchanged)\n"


def test_who_read_it_is_told_of_what_does_not_say(tmp_path: Path) -> None:
    record, file = str(tmp_path / "b.db"), tmp_path / "theirs.jsonl"
    file.write_text(dump_reading(ports()[0]) + "\n", encoding="utf-8")
    assert run(["import", "--record", record, str(file), "--reader", "their parser 2.1"]) == 0
    with Record.open(record, create=False) as opened:
        (row,) = opened.documents()
        assert [version.reader for version in opened.history(row.id)] == ["their parser 2.1"]


def forge(file: str, change: Callable[[dict[str, Any]], None], line: int = 1) -> None:
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    value = json.loads(lines[line])
    change(value)
    lines[line] = json.dumps(value)
    Path(file).write_text("\n".join(lines), encoding="utf-8")


def _offset(value: dict[str, Any]) -> None:
    value["claims"][0]["passages"][0][1] = 100_000


def _kind(value: dict[str, Any]) -> None:
    value["claims"][0]["kind"] = "promise"


def _mention(value: dict[str, Any]) -> None:
    value["claims"][0]["attribution"][0]["speakers"] = ["m99"]


def _original(value: dict[str, Any]) -> None:
    value["original"] = base64.b64encode(b"other bytes").decode()


def _base64(value: dict[str, Any]) -> None:
    value["original"] = "§"


def _found(value: dict[str, Any]) -> None:
    value["found"] = [{"source": "x", "at": "2024-01-01"}]


def _document(value: dict[str, Any]) -> None:
    value["document"]["id"] = pledge()[0].document.id


def _claim(value: dict[str, Any]) -> None:
    value["claims"][0]["id"] = pledge()[0].claims[0].id


FORGED: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (_offset, "lies outside the text"),
    (_kind, "kind cannot be 'promise'"),
    (_mention, "'m99' is no mention"),
    (_original, "not the bytes whose sha256"),
    (_base64, "no Base64"),
    (_found, "without a source, or a time without its zone"),
    (_document, "is the id of a document of other bytes, on line 1"),
    (_claim, "is the id of a claim of another document, on line 1"),
]


@pytest.mark.parametrize(("change", "told"), FORGED, ids=[change.__name__ for change, _ in FORGED])
def test_a_forged_line_is_named_and_nothing_of_its_file_taken_in(
    tmp_path: Path, capsys: Printed, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    record, file = exported(tmp_path)
    forge(file, change)
    capsys.readouterr()
    assert run(["import", "--record", record, file]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"dragoman: {file}:2: ")
    assert told in line
    with Record.open(record, create=False) as opened:
        assert opened.summary().documents == 0


@pytest.mark.parametrize(("change", "told"), FORGED, ids=[change.__name__ for change, _ in FORGED])
def test_with_keep_going_the_rest_is_taken_in(
    tmp_path: Path, capsys: Printed, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    record, file = exported(tmp_path)
    forge(file, change)
    capsys.readouterr()
    assert run(["import", "--record", record, "--keep-going", file]) == 1
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == f"{file}: 1 reading (1 new), 1 line left out\n"
    with Record.open(record, create=False) as opened:
        assert [row.title for row in opened.documents()] == ["Marsovia pledges coal embargo"]
        assert opened.check() == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "no JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b"NaN", "NaN is no number"),
        (b'"a reading"', "no object"),
        (b'{"claim": {}, "words": ""}', "a claim alone"),
        (b'{"format": "dragoman.judgement/1", "id": "j0"}', "not a judgement"),
    ],
)
def test_what_is_no_line_of_the_format_is_told(tmp_path: Path, capsys: Printed, line: bytes, told: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"\n" + line + b"\n")
    assert run(["import", "--record", str(tmp_path / "r.db"), str(file)]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"dragoman: {file}:2: ")
    assert told in err
    assert err.count("\n") == 1


def test_a_line_longer_than_any_document_is_told(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.exports.intake.LONGEST_LINE", 1 << 20)
    file = tmp_path / "x.jsonl"
    file.write_bytes(b" " * (3 << 20) + b"\n" + dump_reading(ports()[0]).encode())
    assert run(["import", "--record", str(tmp_path / "r.db"), "--keep-going", str(file)]) == 1
    printed = capsys.readouterr()
    assert f"{file}:1: it is longer than 1 MiB" in printed.err
    assert "1 reading (1 new)" in printed.out


def test_files_that_are_damaged_or_gone_are_told_and_others_taken_in(tmp_path: Path, capsys: Printed) -> None:
    record, file = exported(tmp_path)
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(Path(file).read_bytes())[:-20])
    capsys.readouterr()
    assert run(["import", "--record", record, str(cut), str(tmp_path / "gone"), str(tmp_path), file]) == 1
    printed = capsys.readouterr()
    assert [line.split(" ")[2] + line.split(" ")[3] for line in printed.err.splitlines()] == [
        "isdamaged:",
        "cannotbe",
        "cannotbe",
    ]
    assert printed.out == f"{file}: 2 readings (2 new)\n"


def test_an_id_of_the_record_is_not_given_to_something_else(tmp_path: Path, capsys: Printed) -> None:
    record, file = exported(tmp_path)
    assert run(["import", "--record", record, file]) == 0
    other, _ = document_of("Another matter\nNothing was said of coal.", source="x")
    mine = read(other, [Said(["Nothing was said"], form="document")])
    value = json.loads(dump_reading(mine))
    value["claims"][0]["id"] = pledge()[0].claims[0].id
    theirs = tmp_path / "theirs.jsonl"
    theirs.write_text(json.dumps(value), encoding="utf-8")
    assert run(["import", "--record", record, str(theirs)]) == 2
    assert f"is the id of a claim of document {pledge()[0].document.id} in the record" in capsys.readouterr().err
    value["claims"][0]["id"] = "c1"
    value["document"]["id"] = pledge()[0].document.id
    theirs.write_text(json.dumps(value), encoding="utf-8")
    assert run(["import", "--record", record, str(theirs)]) == 2
    assert "is the id of a document of other bytes in the record" in capsys.readouterr().err


def test_a_judgement_that_was_changed_is_refused(tmp_path: Path, capsys: Printed) -> None:
    first, file = str(tmp_path / "a.db"), str(tmp_path / "judgements.jsonl")
    filled(Path(first)).close()
    assert run(["export", "--record", first, "--to", "jsonl", "--what", "judgements", "--out", file]) == 0
    forge(file, lambda value: value.update(by="somebody else"))
    capsys.readouterr()
    assert run(["import", "--record", str(tmp_path / "b.db"), file]) == 2
    assert "is not what its id was made from" in capsys.readouterr().err
    with Record.open(tmp_path / "b.db", create=False) as record:
        assert record.judged() == []


def test_judgements_wait_for_what_they_are_about(tmp_path: Path) -> None:
    first, second = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    filled(Path(first)).close()
    files = [str(tmp_path / name) for name in ("j.jsonl", "r.jsonl")]
    assert run(["export", "--record", first, "--to", "jsonl", "--what", "judgements", "--out", files[0]]) == 0
    assert run(["export", "--record", first, "--to", "jsonl", "--out", files[1]]) == 0
    assert run(["import", "--record", second, files[0]]) == 0
    with Record.open(second, create=False) as record:
        assert {row.state for row in record.judged()} == {"stale", "stands", "withdrawn"}
    assert run(["import", "--record", second, files[1]]) == 0
    with Record.open(second, create=False) as record, Record.open(first, create=False) as other:
        assert record.judged() == other.judged()


def test_a_newer_reading_supersedes_and_an_earlier_place_is_remembered(tmp_path: Path) -> None:
    reading, data = pledge(day("2024-03-01"))
    clock = Clock(MONDAY)
    with Record.open(tmp_path / "r.db", clock=clock) as record:
        record.add(reading, data, reader="ours/1", dossier="d")
        earlier = ("https://mfa.marsovia.example/embargo", MONDAY - 5 * HOUR)
        again, _ = pledge(day("2024-03-01"), confidence=0.7)
        clock.now += HOUR
        record.take_in([Held(again, "theirs/2", "e", found=(earlier, (reading.document.source, MONDAY - HOUR)))])
        places = [(sighting.source, sighting.seen_at) for sighting in record.sightings(reading.document.id)]
        assert places == [earlier, (reading.document.source, MONDAY - HOUR)]
        assert [v.reader for v in record.history(reading.document.id)] == ["ours/1", "theirs/2"]
        assert record.original(reading.document.sha256) == data
        assert record.check() == []


def test_a_record_read_only_takes_nothing_in(tmp_path: Path) -> None:
    filled(tmp_path / "a.db").close()
    with Record.open(tmp_path / "a.db", read_only=True) as record, pytest.raises(RecordError, match="reading only"):
        record.take_in([Held(ports()[0], "x", "y")])


def test_as_of_gives_what_stood_then(tmp_path: Path, capsys: Printed) -> None:
    first = str(tmp_path / "a.db")
    filled(Path(first)).close()
    capsys.readouterr()
    assert run(["export", "--record", first, "--to", "jsonl", "--as-of", "2024-03-04T09:30:00Z"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    value = json.loads(line)
    assert value["read_by"] == {"reader": "old/1", "dossier": "d0"}
    assert [place["source"] for place in value["found"]] == ["releases/embargo.txt"]


def test_filters_choose_documents(tmp_path: Path, capsys: Printed) -> None:
    first = str(tmp_path / "a.db")
    filled(Path(first)).close()
    capsys.readouterr()
    for typed, titles in [
        (["--kind", "call"], ["Marsovia pledges coal embargo"]),
        (["--actor", "harbour master"], ["Port call denied"]),
        (["--since", "2024-04"], ["Port call denied"]),
        (["--track", "dialogue"], ["Marsovia pledges coal embargo"]),
        (["--text", "입항을"], ["Port call denied"]),
        ([], ["Marsovia pledges coal embargo", "Port call denied"]),
    ]:
        assert run(["export", "--record", first, "--to", "jsonl", *typed]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [json.loads(line)["document"]["title"] for line in lines] == titles


IMPORTING = "import sys; from dragoman.cli import main; sys.argv = ['dragoman', *sys.argv[1:]]; main()"


@pytest.mark.skipif(os.name != "posix", reason="there are no signals to send")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_import_leaves_a_sound_record_and_goes_on(tmp_path: Path, sent: signal.Signals) -> None:
    file, record = tmp_path / "many.jsonl", tmp_path / "r.db"
    with file.open("w", encoding="utf-8") as stream:
        for number in range(700):
            document, _ = document_of(f"Note {number}\nTarnia will open port {number}.", source=f"notes/{number}")
            print(dump_reading(read(document, [Said([f"Tarnia will open port {number}."])])), file=stream)
    started = subprocess.Popen(
        [sys.executable, "-c", IMPORTING, "import", "--record", str(record), str(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while started.poll() is None and held(record) < 64:
        time.sleep(0.01)
    started.send_signal(sent)
    started.wait()
    with Record.open(record, create=False) as opened:
        assert opened.check() == []
        assert opened.summary().documents >= 64
    assert run(["import", "--record", str(record), str(file)]) == 0
    with Record.open(record, create=False) as opened:
        assert opened.summary().documents == opened.summary().readings == 700
        assert opened.check() == []


def held(record: Path) -> int:
    try:
        with Record.open(record, create=False, read_only=True) as opened:
            return opened.summary().documents
    except RecordError:
        return 0
