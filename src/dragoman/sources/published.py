"""When a document came out, and what told us so. Nothing is guessed: what does not say is None.

The ladder, surest first: the user; the source's own fields (a corpus row, meta tags); a labelled line; a line that is
only a date; a dateline with its year; the address; a caption. A date in running text is the date of what it tells.
What is printed for people corrects what is written for machines: a template's date, or the day in another time zone.
"""

import datetime
import re
from collections.abc import Iterator, Sequence

from dragoman.record import Period, Problem, Published
from dragoman.sources.dates import day_of, find_dates
from dragoman.sources.nouns import Given
from dragoman.sources.printed import Layout, Told, captions, dateline_day, datelines, printed_dates

# By judgement, to be measured again once the record holds documents whose dates are known otherwise.
_META, _META_OTHER, _AGREED = 0.97, 0.9, 0.99
_ADDRESS, _ADDRESS_LOOSE = 0.85, 0.65
_CONFLICT = 0.6
_MOST_TOLD = 100
_APART = datetime.timedelta(days=1)
"""Sources a day apart do not contradict one another: pages stamp in other time zones than they print."""
_DATELINE_APART = datetime.timedelta(days=7)
"""A dateline further than that from the date of publication is of another story, or the date is a template's."""

_LONG = datetime.timedelta(days=31)
"""A lonely date under the title within that of the date of publication may be the day of what the text tells."""

_WORLD_TIME = re.compile(r"[T ](?P<hour>\d\d):\d\d\S*?(?:Z|[+-]00:?00| GMT| UTC)$")
_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)/(\d{1,2})/(\d{1,2})(?=/|$|[-_.])")
_LOOSE_IN_ADDRESS = (
    re.compile(r"(?<!\d)((?:20|19)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{0,9}(?!\d))"),
)


def published_of(layout: Layout, *, given: Given) -> tuple[Published | None, tuple[Problem, ...]]:
    """The date, and a problem where there is none or two that contradict one another."""
    if given.date:
        return Published(Period.day(given.date), "given", 1.0), ()
    told = _in_order([*_beside(layout)], printed_dates(layout))
    told = told or [*datelines(layout)]
    told = _with_most_witnesses([*told, *_address(layout)])
    told = told or [*captions(layout)]
    if not told:
        return None, (_unknown("the document does not say when it was published; give --date"),)
    best = told[0]
    if not best.sure and _speaks_against(layout, best):
        return None, (_unknown(f"{best.period.first} ({best.source}) is not the day of the dateline; give --date"),)
    other = next((t for t in told[1:] if _contradict(best.period, t.period)), None)
    if other is None:
        return Published(best.period, best.source, best.confidence), ()
    confidence = min(best.confidence, _CONFLICT)
    return Published(best.period, best.source, confidence), (_conflict(layout, best, other),)


def _beside(layout: Layout) -> Iterator[Told]:
    if layout.facts.date and (dates := find_dates(layout.facts.date)):
        yield Told(dates[0].period, "meta", _META, None, stamp=layout.facts.date)
    for printed in layout.facts.dates.values():
        if dates := find_dates(printed):
            yield Told(dates[0].period, "meta", _META_OTHER, None, stamp=printed)


def _in_order(beside: Sequence[Told], printed: Sequence[Told]) -> list[Told]:
    """What machines and people are told, the better first: the machines' day, unless what is printed corrects it."""
    if not beside or not printed:
        return [*beside, *printed]
    one, other = beside[0], printed[0]
    if one.period == other.period:
        return [Told(one.period, one.source, _AGREED, other.block, other.sure), *beside[1:], *printed]
    corrected = other.sure or _zone_explains(one, other) or _long_apart(one.period, other.period)
    return [*printed, *beside] if corrected and other.period.grain == "day" else [*beside, *printed]


def _zone_explains(stamped: Told, printed: Told) -> bool:
    """Whether a stamp of world time falls on another day than the publisher's clock: late there, early here."""
    found = _WORLD_TIME.search(stamped.stamp)
    if not found or not stamped.period.first or not printed.period.first:
        return False
    hour, days = int(found["hour"]), (printed.period.first - stamped.period.first).days
    return (days == 1 and hour >= 10) or (days == -1 and hour <= 12)


def _long_apart(one: Period, other: Period) -> bool:
    """Whether two dates are too far apart for a speech and its publication: one is of the site, not of the document."""
    return one.first is not None and other.first is not None and abs(one.first - other.first) > _LONG


def _with_most_witnesses(told: list[Told]) -> list[Told]:
    """The same, with the date ahead that more places tell than tell the first one."""
    if not told or told[0].sure:
        return told
    # Nobody prints so many; a page of nothing but dates must not be compared each with each.
    told = told[:_MOST_TOLD]
    counts = [sum(not _contradict(one.period, other.period) for other in told) for one in told]
    most = max(counts)
    if most == counts[0] or counts.count(most) != most:
        return told
    best = counts.index(most)
    return [told[best], *told[:best], *told[best + 1 :]]


def _speaks_against(layout: Layout, best: Told) -> bool:
    """Whether the text's own dateline is of another week than the date found."""
    day = dateline_day(layout)
    first = best.period.first
    if day is None or first is None or best.period.grain != "day":
        return False
    near = (day_of(first.year + n, day.month, day.day) for n in (-1, 0, 1))
    return all(abs(when - first) > _DATELINE_APART for when in near if when)


def _address(layout: Layout) -> Iterator[Told]:
    url = layout.facts.url or ""
    for form, confidence in ((_IN_ADDRESS, _ADDRESS), *((form, _ADDRESS_LOOSE) for form in _LOOSE_IN_ADDRESS)):
        for match in form.finditer(url):
            year, month, day = map(int, match.groups())
            if when := day_of(year, month, day):
                yield Told(Period.day(when), "url", confidence, None)
                return


def _contradict(one: Period, other: Period) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return False
    return one.first - _APART > other.last or other.first - _APART > one.last


def _unknown(message: str) -> Problem:
    return Problem("date-unknown", 0, 0, message)


def _conflict(layout: Layout, best: Told, other: Told) -> Problem:
    block = next((layout.blocks[t.block] for t in (other, best) if t.block is not None), None)
    start, end = (block.start, block.end) if block else (0, 0)
    one, two = (f"{told.period.first} ({told.source})" for told in (best, other))
    message = f"two dates of publication, {one} and {two}; the first is kept"
    return Problem("date-conflict", start, end, message)
