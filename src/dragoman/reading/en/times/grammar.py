"""From tokens to whole time expressions with their prepositions: by the end of this year, from January to September."""

from dragoman.reading.en.times import clock, dates, lengths, relative, years
from dragoman.reading.en.times.calendar import Unit
from dragoman.reading.en.times.cursor import DASHES, Cursor, Found
from dragoman.reading.en.times.nodes import (
    Bound,
    BoundKind,
    Calendar,
    Chosen,
    Clock,
    Distance,
    Fields,
    Node,
    PartOf,
    SeasonOf,
    Span,
    Stretch,
    Vague,
)
from dragoman.reading.en.times.points import longest, point

_PERFECT = frozenset({"have", "has", "had", "ve"})
_TO_WORDS = frozenset({"to", "through", "until", "till"})


def expression(c: Cursor, i: int) -> Found | None:
    """The longest time expression that begins at this token."""
    if not c.may_begin(i) or not _goes_on(c, i):
        return None
    readings = [
        _from_to(c, i),
        _bounded(c, i),
        _carried(c, i),
        _ranged(c, i),
        point(c, i),
        lengths.length(c, i),
        lengths.again(c, i),
        _phrase(c, i),
        _repeated(c, i),
        _length(c, i),
        clock.day_part(c, i),
    ]
    found = longest(readings) or _event(c, i)
    return _after_clock(c, i) if found is None or isinstance(found[0], Clock) else found


def _goes_on(c: Cursor, i: int) -> bool:
    """Behind a preposition only some words go on to tell time; only "after" and its like take any noun."""
    low = c.low(i)
    if (
        low in c.lexicon.happenings
        or low in ("earlier", "later")
        or (low not in c.lexicon.carriers and low not in c.lexicon.bounds)
    ):
        return True
    return (c.low(i + 1) in c.lexicon.inside or c.is_number(i + 1)) and (
        c.low(i + 1) != "the" or c.low(i + 2) in c.lexicon.inside or c.is_number(i + 2)
    )


def _after_clock(c: Cursor, i: int) -> Found | None:
    """ "09:30 January 04, 2017": the time of day belongs to the date behind it."""
    alone = clock.day_part(c, i)
    if alone is None:
        return _event(c, i)
    at = alone[1]
    at = at + 1 if c.low(at) in (",", "on") else at
    dated = point(c, at)
    if dated and isinstance(dated[0], Fields | Calendar):
        return dated
    return alone


def _ranged(c: Cursor, i: int) -> Found | None:
    """A to B without a preposition: June 5 to July 2, April 30-May 2, 2021 through 2025."""
    first = point(c, i)
    return _span(c, first) if first else None


def _span(c: Cursor, first: Found) -> Found | None:
    node, at = first
    dash = c.low(at) in DASHES
    if not _rangeable(node) or not (dash or c.low(at) in _TO_WORDS):
        return None
    # a long dash, or one before "this year", adds a remark
    if dash and (c.low(at) == "—" or isinstance(node, Calendar | Chosen)):
        return None
    last = point(c, at + 1, cued=isinstance(node, Fields | PartOf)) or _present(c, at + 1)
    if last is None or not _rangeable(last[0]) or (dash and isinstance(last[0], Calendar | Chosen)):
        return None
    return Span(node, last[0]), last[1]


def _present(c: Cursor, i: int) -> Found | None:
    for words in (("the", "present"), ("present",), ("date",), ("now",)):
        if c.match(i, words):
            return Calendar("day", 0), i + len(words)
    return None


def _rangeable(node: Node) -> bool:
    return not isinstance(node, Vague | Stretch | Distance | Bound | Span | Clock)


def _from_to(c: Cursor, i: int) -> Found | None:
    """From A to B; between A and B."""
    between = c.low(i) == "between"
    if not between and c.low(i) != "from":
        return None
    first = point(c, i + 1, cued=_year_pair(c, i + 1, between=between)) or (_present(c, i + 1) if between else None)
    if first is None:
        return None
    node, at = first
    if isinstance(node, Span):
        return first if not between or c.low(at) != "and" else None
    at = at + 1 if c.low(at) == "," else at
    if between and c.low(at) == "and":
        last = point(c, at + 1, cued=True) or _present(c, at + 1)
        return (Span(node, last[0]), last[1]) if last and _rangeable(node) and _rangeable(last[0]) else None
    return None if between else _span(c, (node, at))


def _year_pair(c: Cursor, i: int, *, between: bool) -> bool:
    """A second date follows, as in "from 2021 to 2025", and not "from 2000 to 3000 soldiers"."""
    joined = c.low(i + 1) == "and" if between else c.low(i + 1) in _TO_WORDS
    first, last = years.year_at(c, i), years.year_at(c, i + 2)
    if not joined or first is None:
        return False
    if last is None:
        return not c.is_number(i + 2) and c.may_begin(i + 2)
    return last >= first and c.low(i + 3) not in c.lexicon.counted


