"""Damage is found and named; an unsound record is never answered from in silence."""

import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from dragoman.record import RecordError
from dragoman.store import Record, schema
from invented_readings import MONDAY, Clock, day, pledge

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    where = tmp_path / "kept.db"
    with Record.open(where, clock=Clock()) as record:
        reading, data = pledge(day("2024-03-01"))
        record.add(reading, data, **BY)
        record.add(reading, data, reader="reader-2", dossier="dossier-1")
        assert record.check() == []
    return where


def spoil(where: Path, *statements: str, values: tuple[object, ...] = ()) -> list[str]:
    """Change the record behind its back, and what check says of it."""
    with sqlite3.connect(where) as raw:
        for statement in statements:
            raw.execute(statement, values)
    raw.close()
    with Record.open(where, read_only=True) as record:
        return record.check()


def test_words_that_are_not_those_of_the_text(kept: Path) -> None:
    found = spoil(kept, "UPDATE claim_passages SET words = 'will keep all coal' WHERE place = 1")
    assert len(found) == 2
    assert all("rests on words that do not stand at 116–134" in line for line in found)


def test_a_passage_moved_by_one(kept: Path) -> None:
    assert any("do not stand at" in line for line in spoil(kept, "UPDATE claim_passages SET start = start + 1"))


def test_a_text_that_was_changed(kept: Path) -> None:
    assert any("its text is not what it was" in line for line in spoil(kept, "UPDATE texts SET text = text || '.'"))


def test_a_claim_taken_out(kept: Path) -> None:
    statements = [
        f"DELETE FROM {t} WHERE claim = (SELECT min(key) FROM claims)" for t in ("claim_passages", "claim_actors")
    ]
    statements += ["DELETE FROM claim_tracks WHERE claim = (SELECT min(key) FROM claims)"]
    statements += ["DELETE FROM claims WHERE key = (SELECT min(key) FROM claims)"]
    first, second, third = spoil(kept, *statements)
    assert first == f"reading 1 of document {_document()}: its claims are not those of its table"
    assert "what claims are counted by is wrong from reading 0 on" in second
    assert "what documents are listed by is wrong from reading 0 on" in third


def _document() -> str:
    return pledge()[0].document.id


def test_an_original_that_was_changed(kept: Path) -> None:
    found = spoil(kept, "UPDATE originals SET bytes = ?", values=(zlib.compress(b"forged"),))
    assert ["is not the bytes it was" in line for line in found] == [True]
    found = spoil(kept, "UPDATE originals SET bytes = ?", values=(b"no zlib",))
    assert ["cannot be unpacked" in line for line in found] == [True]


def test_two_readings_or_none_that_stand(kept: Path) -> None:
    assert spoil(kept, "UPDATE readings SET superseded_at = learned_at") == [
        f"document {_document()} has 0 current readings; it should have one"
    ]
    with pytest.raises(sqlite3.IntegrityError):
        spoil(kept, "UPDATE readings SET superseded_at = NULL")
    found = spoil(kept, "DROP INDEX readings_one_current", "UPDATE readings SET superseded_at = NULL")
    assert found == [f"document {_document()} has 2 current readings; it should have one"]


def test_a_row_that_points_nowhere(kept: Path) -> None:
    found = spoil(kept, "UPDATE sightings SET reading = 77")
    assert [line.startswith("row ") and "readings that is not there" in line for line in found] == [True]


def test_a_row_that_points_nowhere_cannot_be_written(kept: Path) -> None:
    dangling = insert(schema.problems).values(reading=77, place=0, code="none", start=0, end=0, message="none")
    with Record.open(kept) as record, record._engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(dangling)


def test_a_forged_reading(kept: Path) -> None:
    with sqlite3.connect(kept) as raw:
        body = zlib.decompress(raw.execute("SELECT body FROM readings WHERE id = 1").fetchone()[0])
        forged = zlib.compress(body.replace(b'"commitment"', b'"assessment"'))
        raw.execute("UPDATE readings SET body = ? WHERE id = 1", [forged])
    raw.close()
    assert spoil(kept) == [f"reading 1 of document {_document()}: it is not what it was"]


ASK: dict[str, Callable[[Record], object]] = {
    "reading": lambda record: record.reading(_document()),
    "readings": lambda record: list(record.readings(as_of=MONDAY)),
    "known": lambda record: record.known(pledge(day("2024-03-01"))[0].document, reader="reader-2", dossier="dossier-1"),
}


@pytest.mark.parametrize("ask", ASK)
def test_a_reading_that_cannot_be_unpacked_is_told(kept: Path, ask: str) -> None:
    assert spoil(kept, "UPDATE readings SET body = x'00'")
    with Record.open(kept, read_only=True) as record, pytest.raises(RecordError, match=r"is damaged.*dragoman doctor"):
        ASK[ask](record)


def test_a_claim_or_original_that_cannot_be_unpacked_is_told(kept: Path) -> None:
    assert spoil(kept, "UPDATE originals SET bytes = x'00'", "UPDATE claims SET body = '{}'")
    with Record.open(kept, read_only=True) as record:
        with pytest.raises(RecordError, match="is damaged"):
            record.original(pledge()[0].document.sha256)
        with pytest.raises(RecordError, match="is damaged"):
            list(record.claims())


def test_garbage_anywhere_is_told_in_one_line(tmp_path: Path, kept: Path) -> None:
    """Every page in turn overwritten: opening, asking and checking answer or tell; nothing else comes out."""
    whole = kept.read_bytes()
    told = 0
    for page in range(1, len(whole) // 4096):
        kept.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        told += _asks_and_checks(kept)
    assert told == len(whole) // 4096 - 1


def _asks_and_checks(where: Path) -> bool:
    """Whether damage was told, by a RecordError or by check."""
    try:
        with Record.open(where) as record:
            found = record.check()
            assert all("\n" not in line for line in found)
            list(record.claims())
            list(record.readings())
            record.summary()
    except RecordError as fault:
        assert "\n" not in str(fault)
        return True
    return bool(found)
