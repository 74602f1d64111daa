"""Which claims wait for a person: the least certain first, and of these the most used; none that somebody judged."""

import datetime

import pytest

from dragoman.record import RecordError
from dragoman.store import ClaimQuery, Record, act_stamp, asking
from dragoman.store.waiting import Waiting
from invented_readings import HOUR, Clock, Said, day, document_of, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
EVERY = ClaimQuery()
NOTE = "Note\nThe envoy will come in spring. The harbour stays open. She urged Tarnia to wait.\n"


@pytest.fixture
def filled(record: Record) -> Record:
    document, data = document_of(NOTE, source="note.txt", published=day("2024-03-01"))
    said = [
        Said(["will come in spring"], kind="commitment", confidence=0.7, speakers=["envoy"]),
        Said(["stays open"], kind="position", confidence=0.6),
        Said(["urged Tarnia to wait"], kind="call", confidence=0.9, tracks=["dialogue"]),
    ]
    record.add(read(document, said), data, **BY)
    return record


def words(record: Record, query: ClaimQuery = EVERY, **more: object) -> list[str]:
    found = record.review.claims(query, limit=10, **more)  # type: ignore[arg-type]
    return [row.words for row in record.review.rows([one.key for one in found])]


def test_doubt_times_uses_is_the_order(filled: Record) -> None:
    """A promise of confidence .7 is in the ledger too and weighs .3 × 2; a position of .6 weighs .4."""
    assert words(filled) == ["will come in spring", "stays open", "urged Tarnia to wait"]
    scores = [(one.doubt, one.documents, one.uses, one.score) for one in filled.review.claims(EVERY, limit=10)]
    assert scores == [(300, 1, 2, 600), (400, 1, 1, 400), (100, 1, 2, 200)]
    assert filled.review.count(EVERY) == 3


def put_twice(record: Record) -> None:
    """A long note that came out twice, with a sentence that is none too sure."""
    long = "Release\n" + " ".join(f"Word{n} of the harbour treaty number {n} was read aloud." for n in range(40))
    for source, published in (("a.txt", "2024-04-01"), ("b.txt", "2024-04-02")):
        text = f"{long} Ada Quill said that ships stay free."
        document, data = document_of(text, data=f"{text}{source}".encode(), source=source, published=day(published))
        said = Said(["ships stay free"], speakers=["Ada Quill"], confidence=0.6)
        record.add(read(document, [said]), data, **BY)


def test_of_an_act_its_best_evidence_waits_and_documents_that_tell_of_it_are_uses(filled: Record) -> None:
    put_twice(filled)
    filled.link()
    waiting = filled.review.claims(EVERY, limit=10)
    assert [one.documents for one in waiting] == [2, 1, 1, 1]
    assert waiting[0].score == 800
    assert filled.review.count(EVERY) == 4
    (link,) = filled.links()
    both = [row.claim.id for row in filled.claims(ClaimQuery(text="ships stay free"))]
    in_each = [filled.review.claims(ClaimQuery(document=one), limit=10) for one in (link.document, link.other)]
    assert {one.claim for some in in_each for one in some} == set(both)
    assert {one.documents for some in in_each for one in some} == {2}
    filled.judge("different", both, by="Ada")
    assert [one.documents for one in filled.review.claims(EVERY, limit=10)] == [1] * 5


def test_of_an_act_whose_best_evidence_is_wrong_the_next_one_waits(filled: Record) -> None:
    put_twice(filled)
    filled.link()
    best = filled.review.claims(EVERY, limit=1)[0].claim
    filled.judge("wrong", [best], by="Ada")
    assert sorted(words(filled)) == ["ships stay free", "stays open", "urged Tarnia to wait", "will come in spring"]
    assert best not in {one.claim for one in filled.review.claims(EVERY, limit=10)}
    assert filled.review.count(EVERY) == 4


def test_where_acts_are_behind_linked_documents_are_uses_unless_people_part_them(filled: Record) -> None:
    put_twice(filled)
    filled.link()
    (link,) = filled.links()
    with filled._writing() as (connection, _):
        act_stamp.unmark(connection)
    assert [one.documents for one in filled.review.claims(EVERY, limit=10)] == [2, 2, 1, 1, 1]
    filled.judge("different", [link.document, link.other], by="Ada")
    assert [one.documents for one in filled.review.claims(EVERY, limit=10)] == [1] * 5


def test_a_judged_claim_waits_no_more_until_that_is_taken_back(filled: Record, clock: Clock) -> None:
    first = filled.review.claims(EVERY, limit=1)[0].claim
    made = filled.judge("wrong", [first], by="Ada")
    assert words(filled) == ["stays open", "urged Tarnia to wait"]
    assert filled.review.count(EVERY) == 2
    clock.now += HOUR
    filled.withdraw(made.id, by="Ada")
    assert words(filled) == ["will come in spring", "stays open", "urged Tarnia to wait"]


def test_that_a_promise_was_kept_says_nothing_of_how_it_was_read(filled: Record) -> None:
    filled.judge("kept", [filled.review.claims(EVERY, limit=1)[0].claim], by="Ada")
    assert filled.review.count(EVERY) == 3


def test_filters(filled: Record) -> None:
    assert words(filled, below=0.7) == ["stays open"]
    assert words(filled, ClaimQuery(tracks=("dialogue",))) == ["urged Tarnia to wait"]
    assert words(filled, ClaimQuery(actor="envoy")) == ["will come in spring"]
    assert filled.review.count(EVERY, below=0.95) == 3
    ids = [one.claim for one in filled.review.claims(EVERY, limit=10)]
    assert filled.review.among(ClaimQuery(tracks=("dialogue",)), [*ids, "c0"]) == {ids[2]}
    assert set(filled.review.keys([*ids, "nobody"])) == set(ids)