def _bounded(c: Cursor, i: int) -> Found | None:
    """By March, since 2006, until the end of the year, within two months."""
    for words, kind in c.lexicon.bounds.get(c.low(i), ()):
        if c.match(i, words):
            found = _bound(c, i + len(words), kind)
            if found is not None:
                return found
    return None


def _bound(c: Cursor, i: int, kind: BoundKind) -> Found | None:
    if kind == "within":
        return _within(c, i)
    if c.low(i) in c.lexicon.cues["near"]:
        i += 1
    found = _owned(c, i) or point(c, i, definite=kind in ("by", "until", "before"))
    if found is None:
        return None
    node, at = found
    if isinstance(node, Vague):
        return found
    if isinstance(node, Calendar) and node.base == "said" and kind not in ("by", "until"):
        return found
    if kind == "from" and c.low(i - 1) == "from" and not _begins(c, i, node, at):
        return found
    if kind == "until" and c.low(i - 1) == "through" and _is_owner(c, i, node):
        return found  # "through the June 15 declaration" tells the means
    if kind == "after" and c.low(i) == "the" and isinstance(node, Fields):
        kind = "since"
    if kind in ("before", "after") and (c.possessive(at) or _is_owner(c, i, node)):
        kind = "until" if kind == "before" else "since"  # the event falls into the period, not the period before it
    return Bound(kind, node), at


def _begins(c: Cursor, i: int, node: Node, at: int) -> bool:
    """ "From 2025", "from tomorrow"; but "up three percent from last year" compares and "from today's game" does not
    begin anything."""
    if c.possessive(at) or _is_owner(c, i, node):
        return False
    if isinstance(node, Calendar):
        return node.unit == "day" and node.shift >= 0
    return isinstance(node, Fields | SeasonOf | PartOf) and not (isinstance(node, Fields) and node.weekday is not None)


def _is_owner(c: Cursor, i: int, node: Node) -> bool:
    return c.low(i) in ("the", "its", "their", "his", "her", "our") and isinstance(node, Fields)


def _owned(c: Cursor, i: int) -> Found | None:
    """ "Since the 2019 summit", "after the May 21 talks": the date in front of the event."""
    if c.low(i) not in ("the", "its", "their", "his", "her", "our"):
        return None
    found = point(c, i + 1)
    if found is None or not isinstance(found[0], Fields):
        return None
    return found if c.is_word(found[1]) and c.low(found[1]) not in c.lexicon.function else None


def _within(c: Cursor, i: int) -> Found | None:
    """Within two months; within 24 months of March 1; within this year."""
    counted = _counted_unit(c, i + 1 if c.low(i) in ("the", "about", "some") else i)
    if counted is None:
        found = point(c, i, definite=True)
        return (Bound("within", found[0]), found[1]) if found and not isinstance(found[0], Vague) else None
    count, unit, at = counted
    if c.low(at) in ("of", "after", "from", "following"):
        inner = point(c, at + 1)
        if inner is not None:
            return Bound("within", Distance(count, unit, 1, "published", inner[0])), inner[1]
        if not (c.low(at) == "from" and c.low(at + 1) == "now"):
            return Bound("within", Distance(count, unit, 1, event=True)), at
    return Bound("within", Stretch(count, unit, 1)), at


def _counted_unit(c: Cursor, i: int) -> tuple[int | None, Unit, int] | None:
    """A number and its unit, and the token after them."""
    counted = c.count(i)
    if counted is None:
        unit = c.unit(i)
        return (None, unit, i + 1) if unit and c.plural(i) else None
    at = counted[1]
    at = at + 1 if c.low(at) in ("full", "long", "more", "short", "consecutive", "straight", "whole") else at
    unit = c.unit(at)
    if unit is None or unit == "half" or (unit == "quarter" and not c.plural(at)):
        return None
    if counted[0] is not None and counted[0] > 1 and not c.plural(at):
        return None
    return counted[0], unit, at + 1


def _carried(c: Cursor, i: int) -> Found | None:
    """In 2024, on Wednesday, for the next two years, in two weeks, for two years."""
    readings: list[Found | None] = []
    for words, _ in c.lexicon.carriers.get(c.low(i), ()):
        if c.match(i, words):
            readings.append(_carried_by(c, i, i + len(words), words))
    return longest(readings)


def _carried_by(c: Cursor, start: int, i: int, words: tuple[str, ...]) -> Found | None:
    found = point(c, i)
    if found is not None:
        return _span(c, found) or found
    return _measured(c, start, i, words[0])


