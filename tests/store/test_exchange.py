"""What one record gives another, on both databases."""

from dataclasses import replace

import pytest

from dragoman.record import RecordError
from dragoman.store import ClaimQuery, Held, Record
from invented_readings import HOUR, MONDAY, Clock, Said, day, document_of, pledge, read

PLACE = "https://mfa.marsovia.example/embargo"


def other() -> Held:
    document, data = document_of("A note\nTarnia will open the port.", source="note.txt")
    return Held(read(document, [Said(["Tarnia will open the port."], form="document")]), "theirs/1", "e", original=data)


def test_readings_come_back_as_they_were_given(record: Record, clock: Clock) -> None:
    reading, data = pledge(day("2024-03-01"))
    mine = Held(
        reading, "ours/2", "d", found=((PLACE, MONDAY - HOUR), (reading.document.source, MONDAY)), original=data
    )
    added = record.take_in([mine, other(), mine])
    assert (added.new, added.superseded, added.unchanged) == (2, 0, 1)
    assert list(record.held(originals=True)) == [mine, replace(other(), found=(("note.txt", MONDAY),))]
    assert [held.original for held in record.held()] == [None, None]
    assert record.check() == []


def test_what_says_just_what_stands_here_stays_whoever_read_it(record: Record, clock: Clock) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, reader="ours/2", dossier="d")
    claim = reading.claims[0].id
    made = record.judge("right", [claim], by="Ada")
    clock.now += HOUR
    elsewhere = replace(reading, document=replace(reading.document, source="copy.txt"))
    for held in (Held(reading, "theirs/9", "e"), Held(elsewhere, "import", ""), Held(reading, "ours/3", "d")):
        added = record.take_in([held])
        assert (added.new, added.superseded, added.unchanged) == (0, 0, 1)
    (version,) = record.history(reading.document.id)
    assert (version.reader, version.dossier) == ("ours/2", "d")
    assert next(row.claim.id for row in record.claims()) == claim
    assert [row.state for row in record.judged()] == ["stands"]
    assert record.judgements() == [made]
    assert [sighting.source for sighting in record.sightings(reading.document.id)] == [
        reading.document.source,
        "copy.txt",
    ]
    assert record.check() == []


def test_what_says_something_else_supersedes_what_stood(record: Record, clock: Clock) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, reader="ours/2", dossier="d")
    clock.now += HOUR
    less = replace(reading, claims=reading.claims[1:])
    added = record.take_in([Held(less, "ours/2", "d")])
    assert (added.new, added.superseded, added.unchanged) == (0, 1, 0)
    # The record's own reader may come to the same with a newer version: that is on record as a reading of its own.
    clock.now += HOUR
    record.add(less, data, reader="ours/3", dossier="d")
    assert [version.reader for version in record.history(reading.document.id)] == ["ours/2", "ours/2", "ours/3"]


def test_a_question_chooses_readings_by_their_claims_and_days(record: Record) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.take_in([Held(reading, "r", "d", original=data), other()])

    def titles(query: ClaimQuery) -> list[str | None]:
        return [held.reading.document.title for held in record.held(query)]

    assert titles(ClaimQuery(kinds=("call",))) == ["Marsovia pledges coal embargo"]
    assert titles(ClaimQuery(actor="tarnia", role="recipient")) == ["Marsovia pledges coal embargo"]
    assert titles(ClaimQuery(text="open the port")) == ["A note"]
    assert titles(ClaimQuery(since=day("2024-01-01").period.first)) == ["Marsovia pledges coal embargo"]
    assert titles(ClaimQuery(limit=1)) == ["Marsovia pledges coal embargo"]
    assert titles(ClaimQuery(as_of=MONDAY - HOUR)) == []


def test_bytes_that_were_missing_are_put_there_once_they_are_had(record: Record, clock: Clock) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.take_in([Held(reading, "r", "d")])
    assert record.original(reading.document.sha256) is None
    clock.now += HOUR
    record.take_in([Held(reading, "r", "d", original=data)])
    assert record.original(reading.document.sha256) == data
    assert record.check() == []


def test_a_place_is_remembered_from_when_it_was_first_seen(record: Record) -> None:
    reading, data = pledge(day("2024-03-01"))
    later = MONDAY + 100 * HOUR
    record.take_in([Held(reading, "r", "d", found=((PLACE, later),), original=data)])
    record.take_in([Held(reading, "r", "d", found=((PLACE, MONDAY - HOUR),), original=data)])
    record.take_in([Held(reading, "r", "d", found=((PLACE, later),), original=data)])
    seen = {sighting.source: sighting.seen_at for sighting in record.sightings(reading.document.id)}
    assert seen == {PLACE: MONDAY - HOUR, reading.document.source: MONDAY}


def test_ids_that_are_something_else_here_are_told(record: Record) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.take_in([Held(reading, "r", "d", original=data)])
    document, claim = reading.document, reading.claims[0].id
    assert record.other_bytes({document.id: document.sha256, "x": "y"}) == {}
    assert record.other_bytes({document.id: "0" * 64}) == {document.id: document.sha256}
    assert record.claimed_elsewhere({claim: document.id, "x": "y"}) == {}
    assert record.claimed_elsewhere({claim: "another"}) == {claim: document.id}


def test_judgements_come_as_they_were_made_and_once(record: Record, clock: Clock) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.take_in([Held(reading, "r", "d", original=data)])
    made = record.judge("wrong", [reading.claims[0].id], by="ada", why="a slip")
    assert record.take_in_judgements([made]) == 0
    clock.now += HOUR
    with pytest.raises(RecordError, match="changed on the way"):
        record.take_in_judgements([replace(made, why="for good reasons")])
    with pytest.raises(RecordError, match="changed on the way"):
        record.take_in_judgements([replace(made, at=made.at + HOUR)])
    assert record.judgements() == [made]
