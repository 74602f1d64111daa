"""What the calendar has a name for: seasons, weekends, holidays, eras, anniversaries."""

from dragoman.reading.en.times import dates, relative, years
from dragoman.reading.en.times.cursor import HYPHENS, Cursor, Found
from dragoman.reading.en.times.nodes import Anniversary, Calendar, Era, Fields, In, SeasonOf, UnitOf


def season(c: Cursor, i: int) -> Found | None:
    """Spring 2024, the summer of 2023, the fall of next year, in the spring."""
    at = i + 1 if c.low(i) == "the" else i
    season = c.lexicon.seasons.get(c.low(at))
    if season is None:
        return None
    after = at + 2 if c.low(at + 1) in ("of", ",") else at + 1
    year = years.year_at(c, after)
    if year is not None:
        return SeasonOf(season, Fields(year)), after + 1
    whole = relative.shifted(c, after)
    if whole is not None and isinstance(whole[0], Calendar) and whole[0].unit == "year":
        return SeasonOf(season, whole[0]), whole[1]
    if c.low(i - 1) not in c.lexicon.cues["season"] and c.low(i - 1) not in HYPHENS:
        return None
    # "the fall of the city", "in spring water"
    if c.low(at + 1) == "of" or (c.is_word(at + 1) and c.low(at + 1) not in c.lexicon.function):
        return None
    return SeasonOf(season, None), at + 1


def weekend(c: Cursor, i: int) -> Found | None:
    """Over the weekend: the last or the coming one, by tense."""
    bare = c.match(i, ("the", "weekend")) and c.low(i - 1) in c.lexicon.cues["weekend"]
    return (Calendar("weekend", 0), i + 2) if bare else None


def week_of(c: Cursor, i: int) -> Found | None:
    """The week of March 3."""
    if not c.match(i, ("the", "week")) or c.low(i + 2) not in ("of", "beginning", "starting", "commencing"):
        return None
    at = i + 4 if c.low(i + 3) == "on" else i + 3
    inner = dates.textual_date(c, at) or dates.numeric_date(c, at)
    if inner is None or not isinstance(inner[0], Fields):
        return None
    return UnitOf("week", inner[0]), inner[1]


def day_of_unit(c: Cursor, i: int) -> Found | None:
    """The 20th of next month, the 15th of this month."""
    day = c.ordinal(i + 1 if c.low(i) == "the" else i)
    if day is None or c.low(day[1]) != "of" or not 1 <= day[0] <= 31:
        return None
    outer = relative.shifted(c, day[1] + 1) or relative.the_unit(c, day[1] + 1)
    if outer is None or not isinstance(outer[0], Calendar) or outer[0].unit != "month":
        return None
    return In(Fields(day=day[0]), outer[0]), outer[1]


def holiday(c: Cursor, i: int) -> Found | None:
    """New Year's Day, Christmas 2023."""
    for words, (month, day) in c.lexicon.holidays.get(c.low(i), ()):
        if c.match(i, words):
            at = i + len(words)
            after = at + 1 if c.low(at) in (",", "of") else at
            year = years.year_at(c, after)
            return (Fields(year, month, day), after + 1) if year else (Fields(None, month, day), at)
    return None


def era(c: Cursor, i: int) -> Found | None:
    """The Cold War, the Second World War."""
    at = i + 1 if c.low(i) == "the" else i
    for words, (first, last) in c.lexicon.eras.get(c.low(at), ()):
        if c.match(at, words) and c.capital(at):
            return Era(first, last), at + len(words)
    return None


def named_year(c: Cursor, i: int) -> Found | None:
    """The year 2024, calendar year 2024."""
    at = i + 1 if c.low(i) == "the" else i
    at = at + 1 if c.low(at) == "calendar" else at
    if c.low(at) != "year":
        return None
    at = at + 2 if c.low(at + 1) == "of" else at + 1
    year = years.year_at(c, at)
    return (Fields(year), at + 1) if year else None


def anniversary(c: Cursor, i: int) -> Found | None:
    """The 70th anniversary of the 1953 armistice: 2023. Without a year to count from, it stays open."""
    at = i + 1 if c.low(i) in ("the", "its", "their", "our") else i
    number = c.ordinal(at)
    if number is None or number[0] < 1 or c.low(number[1]) not in ("anniversary", "birthday"):
        return None
    at = number[1] + 1
    if c.low(at) != "of":
        return Anniversary(number[0], None), at
    for k in range(at + 1, at + 7):
        year = years.year_at(c, k)
        if year is not None and c.low(k - 1) in ("the", "in", "s", "of", ","):
            return Anniversary(number[0], Fields(year)), k + 1
        dated = dates.textual_date(c, k)
        if dated is not None:
            fields = dated[0] if isinstance(dated[0], Fields) and dated[0].year else None
            return Anniversary(number[0], fields), dated[1]
    return Anniversary(number[0], None), number[1] + 1
