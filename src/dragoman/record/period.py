"""When something is, was or will be, no more exactly than the words say."""

import datetime
from dataclasses import dataclass
from typing import Literal

Grain = Literal["day", "week", "month", "quarter", "half", "season", "year", "decade", "vague"]
Anchor = Literal["absolute", "published", "said", "event"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends inclusive. An end that is open or unknown is None, never a guessed day.

    `grain` is how finely the words speak: "early next year" has the grain `season` or `vague`, not a day.
    """

    first: datetime.date | None
    last: datetime.date | None
    grain: Grain

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def day(cls, day: datetime.date) -> "Period":
        """One day."""
        return cls(day, day, "day")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression in a text and the period it stands for.

    `anchor` says what it was reckoned from: nothing (`absolute`), the day of publication, the day of the speech told
    of, or another event. `id` is unique in its reading.
    """

    id: str
    start: int
    end: int
    period: Period
    anchor: Anchor
    confidence: float
