"""Years and decades: in 2024, 2021-2025, the 2024 Meeting, the 1990s; and the four digits that are none."""

from dragoman.reading.en.times.cursor import APOSTROPHES, HYPHENS, Cursor, Found
from dragoman.reading.en.times.nodes import Decade, Fields, Span

_SPELLED_DECADES = {"fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}


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
    """2021-2025 needs no cue, and neither needs "2014 to 2018"."""
    other = year_at(c, i + 2) if c.low(i + 1) in ("-", "–", "~", "to", "through") else None
    if other is None or (c.glued(i) and c.low(i - 1) in HYPHENS):
        return False
    return 1900 <= year < other <= 2100 and c.low(i + 3) not in c.lexicon.counted


def _year_cue(c: Cursor, i: int, year: int) -> bool:
    before, after = c.low(i - 1), c.low(i + 1)
    if after in c.lexicon.counted or (after == "-" and c.low(i + 2) in c.lexicon.counted):
        return False
    if before == "than" or (before == "to" and c.low(i - 2) in ("prior", "back")):
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
    spelled = _SPELLED_DECADES.get(c.low(at + 1)) if c.low(at) == "nineteen" else None
    if spelled is not None:
        return Decade(spelled), at + 2
    value = c.integer(at)
    if value is not None and at > i and len(c.low(at)) == 2 and value >= 50 and value % 10 == 0:
        # the 70s, the 70's
        s = at + 2 if c.low(at + 1) in APOSTROPHES else at + 1
        return (Decade(value + 1900), s + 1) if c.low(s) == "s" and c.glued(s) else None
    if value is None or value % 10 or not 1000 <= value < 2200 or len(c.low(at)) != 4:
        return None
    after = at + 2 if c.low(at + 1) in APOSTROPHES and c.glued(at + 1) else at + 1
    return (Decade(value), after + 1) if c.low(after) == "s" and c.glued(after) else None
