"""Lengths of time and what comes again: two and a half hours, all week, half a year; once a month, Thursdays."""

from dragoman.reading.en.times.calendar import Unit
from dragoman.reading.en.times.cursor import HYPHENS, Cursor, Found
from dragoman.reading.en.times.nodes import Vague

_WHOLE = frozenset({"all", "full", "whole", "another"})
_SHORT: dict[str, Unit] = {"night": "day", "nights": "day"}
_MINUTES = frozenset({"minute", "minutes", "min", "mins"})
_HOURS = frozenset({"hour", "hours", "hr", "hrs"})
_HALVES = {"half": 0.5, "quarter": 0.25}
_AGAIN: dict[str, tuple[int, Unit]] = {
    "daily": (1, "day"), "everyday": (1, "day"), "weekly": (1, "week"), "monthly": (1, "month"), "yearly": (1, "year"),
    "annually": (1, "year"), "quarterly": (3, "month"), "biennial": (2, "year"),
    "biennially": (2, "year"), "biweekly": (2, "week"), "fortnightly": (2, "week"),
}  # fmt: skip


def length(c: Cursor, i: int) -> Found | None:
    """All week, full-year, another month, half a year, 2.5 years, 3 minutes, one and a half hours, two nights."""
    return _whole(c, i) or _half(c, i) or _counted(c, i)


def _whole(c: Cursor, i: int) -> Found | None:
    if c.low(i) not in _WHOLE or c.glued(i):
        return None
    at = i + 2 if c.hyphen(i + 1) else i + 1
    unit = _unit(c, at)
    if unit is None or c.plural(at):
        return None
    return Vague("duration", unit[0], unit[1]), at + 1


def _half(c: Cursor, i: int) -> Found | None:
    """Half a year, half an hour, half year; "the first half year" is a half."""
    if c.low(i) != "half" or c.low(i - 1) in ("first", "second", "last", "1st", "2nd", "latter", "the"):
        return None
    at = i + 2 if c.low(i + 1) in ("a", "an") or c.hyphen(i + 1) else i + 1
    unit = _unit(c, at)
    if unit is None or c.plural(at):
        return None
    return Vague("duration", 0.5 * unit[0], unit[1]), at + 1


def _counted(c: Cursor, i: int) -> Found | None:
    """A number with its fraction, and the unit."""
    read = _number(c, i)
    if read is None:
        return None
    count, at = read
    at = at + 1 if c.hyphen(at) else at
    unit = _unit(c, at)
    if unit is None or (unit[1] in ("quarter", "half", "weekend") and not c.plural(at)) or _is_age(c, at + 1):
        return None
    after = _and_fraction(c, at + 1)
    if after is None and c.low(i) in ("a", "an"):
        return None  # "a day" alone is "five times a day" as often
    if after is not None:
        count, at = count + after[0], after[1] - 1
    exact = count * unit[0]
    return Vague("duration", int(exact) if exact == int(exact) else exact, unit[1]), at + 1


def _is_age(c: Cursor, i: int) -> bool:
    """ "71-year-old", "three years old"."""
    return c.low(i) == "old" or (c.low(i) in HYPHENS and c.low(i + 1) == "old")


def _number(c: Cursor, i: int) -> tuple[float, int] | None:
    """3, 3.5, twenty, twenty and four, two and a half, an."""
    if c.glued(i) and c.low(i - 1) in (".", ",", ":", "/", "-", "$"):
        return None
    value = c.integer(i)
    if value is not None:
        if c.low(i + 1) == "." and c.glued(i + 1) and c.glued(i + 2) and c.is_number(i + 2):
            return float(f"{value}.{c.low(i + 2)}"), i + 3
        return (value, i + 1) if value < 1000 else None
    counted = c.count(i)
    number, at = counted or (None, i)
    if number is None:
        return None
    fraction = _and_fraction(c, at)
    if fraction is not None:
        return number + fraction[0], fraction[1]
    ones = c.lexicon.numbers.get(c.low(at + 1), 100) if c.low(at) == "and" and 20 <= number < 100 else 100
    return (number + ones, at + 2) if ones < 10 else (number, at)


def _and_fraction(c: Cursor, i: int) -> tuple[float, int] | None:
    """ "and a half", "and half", "and a quarter"."""
    if c.low(i) != "and":
        return None
    at = i + 2 if c.low(i + 1) == "a" else i + 1
    part = _HALVES.get(c.low(at))
    return (part, at + 1) if part and not (c.low(at + 1) == "of" or (c.low(at) == "quarter" and at == i + 1)) else None


def _unit(c: Cursor, i: int) -> tuple[float, Unit] | None:
    """How many of which unit one of them is: minutes are parts of an hour, a night is told as a day."""
    low = c.low(i)
    if low in _MINUTES:
        return 1 / 60, "hour"
    if low in _HOURS:
        return 1, "hour"
    if low in _SHORT:
        return 1, _SHORT[low]
    unit = c.unit(i)
    return (1, unit) if unit else None


def again(c: Cursor, i: int) -> Found | None:
    """Daily, annually, the weekly briefing, any year, once a week, Thursdays."""
    told = _AGAIN.get(c.low(i))
    if told is not None and not (c.glued(i) and c.low(i - 1) in HYPHENS):
        return Vague("set", *told), i + 1
    if c.low(i) in ("once", "twice", "one") and c.low(i + 1) in ("a", "per", "every", "each"):
        unit = c.unit(i + 2)
        return (Vague("set", 1, unit), i + 3) if unit and not c.plural(i + 2) else None
    if c.low(i) == "any" and c.low(i + 1) in ("day", "week", "month", "year"):
        unit = c.unit(i + 1)
        return (Vague("set", 1, unit), i + 2) if unit and c.low(i + 2) not in ("now", "of") else None
    if c.low(i).endswith("s") and c.low(i)[:-1] in c.lexicon.weekdays and len(c.low(i)) > 6:
        return Vague("set", 1, "week"), i + 1
    return None
