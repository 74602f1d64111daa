"""Whole expressions without their preposition: early next year, the first half of 2025, two days after March 1."""

from collections.abc import Callable

from dragoman.reading.en.times import clock, dates, names, relative, written, years
from dragoman.reading.en.times.calendar import Part, Unit
from dragoman.reading.en.times.cursor import HYPHENS, Cursor, Found
from dragoman.reading.en.times.nodes import (
    Around,
    Calendar,
    Century,
    Chosen,
    Distance,
    Fields,
    In,
    NthWeekday,
    Ordinal,
    PartOf,
    Stretch,
    Unread,
    Vague,
)

DEPTH = 4  # "the end of the beginning of the end of …": deeper than this nobody speaks
_ORDINAL_UNITS: frozenset[Unit] = frozenset({"day", "weekend", "week", "month", "quarter", "half", "decade"})


def point(c: Cursor, i: int, *, depth: int = 0, definite: bool = False, cued: bool = False) -> Found | None:
    """The longest reading here. `definite`: "the year" may stand for this year. `cued`: four digits are a year."""
    if depth > DEPTH or not c.may_begin(i):
        return None
    key = (i, definite, cued)
    if depth == 0 and key in c.points:
        return c.points[key]
    kind = _kind(c, i)
    readings = [rule(c, i) for rule in _SHALLOW[kind]]
    readings += [rule(c, i, depth) for rule in _DEEP[kind]]
    if kind == "digit":
        readings.append(years.bare_year(c, i, cued=cued))
    if definite:
        readings.append(relative.the_unit(c, i))
    found = longest(readings)
    if found is not None:
        found = clock.with_clock(c, _inside(c, found, depth))
    if depth == 0:
        c.points[key] = found
    return found


def _kind(c: Cursor, i: int) -> str:
    """The first word decides which rules are worth trying."""
    low = c.low(i)
    if low[:1].isdecimal():
        return "digit"
    if low in ("a", "an"):
        return "count"
    if low in ("the", "its", "their", "his", "her", "our"):
        return "article"
    if low in c.lexicon.months or low in c.lexicon.weekdays:
        return "date"
    return "number" if low in c.lexicon.numbers or low in c.lexicon.ordinals else "word"


def longest(readings: list[Found | None]) -> Found | None:
    """The reading that ends last; of two, the first listed."""
    best: Found | None = None
    for reading in readings:
        if reading is not None and (best is None or reading[1] > best[1]):
            best = reading
    return best


def _inside(c: Cursor, found: Found, depth: int) -> Found:
    """ "March next year", "Friday of next week", "the 15th of last month": the fields inside the unit that follows."""
    node, at = found
    if isinstance(node, Calendar) and node.unit == "year":
        return _owned_part(c, node, at) or found
    if not isinstance(node, Fields) or node.year is not None:
        return found
    after = at + 1 if c.low(at) == "of" or (c.low(at) == "," and node.day is None) else at
    if c.low(after) == "in" and node.weekday is None:
        return found
    outer = relative.shifted(c, after) or (relative.the_unit(c, after) if after > at and c.low(at) == "of" else None)
    if outer is None or not isinstance(outer[0], Calendar) or depth > DEPTH:
        return found
    unit = outer[0].unit
    fits = (node.month is not None and unit == "year") or (node.month is None and unit in ("week", "month"))
    return (In(node, outer[0]), outer[1]) if fits else found


def _owned_part(c: Cursor, year: Calendar, i: int) -> Found | None:
    """ "Next year's first quarter"."""
    number = c.ordinal(i + 2) if c.possessive(i) and c.low(i + 1) == "s" else None
    unit = c.unit(number[1]) if number else None
    if number is None or unit not in ("half", "quarter"):
        return None
    return Ordinal(number[0], unit, year), number[1] + 1


def _part(c: Cursor, i: int, depth: int) -> Found | None:
    """Early next year, mid-March, the end of 2024, the latter half of May, mid- to late 1990s."""
    at = i + 1 if c.low(i) == "the" else i
    at = at + 1 if c.low(at) in ("very", "latter", "early", "late") and c.low(at + 1) in ("end", "part", "half") else at
    word = c.low(at)
    if word in ("part", "half") and at > i:
        return _latter(c, at, depth)
    part = c.lexicon.parts.get(word)
    if part is None:
        return _year_end(c, i)
    at += 1
    if word in ("early", "mid", "late"):
        return _direct_part(c, at, part, depth)
    if c.low(at) in HYPHENS and c.glued(at) and word == "end":
        inner = point(c, at + 1, depth=depth + 1)
    elif c.low(at) == "of":
        inner = (
            point(c, at + 1, depth=depth + 1, definite=True, cued=True) or names.era(c, at + 1) or _bare_unit(c, at + 1)
        )
    else:
        return None
    return (PartOf(part, inner[0]), inner[1]) if inner and _has_parts(inner) else None


