"""When a Korean text speaks of: dates, and days, months, quarters, years told from the day of publication."""

import datetime
import re
from collections.abc import Iterator
from typing import Final

from dragoman.record import Anchor, Document, Period, Time

_YEAR: Final = r"(?:(?P<y>(?:19|20)\d{2})\s?년|(?P<ry>올해|금년|내년|지난해|작년|재작년|내후년|이듬해))(?:도|에|의)?"
_TAIL: Final = r"(?P<tail>\s?(?:중|내에|내|안에|이내|까지|말까지|말|초|중순|하순|상순))?"
_TIME: Final = re.compile(
    rf"(?P<y2>(?:19|20)\d{{2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<d2>\d{{1,2}})\.?"
    rf"|(?:{_YEAR}\s?)?(?:"
    rf"(?:(?P<way>오는|다가오는|지난)\s?)?(?P<m>\d{{1,2}})\s?월(?:\s?(?P<d>\d{{1,2}})\s?일|{_TAIL})"
    r"|(?:(?P<q>[1-4])\s?분기|(?P<h>상반기|하반기))(?P<qtail>\s?(?:중|내에|내|안에|까지))?"
    r"|(?(y)|(?(ry)|(?!)))(?P<ytail>\s?(?:말까지|까지|안에|내에|말|초))?)"
    r"|(?P<rm>이달|이번\s?달|다음\s?달|내달|지난달|지난\s달)(?:\s?(?P<d3>\d{1,2})\s?일)?"
    r"|(?P<rd>오늘|어제|내일|전날)(?=[\s,은는에의]|$)|(?P<rw>이번\s?주|다음\s?주|지난\s?주)|(?P<endyear>연내|연말까지)"
    r"|(?<![\d월.])\s?(?P<way2>오는\s|지난\s)?(?P<d4>\d{1,2})\s?일(?=[\s(,·]|에|부터|까지|$)(?!\s?(?:간|동안|만에))"
)
_RELATIVE_YEAR: Final = {
    "올해": 0,
    "금년": 0,
    "내년": 1,
    "이듬해": 1,
    "내후년": 2,
    "지난해": -1,
    "작년": -1,
    "재작년": -2,
}
_DAYS: Final = {"오늘": 0, "어제": -1, "전날": -1, "내일": 1}
_UNTIL: Final = ("내에", "내", "안에", "이내", "까지", "말까지")


def find_times(document: Document) -> Iterator[Time]:
    """Every time expression in lines that are no page furniture, in text order."""
    published = document.published.period.first if document.published else None
    n = 0
    for line in document.lines:
        if line.role == "chrome":
            continue
        for match in _TIME.finditer(document.text, line.start, line.end):
            period = _period(match, published)
            if period is None:
                continue
            n += 1
            absolute = bool(match["y"] or match["y2"])
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            anchor: Anchor = "absolute" if absolute else "published"
            sure = 0.95 if absolute else 0.6 if match["d4"] else 0.7
            end = match.start() + len(match.group().rstrip())
            yield Time(f"t{n}", start, end, period, anchor, sure)


def _period(match: re.Match[str], published: datetime.date | None) -> Period | None:
    try:
        period = _told(match, published)
    except (ValueError, OverflowError):
        return None
    tail = (match["tail"] or match["qtail"] or match["ytail"] or "").strip()
    if period and tail in _UNTIL and published and period.first and period.last and period.last > published:
        return Period(
            max(period.first, published) if tail not in ("까지", "말까지") else published, period.last, period.grain
        )
    return period


def _told(match: re.Match[str], published: datetime.date | None) -> Period | None:
    year = int(match["y"] or match["y2"] or 0) or None
    if match["ry"] and published:
        year = published.year + _RELATIVE_YEAR[match["ry"]]
    if month := match["m"] or match["m2"]:
        return _month_or_day(
            int(month), match["d"] or match["d2"], year, match["way"], published, match["ry"] is not None
        )
    if match["q"] or match["h"]:
        return _part_of_year(match, year or (published.year if published else None))
    if match["y"] or match["ry"]:
        return (
            Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")
            if year
            else Period(None, None, "year")
        )
    return _from_today(match, published)


def _from_today(match: re.Match[str], published: datetime.date | None) -> Period | None:
    grain = "month" if match["rm"] else "week" if match["rw"] else "year" if match["endyear"] else "day"
    if published is None:
        return Period(None, None, "day" if match["d3"] else grain)  # type: ignore[arg-type]
    if match["rm"]:
        step = {"이": 0, "다": 1, "내": 1, "지": -1}[match["rm"][0]]
        month = _month(published.year, published.month + step)
        return Period.day(month.first.replace(day=int(match["d3"]))) if match["d3"] and month.first else month
    if match["rd"]:
        return Period.day(published + datetime.timedelta(days=_DAYS[match["rd"]]))
    if match["rw"]:
        step = {"이": 0, "다": 7, "지": -7}[match["rw"][0]]
        monday = published - datetime.timedelta(days=published.weekday() - step)
        return Period(monday, monday + datetime.timedelta(days=6), "week")
    if match["endyear"]:
        return Period(published, datetime.date(published.year, 12, 31), "year")
    return _day_alone(int(match["d4"]), (match["way2"] or "").strip(), published)


def _day_alone(day: int, way: str, published: datetime.date) -> Period | None:
    """“28일” in a report: the nearest such day; 오는 says that it lies ahead, 지난 that it is past."""
    days = []
    for step in (-1, 0, 1):
        first = _month(published.year, published.month + step).first
        try:
            days.append(first.replace(day=day) if first else published)
        except ValueError:
            continue
    if way == "오는":
        days = [d for d in days if d >= published]
    if way == "지난":
        days = [d for d in days if d <= published]
    return Period.day(min(days, key=lambda d: abs(d - published))) if days else None


def _month_or_day(
    month: int, day: str | None, year: int | None, way: str | None, published: datetime.date | None, relative: bool
) -> Period | None:
    """The day or month meant; without any year in the text or of publication the ends stay open."""
    if year is None and published is not None and not relative:
        year = _year_of(month, way, published)
    if year is None:
        datetime.date(2000, month, int(day or 1))
        return Period(None, None, "day" if day else "month")
    return Period.day(datetime.date(year, month, int(day))) if day else _month(year, month)


def _year_of(month: int, way: str | None, published: datetime.date) -> int:
    """The year in which the month lies nearest to the day of publication: December, in January, is last year's."""
    if way == "지난":
        return published.year - (month > published.month)
    if way:
        return published.year + (month < published.month)
    distance = month - published.month
    return published.year - (distance > 6) + (distance < -6)


def _part_of_year(match: re.Match[str], year: int | None) -> Period | None:
    grain = "quarter" if match["q"] else "half"
    if year is None:
        return Period(None, None, grain)  # type: ignore[arg-type]
    first, months = ((int(match["q"]) - 1) * 3 + 1, 3) if match["q"] else (1 if match["h"] == "상반기" else 7, 6)
    return Period(_month(year, first).first, _month(year, first + months - 1).last, grain)  # type: ignore[arg-type]


def _month(year: int, month: int) -> Period:
    """A month, which may be told as the 0th or 13th of a year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = datetime.date(year, month, 1)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return Period(first, following - datetime.timedelta(days=1), "month")
