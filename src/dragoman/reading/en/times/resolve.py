"""Which days a time expression means, as far as the text and what is known around it allow.

A relative expression without a day to reckon from stays unknown; an end that nobody states is None.
"""

import datetime
from dataclasses import replace

from dragoman.reading.en.times import calendar
from dragoman.reading.en.times.calendar import GRAINS, Days, Unit
from dragoman.reading.en.times.find import TimeCandidate
from dragoman.reading.en.times.nodes import (
    Anniversary,
    Around,
    Bound,
    Calendar,
    Century,
    Chosen,
    Clock,
    Decade,
    Distance,
    Era,
    Fields,
    In,
    Node,
    NthWeekday,
    NumberedWeek,
    Ordinal,
    PartOf,
    SeasonOf,
    Span,
    Stretch,
    UnitOf,
    Unread,
    Vague,
)
from dragoman.reading.en.times.recurring import chosen_answer, fields_answer, open_ordinal, season_answer
from dragoman.reading.en.times.scene import (
    INFERRED,
    LOOSE,
    OPEN,
    RELATIVE,
    Answer,
    Scene,
    TimeContext,
    known,
    unknown,
)
from dragoman.record import Anchor, Grain, Period

__all__ = ["TimeContext", "resolve_time"]


def resolve_time(candidate: TimeCandidate, context: TimeContext) -> tuple[Period, Anchor, float]:
    """The period, what it was reckoned from, and how sure that is (0 to 1).

    Where the document is known to have appeared only in some month or year, the answer is as wide as that makes it.
    """
    answers = [reckon(candidate.node, scene) for scene in _scenes(context)]
    low, high = answers[0], answers[-1]
    if (low.first, low.last) == (high.first, high.last) or context.published is None:
        return Period(low.first, low.last, low.grain), low.anchor, low.confidence
    first = min(low.first, high.first) if low.first and high.first else None
    last = max(low.last, high.last) if low.last and high.last else None
    return Period(first, last, context.published.grain), low.anchor, min(low.confidence, LOOSE)


def _scenes(context: TimeContext) -> list[Scene]:
    published = context.published
    if published is None or published.first is None or published.last is None:
        return [Scene(None, context.said, context.tense, context.year_hint)]
    days = sorted({published.first, published.last})
    return [Scene(day, context.said, context.tense, context.year_hint) for day in days]


def reckon(node: Node, scene: Scene) -> Answer:
    """The period of one node."""
    match node:
        case Fields():
            return fields_answer(node, scene)
        case Calendar():
            return _calendar(node, scene)
        case Chosen():
            return chosen_answer(node, scene)
        case SeasonOf(season, of):
            return season_answer(season, reckon(of, scene) if of else None, scene)
        case PartOf():
            return _part(node, scene)
        case Ordinal():
            return _ordinal(node, scene)
        case NthWeekday():
            return _nth_weekday(node, scene)
        case NumberedWeek():
            return _numbered_week(node, scene)
        case UnitOf(unit, of):
            return _unit_of(unit, reckon(of, scene))
        case In():
            return _in(node, scene)
        case Stretch():
            return _stretch(node, scene)
        case Distance():
            return _distance(node, scene)
        case Around():
            return _around(node, scene)
        case Span():
            return _span(node, scene)
        case Bound():
            return _bound(node, scene)
        case _:
            return _plain(node, scene)


def _plain(node: Unread | Decade | Century | Era | Anniversary | Clock | Vague, scene: Scene) -> Answer:
    match node:
        case Unread(unit):
            return unknown(GRAINS[unit], "absolute")
        case Decade(start):
            return known(calendar.decade_days(start), "decade")
        case Century(number):
            return known(calendar.century_days(number), "vague")
        case Era(first, last):
            return known((datetime.date(first, 1, 1), datetime.date(last, 12, 31)), "year", "event", LOOSE)
        case Anniversary():
            return _anniversary(node)
        case Clock():
            said = scene.said
            return Answer(said.first, said.last, "day", "said", INFERRED) if said else unknown("day", "said")
        case Vague(kind):
            return unknown("vague", "event" if kind == "event" else "published")


