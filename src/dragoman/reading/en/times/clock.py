"""Times of day: alone, or beside the day they belong to."""

from dragoman.reading.en.times.cursor import Cursor, Found
from dragoman.reading.en.times.nodes import Calendar, Clock, Fields


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
