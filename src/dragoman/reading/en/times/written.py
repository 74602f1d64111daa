"""Dates as tables and quick hands write them: 23/Sep/2020, 2016-11, Dec 2018-May 2019, 4 to 22 this month."""

from dataclasses import replace

from dragoman.reading.en.times import relative
from dragoman.reading.en.times.calendar import date_or_none, month_length
from dragoman.reading.en.times.cursor import DASHES, HYPHENS, Cursor, Found
from dragoman.reading.en.times.dates import month_at, textual_date, weekday_at
from dragoman.reading.en.times.nodes import Around, Calendar, Fields, In, Node, NumberedWeek, Span
from dragoman.reading.en.times.years import year_at

_SIGNS = (*HYPHENS, "/", ".")
_TO = frozenset({"to", "till", "until", "through"})


def mixed_date(c: Cursor, i: int) -> Found | None:
    """Year, month's name and day in any order, glued by one sign: 23/Sep/2020, 2019-aug-1, September-2020-23."""
    if c.glued(i) and c.low(i - 1) in _SIGNS and year_at(c, i - 2) is None:
        return None
    parts, at = _glued_parts(c, i)
    if len(parts) != 3:
        return _two_parts(parts, at)
    years = [v for kind, v in parts if kind == "year"]
    months = [v for kind, v in parts if kind == "month"]
    days = [v for kind, v in parts if kind == "number"]
    if len(years) != 1 or len(months) != 1 or len(days) != 1 or date_or_none(years[0], months[0], days[0]) is None:
        return None
    return Fields(years[0], months[0], days[0]), at


def _two_parts(parts: list[tuple[str, int]], at: int) -> Found | None:
    """Dec/2018, Oct/2: a month's name and what it is glued to."""
    match parts:
        case [("month", month), ("year", year)] | [("year", year), ("month", month)]:
            return Fields(year, month), at
        case [("month", month), ("number", day)] if 1 <= day <= month_length(2024, month):
            return Fields(None, month, day), at
        case _:
            return None


def _glued_parts(c: Cursor, i: int) -> tuple[list[tuple[str, int]], int]:
    """Up to three parts joined by one and the same sign, and the token after them."""
    parts: list[tuple[str, int]] = []
    at, sign = i, ""
    while len(parts) < 3:
        part = _part(c, at)
        if part is None:
            return parts, at - 1 if parts else i
        parts.append(part)
        at += 1
        if len(parts) == 3 or c.low(at) not in ("-", "/") or not (c.glued(at) and c.glued(at + 1)):
            return parts, at
        if sign and c.low(at) != sign:
            return parts, at
        sign = c.low(at)
        at += 1
    return parts, at


def _part(c: Cursor, i: int) -> tuple[str, int] | None:
    value = c.integer(i)
    if value is not None:
        if len(c.low(i)) == 4:
            return ("year", value) if 1900 <= value < 2200 else None
        return ("number", value) if len(c.low(i)) <= 2 else None
    month = c.lexicon.months.get(c.low(i))
    return ("month", month) if month else None


def year_month(c: Cursor, i: int) -> Found | None:
    """2016-11, 2016/11, 11/2016, 2017 April, 2016, Nov: a year and a month, where nothing else can be meant."""
    if c.glued(i) and c.low(i - 1) in (*_SIGNS, ",", ":", "$", "€", "£", "#"):
        return None
    named = _year_then_name(c, i)
    if named is not None:
        return named
    sign = c.low(i + 1)
    spaced = sign == "/" and not c.glued(i + 2)
    if sign not in ("-", "/") or not (spaced or (c.glued(i + 1) and c.glued(i + 2))):
        return None
    if c.low(i + 3) in ("-", "/", "%") or (c.glued(i + 3) and c.is_word(i + 3)):
        return None
    if c.low(i + 3) in c.lexicon.counted or (c.low(i + 3) in (".", ",") and c.glued(i + 4) and c.is_number(i + 4)):
        return None
    a, b = c.integer(i), c.integer(i + 2)
    if a is None or b is None:
        return None
    if len(c.low(i)) == 4 and 1900 <= a < 2100 and 1 <= b <= 12 and not (sign == "-" and b == (a + 1) % 100):
        return Fields(a, b), i + 3
    return (Fields(b, a), i + 3) if len(c.low(i + 2)) == 4 and 1900 <= b < 2100 and 1 <= a <= 12 else None


