"""Which promises a ledger can hold against whoever made them."""

import pytest

from dragoman.reading.promises import Checkable, checkable
from dragoman.record import Reading


def of_the_promise(reading: Reading) -> Checkable:
    """Of the one promise of the reading."""
    promises = [c for c in reading.claims if c.kind == "commitment"]
    assert len(promises) == 1, [c.kind for c in reading.claims]
    return checkable(promises[0], reading)


def test_a_deed_by_a_day(reading: Reading) -> None:
    """Published: 2031-05-14

    Norway will open a consulate in Tbilisi by the end of June.
    """
    found = of_the_promise(reading)
    assert (found.yes, found.reason, str(found)) == (
        True,
        "deed-by-day",
        "yes: a deed is named, due by 2031-06-30",
    )


def test_a_deed_without_a_day(reading: Reading) -> None:
    """Norway plans to release the two sailors."""
    assert of_the_promise(reading) == Checkable("deed-without-day")


def test_an_effort_is_no_deed(reading: Reading) -> None:
    """The ministry said it will make every effort to bring the sailors home."""
    found = of_the_promise(reading)
    assert (found.yes, found.reason) == (False, "effort")


def test_efforts_will_be_made(reading: Reading) -> None:
    """Publisher: rok.mofa

    Efforts will be made to reopen the hotline this year.
    """
    assert of_the_promise(reading).reason == "effort"


def test_to_review_is_an_effort(reading: Reading) -> None:
    """The ministry said it will continue to review the adoption of sanctions."""
    assert of_the_promise(reading).reason == "effort"


def test_more_of_something_has_no_yardstick(reading: Reading) -> None:
    """Norway pledged to further strengthen cooperation with Mongolia."""
    assert of_the_promise(reading).reason == "no-yardstick"


def test_a_number_is_a_yardstick(reading: Reading) -> None:
    """Norway pledged to increase its contribution by 40 percent."""
    assert of_the_promise(reading).yes


def test_one_breach_shows_it(reading: Reading) -> None:
    """Norway will never recognise the annexation."""
    assert of_the_promise(reading).reason == "breach"


def test_nobody_is_bound(reading: Reading) -> None:
    """Support will be provided to the families."""
    for claim in reading.claims:
        assert checkable(claim, reading).reason in ("nobody-bound", "no-promise")


@pytest.mark.parametrize("kind", ["call", "event", "forecast"])
def test_other_claims_promise_nothing(kind: str, reading: Reading) -> None:
    """Norway urged Japan to sign. Japan signed in May. The ban will probably hurt Japan."""
    claim = next(c for c in reading.claims if c.kind == kind)
    assert checkable(claim, reading) == Checkable("no-promise")
