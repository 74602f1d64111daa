"""Days as people type them: 2017-01-04, 2017-01 or 2017."""

import datetime

import typer


def span(since: str | None, until: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day that were typed; a month or year stands for all its days."""
    first = None if since is None else _days(since, "--since")[0]
    last = None if until is None else _days(until, "--until")[1]
    if first and last and first > last:
        raise typer.BadParameter(f"--since {since} is after --until {until}")
    return first, last


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
    if text is None:
        return None
    if len(text) <= len("2017-01-04"):
        return datetime.datetime.combine(_days(text, option)[1], datetime.time.max, datetime.UTC)
    try:
        when = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise _no_date(text, option) from None
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)


def _days(text: str, option: str) -> tuple[datetime.date, datetime.date]:
    try:
        match [int(part) for part in text.split("-")]:
            case [year]:
                return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            case [year, month]:
                after = datetime.date(year + month // 12, month % 12 + 1, 1)
                return datetime.date(year, month, 1), after - datetime.timedelta(days=1)
            case [year, month, day]:
                return (datetime.date(year, month, day),) * 2
    except (ValueError, OverflowError):
        pass
    raise _no_date(text, option)


def _no_date(text: str, option: str) -> typer.BadParameter:
    return typer.BadParameter(f"{option} {text!r} is no date; write it as 2017-01-04, 2017-01 or 2017")
