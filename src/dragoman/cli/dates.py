"""Days as people type them: 2017-01-04, 2017-01 or 2017."""

import datetime
from collections.abc import Callable
from typing import TypeVar

import typer

from dragoman.store.days import typed_days, typed_moment

Meant = TypeVar("Meant")


def span(since: str | None, until: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day that were typed; a month or year stands for all its days."""
    first = None if since is None else _days(since, "--since")[0]
    last = None if until is None else _days(until, "--until")[1]
    if first and last and first > last:
        raise typer.BadParameter(f"--since {since} is after --until {until}")
    return first, last


def moments(since: str | None, until: str | None) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """The first and the last moment (UTC) of the days that were typed."""
    first, last = span(since, until)
    begins = None if first is None else datetime.datetime.combine(first, datetime.time.min, datetime.UTC)
    return begins, None if last is None else datetime.datetime.combine(last, datetime.time.max, datetime.UTC)


def one_day(text: str | None, option: str) -> datetime.date | None:
    """The day that was typed; a month or a year is not enough."""
    if text is None:
        return None
    first, last = _days(text, option)
    if first != last:
        raise typer.BadParameter(f"{option} {text!r} is no day; write it as 2017-01-04")
    return first


def moment(text: str | None, option: str) -> datetime.datetime | None:
    """The aware time that was typed, UTC where no zone is; a bare day, month or year stands for its last moment."""
    return None if text is None else _typed(typed_moment, text, option)


def _days(text: str, option: str) -> tuple[datetime.date, datetime.date]:
    return _typed(typed_days, text, option)


def _typed(meaning: Callable[[str], Meant], text: str, option: str) -> Meant:
    try:
        return meaning(text)
    except ValueError as fault:
        raise typer.BadParameter(f"{option} {fault}") from None