def _year_then_name(c: Cursor, i: int) -> Found | None:
    year = year_at(c, i)
    at = i + 2 if c.low(i + 1) == "," else i + 1
    found = c.lexicon.months.get(c.low(at)) if year is not None and 1900 <= year < 2100 else None
    month = month_at(c, at) or ((found, at + 1) if found else None) if found else None
    if month is None or (c.low(at) in c.lexicon.cues["shy_month"] and not c.low(at).startswith(("apr", "aug", "sep"))):
        return None
    after = month[1]
    return None if c.is_number(after) and year_at(c, after) is None else (Fields(year, month[0]), after)


def days_of_month(c: Cursor, i: int) -> Found | None:
    """4 to 22 this month, 4-23 of next month, 4 to January 22, 1995: two days, the month told once, behind them."""
    first = c.integer(i, digits=2)
    joined = c.low(i + 1) in _TO or c.low(i + 1) in DASHES or (c.low(i + 1) == "and" and c.low(i - 1) == "between")
    if first is None or not joined or not 1 <= first <= 31 or (c.glued(i) and c.low(i - 1) in _SIGNS):
        return None
    dated = textual_date(c, i + 2)
    if dated is not None and isinstance(dated[0], Fields) and dated[0].month and dated[0].day:
        return Span(replace(dated[0], day=first, weekday=None), dated[0]), dated[1]
    last = c.integer(i + 2, digits=2)
    if last is None or last <= first or last > 31:
        return None
    at = i + 3
    at = at + 1 if c.low(at) in ("of", "in") else at
    month = relative.shifted(c, at) or relative.the_unit(c, at)
    if month is None or not isinstance(month[0], Calendar) or month[0].unit != "month":
        return None
    return Span(In(Fields(day=first), month[0]), In(Fields(day=last), month[0])), month[1]


def weekday_with_day(c: Cursor, i: int) -> Found | None:
    """Tuesday the thirty-first, Friday the fifteen, Wednesday 31: weekday and day tell the month between them."""
    named = weekday_at(c, i)
    if named is None:
        return None
    the = c.low(named[1]) == "the"
    at = named[1] + 1 if the else named[1]
    day, after = c.integer(at, digits=2), at + 1
    if day is None and the:
        counted = c.ordinal(at) or c.count(at)
        day, after = counted if counted and counted[0] else (None, at)
    elif c.glued(after) and c.low(after) in ("st", "nd", "rd", "th"):
        after += 1
    if day is None or not 1 <= day <= 31 or (c.low(after) in (":", "/", "-", ".") and c.is_number(after + 1)):
        return None
    if c.low(after) in ("a", "p", "am", "pm", "o", "%") or c.low(after) in c.lexicon.counted:
        return None
    if c.is_word(after) and c.low(after) not in c.lexicon.function:
        return None
    return Fields(day=day, weekday=named[0]), after


def days_of_week(c: Cursor, i: int) -> Found | None:
    """This week from Tuesday to Thursday, last week between Friday and Sunday, last week - Monday."""
    week = relative.shifted(c, i)
    if week is None or not isinstance(week[0], Calendar) or week[0].unit != "week":
        return None
    at = week[1]
    if c.low(at) in HYPHENS and not c.glued(at):
        alone = weekday_at(c, at + 1)
        return (_in_week(alone[0], week[0]), alone[1]) if alone else None
    joint = {"from": _TO, "between": frozenset({"and"})}.get(c.low(at))
    first = _weekday(c, at + 1) if joint else None
    if joint is None or first is None or c.low(first[1]) not in joint:
        return None
    last = _weekday(c, first[1] + 1)
    return (Span(_in_week(first[0], week[0]), _in_week(last[0], week[0])), last[1]) if last else None


def _weekday(c: Cursor, i: int) -> tuple[int, int] | None:
    """A weekday by its name or short form, in a place where nothing else can stand."""
    weekday = c.lexicon.weekdays.get(c.low(i))
    return (weekday, i + 1) if weekday is not None else None


def _in_week(weekday: int, week: Node) -> In:
    return In(Fields(weekday=weekday), week)


def numbered_week(c: Cursor, i: int) -> Found | None:
    """Week 31, week 10 of 2024."""
    at = i + 1 if c.low(i) == "the" else i
    number = c.integer(at + 1, digits=2) if c.low(at) == "week" and not c.glued(at + 1) else None
    if number is None or not 1 <= number <= 53:
        return None
    after = at + 2
    year = year_at(c, after + 1 if c.low(after) in ("of", ",") else after)
    if year is not None:
        return NumberedWeek(number, year), after + 2 if c.low(after) in ("of", ",") else after + 1
    return NumberedWeek(number, None), after


def year_to_date(c: Cursor, i: int) -> Found | None:
    """The year to date."""
    return (Around(Calendar("year", 0), -1), i + 3) if c.match(i, ("year", "to", "date")) else None
