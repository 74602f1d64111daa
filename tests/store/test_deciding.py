"""Claims as they count: what people judged wrong is left out, what they corrected counts as corrected."""

import datetime
import json
from typing import get_args

import pytest

from dragoman.store import ClaimQuery, JudgedAs, Record, asking
from invented_readings import HOUR, Clock, Said, day, document_of, read

SENTENCES = (
    ("commitment", "will open the northern harbour", "Ada Quill"),
    ("call", "must return the three crews", "Bo Rusk"),
    ("position", "holds that the strait is closed", "Ada Quill"),
)


def fill(record: Record, *, reader: str = "r", spoken: bool = True) -> list[str]:
    """Three claims of one document; their ids. `spoken`: whether a speaker is seen in the first."""
    text = "\n".join(["Release", *(f"{who} said that Marsovia {words}." for _, words, who in SENTENCES)])
    document, data = document_of(text, source="release.txt", published=day("2031-02-01"))
    said = [
        Said([words], kind=kind, speakers=[who] if n or spoken else [], tracks=["economy"])
        for n, (kind, words, who) in enumerate(SENTENCES)
    ]
    record.add(read(document, said), data, reader=reader, dossier="d")
    return [row.claim.id for row in record.claims()]


def correct(record: Record, claim: str, by: str = "Ada", **values: object) -> str:
    fields = [(name, json.dumps(value)) for name, value in values.items()]
    return record.judge("corrected", [claim], by=by, fields=fields).id


def counted(record: Record, **asked: object) -> list[str]:
    return [row.claim.id for row in record.counted(ClaimQuery(**asked))]  # type: ignore[arg-type]


def test_a_wrong_claim_does_not_count_until_that_is_taken_back(record: Record) -> None:
    first, second, third = fill(record)
    made = record.judge("wrong", [second], by="Ada")
    assert counted(record) == [first, third]
    assert [row.claim.id for row in record.claims()] == [first, second, third]
    record.withdraw(made.id, by="Ada")
    assert counted(record) == [first, second, third]


def test_a_corrected_claim_is_found_as_it_was_corrected_and_says_by_whom(record: Record) -> None:
    first, second, third = fill(record)
    correct(record, second, kind="commitment", tracks=["dissuade.trade"], polarity="negative")
    assert counted(record, kinds=("commitment",)) == [first, second]
    assert counted(record, kinds=("call",)) == []
    assert counted(record, tracks=("economy",)) == [first, third]
    assert counted(record, tracks=("dissuade",)) == counted(record, polarity="negative") == [second]
    (row,) = record.counted(ClaimQuery(tracks=("dissuade",)))
    assert row.judged is not None
    assert (row.judged.state, row.judged.judgement.by) == ("corrected", "Ada")


def test_whoever_a_correction_names_is_found_and_whoever_it_took_away_is_not(record: Record) -> None:
    first, second, third = fill(record)
    correct(record, first, speakers=[{"name": "Bo Rusk", "actor": "marsovia.envoy"}])
    assert counted(record, actor="Quill") == [third]
    assert counted(record, actor="Rusk", role="speaker") == [first, second]
    assert counted(record, actor="marsovia.envoy") == [first]


def test_order_limit_and_going_on_are_those_of_a_list_of_claims(record: Record) -> None:
    first, second, third = fill(record)
    record.judge("wrong", [first], by="Ada")
    correct(record, second, kind="position")
    assert counted(record, limit=1) == [second]
    assert counted(record, kinds=("position",), limit=1, newest=True) == [second]
    assert counted(record, after=second) == [third]
    assert counted(record, after=first, limit=1) == [second]


def test_where_people_differ_it_stands_as_it_was_read(record: Record) -> None:
    first, *_ = fill(record)
    correct(record, first, kind="position")
    correct(record, first, by="Bo", kind="call")
    assert first in counted(record, kinds=("commitment",))
    (row,) = (row for row in record.marked(record.claims()) if row.claim.id == first)
    assert row.judged is not None
    assert row.judged.state == "disputed"


def test_what_was_said_of_another_reading_of_a_claim_says_nothing_of_this(record: Record) -> None:
    first, *_ = fill(record)
    record.judge("wrong", [first], by="Ada")
    assert fill(record, reader="r2", spoken=False)[0] == first
    assert first in counted(record)
    assert {row.state for row in record.judged(about=first)} == {"stale"}


JUDGED = get_args(JudgedAs)


def listed(record: Record, **asked: object) -> dict[str, list[str]]:
    """The claims by what people made of them."""
    return {one: [row.claim.id for row in record.claims(ClaimQuery(judged=one, **asked))] for one in JUDGED}  # type: ignore[arg-type]


@pytest.mark.parametrize("large", [False, True])
def test_claims_are_asked_for_by_what_people_made_of_them(
    record: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch, *, large: bool
) -> None:
    first, second, third = fill(record)
    none: dict[str, list[str]] = {one: [] for one in JUDGED}
    if large:
        monkeypatch.setattr(asking, "LARGE", 0)
    assert listed(record) == none | {"none": [first, second, third]}
    before = clock.now
    clock.now += HOUR
    made = record.judge("wrong", [first], by="Ada")
    correct(record, second, kind="commitment")
    record.judge("kept", [third], by="Ada")  # says nothing of how it was read
    assert listed(record) == none | {"wrong": [first], "corrected": [second], "none": [third]}
    assert listed(record, kinds=("position",)) == none | {"none": [third]}
    assert listed(record, as_of=before) == none | {"none": [first, second, third]}
    record.judge("right", [first], by="Bo")
    record.withdraw(made.id, by="Ada")
    record.judge("right", [second], by="Bo")
    assert listed(record) == none | {"right": [first], "disputed": [second], "none": [third]}
    for one, ids in listed(record).items():
        query = ClaimQuery(judged=one)
        assert record.count(query) == record.claim_facets(query).total == len(ids)
        assert bool(list(record.held(query))) == bool(ids)


def test_stale_is_what_was_said_of_another_reading(record: Record, clock: Clock) -> None:
    first, second, third = fill(record)
    record.judge("right", [first], by="Ada")
    record.judge("right", [second], by="Ada")
    clock.now += HOUR
    fill(record, reader="r2", spoken=False)  # nobody is seen to say the first any more
    found = listed(record)
    assert (found["stale"], found["right"], found["none"]) == ([first], [second], [third])


def test_acts_are_asked_for_by_what_people_made_of_their_claims(record: Record) -> None:
    first, *_ = fill(record)
    record.judge("right", [first], by="Ada")
    record.count_acts()
    assert record.acts.count(ClaimQuery(judged="right")) == 1
    assert record.acts.count(ClaimQuery(judged="none")) == 2
    assert [row.claim.id for row in record.counted(ClaimQuery(judged="right"))] == [first]


def test_as_of_before_the_judgement_it_stands_as_it_was_read(record: Record, clock: Clock) -> None:
    first, second, third = fill(record)
    before = clock.now
    clock.now += datetime.timedelta(minutes=1)
    record.judge("wrong", [first], by="Ada")
    correct(record, second, kind="commitment")
    assert counted(record) == [second, third]
    assert counted(record, as_of=before, kinds=("commitment",)) == [first]
    assert all(row.judged is None for row in record.marked(record.claims(ClaimQuery(as_of=before)), as_of=before))