def _anniversary(node: Anniversary) -> Answer:
    fields = node.of
    if fields is None or fields.year is None or fields.year + node.number > 9999:
        return unknown("vague", "event")
    year = fields.year + node.number
    if fields.month and fields.day:
        day = calendar.date_or_none(year, fields.month, fields.day)
        return known((day, day) if day else None, "day", "event", INFERRED)
    if fields.month:
        return known(calendar.month_days(year, fields.month), "month", "event", INFERRED)
    return known(calendar.year_days(year), "year", "event", INFERRED)


def _calendar(node: Calendar, scene: Scene) -> Answer:
    grain = GRAINS[node.unit]
    if node.base == "said" and scene.said is not None:
        origin = scene.said.last if node.shift > 0 else scene.said.first
        return known(_unit(origin, node), grain, "said", RELATIVE)
    # "the previous day" of a report is the day before it; "the next day" is the next of something told, not of today
    if node.base == "said" and node.shift >= 0:
        return unknown(grain, "said")
    sure = INFERRED if node.base == "said" else RELATIVE
    if node.unit == "weekend" and node.shift == 0 and scene.tense == "past" and scene.today:
        days = calendar.unit_days(scene.today, "weekend")
        shift = -1 if days and days[0] > scene.today else 0
        return known(calendar.unit_days(scene.today, "weekend", shift), grain, "published", LOOSE)
    if scene.today is None and node.unit == "year" and scene.year is not None and node.base == "published":
        return known(calendar.year_days(scene.year + node.shift), "year", "event", LOOSE)
    return known(_unit(scene.today, node), grain, "published", sure)


def _unit(day: datetime.date | None, node: Calendar) -> Days | None:
    return calendar.unit_days(day, node.unit, node.shift) if day else None


def _part(node: PartOf, scene: Scene) -> Answer:
    whole = reckon(node.of, scene)
    if whole.days is None:
        return unknown("vague" if whole.grain != "day" else "day", whole.anchor)
    if isinstance(node.of, Era) and node.part == "end":
        year = whole.days[1].year
        return known(calendar.year_days(year), "year", "event", LOOSE)
    first, last = calendar.part_days(whole.days, node.part)
    grain: Grain = "day" if whole.grain == "day" else "vague"
    return Answer(first, last, grain, whole.anchor, whole.confidence, whole.days).less_sure(0.9)


def _ordinal(node: Ordinal, scene: Scene) -> Answer:
    grain = GRAINS[node.unit]
    if node.of is None:
        return open_ordinal(node, scene)
    whole = reckon(node.of, scene)
    if whole.days is None:
        return unknown(grain, whole.anchor)
    days = calendar.nth_unit(whole.days, node.unit, node.number, node.count)
    if days is None:
        return unknown(grain, whole.anchor)
    return Answer(days[0], days[1], grain, whole.anchor, whole.confidence)


def _nth_weekday(node: NthWeekday, scene: Scene) -> Answer:
    whole = reckon(node.of, scene)
    if whole.days is None:
        return unknown("day", whole.anchor)
    first, last = whole.days
    if node.number == -1:
        day = calendar.add_days(last, -((last.weekday() - node.weekday) % 7))
    else:
        day = calendar.add_days(first, (node.weekday - first.weekday()) % 7 + 7 * (node.number - 1))
    if day is None or not first <= day <= last:
        return unknown("day", whole.anchor)
    return Answer(day, day, "day", whole.anchor, whole.confidence)


def _numbered_week(node: NumberedWeek, scene: Scene) -> Answer:
    anchor: Anchor = "absolute" if node.year else "published"
    year = node.year or (scene.today.year if scene.today else scene.year)
    try:
        monday = datetime.date.fromisocalendar(year, node.number, 1) if year else None
    except ValueError:  # a year of 52 weeks has no week 53
        monday = None
    sunday = calendar.add_days(monday, 6) if monday else None
    return known((monday, sunday) if monday and sunday else None, "week", anchor, RELATIVE)


