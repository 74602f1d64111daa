"""Dates as the calendar writes them: 22 April 2024, Jan. 4, 2024-04-25, 2024. 3. 28., Wednesday, the 23rd."""

from dragoman.reading.en.times.calendar import date_or_none, month_length
from dragoman.reading.en.times.cursor import DASHES, HYPHENS, Cursor, Found
from dragoman.reading.en.times.nodes import Fields, Node, Span, Unread
from dragoman.reading.en.times.years import year_at


def numeric_date(c: Cursor, i: int) -> Found | None:
    """Dates of digits only. Where day and month cannot be told apart, the day is not read."""
    if c.glued(i) and (c.is_number(i - 1) or c.low(i - 1) in "-/.:,$€£#") and c.low(i - 1):
        return None
    sign = c.low(i + 1)
    if not (sign in HYPHENS or sign in ("/", ".")) or not c.glued(i + 1) or not c.is_number(i + 2):
        return None
    if sign != "." and not c.glued(i + 2):
        return None
    if c.low(i + 3) != sign or not c.glued(i + 3) or not c.is_number(i + 4):
        return None
    end = i + 5
    if sign == "." and c.low(end) == "." and c.glued(end) and not c.glued(i + 2):
        end += 1
    if c.glued(end) and (c.is_number(end) or (c.low(end) in (sign, "/") and c.is_number(end + 1))):
        return None
    node = _numeric_fields(c, i, sign)
    return (node, end) if node else None


def _numeric_fields(c: Cursor, i: int, sign: str) -> Node | None:
    a, b, d = c.integer(i), c.integer(i + 2), c.integer(i + 4)
    if a is None or b is None or d is None:
        return None
    if len(c.low(i)) == 4:
        return _checked(a, b, d)
    if len(c.low(i)) > 2 or len(c.low(i + 2)) > 2 or len(c.low(i + 4)) not in (2, 4):
        return None
    if len(c.low(i + 4)) == 2:
        if sign != "/" and not (sign == "-" and a <= 12 < b):
            return None
        d += 2000 if d < 69 else 1900
    if a > 12 or sign == ".":
        return _checked(d, b, a)
    if b > 12 or a == b:
        return _checked(d, a, b)
    return Unread("day") if date_or_none(d, a, b) else None


def _checked(year: int, month: int, day: int) -> Fields | None:
    return Fields(year, month, day) if 1000 <= year < 2200 and date_or_none(year, month, day) else None


def numeric_month(c: Cursor, i: int) -> Found | None:
    """2016-11, 11/2016; 22/04 where day and month cannot be mistaken. Only behind a preposition of time."""
    if c.low(i - 1) not in c.lexicon.cues["numeric"] or c.low(i + 1) not in ("-", "/", "."):
        return None
    if not (c.glued(i + 1) and c.glued(i + 2)) or (c.glued(i + 3) and (c.is_word(i + 3) or c.low(i + 3) in "-/%")):
        return None
    if c.glued(i + 3) and c.low(i + 3) in (".", ",") and c.is_number(i + 4) and c.glued(i + 4):
        return None
    a, b = c.integer(i), c.integer(i + 2)
    if a is None or b is None:
        return None
    if len(c.low(i)) == 4 and len(c.low(i + 2)) == 2 and 1000 <= a < 2200 and 1 <= b <= 12 and b != (a + 1) % 100:
        return Fields(a, b), i + 3
    if len(c.low(i + 2)) == 4 and 1000 <= b < 2200 and 1 <= a <= 12:
        return Fields(b, a), i + 3
    if c.low(i + 1) != "/" or a > 31 or b > 31:
        return None
    if a > 12 and 1 <= b <= 12 and a <= month_length(2024, b):
        return Fields(None, b, a), i + 3
    return (Fields(None, a, b), i + 3) if b > 12 and 1 <= a <= 12 and b <= month_length(2024, a) else None


def month_at(c: Cursor, i: int) -> tuple[int, int] | None:
    """A month by its name or short form, and the token after it (and after its full stop)."""
    low = c.low(i)
    month = c.lexicon.months.get(low)
    if month is None:
        return None
    if not c.capital(i) and (low in c.lexicon.cues["common_month"] or len(low) == 3):
        # "march", "jan": only beside a number
        at = i + 2 if c.low(i + 1) == "the" else i + 1
        beside = ("st", "nd", "rd", "th", "of", "last", "next", "this")
        if not (c.is_number(at) or c.is_number(i - 1) or c.low(i - 1) in beside):
            return None
    if len(low) <= 4 and low not in ("may", "june", "july") and c.low(i + 1) == "." and c.glued(i + 1):
        return month, i + 2
    return month, i + 1


