"""Days and the units they make up: what "the last quarter" or "24 months from then" is, once the day is known.

Every answer is None where the calendar of Python ends (before year 1, after 9999), so that hostile counts do no harm.
Stretches are pairs of days, both inclusive.
"""

import datetime
from typing import Literal

from dragoman.record import Grain

Unit = Literal["hour", "day", "weekend", "week", "fortnight", "month", "quarter", "half", "year", "decade", "century"]
Season = Literal["spring", "summer", "autumn", "winter"]
Part = Literal["early", "mid", "late", "end"]
Days = tuple[datetime.date, datetime.date]

GRAINS: dict[Unit, Grain] = {
    "hour": "day",
    "day": "day",
    "weekend": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
    "year": "year",
    "decade": "decade",
    "century": "vague",
}
MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS: dict[Unit, int] = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
# Meteorological seasons of the northern hemisphere, by their first month: the texts come from there.
_SEASONS: dict[Season, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def date_or_none(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def add_days(day: datetime.date, count: int) -> datetime.date | None:
    """The day so many days on (or back)."""
    try:
        return day + datetime.timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: datetime.date, count: int) -> datetime.date | None:
    """The same day of the month so many months on; the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    return datetime.date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def add(day: datetime.date, unit: Unit, count: int) -> datetime.date | None:
    """The day `count` units on: hours are rounded away from the day to whole days."""
    if unit in MONTHS:
        return add_months(day, MONTHS[unit] * count)
    if unit == "hour":
        return add_days(day, -(-abs(count) // 24) * (1 if count > 0 else -1))
    return add_days(day, _DAYS[unit] * count)


def months_from(year: int, month: int, count: int) -> Days | None:
    """So many whole months from the first day of one."""
    first = date_or_none(year, month, 1)
    after = add_months(first, count) if first else None
    last = add_days(after, -1) if after else None
    return (first, last) if first and last else None


def year_days(year: int) -> Days | None:
    """The whole year."""
    return months_from(year, 1, 12)


def month_days(year: int, month: int) -> Days | None:
    """The whole month."""
    return months_from(year, month, 1)


def decade_days(start: int) -> Days | None:
    """Ten years from the year that ends in 0."""
    return months_from(start, 1, 120)


def century_days(number: int) -> Days | None:
    """The 20th century runs from 1901 to 2000."""
    return months_from((number - 1) * 100 + 1, 1, 1200)


def season_days(season: Season, year: int) -> Days | None:
    """Three months; a winter has the year of its December."""
    return months_from(year, _SEASONS[season], 3)


def unit_days(day: datetime.date, unit: Unit, shift: int = 0) -> Days | None:
    """The calendar unit that holds the day, or the one so many units on. Weeks run from Monday to Sunday."""
    if unit in MONTHS:
        return _month_unit(day, MONTHS[unit], shift)
    moved = add(day, unit, shift)
    if moved is None:
        return None
    if unit in ("hour", "day"):
        return moved, moved
    monday = add_days(moved, -moved.weekday())
    if monday is None:
        return None
    first = add_days(monday, 5) if unit == "weekend" else monday
    last = add_days(monday, 6)
    return (first, last) if first and last else None


def _month_unit(day: datetime.date, months: int, shift: int) -> Days | None:
    # A century begins with the year that ends in 01, every smaller unit on a multiple of itself.
    offset = 12 if months == 1200 else 0
    index = day.year * 12 + day.month - 1 - offset
    start = (index // months + shift) * months + offset
    year, month = divmod(start, 12)
    return months_from(year, month + 1, months)


def part_days(days: Days, part: Part) -> Days:
    """The early, middle or late third of a stretch. The same thirds everywhere, so that nobody has to look them up:
    a year by four months, a month by tens of days, a decade as 0-3, 4-6, 7-9; "the end of" is the late third."""
    first, last = days
    length = (last - first).days + 1
    if length <= 2:
        return days
    if length > 3000:
        return _third_of_years(first, last, part)
    if length >= 364:
        return _third_of_months(first, last, part)
    third = length // 3
    ends = {"early": (0, third - 1), "mid": (third, 2 * third - 1), "late": (2 * third, length - 1)}
    begin, end = ends["late" if part == "end" else part]
    return first + datetime.timedelta(days=begin), first + datetime.timedelta(days=end)


def _third_of_years(first: datetime.date, last: datetime.date, part: Part) -> Days:
    years = last.year - first.year + 1
    long = years // 3 + (1 if years % 3 else 0)
    cuts = (first.year, first.year + long, first.year + long + years // 3, last.year + 1)
    at = {"early": 0, "mid": 1, "late": 2, "end": 2}[part]
    return datetime.date(cuts[at], 1, 1), datetime.date(cuts[at + 1] - 1, 12, 31)


def _third_of_months(first: datetime.date, last: datetime.date, part: Part) -> Days:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    third = months // 3
    at = {"early": 0, "mid": 1, "late": 2, "end": 2}[part]
    begin = add_months(first, third * at) or first
    after = add_months(first, third * (at + 1))
    end = last if at == 2 or after is None else after - datetime.timedelta(days=1)
    return begin, end


def nth_unit(whole: Days, unit: Unit, number: int, count: int = 1) -> Days | None:
    """The n-th unit counted from the first day of a whole, or its last ones (-1). None where it does not fit in.

    "The first week of May" is its first seven days; the weeks of a year go by the ISO calendar.
    """
    first, last = whole
    if number == -1:
        after = add_days(last, 1)
        start = add(after, unit, -count) if after else None
        return (start, last) if start and start >= first else None
    if unit == "week" and count == 1 and (last - first).days > 300:
        return _iso_week(first.year, number)
    start = add(first, unit, number - 1) if number > 0 else None
    after = add(start, unit, count) if start else None
    end = add_days(after, -1) if after else None
    if start is None or end is None or start > last:
        return None
    return start, min(end, last)


def _iso_week(year: int, number: int) -> Days | None:
    try:
        monday = datetime.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    sunday = add_days(monday, 6)
    return (monday, sunday) if sunday else None


def whole_units(day: datetime.date, unit: Unit, count: int) -> Days | None:
    """So many whole quarters before or after the present one: nobody counts quarters from the middle."""
    near = unit_days(day, unit, 1 if count > 0 else -1)
    far = unit_days(day, unit, count)
    if near is None or far is None:
        return None
    return min(near[0], far[0]), max(near[1], far[1])


def grain_of(days: Days) -> Grain:
    """How finely a stretch speaks, by its length."""
    length = (days[1] - days[0]).days + 1
    steps: tuple[tuple[int, Grain], ...] = (
        (1, "day"), (14, "week"), (31, "month"), (92, "quarter"), (184, "half"), (366, "year"), (3653, "decade"),
    )  # fmt: skip
    return next((grain for limit, grain in steps if length <= limit), "vague")
