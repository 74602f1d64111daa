"""Time told from another time: this year, last August, the past two years, two weeks ago, a day earlier."""

from dragoman.reading.en.times.calendar import Unit
from dragoman.reading.en.times.cursor import Cursor, Found
from dragoman.reading.en.times.dates import month_at, weekday_alone
from dragoman.reading.en.times.nodes import Base, Calendar, Choice, Chosen, Distance, Fields, In, Stretch

_DAY_WORDS = {"today": 0, "tonight": 0, "tonite": 0, "yesterday": -1, "tomorrow": 1}
# shift, and what it is counted from
_SHIFTS: dict[str, tuple[int, Base]] = {
    "this": (0, "published"),
    "current": (0, "published"),
    "present": (0, "published"),
    "last": (-1, "published"),
    "next": (1, "published"),
    "coming": (1, "published"),
    "upcoming": (1, "published"),
    "past": (-1, "published"),
    "previous": (-1, "said"),
    "preceding": (-1, "said"),
    "following": (1, "said"),
    "ensuing": (1, "said"),
    "same": (0, "said"),
    "that": (0, "said"),
}
_CHOICES: dict[str, Choice] = {
    "this": "this",
    "last": "last",
    "previous": "last",
    "next": "next",
    "following": "next",
    "coming": "coming",
    "upcoming": "coming",
    "past": "past",
}


def day_word(c: Cursor, i: int) -> Found | None:
    """Today, yesterday morning, the day before yesterday, this afternoon."""
    low = c.low(i)
    if low in _DAY_WORDS:
        at = i + 1
        if c.low(at) in c.lexicon.cues["day_part"] and low != "tonight":
            at += 1
        return Calendar("day", _DAY_WORDS[low]), at
    if low in ("this", "last") and c.low(i + 1) in c.lexicon.cues["day_part"]:
        return Calendar("day", 0 if low == "this" else -1), i + 2
    at = i + 1 if low == "the" else i
    if c.low(at) == "day" and c.low(at + 1) in ("before", "after"):
        if c.match(at + 1, ("before", "yesterday")):
            return Calendar("day", -2), at + 3
        if c.match(at + 1, ("after", "tomorrow")):
            return Calendar("day", 2), at + 3
    return None


def shifted(c: Cursor, i: int) -> Found | None:
    """This year, the next two years, last Friday, the following day, that month."""
    article = c.low(i) in ("the", "these", "its", "their", "our", "his", "her")
    at = i + 1 if article else i
    word = c.low(at)
    if c.low(i) == "this" and c.low(i + 1) in ("past", "coming", "last", "next"):
        article, at, word = True, i + 1, c.low(i + 1)
    if word == "recent" or (c.low(i) == "these" and word == "last"):
        return _recent(c, at)
    if word not in _SHIFTS:
        return None
    if c.low(at + 1) == "calendar":
        at += 1
    chosen = _chosen(c, at + 1, word)
    if chosen is not None:
        return chosen
    return _stretch(c, at + 1, word) or _single(c, i, at + 1, word, article=article)


def _recent(c: Cursor, i: int) -> Found | None:
    unit = c.unit(i + 1)
    return (Stretch(None, unit, -1), i + 2) if unit and c.plural(i + 1) and unit != "half" else None


def _chosen(c: Cursor, i: int, word: str) -> Found | None:
    """Last August, next Friday, this summer."""
    choice = _CHOICES.get(word)
    if choice is None:
        return None
    month = month_at(c, i)
    if (
        month is not None
        and (c.capital(i) or c.low(i) not in c.lexicon.cues["common_month"])
        and c.integer(month[1], digits=2) is None
    ):
        return Chosen(choice, month=month[0]), month[1]
    weekday = weekday_alone(c, i)
    if weekday is not None:
        index = c.lexicon.weekdays[c.low(i)]
        after = weekday[1] + 1 if c.low(weekday[1]) in c.lexicon.cues["day_part"] else weekday[1]
        return Chosen(choice, weekday=index), after
    season = c.lexicon.seasons.get(c.low(i))
    return (Chosen(choice, season=season), i + 1) if season else None


