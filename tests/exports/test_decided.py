"""What leaves the record is what people made of it: a correction by people's words counts as one by program's."""

from pathlib import Path

import pytest

from dragoman.exports.decided import Decided, decided_claims
from dragoman.store import ClaimQuery, Record
from invented_readings import PLEDGE, Clock, day, pledge


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = Record.open(tmp_path / "r.db", clock=Clock())
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, reader="r", dossier="d")
    return record


def decided(record: Record, query: ClaimQuery) -> Decided:
    (one,) = decided_claims(record, query)
    return one


def test_words_parties_and_days_are_as_corrected(record: Record) -> None:
    claim = next(record.claims(ClaimQuery(kinds=("call",)))).claim.id
    at = PLEDGE.index("to return")
    fields = [
        ("kind", '"position"'),
        ("speakers", '[{"name": "Ada Quill", "actor": "ada-quill"}]'),
        ("time", '{"from": "2024-04-01", "to": null, "grain": "vague"}'),
        ("passages", f'[[{at}, {at + 9}, "to return"]]'),
    ]
    record.judge("corrected", [claim], by="Ada", fields=fields)
    assert list(decided_claims(record, ClaimQuery(kinds=("call",)))) == []
    (one,) = (one for one in decided_claims(record, ClaimQuery(kinds=("position",))) if one.row.claim.id == claim)
    assert (one.state, one.row.words, one.row.claim.passages) == ("corrected", "to return", ((at, at + 9),))
    assert [party.actor for party in one.row.speakers] == ["ada-quill"]
    assert one.row.time is not None
    assert str(one.row.time.first) == "2024-04-01"


def test_where_two_differ_it_stands_as_it_was_read(record: Record) -> None:
    query = ClaimQuery(kinds=("call",))
    claim = next(record.claims(query)).claim.id
    record.judge("corrected", [claim], by="Ada", fields=[("kind", '"position"')])
    record.judge("wrong", [claim], by="Bo")
    assert (decided(record, query).state, decided(record, query).row.claim.kind) == ("disputed", "call")
