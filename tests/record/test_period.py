"""A period keeps what the words say and no more."""

import datetime

import pytest

from dragoman.record import Period

NEW_YEAR, EVE = datetime.date(2031, 1, 1), datetime.date(2031, 12, 31)


def test_a_day_begins_and_ends_on_itself() -> None:
    assert Period.day(EVE) == Period(EVE, EVE, "day")


def test_open_ends_stay_open() -> None:
    assert Period(None, EVE, "year").first is None
    assert Period(NEW_YEAR, None, "vague").last is None


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match=r"2031-01-01.*2031-12-31"):
        Period(EVE, NEW_YEAR, "year")
