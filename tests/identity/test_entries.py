"""Claims that report one act become one entry; everything else stays apart."""

import datetime
from typing import Any

import pytest

from dragoman.identity import Evidence, entries_of
from dragoman.record import Judgement


def evidence(claim: str, words: str, **changes: object) -> Evidence:
    fields: dict[str, object] = {
        "kind": "commitment",
        "polarity": "positive",
        "voice": "rok.mofa",
        "own_release": False,
        "document": f"of {claim}",
    }
    fields.update(changes)
    return Evidence(claim=claim, words=words, **fields)  # type: ignore[arg-type]


def test_a_reprint_is_the_same_act() -> None:
    entries = entries_of(
        [evidence("c1", "open a liaison office by May"), evidence("c2", "Open a liaison\noffice by May.")]
    )
    assert [e.claims for e in entries] == [("c1", "c2")]


def test_the_speakers_own_release_stands_first() -> None:
    entries = entries_of([evidence("c1", "open an office"), evidence("c2", "open an office", own_release=True)])
    assert entries[0].claims == ("c2", "c1")


def test_another_voice_kind_or_polarity_is_another_act() -> None:
    first = evidence("c1", "open an office")
    others = [
        evidence("c2", "open an office", voice="us.state"),
        evidence("c3", "open an office", kind="call"),
        evidence("c4", "open an office", polarity="negative"),
        evidence("c5", "open two offices"),
    ]
    assert len(entries_of([first, *others])) == 5


def dated(claim: str, words: str, day: int, **changes: object) -> Evidence:
    date = datetime.date(2031, 5, 1) + datetime.timedelta(days=day)
    return evidence(claim, words, days=(date, date), **changes)


def together(*evidences: Evidence, **options: Any) -> list[tuple[str, ...]]:
    return [entry.claims for entry in entries_of(evidences, **options)]


def test_the_same_words_long_after_are_said_again() -> None:
    said = [dated(f"c{day}", "calls on Tarnia to return to the talks", day) for day in (0, 6, 12, 40)]
    assert together(*said) == [("c0", "c6", "c12"), ("c40",)]
    undated = evidence("c?", "calls on Tarnia to return to the talks")
    assert together(*said, undated) == [("c0", "c6", "c12"), ("c40",), ("c?",)], "which time is meant is not known"
    assert together(*said[:3], undated) == [("c0", "c6", "c12", "c?")]


WORDS = "will send eight engineers to the port before the end of June"
LINKED = {"d1": {"d2"}, "d2": {"d1"}}


def test_nearly_the_same_words_are_one_act_in_linked_documents_alone() -> None:
    one = evidence("c1", WORDS, document="d1", own_release=True)
    edited = evidence("c2", WORDS.replace("before", "by"), document="d2")
    assert together(one, edited) == [("c1",), ("c2",)]
    assert together(one, edited, linked=LINKED) == [("c1", "c2")]


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("will send nine of its engineers home in the autumn", {}),
        (WORDS, {"kind": "call"}),
        (WORDS, {"polarity": "negative"}),
        (WORDS, {"voice": "=orin vale"}),
        (WORDS.replace("eight", "8").replace("June", "June 2032"), {}),
    ],
)
def test_what_keeps_claims_of_linked_documents_apart(words: str, changes: dict[str, object]) -> None:
    one = evidence("c1", WORDS, document="d1")
    assert len(together(one, evidence("c2", words, document="d2", **changes), linked=LINKED)) == 2


def test_a_reprint_passes_on_the_voice_of_the_document_and_shorter_names() -> None:
    one = evidence("c1", WORDS, document="d1", own_voice=True)
    page = evidence("c2", WORDS, document="d2", voice="harbour-press", own_voice=True)
    assert together(one, page, linked=LINKED) == [("c1", "c2")]
    assert together(one, page) == [("c1",), ("c2",)]
    whole, short = (
        evidence("c1", WORDS, document="d1", voice="=ada quill"),
        evidence("c2", WORDS, document="d2", voice="=quill"),
    )
    assert together(whole, short, linked=LINKED) == [("c1", "c2")]


def test_two_sentences_of_one_document_are_two_acts() -> None:
    """The likest are matched, and what is left over stays by itself."""
    here = [evidence("a1", WORDS, document="d1"), evidence("a2", f"{WORDS} too", document="d1")]
    there = [evidence("b1", WORDS, document="d2"), evidence("b2", f"{WORDS} too", document="d2")]
    assert together(*here, *there, linked=LINKED) == [("a1", "b1"), ("a2", "b2")]
    assert together(*here, there[1], linked=LINKED) == [("a1",), ("a2", "b2")]


def test_what_people_say_of_two_claims_holds_above_their_words() -> None:
    now = datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC)
    one, other, third = evidence("c1", WORDS), evidence("c2", WORDS), evidence("c3", "something else")
    apart = Judgement("j1", "different", ("c1", "c2"), "Ada", now, "")
    same = Judgement("j2", "same", ("c1", "c3"), "Ada", now, "")
    entries = entries_of([one, other, third], judgements=[apart, same])
    assert [entry.claims for entry in entries] == [("c1", "c3"), ("c2",)]
    assert len({entry.id for entry in entries}) == 2


def test_the_lead_is_the_speakers_own_release_then_the_earliest() -> None:
    late = dated("c1", WORDS, 3, own_release=True)
    early, undated = dated("c2", WORDS, 1), evidence("c3", WORDS)
    assert together(undated, early, late) == [("c1", "c2", "c3")]


def test_the_order_of_the_claims_does_not_matter() -> None:
    said = [
        dated("c1", WORDS, 1, document="d1"),
        dated("c2", WORDS.replace("before", "by"), 2, document="d2"),
        dated("c3", WORDS, 30, document="d3"),
        evidence("c4", WORDS, document="d4"),
        evidence("c5", "open an office"),
    ]
    known = {frozenset((entry.id, *entry.claims)) for entry in entries_of(said, linked=LINKED)}
    for n in range(len(said)):
        turned = said[n:] + said[:n]
        assert {frozenset((entry.id, *entry.claims)) for entry in entries_of(turned, linked=LINKED)} == known


def test_ids_do_not_depend_on_order_or_company() -> None:
    one, two = evidence("c1", "open an office"), evidence("c2", "close a port")
    forward = {e.id for e in entries_of([one, two])}
    assert forward == {e.id for e in entries_of([two, one])}
    assert entries_of([one])[0].id in forward
