"""What an answer is reckoned from, and an answer in the making."""

import datetime
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.reading.en.times.calendar import Days
from dragoman.record import Anchor, Grain, Period

Tense = Literal["past", "present", "future"]

# How sure an answer is: everything said; reckoned from a known day; a year filled in by tense; one of two readings
# chosen; no days at all. Set by judgement on 2024-style press prose, not fitted.
FULL, RELATIVE, INFERRED, LOOSE, OPEN = 0.95, 0.9, 0.8, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What is known around an expression.

    published: the document's day of publication. tense: of the clause the expression belongs to. year_hint: the year
    that the words nearby speak of; it is used where an expression leaves its year out, and before the day of
    publication. said: when the speech or the event told of took place; "a day later" is reckoned from it.
    """

    published: Period | None
    tense: Tense | None
    year_hint: int | None = None
    said: Period | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The context with one day to reckon from."""

    today: datetime.date | None
    said: Period | None
    tense: Tense | None
    year: int | None

    def leaning(self, tense: Tense) -> "Scene":
        """The same with another tense: "since March" looks back whatever the verb does."""
        return replace(self, tense=tense)

    def seen_from(self, day: datetime.date, tense: Tense) -> "Scene":
        """The same from another day, which then also decides the year."""
        return Scene(day, self.said, tense, None)


@dataclass(frozen=True, slots=True)
class Answer:
    """A period in the making. `whole` is what a part is a part of: "since the end of 2020" begins when 2020 ends."""

    first: datetime.date | None
    last: datetime.date | None
    grain: Grain
    anchor: Anchor = "absolute"
    confidence: float = FULL
    whole: Days | None = None

    @property
    def days(self) -> Days | None:
        """Both ends, where both are known."""
        return (self.first, self.last) if self.first and self.last else None

    def less_sure(self, share: float) -> "Answer":
        """The same answer with less confidence."""
        return replace(self, confidence=round(self.confidence * share, 3))


def unknown(grain: Grain, anchor: Anchor = "published") -> Answer:
    """Nothing to reckon from."""
    return Answer(None, None, grain, anchor, OPEN)


def known(days: Days | None, grain: Grain, anchor: Anchor = "absolute", confidence: float = FULL) -> Answer:
    """The days, or unknown where the calendar has none."""
    return Answer(days[0], days[1], grain, anchor, confidence) if days else unknown(grain, anchor)
