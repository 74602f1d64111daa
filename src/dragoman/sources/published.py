"""When a document came out, and what told us so. Nothing is guessed: what does not say is None.

The ladder, surest first: the user; a labelled line; the source's own fields (a corpus row, meta tags); a line that is
only a date; a dateline with its year; the address; a caption. A date in running text is the date of what it tells.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.record import LineRole, Period, Problem, Published, PublishedSource
from dragoman.sources import shapes
from dragoman.sources.dates import MonthDay, day_of, find_dates, month_and_day
from dragoman.sources.labels import Labels
from dragoman.sources.nouns import Block, Facts, Given

# By judgement, to be measured again once the record holds documents whose dates are known otherwise.
_LABELLED, _META, _META_OTHER, _OWN_LINE, _OWN_LINE_AFTER = 0.98, 0.97, 0.9, 0.92, 0.75
_DATELINE, _DATELINE_PIECED, _ADDRESS, _ADDRESS_DIGITS = 0.85, 0.7, 0.85, 0.65
_CAPTION_SAME_WEEKDAY, _CAPTION = 0.75, 0.5
_CONFLICT = 0.6
_APART = datetime.timedelta(days=1)
"""Sources a day apart do not contradict one another: pages stamp in other time zones than they print."""

_IN_ADDRESS = re.compile(
    r"/(20\d\d|19\d\d)/(\d{1,2})/(\d{1,2})(?=/|$|[-_.])|(?<!\d)((?:20|19)\d\d)-(\d\d)-(\d\d)(?!\d)"
)
_DIGITS_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{0,9}(?!\d))")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r")\b", re.I)
_ARCHIVE = re.compile(r"\bfile\b|file photo|archive|undated|자료\s?사진", re.I)
_DATELINE_HEAD = re.compile(r"^.{0,60}?(?:--|—|–|\))|^.{0,60}", re.S)


@dataclass(frozen=True, slots=True)
class Told:
    """One date of publication as one place tells it. `block` is where, None where it stands beside the text."""

    period: Period
    source: PublishedSource
    confidence: float
    block: int | None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the ladder looks at: the blocks with their texts and roles, the labels among them, the facts beside them."""

    blocks: Sequence[Block]
    texts: Sequence[str]
    roles: Sequence[LineRole]
    labels: Labels
    facts: Facts

    def with_role(self, *roles: LineRole) -> Iterator[tuple[int, str]]:
        """The numbers and texts of the blocks that have one of the roles."""
        return ((n, text) for n, text in enumerate(self.texts) if self.roles[n] in roles)


def published_of(layout: Layout, *, given: Given) -> tuple[Published | None, tuple[Problem, ...]]:
    """The date, and a problem where there is none or two that contradict one another."""
    if given.date:
        return Published(Period.day(given.date), "given", 1.0), ()
    told = [*_labelled(layout), *_beside(layout), *_own_lines(layout)]
    told = told or [*_datelines(layout)]
    told += _address(layout)
    told = told or [*_captions(layout)]
    if not told:
        return None, (Problem("date-unknown", 0, 0, "the document does not say when it was published; give --date"),)
    best = told[0]
    other = next((t for t in told[1:] if _contradict(best.period, t.period)), None)
    if other is None:
        return Published(best.period, best.source, best.confidence), ()
    confidence = min(best.confidence, _CONFLICT)
    return Published(best.period, best.source, confidence), (_conflict(layout, best, other),)


def _labelled(layout: Layout) -> Iterator[Told]:
    for labelled in layout.labels.values:
        if labelled.kind == "date" and (dates := find_dates(labelled.value)):
            yield Told(dates[0].period, "line", _LABELLED, labelled.block)


def _beside(layout: Layout) -> Iterator[Told]:
    if layout.facts.date and (dates := find_dates(layout.facts.date)):
        yield Told(dates[0].period, "meta", _META, None)
    for printed in layout.facts.dates.values():
        if dates := find_dates(printed):
            yield Told(dates[0].period, "meta", _META_OTHER, None)


