"""The dates that a page prints about itself: on a labelled line, on a line of their own, in a dateline, in a caption.

Where a line stands decides whose date it is. Under the title it is the document's; just above it, nearly always; at the
top of the page it may be the day of the visit, and below the matter that of another story.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.record import LineRole, Period, PublishedSource
from dragoman.sources import shapes
from dragoman.sources.dates import MonthDay, day_of, find_dates, month_and_day, only_date
from dragoman.sources.labels import Labelled, Labels
from dragoman.sources.nouns import Block, Content, Facts
from dragoman.sources.words import furniture_words, plain

# By judgement, to be measured again once the record holds documents whose dates are known otherwise.
_LABELLED, _OWN_LINE, _OWN_LINE_ABOVE, _OWN_LINE_AFTER = 0.98, 0.92, 0.85, 0.75
_DATELINE, _DATELINE_AFTER, _DATELINE_PIECED = 0.85, 0.75, 0.7
_CAPTION_SAME_WEEKDAY, _CAPTION = 0.75, 0.5
_NEAR = 4
"""Lines; a date that far above the title or below the text is the document's own."""
_FAR = 10
"""Lines above a lonely date among which another makes both the entries of a list."""
_YEAR_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=/|-\d\d-\d\d|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))")
_SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r")\b", re.I)
_ARCHIVE = re.compile(r"\bfile\b|file photo|archive|undated|earlier|자료\s?사진", re.I)
_DATELINE_HEAD = re.compile(r"^.{0,60}?(?:--|—|–|\)|/[.\s])|^.{0,60}", re.S)


@dataclass(frozen=True, slots=True)
class Told:
    """One date of publication as one place tells it. `block` is where, None where it stands beside the text.

    `sure` where the place can hardly mean anything else: under the title, with a label that says what it is. `stamp` is
    a meta tag's own writing, with its time.
    """

    period: Period
    source: PublishedSource
    confidence: float
    block: int | None
    sure: bool = False
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the ladder looks at: the blocks with their texts and roles, the labels among them, the facts beside them.

    `title` is the number of the title's block, -1 where no block is it; `first` and `last` are those of the matter's
    first and last block, and past the end where there is none.
    """

    blocks: Sequence[Block]
    texts: Sequence[str]
    roles: Sequence[LineRole]
    labels: Labels
    facts: Facts
    title: int
    first: int
    last: int

    def with_role(self, *roles: LineRole) -> Iterator[tuple[int, str]]:
        """The numbers and texts of the blocks that have one of the roles."""
        return ((n, text) for n, text in enumerate(self.texts) if self.roles[n] in roles)


def layout_of(content: Content, texts: Sequence[str], roles: Sequence[LineRole], labels: Labels) -> Layout:
    """The layout of a content whose blocks have these texts and roles."""
    title = next((n for n, role in enumerate(roles) if role == "title"), -1)
    spoken = [n for n, role in enumerate(roles) if role in ("body", "item")] or [len(roles)]
    return Layout(content.blocks, texts, roles, labels, content.facts, title, spoken[0], spoken[-1])


def printed_dates(layout: Layout) -> list[Told]:
    """The labelled and the lonely dates, the ones under the title first, and labelled before lonely."""
    told = [*_labelled(layout), *_own_lines(layout)]
    return sorted(told, key=lambda t: _rank(layout, t.block or 0))


def _rank(layout: Layout, n: int) -> int:
    """0 under the title, 1 above it, 2 below the matter."""
    if n > layout.last:
        return 2
    return 0 if n > layout.title else 1


def _labelled(layout: Layout) -> Iterator[Told]:
    end = _end(layout)
    for labelled in layout.labels.values:
        n = labelled.block
        if labelled.kind != "date" or n > end or (n > layout.last and layout.blocks[n].hint == "furniture"):
            continue
        day = labelled.day
        if day and not furniture_words().imprint.search(layout.texts[n]):
            sure = _rank(layout, n) == 0 and _says_publication(labelled)
            yield Told(day, "line", _LABELLED, n, sure)


def _says_publication(labelled: Labelled) -> bool:
    """Whether the label says whose date it is: "Published", not "Date"."""
    return plain(labelled.label) not in furniture_words().vague_dates


def _end(layout: Layout) -> int:
    """Where the page turns to other documents: the first heading of such, or a copyright line, below the matter."""
    words = furniture_words()
    for n in range(layout.last + 1, len(layout.texts)):
        line = plain(layout.texts[n])
        if line in words.openers or line.startswith(words.neighbours) or shapes.is_copyright(layout.texts[n]):
            return n
    return len(layout.texts)


def _own_lines(layout: Layout) -> Iterator[Told]:
    """Lines that are only a date, without a label; one in brackets is the day a speech was held."""
    title = layout.title
    for n, text in layout.with_role("metadata"):
        if n in layout.labels.blocks or text.startswith("(") or not (dates := find_dates(text)):
            continue
        period = dates[0].period
        if title < n < layout.first:
            yield Told(period, "line", _OWN_LINE, n)
        elif n < title and _heads_title(layout, n):
            yield Told(period, "line", _OWN_LINE_ABOVE, n)
    after = [*_after(layout)]
    if len(after) == 1:
        yield Told(find_dates(layout.texts[after[0]])[0].period, "line", _OWN_LINE_AFTER, after[0])


def _heads_title(layout: Layout, n: int) -> bool:
    """Whether nothing but such lines stands between a line and the title below it: not the end of another entry."""
    if layout.title - n > _NEAR or layout.blocks[n].hint == "furniture":
        return False
    between = range(n + 1, layout.title)
    others = (k for k in range(max(0, n - _FAR), n) if layout.roles[k] == "metadata" and only_date(layout.texts[k]))
    return all(layout.roles[k] in ("metadata", "dateline") for k in between) and not any(others)


def _after(layout: Layout) -> Iterator[int]:
    """Lonely dates close below the matter, before any furniture."""
    for n in range(layout.last + 1, min(layout.last + 1 + _NEAR, len(layout.texts))):
        if layout.roles[n] == "chrome" and not shapes.is_end_mark(layout.texts[n]):
            return
        lonely = layout.roles[n] == "metadata" and n not in layout.labels.blocks and layout.texts[n][0] != "("
        dates = find_dates(layout.texts[n]) if lonely and layout.blocks[n].hint is None else []
        if dates and dates[0].period.grain == "day":
            yield n


def datelines(layout: Layout) -> Iterator[Told]:
    """ "Berlin, March 3, 2021" alone on its line, or before a dash at the head of the first paragraph.

    Between paragraphs such a line heads an entry of a chronicle.
    """
    for n, text in _dateline_texts(layout):
        dates = [d for d in find_dates(text) if d.period.grain == "day"]
        if dates:
            yield Told(dates[0].period, "line", _DATELINE_AFTER if n > layout.last else _DATELINE, n)
        elif when := _pieced(layout, text):
            yield Told(Period.day(when), "line", _DATELINE_PIECED, n)


def dateline_day(layout: Layout) -> MonthDay | None:
    """The month and day of the text's dateline, whatever its year."""
    return next((day for _, text in _dateline_texts(layout) if (day := month_and_day(text))), None)


