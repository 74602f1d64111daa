"""What may be asked, as Python says it: one word or several, days as text or dates, as the command line takes them."""

import datetime
import difflib
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast, get_args

from dragoman.record import DragomanError
from dragoman.store.days import typed_days, typed_moment

Day = str | datetime.date
"""2017-01-04, 2017-01 or 2017, or a date."""
Moment = str | datetime.date
"""A day, which stands for its last moment in UTC, an ISO 8601 time, or an aware datetime."""
Some = str | Iterable[str]
"""One or several."""
Word = TypeVar("Word")


def some(given: Some | None) -> tuple[str, ...]:
    """One or several as several; none for None."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def one_of(known: Any, given: Some | None, name: str) -> tuple[Any, ...]:
    """The same, each of them one of a Literal's words; DragomanError names the nearest."""
    words: Sequence[str] = get_args(known)
    for word in some(given):
        if word not in words:
            near = difflib.get_close_matches(word, words, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise DragomanError(f"{name} {word!r} is none of {', '.join(words)}{meant}")
    return cast("tuple[Any, ...]", some(given))


def first_day(given: Day | None) -> datetime.date | None:
    """The first day meant: of a month or a year, its first."""
    return _day(given, 0)


def last_day(given: Day | None) -> datetime.date | None:
    """The last day meant."""
    return _day(given, 1)


def moment(given: Moment | None) -> datetime.datetime | None:
    """The aware time meant; a bare day stands for its last moment in UTC."""
    if isinstance(given, datetime.datetime):
        return given
    if isinstance(given, datetime.date):
        given = given.isoformat()
    if given is None:
        return None
    try:
        return typed_moment(given)
    except ValueError as fault:
        raise DragomanError(str(fault)) from None


def _day(given: Day | None, end: int) -> datetime.date | None:
    if isinstance(given, datetime.datetime):
        return given.date()
    if given is None or isinstance(given, datetime.date):
        return given
    try:
        return typed_days(given)[end]
    except ValueError as fault:
        raise DragomanError(str(fault)) from None
