"""Dates and numbers in a sentence, as far as a sentence about policy has them, in English and Korean."""

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if n}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PARTTH = "|".join(_PARTS)
_SEASONS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "초": (1, 4), "중반": (5, 8), "말": (9, 12)}

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>(?:19|20|21)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<year>(?:19|20|21)\d\d)-(?P<number>\d\d)\b",
        rf"\b{_DAY} {_MONTH},? {_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_MONTH},? {_YEAR}\b",
        rf"\b(?:Q(?P<quarter>[1-4])|(?P<quarterth>{_PARTTH}) quarter of) {_YEAR}\b",
        rf"\b(?:H(?P<half>[12])|(?P<halfth>{_PARTTH}) half of) {_YEAR}\b",
        rf"\b(?P<season>early|mid|late)(?: in |[ -]){_YEAR}\b",
        r"(?P<year>(?:19|20|21)\d\d)년 ?(?P<number>1?\d)월(?: ?(?P<day>[0-3]?\d)일)?",
        r"(?P<year>(?:19|20|21)\d\d)년 ?(?P<quarter>[1-4])/?4?분기",
        r"(?P<year>(?:19|20|21)\d\d)년 ?(?P<korean>상반기|하반기|초|중반|말)",
        rf"\b{_DAY} {_MONTH}\b",
        rf"\b{_MONTH} {_DAY}\b",
        r"(?<!\d)(?P<number>1?\d)월(?: ?(?P<day>[0-3]?\d)일)?",
        rf"(?<![\d,.]){_YEAR}(?:년)?(?!\d|,\d)",
    )
)

WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
}
_NUMBER = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?:(?:[ -]?(?P<scale>thousand|million|billion|trillion|만|억|조)))?"
    r"(?P<percent> ?(?:%|percent|per cent|퍼센트))?"
    r"|\b(?P<word>[a-z]+)\b(?:[ -](?P<times>hundred|thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)


class Date(NamedTuple):
    """A period as a sentence names it; without a year it is a month, or a day of it, of any year."""

    first: datetime.date | None
    last: datetime.date | None
    month: int | None = None
    day: int | None = None


class Number(NamedTuple):
    """A number and whether it is a share."""

    value: float
    percent: bool


def find_dates(text: str) -> tuple[list[Date], str]:
    """The dates in a text, and the text without them."""
    found: list[Date] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if (date := _date(match.groupdict())) is not None:
                found.append(date)
                text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return found, text


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of a text without its dates; "one" is none, for it is a pronoun more often."""
    for match in _NUMBER.finditer(text):
        word = (match["word"] or "").casefold()
        if match["digits"]:
            value = float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").casefold(), 1)
            yield Number(value, match["percent"] is not None)
        elif word in WORDS:
            yield Number(float(WORDS[word] * _SCALES.get((match["times"] or "").casefold(), 1)), False)


def _date(parts: dict[str, str | None]) -> Date | None:
    month = int(parts["number"] or 0) if parts.get("number") else MONTHS.get((parts.get("month") or "").casefold())
    day = int(parts["day"] or 0) if parts.get("day") else None
    if month is not None and not 1 <= month <= 12:
        return None
    if not parts.get("year"):
        return Date(None, None, month, day) if month else None
    year = int(parts["year"] or 0)
    first, last = _months(parts, month)
    try:
        if day is not None:
            whole = datetime.date(year, first, day)
            return Date(whole, whole)
        return Date(datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1]))
    except ValueError:  # the 31st of February
        return None


def _months(parts: dict[str, str | None], month: int | None) -> tuple[int, int]:
    """First and last month of what the parts name."""
    if month is not None:
        return month, month
    season = (parts.get("season") or parts.get("korean") or "").casefold()
    if season in _SEASONS:
        return _SEASONS[season]
    half = {"상반기": 1, "하반기": 2}.get(season) or _part(parts, "half")
    quarter = _part(parts, "quarter")
    if half:
        return 6 * half - 5, 6 * half
    return (3 * quarter - 2, 3 * quarter) if quarter else (1, 12)


def _part(parts: dict[str, str | None], kind: str) -> int:
    """Which quarter or half: by its number or its word."""
    return int(parts.get(kind) or _PARTS.get((parts.get(kind + "th") or "").casefold(), 0))
