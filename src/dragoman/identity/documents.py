"""Two documents -> how they are alike: the same words, nearly the same, or one standing in the other.

It is asked of the two alone, so that it matters neither what else is on record nor in which order it came.

Ministries write many letters from one form: calls, condolences, national days, schedules. Their words may agree more
than those of a release and its reprint, so words are not enough. Where two texts have the same place filled with other
names or numbers, or like titles name others, or one publisher put them out on other days, they are two.

The thresholds were set on 1,584 releases of one ministry (about 200 pairs of letters from one form, six true pairs)
and on built variants of texts of our own; measure again with bench/links.py when one is changed.
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.identity.words import STRETCH, Body, stretches, title_words
from dragoman.record import Reading

WordsKind = Literal["exact", "near", "reprint", "excerpt"]

LEAST_WORDS = 20
"""Below this a text cannot be told from a standing phrase, and only another text that is all the same is like it."""
NEARLY = 0.75
"""The share of the words of each that must stand in the other for both to be nearly the same."""
WITHIN = 0.8
"""The share of the words of one that must stand in the other for it to be taken from there."""
LEAST_RUN = 10
"""Words in a row, or two thirds of the text, that must be shared somewhere: forms share shorter ones."""
SURE = 0.95
"""From here on the words outweigh what titles say."""
PLACE = 40
"""Words: a longer stretch between two shared ones is text of its own, not another filling of one place."""
HEAD = 8
"""Words before the first shared ones that may name a place and an agency: "SEOUL, May 3 (Harbour Press) --"."""
DAYS_APART = 3
"""One publisher's documents, put out further apart, are two unless their words are surely the same."""
DAYS_OF_REPRINTS = 31
"""Nobody reprints later, unless the words are all the same."""

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a document is compared: its body, its title, whose it is, and the days it may have come out."""

    document: str
    body: Body
    title: str = ""
    publisher: str | None = None
    days: tuple[datetime.date, datetime.date] | None = None


def sketch(reading: Reading) -> Sketch:
    """The sketch of a document as it was read."""
    document = reading.document
    period = document.published.period if document.published else None
    days = (period.first, period.last) if period and period.first and period.last else None
    publisher = document.publisher.actor or (document.publisher.name or "").casefold() or None
    return Sketch(document.id, Body.of(reading), document.title or "", publisher, days)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a document is like another: the shares of its words in the other, and of the other's in it.

    Of an excerpt or reprint that adds or leaves out, `document` is the one that stands in the other.
    """

    document: str
    other: str
    kind: WordsKind
    within: float
    holds: float