def _stretch(c: Cursor, i: int, word: str) -> Found | None:
    """The past two years, the next few weeks, the coming months, the last half century."""
    direction = _SHIFTS[word][0]
    if direction == 0:
        return None
    base = _SHIFTS[word][1]
    count = c.count(i)
    at = count[1] if count and c.low(i) not in ("a", "an") else i
    if c.low(at) == "half" and c.low(at + 1) in ("century", "decade", "year"):
        months: dict[str, int] = {"century": 600, "decade": 60, "year": 6}
        return Stretch(months[c.low(at + 1)], "month", direction), at + 2
    if c.low(at) in ("full", "calendar", "consecutive", "successive"):
        at += 1
    unit = c.unit(at)
    if unit is None or unit == "half":
        return None
    if at == i and not c.plural(at):
        return None
    number = count[0] if count and at > i else None
    return Stretch(number, unit, direction, base), at + 1


def _single(c: Cursor, i: int, at: int, word: str, *, article: bool) -> Found | None:
    """One unit: last year, the past decade, the next day."""
    unit = c.unit(at)
    if unit is None or unit in ("half", "hour") or c.plural(at):
        return None
    shift, base = _SHIFTS[word]
    if word == "that" and not article and c.low(i - 1) in ("so", "said", "is", "was"):
        return None
    length = word in ("past", "coming") or (
        article and word in ("last", "next") and c.low(i - 1) in c.lexicon.cues["length"] and unit != "day"
    )
    if unit == "week":
        named = weekday_alone(c, at + 2 if c.low(at + 1) == "on" else at + 1)
        if named and isinstance(named[0], Fields) and named[0].day is None:
            return In(named[0], Calendar("week", shift, base)), named[1]
    if length and unit not in ("day", "weekend", "quarter"):
        return Stretch(1, unit, shift), at + 1
    if article and word == "next" and unit != "quarter":
        base = "said"
    return Calendar(unit, shift, base), at + 1


def the_unit(c: Cursor, i: int) -> Found | None:
    """ "The year" where it can only be the present one: after "the end of", "later in", "within"."""
    unit = c.unit(i + 1)
    if c.low(i) not in ("the", "this") or unit is None or c.plural(i + 1) or unit in ("hour", "half"):
        return None
    return Calendar(unit, 0), i + 2


def distance(c: Cursor, i: int) -> Found | None:
    """Two years ago, a day earlier, three weeks later, the day before, ten days from now."""
    after_next = c.low(i) == "the" and (c.match(i + 2, ("after", "next")) or c.match(i + 2, ("before", "last")))
    unit = c.unit(i + 1)
    if after_next and unit is not None:
        return Calendar(unit, 2 if c.low(i + 2) == "after" else -2), i + 4
    if c.low(i) == "the" and c.low(i + 2) in ("before", "after", "earlier", "later"):
        return _counted(c, i + 1, 1)
    count = c.count(i)
    if count is not None:
        return _counted(c, count[1], count[0])
    unit = c.unit(i)
    if unit is not None and c.plural(i) and c.low(i + 1) in ("ago", "earlier", "later"):
        return _counted(c, i, None)
    return None


def _counted(c: Cursor, i: int, count: int | None) -> Found | None:
    unit = c.unit(i)
    if unit is None and c.low(i) in ("full", "long", "short", "more", "consecutive"):
        i += 1
        unit = c.unit(i)
    if unit is None or unit == "half":
        return None
    return _direction(c, i + 1, count, unit)


def _direction(c: Cursor, i: int, count: int | None, unit: Unit) -> Found | None:
    low = c.low(i)
    if low == "ago":
        return Distance(count, unit, -1), i + 1
    if low == "hence" or (low == "from" and c.low(i + 1) in ("now", "today")):
        return Distance(count, unit, 1), i + (1 if low == "hence" else 2)
    if low in ("earlier", "prior", "beforehand") and c.low(i + 1) not in ("than", "to"):
        return Distance(count, unit, -1, "said"), i + 1
    if low in ("later", "afterwards", "afterward", "thereafter") and c.low(i + 1) != "than":
        return Distance(count, unit, 1, "said"), i + 1
    if low == "from" and (c.low(i + 1) in ("tomorrow", "yesterday") or weekday_alone(c, i + 1) or c.is_number(i + 1)):
        return Distance(count, unit, 1, event=True), i + 1
    if low in ("before", "after"):
        return _before_after(c, i, count, unit)
    return None


def _before_after(c: Cursor, i: int, count: int | None, unit: Unit) -> Found | None:
    direction = -1 if c.low(i) == "before" else 1
    nothing_follows = not c.is_word(i + 1) and not c.is_number(i + 1)
    said = nothing_follows or c.low(i + 1) in ("in", "at", "and", "but", "on", "with")
    if said and not (c.is_number(i + 1)):
        return Distance(count, unit, direction, "said"), i + 1
    return Distance(count, unit, direction, event=True), i + 1
