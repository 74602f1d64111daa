"""Timestamps that machines put on mails and feed entries, believed only where they can be true."""

import datetime
import re

from dragoman.record import Problem
from dragoman.sources.dates import find_dates

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\s*({'|'.join(_DAYS)})[a-z]*\.?,", re.I)
_NO_DAY = frozenset(
    {
        datetime.date(1969, 12, 31),
        datetime.date(1970, 1, 1),
        datetime.date(1900, 1, 1),
        datetime.date(1904, 1, 1),
    }
)
"""The days that clocks begin with: what a program prints that was given no date."""


def believed(printed: str | None, *, today: datetime.date) -> tuple[str | None, tuple[Problem, ...]]:
    """The stamp as printed, where it can be true; else None, and a problem that says what is wrong with it.

    `today` is the day of reading: a day more than one after it has not come anywhere on earth.
    """
    printed = " ".join((printed or "").split())[:200]
    days = [date.period.first for date in find_dates(printed) if date.period.first]
    if not printed:
        return None, ()
    if len(set(days)) != 1:
        return None, (disbelieved(printed, "is no date"),)
    day, weekday = days[0], _WEEKDAY.match(printed)
    if day > today + datetime.timedelta(days=1):
        return None, (disbelieved(printed, "has not come yet"),)
    if day in _NO_DAY:
        return None, (disbelieved(printed, "is what programs print that know no date"),)
    if weekday and _DAYS.index(weekday[1].casefold()) != day.weekday():
        return None, (disbelieved(printed, "is no such day of the week"),)
    return printed, ()


def disbelieved(printed: str, why: str) -> Problem:
    """The problem of a stamp that is not taken for a date of publication."""
    return Problem(
        "date-implausible", 0, 0, f"the date “{printed[:60]}” {why}; it is not taken for that of publication"
    )
