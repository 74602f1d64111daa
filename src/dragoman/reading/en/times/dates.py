"""Dates as the calendar writes them: 22 April 2024, Jan. 4, 2024-04-25, 2024. 3. 28., Wednesday, in 2024, the 1990s."""

from dragoman.reading.en.times.calendar import date_or_none, month_length
from dragoman.reading.en.times.cursor import APOSTROPHES, DASHES, HYPHENS, Cursor, Found
from dragoman.reading.en.times.nodes import Calendar, Clock, Decade, Fields, Node, Span, Unread

_SPELLED_DECADES = {"fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}


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
        if sign != "/":
            return None
        d += 2000 if d < 69 else 1900
    if a > 12 or sign == ".":
        return _checked(d, b, a)
    if b > 12 or a == b:
        return _checked(d, a, b)
    return Unread("day") if date_or_none(d, a, b) else None


def _checked(year: int, month: int, day: int) -> Fields | None:
    return Fields(year, month, day) if 1000 <= year < 2200 and date_or_none(year, month, day) else None


def year_at(c: Cursor, i: int) -> int | None:
    """Four digits that may be a year: nothing glued to them but what a year may have."""
    value = c.integer(i)
    if value is None or not 1000 <= value < 2200 or len(c.low(i)) != 4:
        return None
    if c.glued(i) and not (c.low(i - 1) in HYPHENS or c.low(i - 1) in "([“\"'‘/" or c.low(i - 1) == "fy"):
        return None
    if c.glued(i + 1) and (c.is_word(i + 1) or c.low(i + 1) in "%°"):
        return None
    broken = c.low(i + 1) in (",", ".", ":") and c.glued(i + 1) and c.is_number(i + 2) and c.glued(i + 2)
    return None if broken else value


def bare_year(c: Cursor, i: int, *, cued: bool = False) -> Found | None:
    """A year alone, or years: 2024, 2024-25, 2021-2025. Only where a word beside it says that it is one."""
    year = year_at(c, i)
    if year is None or not (cued or _two_years(c, i, year) or _year_cue(c, i, year)):
        return None
    if c.low(i + 1) in HYPHENS and c.glued(i + 1) and c.is_number(i + 2) and c.glued(i + 2):
        other = c.integer(i + 2)
        if other is not None and len(c.low(i + 2)) == 2:
            other += year - year % 100
        if other is None or other <= year or other >= 2200 or (c.low(i + 3) in HYPHENS and c.glued(i + 3)):
            return None
        return Span(Fields(year), Fields(other)), i + 3
    return Fields(year), i + 1


def _two_years(c: Cursor, i: int, year: int) -> bool:
    """2021-2025 needs no cue."""
    other = year_at(c, i + 2) if c.low(i + 1) in HYPHENS and c.glued(i + 1) and c.glued(i + 2) else None
    if other is None or (c.glued(i) and c.low(i - 1) in HYPHENS):
        return False
    return 1900 <= year < other <= 2100 and c.low(i + 3) not in c.lexicon.counted


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


def _year_cue(c: Cursor, i: int, year: int) -> bool:
    before, after = c.low(i - 1), c.low(i + 1)
    if after in c.lexicon.counted or (after == "-" and c.low(i + 2) in c.lexicon.counted):
        return False
    if before == "than" or (before == "to" and c.low(i - 2) == "prior"):
        return True
    if before in HYPHENS:
        return c.glued(i) and c.low(i - 2) in ("mid", "early", "late", "pre", "post", "end")
    content = c.is_word(i + 1) and after not in c.lexicon.function
    if _names_event(c, i):
        return True
    if before in c.lexicon.cues["counting"]:
        # "of 2000 letters" against "by 2050 exceeded"
        return not content or c.capital(i + 1) or not after.endswith("s")
    if before in c.lexicon.cues["year"]:
        return 1900 <= year <= 2100 or not content
    if before in c.lexicon.cues["owner"] or (before == "s" and c.low(i - 2) in APOSTROPHES):
        return c.is_word(i + 1) and 1900 <= year <= 2100
    if before in ("(", "["):
        return after in (")", "]", ";", ",") or after in HYPHENS
    return _listed_year(c, i)


def _names_event(c: Cursor, i: int) -> bool:
    """ "A successful 2020 Review Conference": names in capitals up to what happens."""
    for k in range(i + 1, i + 6):
        if c.low(k) in c.lexicon.event_nouns and k > i + 1:
            return True
        if not c.is_word(k) or not c.capital(k):
            return False
    return False


def _listed_year(c: Cursor, i: int) -> bool:
    # "in 2006, 2009, 2013 and 2016": the first has the cue. Eight at most, so that a wall of numbers costs nothing.
    at = i
    for _ in range(8):
        while c.low(at - 1) in (",", "and", "or", "&"):
            at -= 1
        if at == i or year_at(c, at - 1) is None:
            return False
        at -= 1
        if c.low(at - 1) in c.lexicon.cues["year"]:
            return True
        i = at
    return False


def month_at(c: Cursor, i: int) -> tuple[int, int] | None:
    """A month by its name or short form, and the token after it (and after its full stop)."""
    low = c.low(i)
    month = c.lexicon.months.get(low)
    if month is None:
        return None
    if not c.capital(i) and (low in c.lexicon.cues["common_month"] or len(low) == 3):
        # "march", "jan": only beside a number
        at = i + 2 if c.low(i + 1) == "the" else i + 1
        if not (c.is_number(at) or c.is_number(i - 1) or c.low(i - 1) in ("st", "nd", "rd", "th", "of")):
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
    if c.hyphen(at) and c.is_number(at + 1):
        at += 1
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
    if value is None:
        spelled = c.ordinal(i)
        if spelled is None or (not c.capital(i) and c.low(i - 1) not in ("the",)):
            return None
        value, at = spelled
    return (value, at) if 1 <= value <= month_length(2024, month) else None


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
    after = after + 1 if c.low(after) == "of" or c.hyphen(after) else after
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


def decade(c: Cursor, i: int) -> Found | None:
    """The 1990s, the ’90s."""
    at = i + 1 if c.low(i) == "the" else i
    if c.low(at) in APOSTROPHES and c.glued(at + 1) and len(c.low(at + 1)) == 2 and c.low(at + 2) == "s":
        short = c.integer(at + 1)
        if short is not None and short % 10 == 0 and c.glued(at + 2):
            return Decade(short + (2000 if short < 30 else 1900)), at + 3
    spelled = _SPELLED_DECADES.get(c.low(at))
    if spelled is not None and at > i:
        return Decade(spelled), at + 1
    value = c.integer(at)
    if value is not None and at > i and len(c.low(at)) == 2 and value >= 50 and value % 10 == 0:
        value += 1900  # the 70s
        return (Decade(value), at + 2) if c.low(at + 1) == "s" and c.glued(at + 1) else None
    if value is None or value % 10 or not 1000 <= value < 2200 or len(c.low(at)) != 4:
        return None
    after = at + 2 if c.low(at + 1) in APOSTROPHES and c.glued(at + 1) else at + 1
    return (Decade(value), after + 1) if c.low(after) == "s" and c.glued(after) else None


def clock(c: Cursor, i: int) -> int | None:
    """The token after a time of day (10:20, 9 a.m., noon, in the morning), or None."""
    hour = c.integer(i, digits=2)
    if hour is None:
        return i + 1 if c.low(i) in ("noon", "midnight", "midday") else None
    if hour > 24:
        return None
    at, minutes = i + 1, False
    for _ in range(2):
        value = c.integer(at + 1, digits=2)
        if c.low(at) in (":", ".") and value is not None and value < 60 and c.glued(at) and c.glued(at + 1):
            minutes = minutes or c.low(at) == ":"
            at += 2
    half = _half_of_day(c, at)
    if half is not None:
        return _zone(c, half)
    if c.match(at, ("o", "’", "clock")) or c.match(at, ("o", "'", "clock")):
        return at + 3
    return _zone(c, at) if minutes and len(c.low(i + 2)) == 2 else None


def _half_of_day(c: Cursor, i: int) -> int | None:
    if c.low(i) in ("am", "pm"):
        return i + 1
    if c.low(i) in ("a", "p") and c.low(i + 1) == "." and c.low(i + 2) == "m":
        return i + 4 if c.low(i + 3) == "." and c.glued(i + 3) else i + 3
    return None


def _zone(c: Cursor, i: int) -> int:
    if c.low(i) in ("kst", "gmt", "utc", "est", "edt", "jst", "et", "pst", "cet") and c.capital(i):
        return i + 1
    if c.match(i, ("local", "time")) or c.match(i, ("korean", "time")):
        return i + 2
    return i


def day_part(c: Cursor, i: int) -> Found | None:
    """A time of day alone: in the afternoon, at noon, at 9 a.m."""
    if c.match(i, ("in", "the")) and c.low(i + 2) in ("morning", "afternoon", "evening"):
        return Clock(), i + 3
    if c.low(i) in ("at", "from", "until", "by", "around", "about"):
        after = clock(c, i + 1)
        return (Clock(), after) if after else None
    after = clock(c, i)
    return (Clock(), after) if after and not c.is_word(i) else None


def with_clock(c: Cursor, found: Found) -> Found:
    """The same expression with the time of day that follows its day."""
    node, at = found
    dated = isinstance(node, Fields) and (node.day is not None or node.weekday is not None)
    if not dated and not (isinstance(node, Calendar) and node.unit == "day"):
        return found
    if c.low(at) in c.lexicon.cues["day_part"]:
        at += 1
    elif c.low(at) == "in" and c.low(at + 1) == "the" and c.low(at + 2) in c.lexicon.cues["day_part"]:
        at += 3
    ahead = at + 1 if c.low(at) == "," else at
    ahead = ahead + 1 if c.low(ahead) == "at" else ahead
    after = clock(c, ahead)
    return node, after or at
