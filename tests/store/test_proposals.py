"""What is proposed waits beside the record and changes nothing until a person accepts it."""

import pytest

from dragoman.record import RecordError
from dragoman.store import Proposed, Record
from invented_readings import HOUR, Clock, day, pledge

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def claim(record: Record) -> str:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, **BY)
    return next(record.claims()).claim.id


def one(record: Record) -> tuple[str, str, str | None]:
    (found,) = record.review.proposals()
    return found.id, found.state, found.decided_by


def test_a_proposal_changes_nothing_until_it_is_accepted(record: Record, claim: str, clock: Clock) -> None:
    fields = (("kind", '"call"'),)
    proposed = Proposed("corrected", (claim,), "Ada", "it asks", fields, "review.csv", 7)
    assert record.review.propose([proposed]) == 1
    (found,) = record.review.proposals()
    assert (found.proposed, found.at, found.state, found.changed) == (proposed, clock.now, "open", False)
    assert record.judged() == []
    clock.now += HOUR
    made = record.review.accept(found.id, by="Bo")
    assert (made.verdict, made.about, made.by, made.fields) == ("corrected", (claim,), "Bo", fields)
    assert made.why == "it asks (proposed by Ada, row 7 of review.csv)"
    assert one(record)[1:] == ("accepted", "Bo")
    assert record.judgements() == [made]
    assert record.check() == []


def test_taking_the_judgement_back_opens_the_proposal_again(record: Record, claim: str, clock: Clock) -> None:
    record.review.propose([Proposed("wrong", (claim,), "Ada")])
    made = record.review.accept(one(record)[0], by="Bo", why="she is right")
    clock.now += HOUR
    record.withdraw(made.id, by="Bo")
    assert one(record)[1:] == ("open", None)
    record.review.accept(one(record)[0], by="Cy")
    assert one(record)[1:] == ("accepted", "Cy")


def test_declined_and_opened_again(record: Record, claim: str) -> None:
    record.review.propose([Proposed("wrong", (claim,), "Ada")])
    record.review.decline(one(record)[0], by="Bo", why="it is not")
    assert one(record)[1:] == ("declined", "Bo")
    with pytest.raises(RecordError, match="is declined: it cannot be accepted"):
        record.review.accept(one(record)[0], by="Bo")
    record.review.reopen(one(record)[0], by="Bo")
    assert one(record)[1:] == ("open", None)
    with pytest.raises(RecordError, match="is open"):
        record.review.reopen(one(record)[0], by="Bo")


def test_what_waits_already_is_not_proposed_again(record: Record, claim: str, clock: Clock) -> None:
    assert record.review.propose([Proposed("wrong", (claim,), "Ada"), Proposed("wrong", (claim,), "Ada")]) == 1
    clock.now += HOUR
    assert record.review.propose([Proposed("wrong", (claim,), "Bo"), Proposed("right", (claim,), "Bo")]) == 1
    record.review.decline(record.review.proposals()[0].id, by="Bo")
    clock.now += HOUR
    assert record.review.propose([Proposed("wrong", (claim,), "Ada")]) == 1


def test_all_or_none(record: Record, claim: str) -> None:
    sound = Proposed("wrong", (claim,), "Ada")
    for unsound, told in (
        (Proposed("corrected", (claim,), "Ada", "", (("passages", '[[0, 3, "not"]]'),)), "are not"),
        (Proposed("same", (claim,), "Ada"), "two things"),
        (Proposed("right", (claim,), " "), "who"),
    ):
        with pytest.raises(RecordError, match=told):
            record.review.propose([sound, unsound])
    assert record.review.proposals() == []
    with pytest.raises(RecordError, match="no proposal p0"):
        record.review.accept("p0", by="Ada")


def test_a_proposal_knows_that_its_claim_has_changed(record: Record, claim: str, clock: Clock) -> None:
    from dataclasses import replace

    record.review.propose([Proposed("wrong", (claim,), "Ada")])
    reading, data = pledge(day("2024-03-01"))
    clock.now += HOUR
    other = replace(reading, claims=tuple(replace(c, kind="statement") for c in reading.claims))
    record.add(other, data, reader="reader-2", dossier="dossier-1")
    (found,) = record.review.proposals()
    assert found.changed


def test_a_record_for_reading_takes_none(record: Record, claim: str) -> None:
    with Record.open(record.path, read_only=True) as reading:
        assert reading.review.proposals() == []
        with pytest.raises(RecordError, match="reading only"):
            reading.review.propose([Proposed("wrong", (claim,), "Ada")])