def textual_date(c: Cursor, i: int) -> Found | None:
    """A date with a month's name, in any order, with or without its weekday."""
    weekday = weekday_at(c, i)
    if weekday is None:
        return _month_first(c, i, None) or _day_first(c, i, None)
    at = weekday[1]
    if c.low(at) in c.lexicon.cues["day_part"]:
        at += 1
    at = at + 1 if c.low(at) == "," else at
    at = at + 1 if c.low(at) == "the" else at
    return _month_first(c, at, weekday[0]) or _day_first(c, at, weekday[0])


def _month_first(c: Cursor, i: int, weekday: int | None) -> Found | None:
    named = month_at(c, i)
    if named is None:
        return None
    month, at = named
    if (c.hyphen(at) or (c.low(at) == "," and not c.glued(at + 1))) and c.is_number(at + 1):
        # "October, 1st"; "October, 1950" is a year and "in October, 12 ships" a count
        ordinal = c.glued(at + 2) and c.low(at + 2) in ("st", "nd", "rd", "th")
        at = at + 1 if c.low(at) != "," or ordinal else at
    day = _day_at(c, at + 1 if c.low(at) == "the" else at, month)
    if day is not None:
        return _with_days(c, month, day, weekday)
    if weekday is not None:
        return None
    return _with_year(c, month, None, at, weekday) if _is_month(c, i, at) else None


def _is_month(c: Cursor, i: int, at: int) -> bool:
    """A month's name without a day really is the month and not a word or a person."""
    if c.low(i) not in c.lexicon.cues["shy_month"] or not c.capital(i):
        return True
    if year_at(c, at) or (c.low(at) == "," and year_at(c, at + 1)) or (c.low(at) == "of"):
        return True
    if c.low(i - 1) in HYPHENS:
        return c.low(i - 2) in ("mid", "early", "late", "end")
    return c.low(i - 1) in c.lexicon.cues["month"]


def _day_at(c: Cursor, i: int, month: int) -> tuple[int, int] | None:
    """A day of the month: 4, 4th, First (of "March First")."""
    value = c.integer(i, digits=2)
    at = i + 1
    if value is not None and c.glued(at) and c.low(at) in ("st", "nd", "rd", "th"):
        at += 1
    elif value is not None and c.glued(at) and (c.is_word(at) or c.low(at) in ("%", ":")):
        return None
    tens = c.count(i) if value is None and c.lexicon.numbers.get(c.low(i), 0) >= 20 else None
    if tens is not None and tens[0] is not None and tens[1] > i + 1 and c.unit(tens[1]) is None and _ends(c, tens[1]):
        value, at = tens[0], tens[1]  # "May twenty nine"
    elif value is None:
        spelled = c.ordinal(i)
        # "March First", "May twenty-first", but not "In May second talks were held"
        if spelled is None or not (c.capital(i) or c.low(i - 1) == "the" or spelled[1] > i + 1 or _ends(c, spelled[1])):
            return None
        if c.unit(spelled[1]) is not None:
            return None
        value, at = spelled
    return (value, at) if 1 <= value <= month_length(2024, month) else None


def _ends(c: Cursor, i: int) -> bool:
    """Nothing follows that could be the second something."""
    return not c.is_word(i) or c.low(i) in c.lexicon.function


def _with_days(c: Cursor, month: int, day: tuple[int, int], weekday: int | None) -> Found | None:
    """Month and day are read; perhaps a second day, perhaps a year."""
    first, at = day
    other = _second_day(c, at, first, month)
    if other is None:
        return _with_year(c, month, first, at, weekday)
    last, at = other
    ended = _with_year(c, month, last, at, None)
    if ended is None or not isinstance(ended[0], Fields):
        return ended
    return Span(Fields(ended[0].year, month, first, weekday), ended[0]), ended[1]


def _second_day(c: Cursor, i: int, first: int, month: int) -> tuple[int, int] | None:
    joined = (c.low(i) in DASHES and c.low(i) != "—") or c.low(i) in ("to", "through", "until", "and")
    if not joined or month_at(c, i + 2) is not None:
        return None
    day = _day_at(c, i + 1, month)
    if day is None or day[0] <= first or c.low(day[1]) in c.lexicon.counted or c.low(day[1]) == "%":
        return None
    return None if c.low(i) == "and" and day[0] != first + 1 else day


