"""How pages say a period or a number."""

import datetime

import pytest

from dragoman.brief.words import say_count, say_kinds, say_period
from dragoman.record import Period


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2017-01-04", "2017-01-04", "2017-01-04"),
        ("2017-02-01", "2017-02-28", "2017-02"),
        ("2016-02-01", "2016-02-28", "2016-02-01/2016-02-28"),
        ("2017-01-01", "2017-12-31", "2017"),
        ("2017-01-01", "2017-03-31", "2017-01-01/2017-03-31"),
        (None, "2017-03-31", "until 2017-03-31"),
        ("2017-03-31", None, "since 2017-03-31"),
        (None, None, "unknown"),
    ],
)
def test_periods_are_said_no_more_exactly_than_they_are_known(first: str | None, last: str | None, said: str) -> None:
    days = [datetime.date.fromisoformat(day) if day else None for day in (first, last)]
    assert say_period(Period(days[0], days[1], "vague")) == said


def test_counts_agree_with_their_nouns() -> None:
    assert [say_count(n, "claim") for n in (0, 1, 2, 1204)] == ["0 claims", "1 claim", "2 claims", "1,204 claims"]


def test_kinds_are_said_the_most_first() -> None:
    assert say_kinds({"call": 1, "event": 3, "forecast": 0, "commitment": 3}) == "3 commitments, 3 events, 1 call"
    assert say_kinds({}) == ""