def _own_lines(layout: Layout) -> Iterator[Told]:
    """Lines that are only a date, unlabelled. After the matter such a line may be a related article's."""
    spoken = [n for n, role in enumerate(layout.roles) if role in ("body", "item")]
    first, last = (spoken[0], spoken[-1]) if spoken else (len(layout.roles), len(layout.roles))
    furniture = next((n for n in range(last, len(layout.roles)) if _is_furniture(layout, n)), len(layout.roles))
    for n, text in layout.with_role("metadata"):
        dates = [] if n in layout.labels.blocks or n > furniture else find_dates(text)
        if dates:
            yield Told(dates[0].period, "line", _OWN_LINE if n < first else _OWN_LINE_AFTER, n)


def _is_furniture(layout: Layout, n: int) -> bool:
    return layout.roles[n] == "chrome" and not shapes.is_end_mark(layout.texts[n])


def _datelines(layout: Layout) -> Iterator[Told]:
    """ "Berlin, March 3, 2021" alone on its line, or before a dash at the head of the first paragraph."""
    lines = list(layout.with_role("dateline"))
    lines += [(n, _opening(text)) for n, text in list(layout.with_role("body", "item"))[:1] if _opening(text)]
    for n, text in lines:
        dates = [d for d in find_dates(text) if d.period.grain == "day"]
        if dates:
            yield Told(dates[0].period, "line", _DATELINE, n)
        elif when := _pieced(layout, text):
            yield Told(Period.day(when), "line", _DATELINE_PIECED, n)


def _pieced(layout: Layout, text: str) -> datetime.date | None:
    """A dateline's month and day with the year of another line of the document's own."""
    day = month_and_day(text)
    year = _own_year(layout, day) if day else None
    return day_of(year, day.month, day.day) if day and year else None


def _opening(text: str) -> str:
    """A paragraph's dateline, "" where it opens otherwise."""
    head = _DATELINE_HEAD.match(text[:90])
    opening = head.group() if head else ""
    dashed = opening.endswith(("--", "—", "–")) or (shapes.agency(text) is not None and opening.endswith(")"))
    return opening if dashed and (find_dates(opening) or month_and_day(opening)) else ""


def _own_year(layout: Layout, day: MonthDay) -> int | None:
    """The year that a line of the document's own gives: one of month and year, or a date like 04/03/2021."""
    months = [
        d.period for _, text in layout.with_role("metadata") for d in find_dates(text) if d.period.grain == "month"
    ]
    years = {month.first.year for month in months if month.first}
    for labelled in layout.labels.values:
        slashed = _SLASHED.match(labelled.value) if labelled.kind == "date" else None
        if slashed and {int(slashed[1]), int(slashed[2])} == {day.month, day.day}:
            years.add(int(slashed[3]))
    return years.pop() if len(years) == 1 else None


def _address(layout: Layout) -> Iterator[Told]:
    url = layout.facts.url or ""
    for form, confidence in ((_IN_ADDRESS, _ADDRESS), (_DIGITS_IN_ADDRESS, _ADDRESS_DIGITS)):
        for match in form.finditer(url):
            year, month, day = (int(g) for g in match.groups() if g)
            if when := day_of(year, month, day):
                yield Told(Period.day(when), "url", confidence, None)
                return


def _captions(layout: Layout) -> Iterator[Told]:
    """The day a picture shows, unless it is from the archive or the lead speaks of another day of the week."""
    spoken = [text for _, text in layout.with_role("body", "item")][:2]
    weekdays = {w.casefold() for text in spoken for w in _WEEKDAY.findall(text)}
    for n, text in layout.with_role("caption"):
        days = {d.period.first for d in find_dates(text) if d.period.grain == "day" and d.period.first}
        if len(days) != 1 or _ARCHIVE.search(text):
            continue
        day = days.pop()
        if not weekdays:
            yield Told(Period.day(day), "caption", _CAPTION, n)
        elif _WEEKDAYS[day.weekday()] in weekdays:
            yield Told(Period.day(day), "caption", _CAPTION_SAME_WEEKDAY, n)


def _contradict(one: Period, other: Period) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return False
    return one.first - _APART > other.last or other.first - _APART > one.last


def _conflict(layout: Layout, best: Told, other: Told) -> Problem:
    block = next((layout.blocks[t.block] for t in (other, best) if t.block is not None), None)
    start, end = (block.start, block.end) if block else (0, 0)
    one, two = (f"{told.period.first} ({told.source})" for told in (best, other))
    message = f"two dates of publication, {one} and {two}; the first is kept"
    return Problem("date-conflict", start, end, message)
