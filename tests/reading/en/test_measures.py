"""Sanction measures: instrument, object, action, amount, scope."""

from collections.abc import Callable

import pytest

from dragoman.reading.en.amounts import Amount, find_amount
from dragoman.record import Measure, Reading

Read = Callable[[str], Reading]


def measure(read: Read, sentence: str) -> Measure:
    found = [claim.measure for claim in read(sentence).claims if claim.measure]
    assert len(found) == 1, found
    return found[0]


def test_own_sanctions_are_named_after_who_imposes_them(read: Read) -> None:
    found = measure(read, "South Korea will impose unilateral sanctions on five trading firms, the ministry said.")
    assert (found.instrument, found.action) == ("South Korea unilateral sanctions", "impose")
    assert found.object == "five trading firms"


def test_a_resolution_that_bans(read: Read) -> None:
    found = measure(read, "The Security Council adopted Resolution 2371, which bans exports of seafood by the North.")
    assert (found.instrument, found.action) == ("UNSCR 2371", "ban")
    assert found.object is not None
    assert found.object.startswith("exports of seafood")


def test_a_paragraph_of_a_resolution(read: Read) -> None:
    found = measure(
        read, "Japan said paragraph 8 of Resolution 2397 requires states to repatriate North Korean workers."
    )
    assert (found.instrument, found.action, found.object) == ("UNSCR 2397 ¶8", "repatriate", "North Korean workers")


def test_a_review_is_no_adoption(read: Read) -> None:
    found = measure(read, "The ministry will continue to review the adoption of additional unilateral sanctions.")
    assert found.action == "review"


def test_easing(read: Read) -> None:
    found = measure(read, "Washington eased its sanctions on Mongolia last year.")
    assert (found.action, found.scope) == ("ease", "Mongolia")


def test_an_amount(read: Read) -> None:
    found = measure(read, "Beijing said it had reduced imports of coal from the North by $300 million a year.")
    assert (found.action, found.amount, found.unit, found.per) == ("restrict", 300e6, "USD", "year")


@pytest.mark.parametrize(
    "sentence",
    [
        "The two countries held talks on trade on Monday.",
        "The ministry will strengthen cooperation with Mongolia.",
        "Police seized a stolen car in Busan.",
        "The minister froze for a moment, an aide said.",
        "Japan will limit the length of speeches.",
    ],
)
def test_no_measure(read: Read, sentence: str) -> None:
    assert [c.measure for c in read(sentence).claims if c.measure] == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4 million barrels a year", Amount(4e6, "barrel", "year")),
        ("500,000 barrels of refined petroleum per year", Amount(500_000, "barrel", "year")),
        ("7.5 million metric tons annually", Amount(7.5e6, "tonne", "year")),
        ("$1.2 billion", Amount(1.2e9, "USD", None)),
        ("90 percent", Amount(90, "percent", None)),
        ("30,000 tonnes each month", Amount(30_000, "tonne", "month")),
        ("525,000 tons over 12 months", Amount(525_000, "tonne", "year")),
        ("in 2017 and 5 times since", None),
        ("", None),
    ],
)
def test_amounts(text: str, amount: Amount | None) -> None:
    assert find_amount(text, 0, len(text)) == amount