@pytest.fixture
def many(record: Record) -> Record:
    """63 claims of three degrees of doubt, some of them in two documents, some judged."""
    for number in range(7):
        text = f"Note {number}\n" + " ".join(f"Envoy {place} of {number // 2} stays." for place in range(9))
        document, data = document_of(text, source=f"{number}.txt", published=day("2024-03-01"))
        said = [
            Said(
                [f"Envoy {place} of {number // 2} stays"],
                kind="forecast" if place % 2 else "position",
                confidence=0.5 + place % 3 / 10,
                actors=["Envoy"],
                tracks=["dialogue"] if place < 4 else [],
            )
            for place in range(9)
        ]
        record.add(read(document, said), data, **BY)
    return record


def paged(record: Record, limit: int, query: ClaimQuery = EVERY) -> list[Waiting]:
    found: list[Waiting] = []
    after = None
    while some := record.review.claims(query, limit=limit, after=after):
        found += some
        after = some[-1].score, some[-1].claim
    return found


def test_page_by_page_it_is_the_whole_list(many: Record) -> None:
    whole = many.review.claims(EVERY, limit=100)
    assert len(whole) == 63
    assert paged(many, 10) == whole


@pytest.mark.parametrize("counted", [True, False])
def test_a_large_record_answers_from_columns_as_a_small_one_from_rows(
    many: Record, monkeypatch: pytest.MonkeyPatch, *, counted: bool
) -> None:
    put_twice(many)
    many.link()
    ids = [row.claim.id for row in many.claims()]
    made = many.judge("right", [ids[3]], by="Ada")
    many.judge("wrong", [ids[30]], by="Bo")
    many.judge("right", [ids[9]], by="Ada")
    many.withdraw(made.id, by="Ada")
    if not counted:
        with many._writing() as (connection, _):
            act_stamp.unmark(connection)
    queries = [EVERY, ClaimQuery(tracks=("dialogue",)), ClaimQuery(actor="Envoy", kinds=("forecast",))]

    def answers() -> list[object]:
        return [
            *([paged(many, limit, query) for query in queries for limit in (1, 4, 100)]),
            *(many.review.count(query) for query in queries),
            many.review.count(EVERY, below=0.55),
            many.review.claims(EVERY, below=0.55, limit=100),
        ]

    by_rows = answers()
    monkeypatch.setattr(asking, "LARGE", 0)
    assert answers() == by_rows
    many.judge("wrong", [ids[31]], by="Bo")
    by_columns = answers()
    monkeypatch.setattr(asking, "LARGE", 10**9)
    assert answers() == by_columns != by_rows


CORRECTIONS = [
    ("kind", '"promise"', "one of statement"),
    ("speakers", '["Ada"]', "a list of"),
    ("time", '{"from": "2024-02-31", "to": null, "grain": "day"}', "from"),
    ("passages", '[[0, 4, "Fear"]]', "are not “Fear”"),
    ("passages", "[]", "in order"),
    ("condition", '[3, 2, ""]', "the words that stand there"),
    ("id", '"c0"', "is no field"),
    ("tracks", "dialogue", "is no JSON"),
    ("event", '{"goldstein": 3}', "plover"),
]


@pytest.mark.parametrize(("field", "value", "told"), CORRECTIONS)
def test_a_correction_that_cannot_be_is_refused(filled: Record, field: str, value: str, told: str) -> None:
    claim = filled.review.claims(EVERY, limit=1)[0].claim
    with pytest.raises(RecordError, match=told):
        filled.judge("corrected", [claim], by="Ada", fields=[(field, value)])
    assert filled.judged() == []


def test_only_a_claim_can_be_corrected_and_only_with_fields(filled: Record) -> None:
    (document,) = filled.documents()
    with pytest.raises(RecordError, match="only a claim"):
        filled.judge("corrected", [document.id], by="Ada", fields=[("kind", '"call"')])
    with pytest.raises(RecordError, match="needs a corrected field"):
        filled.judge("corrected", [filled.review.claims(EVERY, limit=1)[0].claim], by="Ada")


def test_a_claim_as_it_was_corrected(filled: Record) -> None:
    from dragoman.store.correcting import corrected

    (row,) = (row for row in filled.claims() if row.claim.kind == "call")
    at = NOTE.index("to wait")
    fields = [
        ("kind", '"commitment"'),
        ("speakers", '[{"name": "Ada Quill", "actor": null}]'),
        ("recipients", '[{"name": "Tarnia", "actor": "tarnia"}]'),
        ("time", '{"from": "2024-04-01", "to": "2024-04-30", "grain": "month"}'),
        ("passages", f'[[{at}, {at + 7}, "to wait"]]'),
        ("tracks", "[]"),
    ]
    made = filled.judge("corrected", [row.claim.id], by="Ada", fields=fields)
    after = corrected(row, made.fields)
    assert (after.claim.kind, after.words, after.claim.passages) == ("commitment", "to wait", ((at, at + 7),))
    assert [party.name for party in after.speakers] == ["Ada Quill"]
    assert [party.actor for party in after.recipients] == ["tarnia"]
    assert after.time is not None
    assert after.time.last == datetime.date(2024, 4, 30)
    assert (after.claim.tracks, after.claim.polarity, after.claim.id) == ((), row.claim.polarity, row.claim.id)