def _dateline_texts(layout: Layout) -> Iterator[tuple[int, str]]:
    for n, text in layout.with_role("dateline"):
        if not layout.first <= n <= layout.last:
            yield n, text
    for n, text in list(layout.with_role("body", "item"))[:1]:
        if opening := _opening(text):
            yield n, opening


def _pieced(layout: Layout, text: str) -> datetime.date | None:
    """A dateline's month and day with the year of another line of the document's own."""
    day = month_and_day(text)
    year = _own_year(layout, day) if day else None
    return day_of(year, day.month, day.day) if day and year else None


def _opening(text: str) -> str:
    """A paragraph's dateline, "" where it opens otherwise: a place, its day, perhaps an agency, and a dash."""
    head = _DATELINE_HEAD.match(text[:90])
    opening = head.group() if head else ""
    dated = next(iter(find_dates(opening)), None) or month_and_day(opening)
    if dated is None:
        return ""
    if shapes.agency(text) is not None:
        return opening
    place, after = opening[: dated.start], opening[dated.end :]
    dashed = not shapes.words_of(after) and after.endswith(("--", "—", "–"))
    return opening if dashed and shapes.is_place(place) and not _WEEKDAY.search(place) else ""


def _own_year(layout: Layout, day: MonthDay) -> int | None:
    """The year that the address or a line of the document's own gives: one of month and year, or like 04/03/2021."""
    months = [
        d.period for _, text in layout.with_role("metadata") for d in find_dates(text) if d.period.grain == "month"
    ]
    years = {month.first.year for month in months if month.first}
    for labelled in layout.labels.values:
        slashed = _SLASHED.match(labelled.value) if labelled.kind == "date" else None
        if slashed and {int(slashed[1]), int(slashed[2])} == {day.month, day.day}:
            years.add(int(slashed[3]))
    years |= {int(year) for year in _YEAR_IN_ADDRESS.findall(layout.facts.url or "")}
    return years.pop() if len(years) == 1 else None


def captions(layout: Layout) -> Iterator[Told]:
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
