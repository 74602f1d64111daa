"""What comes back every week, month or year: which of them is meant, by tense, by a word, or by what stands nearby."""

import datetime
from collections.abc import Callable

from dragoman.reading.en.times import calendar
from dragoman.reading.en.times.calendar import GRAINS, Days, Season
from dragoman.reading.en.times.nodes import Chosen, Fields, Ordinal
from dragoman.reading.en.times.scene import (
    FULL,
    INFERRED,
    LOOSE,
    RELATIVE,
    Answer,
    Scene,
    Tense,
    known,
    unknown,
)
from dragoman.record import Grain

_YEARS = 8  # a 29th of February comes back after eight years at the most


def pick(candidates: list[Days], today: datetime.date, tense: Tense | None) -> tuple[Days, float] | None:
    """Past: the latest that has begun. Future: the first that has not ended. Otherwise the nearest, less surely."""
    if tense == "past":
        begun = [days for days in candidates if days[0] <= today]
        return (max(begun), INFERRED) if begun else None
    if tense == "future":
        ahead = [days for days in candidates if days[1] >= today]
        return (min(ahead), INFERRED) if ahead else None
    if not candidates:
        return None
    return min(candidates, key=lambda days: (_gap(days, today), days)), LOOSE


def _gap(days: Days, today: datetime.date) -> int:
    if days[0] <= today <= days[1]:
        return 0
    return min(abs((days[0] - today).days), abs((days[1] - today).days))


def _around_years(today: datetime.date, days_of: Callable[[int], Days | None], reach: int = 1) -> list[Days]:
    years = range(today.year - reach, today.year + reach + 1)
    return [days for year in years if (days := days_of(year)) is not None]


def fields_answer(fields: Fields, scene: Scene) -> Answer:
    """A date by its fields, the missing ones filled in where that is possible."""
    grain = _grain(fields)
    if fields.year is not None:
        days = _days_of(fields, fields.year)
        return known(days, grain, "absolute", _weekday_doubt(fields, days))
    if fields.month is not None:
        return _without_year(fields, scene, grain)
    if fields.day is not None:
        return _day_of_month(fields, scene)
    if fields.weekday is not None:
        return _weekday(fields.weekday, scene)
    return unknown(grain)


def _grain(fields: Fields) -> Grain:
    if fields.day is not None or fields.weekday is not None:
        return "day"
    return "month" if fields.month is not None else "year"


def _days_of(fields: Fields, year: int) -> Days | None:
    if fields.month is None:
        return calendar.year_days(year)
    if fields.day is None:
        return calendar.month_days(year, fields.month)
    day = calendar.date_or_none(year, fields.month, fields.day)
    return (day, day) if day else None


def _weekday_doubt(fields: Fields, days: Days | None) -> float:
    wrong = fields.weekday is not None and days is not None and days[0].weekday() != fields.weekday
    return LOOSE if wrong else FULL


def _without_year(fields: Fields, scene: Scene, grain: Grain) -> Answer:
    if scene.year is not None:
        return known(_days_of(fields, scene.year), grain, "event", INFERRED)
    if scene.today is None:
        return unknown(grain)
    reach = _YEARS if fields.month == 2 and fields.day == 29 else 1
    candidates = _around_years(scene.today, lambda year: _days_of(fields, year), reach)
    if fields.weekday is not None:
        candidates = [days for days in candidates if days[0].weekday() == fields.weekday] or candidates
    chosen = pick(candidates, scene.today, scene.tense)
    return known(chosen[0], grain, "published", chosen[1]) if chosen else unknown(grain)


def _day_of_month(fields: Fields, scene: Scene) -> Answer:
    """The 23rd: of this month or its neighbours."""
    if scene.today is None or fields.day is None:
        return unknown("day")
    candidates = []
    for shift in range(-2, 3):
        month = calendar.unit_days(scene.today, "month", shift)
        day = calendar.date_or_none(month[0].year, month[0].month, fields.day) if month else None
        if day is not None and (fields.weekday is None or day.weekday() == fields.weekday):
            candidates.append((day, day))
    chosen = pick(candidates, scene.today, scene.tense)
    return known(chosen[0], "day", "published", chosen[1] - 0.1) if chosen else unknown("day")