def _unit_of(unit: Unit, inner: Answer) -> Answer:
    days = calendar.unit_days(inner.first, unit) if inner.first else None
    return known(days, GRAINS[unit], inner.anchor, inner.confidence)


def _in(node: In, scene: Scene) -> Answer:
    """The fields inside a week, a month or a year that is known."""
    whole = reckon(node.of, scene)
    grain: Grain = "day" if node.fields.day or node.fields.weekday is not None else "month"
    if whole.days is None:
        return unknown(grain, whole.anchor)
    first, last = whole.days
    inside = scene.seen_from(first, "future")
    found = fields_answer(node.fields, inside)
    if found.days is None or found.days[0] > last:
        return unknown(grain, whole.anchor)
    return Answer(found.first, found.last, grain, whole.anchor, whole.confidence)


def _stretch(node: Stretch, scene: Scene) -> Answer:
    grain = GRAINS[node.unit]
    today, anchor, sure = _edge(node, scene)
    if today is None:
        return unknown(grain, anchor)
    if node.count is None:
        first, last = (None, today) if node.direction < 0 else (today, None)
        return Answer(first, last, "vague", anchor, LOOSE)
    if node.unit in ("quarter", "half"):
        return known(calendar.whole_units(today, node.unit, node.count * node.direction), grain, anchor, sure)
    other = calendar.add(today, node.unit, node.count * node.direction)
    if other is None:
        return unknown(grain, anchor)
    return known((other, today) if node.direction < 0 else (today, other), grain, anchor, sure)


def _edge(node: Stretch, scene: Scene) -> tuple[datetime.date | None, Anchor, float]:
    """The day a stretch ends or begins on."""
    if node.base == "published":
        return scene.today, "published", RELATIVE
    if scene.said is not None:
        return (scene.said.first if node.direction < 0 else scene.said.last), "said", RELATIVE
    return (scene.today, "published", LOOSE) if node.direction < 0 else (None, "said", OPEN)


def _distance(node: Distance, scene: Scene) -> Answer:
    grain = GRAINS[node.unit]
    if node.event:
        return unknown(grain, "event")
    origin, anchor, sure = _origin(node, scene)
    if origin is None or node.unit == "hour":
        return unknown(grain, anchor)
    if node.count is None:
        # "several years ago" is over, "a few days later" has not begun
        first, last = (None, origin) if node.direction < 0 else (origin, None)
        return Answer(first, last, "vague", anchor, LOOSE)
    days = calendar.unit_days(origin, node.unit, node.count * node.direction)
    return known(days, grain, anchor, sure)


def _origin(node: Distance, scene: Scene) -> tuple[datetime.date | None, Anchor, float]:
    if node.of is not None:
        whole = reckon(node.of, scene)
        return (whole.first if node.direction < 0 else whole.last), whole.anchor, whole.confidence
    if node.base == "said" and scene.said is not None:
        return (scene.said.first if node.direction < 0 else scene.said.last), "said", RELATIVE
    if node.base == "said" and node.direction > 0:
        return None, "said", OPEN
    if node.base == "published" and node.direction > 0 and scene.tense == "past":
        return None, "published", OPEN  # "it was built in two years" is a length
    if node.base == "published":
        return scene.today, "published", RELATIVE if node.direction < 0 or scene.tense == "future" else LOOSE
    return scene.today, "published", INFERRED


def _around(node: Around, scene: Scene) -> Answer:
    whole = reckon(node.of, scene)
    if whole.days is None:
        return unknown(whole.grain, whole.anchor)
    first, last = whole.days
    today = scene.today
    if whole.grain == "day" or today is None or not first <= today <= last:
        return whole.less_sure(0.9)
    ends = (first, today) if node.direction < 0 else (today, last)
    return known(ends, whole.grain, "published", RELATIVE)


