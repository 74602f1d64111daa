"""Dates as pages print them beside their matter: those that say their own year, or month and day; none relative."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.record import Period
from dragoman.sources.words import month_names

_MONTHS = month_names()
_MONTH = "(?P<month>" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th|er|\.)?"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?<!\d){_YEAR}\s*[-./]\s*(?P<month>\d{{1,2}})\s*[-./]\s*{_DAY}(?!\d)",
        rf"(?<!\d)(?:주체\s*\d{{2,3}}\s*\(\s*)?{_YEAR}\)?\s*[년年]\s*(?P<month>\d{{1,2}})\s*[월月]\s*{_DAY}\s*[일日]",
        rf"(?<!\w){_MONTH}\s*{_DAY}(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_YEAR}(?!\d)",
        rf"(?<!\w){_DAY}{_ORDINAL}(?:\s+(?:of|de))?[\s-]+{_MONTH}(?:\s+del?)?[\s,-]+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
    )
)
# Years counted from elsewhere: Japanese reigns, and Pyongyang's Juche, which has no year 0 and began with 1912.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "주체": 1911, "juche": 1911}
_ERA_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<era>令和|平成|昭和|주체)\s*(?P<year>\d{1,3}|元)\s*[년年]\s*(?P<month>\d{1,2})\s*[월月]\s*(?P<day>\d{1,2})\s*[일日]",
        r"(?P<era>juche|주체)\s*(?P<year>\d{2,3})\s*[./-]\s*(?P<month>\d{1,2})\s*[./-]\s*(?P<day>\d{1,2})(?!\d)",
    )
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d|" + "|".join(_ERAS), re.I)
_MONTH_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>0[1-9]|1[0-2])(?!\d)(?!-)",
        rf"(?<!\d){_YEAR}\s*[년年]\s*(?P<month>\d{{1,2}})\s*[월月]",
        rf"(?<!\w){_MONTH}\s*,?\s+{_YEAR}(?!\d)",
    )
)
_MONTH_DAYS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?<!\w){_MONTH}\s*{_DAY}(?!\d)(?!\s*,?\s+(?:19|20)\d\d)",
        rf"(?<![\d년年])(?<![년年] )(?P<month>\d{{1,2}})월\s*{_DAY}일",
        rf"(?<!\d){_DAY}\s+{_MONTH}(?!\w)(?!\s*,?\s+(?:19|20)\d\d)",
    )
)
_SLASHED = re.compile(rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<mark>[./-])(?P<b>\d{{1,2}})(?P=mark){_YEAR}(?!\d)")
_SHORT_KOREAN = re.compile(r"['’‘]?(?P<year>\d\d)\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<day>\d{1,2})(?!\d|[-/]\d)")
# What may stand around a date on a line that is only that: weekday, time of day, zone, marks.
_AROUND = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|[월화수목금토일]요일|(?<![가-힣])[월화수목금토일]\)|오전|오후|"
    r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?|\d{1,2}시(?:\s*\d{1,2}분)?|\b[ap]\.?m\b\.?|"
    r"\b(?:[a-z]{2,3}t|et|utc|local time)\b|"
    r"[+-]\d\d:?\d\d|\bt(?=\d\d:)|(?<=\d)z\b|[\s,.;|()\[\]<>~/–—:-]+|\bat\b|\bon\b|\bгода?\b|\bг\b|[月火水木金土日]曜日?|星期[一二三四五六日天]|"
    r"\b(?:hrs?|hours)\b|\d{1,2}\s*[:h]\s*\d\d",
    re.I,
)


_LONGEST_DATE = 80


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed at `text[start:end]`."""

    start: int
    end: int
    period: Period


def find_dates(text: str) -> list[Printed]:
    """Every whole date in the text, and months with their year where no day stands; in order, none overlapping."""
    if not _ANY_YEAR.search(text):
        return []
    found = [*_whole(text), *_slashed(text)]
    taken = [(d.start, d.end) for d in found]
    for form in _MONTH_FORMS:
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            period = month_period(int(match["year"]), _month(match["month"]))
            if period:
                found.append(Printed(match.start(), match.end(), period))
                taken.append(match.span())
    return sorted(found, key=lambda d: d.start)


def only_date(text: str) -> Period | None:
    """The date of a line that is nothing else, weekday and time of day apart."""
    if len(text) > _LONGEST_DATE:
        return None
    dates = find_dates(text)
    if len({d.period for d in dates}) != 1:
        return None
    rest = text
    for date in reversed(dates):
        rest = rest[: date.start] + " " + rest[date.end :]
    return dates[0].period if not leftover(rest) else None


def leftover(text: str) -> str:
    """What stays of a line once times of day, weekdays and marks are taken off."""
    return _AROUND.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A month and a day without their year, as printed at `text[start:end]`."""

    start: int
    end: int
    month: int
    day: int


def month_and_day(text: str) -> MonthDay | None:
    """The first month and day without a year: "Jan. 4", "4 January", "1월 4일"."""
    for form in _MONTH_DAYS:
        for match in form.finditer(text):
            month, day = _month(match["month"]), int(match["day"])
            if day_of(2024, month, day):
                return MonthDay(match.start(), match.end(), month, day)
    return None


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """The day, where the calendar has it."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def month_period(year: int, month: int) -> Period | None:
    """The days of a month, where there is such a month."""
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return Period(datetime.date(year, month, 1), datetime.date(year, month, last), "month")


def _whole(text: str) -> Iterator[Printed]:
    taken: list[tuple[int, int]] = []
    for form in (*_ERA_FORMS, *_FORMS):
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            day = day_of(_year(match), _month(match["month"]), int(match["day"]))
            if day:
                taken.append(match.span())
                yield Printed(match.start(), match.end(), Period.day(day))


def short_korean_day(text: str) -> Period | None:
    """The day of "24. 1. 4." or "24-01-04" at a text's head: year, month, day, as after a Korean label.

    Anywhere else the first number may as well be the day, and such a date is nobody's.
    """
    found = _SHORT_KOREAN.match(text)
    if not found:
        return None
    year = int(found["year"])
    when = day_of(year + (1900 if year >= 70 else 2000), int(found["month"]), int(found["day"]))
    return Period.day(when) if when else None


def _year(match: re.Match[str]) -> int:
    era = match.groupdict().get("era")
    if era is None:
        return int(match["year"])
    return _ERAS[era.casefold()] + (1 if match["year"] == "元" else int(match["year"]))


def _slashed(text: str) -> Iterator[Printed]:
    """04/25/2024, 25.04.2024: which number is the month differs by country, so only where one cannot be."""
    for match in _SLASHED.finditer(text):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        if a == b or (a > 12) != (b > 12):
            month, day = (b, a) if a > 12 else (a, b)
            if when := day_of(year, month, day):
                yield Printed(match.start(), match.end(), Period.day(when))


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS[word.casefold()]