def _with_year(c: Cursor, month: int, day: int | None, i: int, weekday: int | None) -> Found | None:
    at = i
    if c.low(at) == "(" and weekday is None and day is not None:
        named = weekday_at(c, at + 1)
        if named and c.low(named[1]) == ")":
            weekday, at = named[0], named[1] + 1
    comma = at + 1 if c.low(at) in (",", "of", "in") else at
    year = year_at(c, comma)
    if year is not None and c.low(comma + 1) not in c.lexicon.counted:
        if day is not None and date_or_none(year, month, day) is None:
            return None
        return Fields(year, month, day, weekday), comma + 1
    return Fields(None, month, day, weekday), at


def _day_first(c: Cursor, i: int, weekday: int | None) -> Found | None:
    """22 April 2024, the 22nd of April, 22-24 April, the twenty-second of April."""
    at = i + 1 if c.low(i) == "the" else i
    if c.glued(at) and (c.low(at - 1) in ".,:/$" or c.is_number(at - 1)):
        return None
    day = _plain_day(c, at)
    if day is None:
        return None
    first, after = day
    last: int | None = None
    if c.low(after) in DASHES or c.low(after) in ("to", "and", "through", "until", "till"):
        second = _plain_day(c, after + 1)
        if second is not None and second[0] > first:
            last, after = second
    dotted = c.low(after) == "." and c.glued(after) and c.integer(at) is not None  # "16. Nov. 2016"
    after = after + 1 if c.low(after) == "of" or c.hyphen(after) or dotted else after
    named = month_at(c, after)
    if named is None or (last or first) > month_length(2024, named[0]):
        return None
    ended = _with_year(c, named[0], last or first, named[1], weekday if last is None else None)
    if last is None or ended is None or not isinstance(ended[0], Fields):
        return ended
    return Span(Fields(ended[0].year, named[0], first, weekday), ended[0]), ended[1]


def _plain_day(c: Cursor, i: int) -> tuple[int, int] | None:
    value = c.integer(i, digits=2)
    if value is None:
        spelled = c.ordinal(i)
        return spelled if spelled and 1 <= spelled[0] <= 31 else None
    at = i + 2 if c.glued(i + 1) and c.low(i + 1) in ("st", "nd", "rd", "th") else i + 1
    return (value, at) if 1 <= value <= 31 else None


def day_alone(c: Cursor, i: int) -> Found | None:
    """ "The 23rd", only where nothing follows that could be the 23rd something."""
    if c.low(i) != "the" or c.integer(i + 1, digits=2) is None:
        return None
    day = c.ordinal(i + 1)
    if day is None or not 1 <= day[0] <= 31:
        return None
    if c.is_word(day[1]) and (c.low(day[1]) not in c.lexicon.function or c.low(day[1]) == "of"):
        return None
    return None if c.low(day[1]) in HYPHENS else (Fields(day=day[0]), day[1])


def weekday_at(c: Cursor, i: int) -> tuple[int, int] | None:
    """A weekday and the token after it. Short forms need a date beside them, or a word like "on" before."""
    low = c.low(i)
    weekday = c.lexicon.weekdays.get(low)
    if weekday is None:
        return None
    if len(low) > 5:
        return weekday, i + 1
    at = i + 2 if c.low(i + 1) == "." and c.glued(i + 1) else i + 1
    comma = at + 1 if c.low(at) == "," else at
    dated = month_at(c, comma) is not None or (c.is_number(comma) and month_at(c, comma + 1) is not None)
    bracketed = c.low(i - 1) == "(" and c.low(at) == ")"
    cued = c.low(i - 1) in c.lexicon.cues["weekday"] and low not in ("sun", "sat", "mon")
    return (weekday, at) if c.capital(i) and (dated or bracketed or cued) else None


def weekday_alone(c: Cursor, i: int) -> Found | None:
    """Wednesday; Wednesday the 23rd."""
    named = weekday_at(c, i)
    if named is None:
        return None
    day = day_alone(c, named[1])
    if day is not None and isinstance(day[0], Fields):
        return Fields(day=day[0].day, weekday=named[0]), day[1]
    return Fields(weekday=named[0]), named[1]