def _bare_unit(c: Cursor, i: int) -> Found | None:
    """ "By end of year"."""
    unit = c.unit(i)
    return (Calendar(unit, 0), i + 1) if unit in ("week", "month", "quarter", "year") and not c.plural(i) else None


def _has_parts(inner: Found) -> bool:
    node = inner[0]
    # "the end of the day" is a manner of speaking, "the end of two days" a length
    return not isinstance(node, Vague | Distance) and node != Calendar("day", 0)


def _direct_part(c: Cursor, i: int, part: Part, depth: int) -> Found | None:
    at = i + 1 if c.low(i) in HYPHENS and c.glued(i) else i
    if c.low(at) in ("to", "or", "and"):
        at += 1
        second = c.lexicon.parts.get(c.low(at))
        if second not in ("mid", "late"):
            return None
        at += 2 if c.low(at + 1) in HYPHENS else 1
        part = second
    in_unit = c.low(at) == "in" and c.low(at + 1) in ("the", "this")
    inner = point(c, at + 1 if in_unit else at, depth=depth + 1, definite=in_unit, cued=True)
    if inner is None and part != "mid":
        return None
    if inner is None or not _has_parts(inner) or isinstance(inner[0], Stretch | PartOf):
        return None
    return PartOf(part, inner[0]), inner[1]


def _latter(c: Cursor, i: int, depth: int) -> Found | None:
    """The latter half of this year, the early part of next month."""
    inner = point(c, i + 2, depth=depth + 1, definite=True, cued=True) if c.low(i + 1) == "of" else None
    if inner is None:
        return None
    if c.low(i) == "half":
        return Ordinal(2, "half", inner[0]), inner[1]
    return PartOf("early" if c.low(i - 1) == "early" else "late", inner[0]), inner[1]


def _year_end(c: Cursor, i: int) -> Found | None:
    """Year-end, year end, the year's end, month-end."""
    at = i + 1 if c.low(i) == "the" else i
    unit = c.unit(at)
    if unit not in ("year", "month") or c.plural(at):
        return None
    if c.hyphen(at + 1) and c.low(at + 2) == "end":
        return PartOf("end", Calendar(unit, 0)), at + 3
    if c.low(at + 1) == "end" and c.low(i - 1) in c.lexicon.cues["season"]:
        return PartOf("end", Calendar(unit, 0)), at + 2
    if c.possessive(at + 1) and c.low(at + 2) == "s" and c.low(at + 3) == "end":
        return PartOf("end", Calendar(unit, 0)), at + 4
    return None


def _ordinal(c: Cursor, i: int, depth: int) -> Found | None:
    """The first half of this year, the third quarter, the last week of May, the first 100 days of 2017, Q3 2024."""
    short = _short_quarter(c, i, depth)
    if short is not None:
        return short
    at = i + 1 if c.low(i) == "the" else i
    number = c.ordinal(at)
    if number is None:
        return None
    at = number[1]
    counted = c.count(at) if c.low(at) not in ("a", "an") else None
    count = counted[0] if counted else 1
    at = at + 1 if c.hyphen(at) else (counted[1] if counted else at)
    unit = c.unit(at)
    if unit == "century" and not counted and number[0] > 0:
        return Century(number[0]), at + 1
    weekday = c.lexicon.weekdays.get(c.low(at))
    if (unit not in _ORDINAL_UNITS and weekday is None) or count is None:
        return None
    whole = _whole(c, at + 1, depth)
    if weekday is not None:
        if whole is None or counted or number[0] > 5:
            return None
        return NthWeekday(number[0], weekday, whole[0]), whole[1]
    if unit is None:
        return None
    if whole is not None:
        return Ordinal(number[0], unit, whole[0], count), whole[1]
    return _open_ordinal(c, i, at, number[0], unit)


def _whole(c: Cursor, i: int, depth: int) -> Found | None:
    """What an ordinal unit is a part of: "of this year", "in 2025", or a bare year after it."""
    if c.low(i) in ("of", "in"):
        return point(c, i + 1, depth=depth + 1, definite=True, cued=True)
    year = years.year_at(c, i + 1 if c.low(i) == "," else i)
    if year is not None:
        return Fields(year), i + 2 if c.low(i) == "," else i + 1
    found = relative.shifted(c, i)
    return found if found and isinstance(found[0], Calendar) else None


def _open_ordinal(c: Cursor, i: int, at: int, number: int, unit: Unit) -> Found | None:
    """ "In the first quarter": the year is left out, and nothing says that it is a quarter of something else."""
    if unit not in ("half", "quarter") or c.low(at + 1) == "of" or not 1 <= number <= (2 if unit == "half" else 4):
        return None
    hyphenated = c.hyphen(at - 1)
    cued = c.low(i - 1) in c.lexicon.cues["quarter"]
    if not hyphenated and not cued:
        return None
    return Ordinal(number, unit, None), at + 1