def _span(node: Span, scene: Scene) -> Answer:
    """Both ends. What one leaves out the other tells: "from January to September 2018"."""
    last = reckon(node.last, _for_last(node, scene))
    if last.last is None:
        first = reckon(node.first, scene)
        return Answer(first.first, None, first.grain, first.anchor, min(first.confidence, LOOSE))
    if isinstance(node.first, Fields) and node.first.year is None:
        first = fields_answer(node.first, scene.seen_from(last.last, "past"))
        first = Answer(first.first, first.last, first.grain, last.anchor, last.confidence)
    else:
        first = reckon(node.first, scene)
    if first.first is None or first.first > last.last:
        return Answer(None, last.last, last.grain, last.anchor, min(last.confidence, LOOSE))
    anchor: Anchor = last.anchor if last.anchor != "absolute" else first.anchor
    return Answer(first.first, last.last, first.grain, anchor, min(first.confidence, last.confidence))


def _for_last(node: Span, scene: Scene) -> Scene:
    if isinstance(node.first, Fields) and node.first.year and isinstance(node.last, Fields) and not node.last.year:
        first = reckon(node.first, scene)
        return scene.seen_from(first.first, "future") if first.first else scene
    return scene


def _bound(node: Bound, scene: Scene) -> Answer:
    if node.kind == "within":
        return _within(node, scene)
    if node.kind in ("since", "after") and scene.tense != "past":
        inner = reckon(node.of, scene.leaning("past" if node.kind == "since" else (scene.tense or "past")))
    elif node.kind in ("by", "until", "from", "before") and scene.tense in (None, "present"):
        inner = reckon(node.of, scene.leaning("future"))
    else:
        inner = reckon(node.of, scene)
    whole_end = inner.whole[1] if inner.whole else inner.last
    # "since the end of 2020" begins where 2020 ends, and what is due "by the end of March" is due on its last day
    late = isinstance(node.of, PartOf) and node.of.part == "end" and inner.whole is not None
    last = whole_end if late else inner.last
    first = last if late else inner.first
    if late and inner.whole:
        inner = replace(inner, grain=calendar.grain_of(inner.whole))
    match node.kind:
        case "by":
            return _deadline(inner, last, scene)
        case "until":
            return _ends(inner, None, last)
        case "since" | "from":
            return _ends(inner, first, None)
        case "before":
            return _deadline(inner, last if late else _next(first, -1), scene)
        case "after":
            return _ends(inner, _next(last, 1), None)


def _ends(inner: Answer, first: datetime.date | None, last: datetime.date | None) -> Answer:
    return Answer(first, last, inner.grain, inner.anchor, inner.confidence)


def _next(day: datetime.date | None, count: int) -> datetime.date | None:
    return calendar.add_days(day, count) if day else None


def _deadline(inner: Answer, last: datetime.date | None, scene: Scene) -> Answer:
    """What is promised by a day is open from the day of the promise."""
    today = scene.today
    first = today if today and last and today <= last and scene.tense != "past" else None
    return _ends(inner, first, last)


def _within(node: Bound, scene: Scene) -> Answer:
    """ "Within two months" runs from now; "within this year" from now to its end."""
    of = node.of
    if isinstance(of, Stretch):
        return _stretch(of, scene)
    if isinstance(of, Distance):
        origin = reckon(of.of, scene) if of.of else None
        if origin is None or origin.first is None or of.count is None:
            return unknown(GRAINS[of.unit], "event")
        end = calendar.add(origin.first, of.unit, of.count)
        return known((origin.first, end) if end else None, GRAINS[of.unit], origin.anchor, origin.confidence)
    inner = reckon(of, scene.leaning("future") if scene.tense != "past" else scene)
    today = scene.today
    if inner.days is None or today is None or scene.tense == "past" or not inner.days[0] <= today <= inner.days[1]:
        return inner
    return known((today, inner.days[1]), inner.grain, inner.anchor, inner.confidence)
