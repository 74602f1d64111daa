"""What people decide is kept beside what was read, survives re-reading, and is found again where the matter changed."""

import datetime
import sqlite3
from pathlib import Path

import pytest
from engines import on_a_file

from dragoman.record import RecordError
from dragoman.store import Record, schema
from invented_readings import HOUR, MONDAY, Clock, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def filled(record: Record) -> Record:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, **BY)
    document, data = document_of("Note\nThe envoy will come.", source="note.txt")
    record.add(read(document, []), data, **BY)
    return record


def documents(record: Record) -> tuple[str, str]:
    one, other = record.documents()
    return one.id, other.id


def claim(record: Record) -> str:
    return next(record.claims()).claim.id


def test_a_judgement_is_given_back_as_it_was_made(filled: Record) -> None:
    made = filled.judge("corrected", [claim(filled)], by="Ada", why="it is a call", fields=[("kind", '"call"')])
    assert made.at == MONDAY
    assert filled.judgements() == [made]
    assert filled.judgements(about=claim(filled), verdict="corrected") == [made]
    assert filled.judgements(verdict="right") == []
    assert filled.judgements(about="d0") == []
    assert filled.check() == []


def test_it_changes_no_row_of_what_was_read(filled: Record) -> None:
    before = [list(filled.claims()), list(filled.readings())]
    filled.judge("same", documents(filled), by="Ada")
    filled.judge("wrong", [claim(filled)], by="Ada")
    assert [list(filled.claims()), list(filled.readings())] == before


def test_the_history_of_a_judgement_is_kept(filled: Record, clock: Clock) -> None:
    pair = documents(filled)
    same = filled.judge("same", pair, by="Ada")
    clock.now += HOUR
    different = filled.judge("different", pair, by="Ada", why="another day")
    clock.now += HOUR
    withdrawn = filled.withdraw(different.id, by="Bo")
    assert filled.judgements() == [same]
    assert filled.judgements(as_of=MONDAY + HOUR) == [different]
    assert [(row.judgement.id, row.state) for row in filled.judged()] == [
        (same.id, "stands"),
        (different.id, "withdrawn"),
        (withdrawn.id, "stands"),
    ]
    assert [row.state for row in filled.judged(as_of=MONDAY + HOUR)] == ["superseded", "stands"]


def test_actors_are_judged_by_their_ids(filled: Record) -> None:
    made = filled.judge("same", ["marsovia.fm", "ada-quill"], by="Ada")
    assert made.digests == (None, None)
    assert filled.judgements(about="ada-quill") == [made]


def test_judged_twice_at_one_moment_it_is_one_judgement(filled: Record) -> None:
    assert filled.judge("right", [claim(filled)], by="Ada") == filled.judge("right", [claim(filled)], by="Ada")
    assert len(filled.judged()) == 1


def test_it_survives_a_re_reading_that_finds_the_same(filled: Record, clock: Clock) -> None:
    made = filled.judge("right", [claim(filled)], by="Ada")
    clock.now += HOUR
    reading, data = pledge(day("2024-03-01"), confidence=0.5)
    assert filled.add(reading, data, reader="reader-2", dossier="dossier-1") == "superseded"
    assert [(row.judgement, row.state) for row in filled.judged()] == [(made, "stands")]


def test_it_is_stale_where_the_claim_is_no_longer_found(filled: Record, clock: Clock) -> None:
    its = claim(filled)
    made = filled.judge("right", [its], by="Ada")
    clock.now += HOUR
    document, data = document_of(published=day("2024-03-01"))
    filled.add(read(document, []), data, reader="reader-2", dossier="dossier-1")
    (row,) = filled.judged()
    assert (row.judgement, row.state, row.changed) == (made, "stale", (its,))
    assert filled.judgements() == [made]
    assert filled.judged(as_of=MONDAY)[0].state == "stands"


def test_what_cannot_be_judged_so_is_refused_in_a_line(filled: Record) -> None:
    one, other = documents(filled)
    right = filled.judge("right", [claim(filled)], by="Ada")
    refused = [
        (("same", [one]), "two things or more"),
        (("same", [one, one]), "two things or more"),
        (("right", [one, other]), "one thing at a time"),
        (("same", [one, claim(filled)]), "only things of one kind"),
        (("same", [one, "nobody"]), "only things of one kind"),
        (("withdrawn", [one]), "no judgement"),
        (("wrong", [right.id]), "cannot be judged"),
        (("fine", [one]), "is no verdict"),
    ]
    for (verdict, about), words in refused:
        with pytest.raises(RecordError, match=words) as told:
            filled.judge(verdict, about, by="Ada")  # type: ignore[arg-type]
        assert "\n" not in str(told.value)
    with pytest.raises(RecordError, match="who"):
        filled.judge("right", [one], by=" ")
    assert len(filled.judged()) == 1


def test_a_record_opened_for_reading_takes_no_judgement(filled: Record) -> None:
    with Record.open(filled.path, read_only=True) as reading, pytest.raises(RecordError, match="for reading only"):
        reading.judge("right", documents(filled)[:1], by="Ada")


def older(where: Path) -> None:
    """Make the record one of version 1."""
    with sqlite3.connect(where) as raw:
        for table in reversed(schema.LATER):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("UPDATE meta SET value = '1' WHERE name = 'version'")
    raw.close()


@on_a_file
def test_an_older_record_is_read_as_it_is_and_upgraded_when_it_is_written(filled: Record) -> None:
    where = filled.path
    filled.close()
    older(where)
    before = where.read_bytes()
    with Record.open(where, read_only=True) as record:
        assert record.count() == 3
        assert record.judgements() == []
    assert where.read_bytes() == before
    with Record.open(where, clock=lambda: datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)) as record:
        record.judge("right", documents(record)[:1], by="Ada")
        assert record.check() == []
    with Record.open(where, read_only=True) as record:
        assert len(record.judgements()) == 1
        assert record.count() == 3
