"""Days as people ask for them: 2017-01-04, 2017-01 or 2017."""

import datetime


def typed_days(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that are meant; ValueError where the text is no date."""
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
    raise ValueError(f"{text!r} is no date; write it as 2017-01-04, 2017-01 or 2017")


def typed_moment(text: str) -> datetime.datetime:
    """The aware time that is meant, UTC where no zone is; a bare day, month or year stands for its last moment."""
    if len(text) <= len("2017-01-04"):
        return datetime.datetime.combine(typed_days(text)[1], datetime.time.max, datetime.UTC)
    try:
        when = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date; write it as 2017-01-04, 2017-01 or 2017") from None
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