def likeness(one: Sketch, other: Sketch) -> Likeness | None:
    """How two documents are alike; None where they are two."""
    if not one.body or not other.body:
        return None
    if one.body.words() == other.body.words():
        return _exact(one, other)
    if min(len(one.body), len(other.body)) < LEAST_WORDS:
        return None
    one, other = sorted((one, other), key=lambda each: each.document)
    match = _Match(one.body, other.body)
    within, holds = match.shares()
    part = 0 if within >= holds else 1
    if part == 1:
        one, other, within, holds = other, one, holds, within
    near = holds >= NEARLY
    if not near and (within < WITHIN or match.longest() < min(LEAST_RUN, len(one.body) * 2 // 3)):
        return None
    if _from_one_form(match) or (_ours(one, other) and _numbers_differ(one, other)):
        return None
    if not near and match.strange(part) * 8 >= len(one.body.facts()) > 0:
        return None  # it tells of somebody who is not in what it should be a part of
    sure = holds >= SURE and not match.swapped()[0]
    if not sure and (_titles_differ(one, other) or _too_far_apart(one, other)):
        return None
    if one.publisher and other.publisher and not _ours(one, other):
        return Likeness(one.document, other.document, "reprint", within, holds)
    return Likeness(one.document, other.document, "near" if near else "excerpt", within, holds)


def shares(one: Sketch, other: Sketch) -> tuple[float, float]:
    """The share of the words of each that stand in the other, in the same order."""
    return _Match(one.body, other.body).shares() if one.body and other.body else (0.0, 0.0)


def _from_one_form(match: "_Match") -> bool:
    """One place filled with two names or numbers may be a correction; more are two letters, and so is one in a few."""
    swapped, facts = match.swapped()
    return swapped * 20 > facts if swapped > 1 else swapped * 5 > facts


def _exact(one: Sketch, other: Sketch) -> Likeness | None:
    """The same words; but a short text is put out again on another day, or under a title with another number."""
    first, second = sorted((one, other), key=lambda each: each.document)
    short = len(one.body) < LEAST_WORDS * 3
    if short and (_titles_differ(one, other) or _days_apart(one, other) > DAYS_APART):
        return None
    if _ours(one, other) and _numbers_differ(one, other):
        return None
    return Likeness(first.document, second.document, "exact", 1.0, 1.0)


def _titles_differ(one: Sketch, other: Sketch) -> bool:
    """Titles made from one form, with other names or numbers in it. Titles that are nothing alike tell nothing."""
    first, second = ({word >> 1: word & 1 for word in title_words(each.title)} for each in (one, other))
    shared = first.keys() & second.keys()
    if len(shared) * 3 < min(len(first), len(second)):
        return False
    return any(first[w] for w in first.keys() - shared) and any(second[w] for w in second.keys() - shared)


def _numbers_differ(one: Sketch, other: Sketch) -> bool:
    """Titles made from one form, with other numbers in it: not even the same words make those one."""
    first, second = (set(_NUMBER.findall(each.title)) for each in (one, other))
    return bool(first - second and second - first) and _titles_differ(one, other)


def _too_far_apart(one: Sketch, other: Sketch) -> bool:
    return _days_apart(one, other) > (DAYS_APART if _ours(one, other) else DAYS_OF_REPRINTS)


def _ours(one: Sketch, other: Sketch) -> bool:
    """Whether one publisher is known to have put out both."""
    return one.publisher is not None and one.publisher == other.publisher


def _days_apart(one: Sketch, other: Sketch) -> int:
    """The least number of days between the two; 0 where a day is unknown."""
    if one.days is None or other.days is None:
        return 0
    return max((other.days[0] - one.days[1]).days, (one.days[0] - other.days[1]).days, 0)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words shared in a row: where they stand in the one, where in the other, and how many."""

    one: int
    other: int
    size: int


class _Match:
    """Which words of two bodies stand in the same order in both."""

    def __init__(self, one: Body, other: Body) -> None:
        self._one, self._other = one, other
        self._runs = _in_order(list(_runs(stretches(one.words()), stretches(other.words()))))

    def shares(self) -> tuple[float, float]:
        """The share of the words of each that are shared."""
        shared = sum(run.size for run in self._runs)
        return shared / len(self._one), shared / len(self._other)

    def longest(self) -> int:
        """The most words shared in a row."""
        return max((run.size for run in self._runs), default=0)

    def swapped(self) -> tuple[int, int]:
        """How many names and numbers stand in the place of others, and how many the shorter text has in all."""
        ours, theirs = self._one.facts(), self._other.facts()
        all_ours, all_theirs = set(self._one.words()), set(self._other.words())
        here: set[int] = set()
        there: set[int] = set()
        for mine, its in self._places():
            own = {w >> 1 for w in mine if w & 1} - all_theirs
            others = {w >> 1 for w in its if w & 1} - all_ours
            if own and others:
                here |= own
                there |= others
        return min(len(here), len(there)), min(len(ours), len(theirs))

    def strange(self, part: int) -> int:
        """How many names and numbers of one of the two, 0 or 1, stand nowhere in the other.

        What an agency puts before the first shared words is left aside.
        """
        words, others = (self._one, self._other)[part].marked, (self._other, self._one)[part].words()
        starts = [(run.one, run.other)[part] for run in self._runs]
        shared = {at for start, run in zip(starts, self._runs, strict=True) for at in range(start, start + run.size)}
        head = starts[0] if starts and starts[0] <= HEAD else 0
        own = {words[at] >> 1 for at in range(head, len(words)) if at not in shared and words[at] & 1}
        return len(own.difference(others))

    def _places(self) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        """What stands in each between the same shared runs, where both have something of their own there."""
        one, other = self._one.marked, self._other.marked
        ends = _Run(len(one), len(other), 0)
        at = _Run(0, 0, 0)
        for run in (*self._runs, ends):
            mine, its = one[at.one + at.size : run.one], other[at.other + at.size : run.other]
            head = at.size == 0 and max(len(mine), len(its)) <= HEAD
            if mine and its and max(len(mine), len(its)) <= PLACE and not head:
                yield mine, its
            at = run


def _runs(one: Sequence[int], other: Sequence[int]) -> Iterator[_Run]:
    """The runs of stretches of the one that stand in the other, each carried on as far as it goes.

    Of several places in the other the one after the last run is taken, as an order is looked for.
    """
    places: dict[int, list[int]] = {}
    for at, stretch in enumerate(other):
        places.setdefault(stretch, []).append(at)
    start, after = 0, 0
    while start < len(one):
        found = places.get(one[start])
        if found is None:
            start += 1
            continue
        there = found[min(bisect_left(found, after), len(found) - 1)]
        size = 1
        while start + size < len(one) and there + size < len(other) and one[start + size] == other[there + size]:
            size += 1
        yield _Run(start, there, size + STRETCH - 1)
        start, after = start + size, there + size


MOST_RUNS = 300
"""Of the longest runs; the work grows with their square. A text cut into more is not the same text."""


def _in_order(runs: list[_Run]) -> list[_Run]:
    """The runs, with most words together, that stand in one order in both; where two overlap, the later is cut."""
    runs = sorted(sorted(runs, key=lambda run: -run.size)[:MOST_RUNS], key=lambda run: run.one)
    if not runs:
        return []
    best = [run.size for run in runs]
    before = [-1] * len(runs)
    for n, run in enumerate(runs):
        for m in range(n):
            gain = run.size - _overlap(runs[m], run)
            if gain > 0 and runs[m].other < run.other and best[m] + gain > best[n]:
                best[n], before[n] = best[m] + gain, m
    at = max(range(len(runs)), key=best.__getitem__)
    chain = [runs[at]]
    while (at := before[at]) >= 0:
        cut = _overlap(runs[at], chain[-1])
        last = chain[-1]
        chain[-1] = _Run(last.one + cut, last.other + cut, last.size - cut)
        chain.append(runs[at])
    return chain[::-1]


def _overlap(earlier: _Run, later: _Run) -> int:
    """By how many words the later begins before the earlier has ended, in either text."""
    return max(earlier.one + earlier.size - later.one, earlier.other + earlier.size - later.other, 0)