def _short_quarter(c: Cursor, i: int, depth: int) -> Found | None:
    """Q3, Q1 2024, 2024 Q1, H2 2025, the 3Q of this year, FY2024."""
    if c.low(i) in ("fy", "fiscal"):
        return _fiscal(c, i)
    year = years.year_at(c, i)
    at = i + 1 if year else i
    at = at + 1 if year and c.hyphen(at) else at
    letter, digit = c.low(at), c.integer(at + 1, digits=1)
    if letter.isdecimal():
        letter, digit = c.low(at + 1), c.integer(at, digits=1)
    if letter not in ("q", "h") or digit is None or not c.glued(at + 1):
        return None
    unit: Unit = "quarter" if letter == "q" else "half"
    if not 1 <= digit <= (4 if letter == "q" else 2) or (c.glued(at + 2) and c.is_word(at + 2)):
        return None
    if year:
        return Ordinal(digit, unit, Fields(year)), at + 2
    whole = _whole(c, at + 2, depth)
    if whole is None and letter == "h":
        return None
    return (Ordinal(digit, unit, whole[0]), whole[1]) if whole else (Ordinal(digit, unit, None), at + 2)


def _fiscal(c: Cursor, i: int) -> Found | None:
    """A fiscal year begins on another day in every country: nobody can tell which from the words alone."""
    at = i + 2 if c.low(i + 1) == "year" else i + 1
    number = years.year_at(c, at) or (c.integer(at, digits=2) if c.glued(at) and c.low(i) == "fy" else None)
    if number is None:
        return (Unread("year"), at) if at == i + 2 else None
    if c.low(at + 1) in HYPHENS and c.is_number(at + 2) and c.glued(at + 2):
        at += 2
    return Unread("year"), at + 1


def _around(c: Cursor, i: int, _depth: int) -> Found | None:
    """Earlier this month, later this year, later in the day, the rest of the year, so far this year."""
    low = c.low(i)
    at, direction = i + 1, 0
    if low in ("earlier", "later"):
        direction = -1 if low == "earlier" else 1
    elif c.match(i, ("so", "far")) or c.match(i, ("thus", "far")):
        at, direction = i + 2, -1
    elif c.match(i, ("the", "rest", "of")) or c.match(i, ("the", "remainder", "of")):
        at, direction = i + 3, 1
    elif c.match(i, ("rest", "of")):
        at, direction = i + 2, 1
    if direction == 0:
        return None
    if c.low(at) == "in":
        at += 1
    found = relative.shifted(c, at) or relative.the_unit(c, at) or relative.day_word(c, at) or _fields(c, at)
    if found is None and low in ("rest", "the"):
        found = _bare_unit(c, at + 1 if c.low(at) in ("my", "our") else at)
    if found is None or isinstance(found[0], Stretch | Vague | Chosen):
        return None
    return Around(found[0], direction), found[1]


def _fields(c: Cursor, i: int) -> Found | None:
    year = years.year_at(c, i) if c.low(i - 1) == "in" else None
    return (Fields(year), i + 1) if year else dates.textual_date(c, i) or dates.weekday_alone(c, i)


def _distance_from(c: Cursor, i: int, depth: int) -> Found | None:
    """Two years ago; two days after March 1, 2019."""
    found = relative.distance(c, i)
    if found is None:
        return None
    node, at = found
    if not isinstance(node, Distance) or not node.event:
        return found
    inner = point(c, at, depth=depth + 1)
    if inner is None:
        return found
    return Distance(node.count, node.unit, node.direction, node.base, inner[0]), inner[1]


_SHALLOW: dict[str, tuple[Callable[[Cursor, int], Found | None], ...]] = {
    "digit": (dates.numeric_date, dates.numeric_month, dates.textual_date, years.decade, names.day_of_unit,
              names.anniversary, written.mixed_date, written.year_month, written.days_of_month),
    "count": (),
    "article": (dates.textual_date, dates.day_alone, years.decade, relative.day_word, relative.shifted, names.season,
                names.weekend, names.week_of, names.day_of_unit, names.era, names.named_year, names.anniversary,
                written.numbered_week),
    "date": (dates.textual_date, dates.weekday_alone, names.holiday, written.mixed_date, written.weekday_with_day),
    "number": (dates.textual_date, years.decade, names.day_of_unit, names.era, names.anniversary),
    "word": (relative.day_word, relative.shifted, years.decade, names.season, names.holiday, names.era,
             names.named_year, written.days_of_week, written.year_to_date,
             written.numbered_week),
}  # fmt: skip
_DEEP: dict[str, tuple[Callable[[Cursor, int, int], Found | None], ...]] = {
    "digit": (_ordinal, _distance_from),
    "count": (_distance_from,),
    "article": (_part, _ordinal, _around, _distance_from),
    "date": (),
    "number": (_ordinal, _distance_from),
    "word": (_part, _ordinal, _around, _distance_from),
}