def _measured(c: Cursor, start: int, i: int, preposition: str) -> Found | None:
    """A preposition with a length: in two weeks, for two years, over three days."""
    # "the fastest in over a decade", "the first time in ten years" look back over a length
    length = preposition == "in" and (c.low(i) in ("more", "over", "nearly", "almost") or c.low(start - 1) == "time")
    i = i + 2 if c.low(i) in ("more", "less") and c.low(i + 1) == "than" else i
    i = i + 1 if c.low(i) in c.lexicon.cues["around"] else i
    exact = lengths.length(c, i) if preposition in ("for", "over", "during", "throughout") else None
    counted = _counted_unit(c, i)
    if exact is not None and (counted is None or exact[1] > counted[2]):
        return exact
    if counted is None or (c.low(i).isalpha() and c.low(i) in ("some", "many", "few") and preposition != "for"):
        return None
    count, unit, at = counted
    if c.low(at) in ("old", "-"):
        return None
    if preposition == "in" and count is not None and not length:
        if c.possessive(at) and c.low(at + 1) == "time":
            at += 2
        return Distance(count, unit, 1), at
    if preposition == "for" and _perfect_before(c, start) and unit != "hour":
        return Stretch(count, unit, -1), at
    if preposition in ("for", "over", "during", "throughout", "across", "in"):
        return Vague("duration", count, unit), at
    return None


def _perfect_before(c: Cursor, i: int) -> bool:
    """ "They have resisted for two years": what has gone on for so long ends now."""
    return any(c.low(k) in _PERFECT for k in range(max(0, i - 6), i)) and not any(
        c.low(k) in (",", ";", ".", "had") for k in range(max(0, i - 6), i)
    )


def _phrase(c: Cursor, i: int) -> Found | None:
    """A phrase of the lexicon, the longest that stands here."""
    for words, kind in c.lexicon.phrases.get(c.low(i), ()):
        if c.match(i, words):
            at = i + len(words)
            # "earlier than", "later than" compare; "the previous 24 hours" was read before
            idiom = c.low(at) == "than" or (words == ("to", "date") and c.low(i - 1) == "up")
            return None if idiom else (Vague(kind), at)
    return None


def _repeated(c: Cursor, i: int) -> Found | None:
    """Every year, each Monday, every two weeks, three times a day."""
    if c.low(i) in ("every", "each"):
        at = i + 1
        if c.low(at) in ("other", "single", "passing"):
            at += 1
        counted = _counted_unit(c, at)
        if counted is not None and counted[0] is not None:
            return Vague("set", counted[0], counted[1]), counted[2]
        named = c.unit(at) or c.low(at) in c.lexicon.weekdays or c.low(at) in c.lexicon.seasons
        if (named and c.low(at) != "half") or dates.month_at(c, at) or c.low(at) in ("morning", "evening", "night"):
            return Vague("set", 1, c.unit(at)), at + 1
        return None
    counted_times = c.count(i)
    if counted_times and c.low(counted_times[1]) == "times" and c.low(counted_times[1] + 1) in ("a", "per"):
        at = counted_times[1] + 2
        return (Vague("set", 1, c.unit(at)), at + 1) if c.unit(at) else None
    return None


def _length(c: Cursor, i: int) -> Found | None:
    """Three-day, two years, a ten-year plan; not the age of a person."""
    if c.low(i) in ("a", "an"):
        return None
    counted = c.count(i)
    if counted is None or (counted[0] is None and c.low(i) not in ("several", "many")):
        return None
    at = counted[1]
    if c.hyphen(at):
        unit = c.unit(at + 1)
        if unit is None or unit in ("half", "quarter") or c.plural(at + 1):
            return None
        return None if c.hyphen(at + 2) and c.low(at + 3) == "old" else (Vague("duration", counted[0], unit), at + 2)
    unit_at = _counted_unit(c, i)
    if unit_at is None or unit_at[1] in ("quarter",) or c.low(unit_at[2]) == "old":
        return None
    return Vague("duration", unit_at[0], unit_at[1]), unit_at[2]


def _event(c: Cursor, i: int) -> Found | None:
    """During the session, after the success of the summit: a time that hangs on something that happened."""
    for words, _ in c.lexicon.happenings.get(c.low(i), ()):
        if c.match(i, words):
            return _event_phrase(c, i + len(words))
    return None


def _event_phrase(c: Cursor, i: int) -> Found | None:
    end: int | None = None
    for k in range(i, min(i + 12, c.size)):
        low = c.low(k)
        if low in c.lexicon.event_stops or not (c.is_word(k) or low in "'’-“”\".") or relative.day_word(c, k):
            break
        if low == "." and not (c.glued(k) and len(c.low(k - 1)) == 1):
            break
        if low in c.lexicon.event_nouns and k > i:
            end = k + 1
    return (Vague("event"), end) if end else None