def _weekday(weekday: int, scene: Scene) -> Answer:
    """Reports say "Wednesday" of the last seven days and of the next seven, that very day included.

    A present tense announces ("the talks open Friday"); without a verb the day is taken to be past, as in a report.
    """
    if scene.today is None:
        return unknown("day")
    back = (scene.today.weekday() - weekday) % 7
    ahead = (weekday - scene.today.weekday()) % 7
    forward = scene.tense in ("future", "present")
    day = calendar.add_days(scene.today, ahead if forward else -back)
    sure = RELATIVE if scene.tense in ("past", "future") or back == 0 else LOOSE
    return known((day, day) if day else None, "day", "published", sure)


def chosen_answer(node: Chosen, scene: Scene) -> Answer:
    """Last August, next Friday, this summer."""
    grain: Grain = "day" if node.weekday is not None else "month" if node.month is not None else "season"
    if scene.today is None:
        return unknown(grain)
    if node.weekday is not None:
        return _chosen_weekday(node, node.weekday, scene.today)
    today, month, season = scene.today, node.month, node.season
    candidates: list[Days] = []
    if month is not None:
        candidates = _around_years(today, lambda year: calendar.month_days(year, month))
    elif season is not None:
        candidates = _around_years(today, lambda year: calendar.season_days(season, year))
    if node.choice == "this":
        return _this(candidates, scene, grain)
    if node.choice in ("last", "past"):
        over = [days for days in candidates if days[1] < today]
        return known(max(over) if over else None, grain, "published", INFERRED)
    ahead = [days for days in candidates if days[0] > today or (node.choice == "coming" and days[1] >= today)]
    return known(min(ahead) if ahead else None, grain, "published", INFERRED)


def _this(candidates: list[Days], scene: Scene, grain: Grain) -> Answer:
    same = [days for days in candidates if scene.today and days[0].year == scene.today.year]
    running = [days for days in candidates if scene.today and days[0] <= scene.today <= days[1]]
    found = running or same
    return known(found[0] if found else None, grain, "published", RELATIVE)


def _chosen_weekday(node: Chosen, weekday: int, today: datetime.date) -> Answer:
    """ "Last" and "next" go by the calendar week; where the nearest such day lies in this week, speakers differ."""
    if node.choice == "coming":
        day = calendar.add_days(today, (weekday - today.weekday() - 1) % 7 + 1)
        return known((day, day) if day else None, "day", "published", INFERRED)
    if node.choice == "past":
        day = calendar.add_days(today, -((today.weekday() - weekday - 1) % 7 + 1))
        return known((day, day) if day else None, "day", "published", INFERRED)
    shift = {"this": 0, "last": -1, "next": 1}[node.choice]
    week = calendar.unit_days(today, "week", shift)
    day = calendar.add_days(week[0], weekday) if week else None
    nearest = shift == 0 or (weekday >= today.weekday() if shift < 0 else weekday <= today.weekday())
    return known((day, day) if day else None, "day", "published", INFERRED if nearest else LOOSE)


def season_answer(season: Season, whole: Answer | None, scene: Scene) -> Answer:
    """A season of a year that is told, or the one that tense points to. A hemisphere is assumed, hence the doubt."""
    if whole is not None:
        if whole.days is None:
            return unknown("season", whole.anchor)
        days = calendar.season_days(season, whole.days[0].year)
        return known(days, "season", whole.anchor, whole.confidence).less_sure(0.9)
    if scene.year is not None:
        return known(calendar.season_days(season, scene.year), "season", "event", LOOSE)
    if scene.today is None:
        return unknown("season")
    chosen = pick(_around_years(scene.today, lambda y: calendar.season_days(season, y)), scene.today, scene.tense)
    return known(chosen[0], "season", "published", chosen[1]).less_sure(0.9) if chosen else unknown("season")


def open_ordinal(node: Ordinal, scene: Scene) -> Answer:
    """ "In the first quarter": of the year that tense points to."""
    grain = GRAINS[node.unit]
    months = calendar.MONTHS.get(node.unit, 1)

    def of_year(year: int) -> Days | None:
        return calendar.months_from(year, months * (node.number - 1) + 1, months)

    if scene.year is not None:
        return known(of_year(scene.year), grain, "event", INFERRED)
    if scene.today is None:
        return unknown(grain)
    chosen = pick(_around_years(scene.today, of_year), scene.today, scene.tense)
    return known(chosen[0], grain, "published", chosen[1]) if chosen else unknown(grain)
