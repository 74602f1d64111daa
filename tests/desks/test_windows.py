"""By when a promise is due, and which times its words tell of are no such day."""

import datetime
from collections.abc import Callable

import pytest

from dragoman.desks.dialogue.commitments import ledger
from dragoman.desks.dialogue.forecasts import forecasts
from dragoman.record import Period
from dragoman.store import ClaimRow

MakeRow = Callable[..., ClaimRow]
TODAY = datetime.date(2031, 6, 1)


@pytest.mark.parametrize(
    ("on", "first", "last", "state"),
    [
        ("2031-03-10", "2031-05-01", "2031-05-31", "overdue"),
        ("2031-03-10", "1998-01-01", "1998-12-31", "open"),  # what the treaty of 1998 binds them to
        ("2031-03-10", "2031-01-01", "2031-12-31", "due"),  # within this year, part of which is over
        ("2031-03-10", "2031-03-06", "2031-03-06", "overdue"),  # said before that day, and out some days after
        ("2031-03-10", None, "2030-12-31", "open"),
        ("2031-03-10", "2031-07-01", None, "open"),
        (None, "1998-01-01", "1998-12-31", "overdue"),  # a document of an unknown day can be as old as that
    ],
)
def test_a_time_that_was_over_is_no_day_by_which_something_is_due(
    row: MakeRow, on: str | None, first: str | None, last: str | None, state: str
) -> None:
    days = [day and datetime.date.fromisoformat(day) for day in (first, last)]
    made = row("We will open the two crossings.", who=["Ahn"], kind="commitment", on=on, time=Period(*days, "day"))
    (line,) = ledger([made], today=TODAY)
    assert line.state == state
    told = state != "open" or last is None
    assert line.window == (made.time if told else None)


def test_nor_by_which_what_was_expected_is_to_come(row: MakeRow) -> None:
    past = Period(datetime.date(1998, 1, 1), datetime.date(1998, 12, 31), "year")
    made = row("The lake may flood as it did in 1998.", who=["Ahn"], kind="forecast", on="2031-03-10", time=past)
    (line,) = forecasts([made], today=TODAY)
    assert (line.window, line.outcome) == (None, "pending")
