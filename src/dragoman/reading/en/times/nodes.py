"""What a time expression says, as a small tree, before anybody asks which days it means."""

from dataclasses import dataclass
from typing import Literal

from dragoman.reading.en.times.calendar import Part, Season, Unit

Base = Literal["published", "said"]
BoundKind = Literal["by", "until", "since", "before", "after", "from", "within"]
VagueKind = Literal["past", "present", "future", "set", "duration", "event"]
Choice = Literal["this", "last", "next", "coming", "past"]


@dataclass(frozen=True, slots=True)
class Fields:
    """A date by the calendar fields that are said: "April 22", "2024", "Wednesday". Weekday: Monday is 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A date written so that it cannot be told: 04/05/2024, a fiscal year whose beginning nobody states."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar unit counted from a day: this year (0), last month (-1), tomorrow (day, +1)."""

    unit: Unit
    shift: int
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the recurring ones, picked by a word: last August, next Friday, this summer."""

    choice: Choice
    month: int | None = None
    weekday: int | None = None
    season: Season | None = None


@dataclass(frozen=True, slots=True)
class SeasonOf:
    """A season, with the year it is of where that is said."""

    season: Season
    of: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Decade:
    """The 1990s, by its first year."""

    start: int


@dataclass(frozen=True, slots=True)
class Century:
    """The 21st century."""

    number: int


@dataclass(frozen=True, slots=True)
class Era:
    """A named stretch of history, by its first and last year."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PartOf:
    """Early, mid, late or the end of something."""

    part: Part
    of: "Node"


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The n-th unit of something: the first half of this year, the last week of May (-1), the first 100 days of it
    (count). `of` is None where the text leaves it out: "in the first quarter"."""

    number: int
    unit: Unit
    of: "Node | None"
    count: int = 1


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The second Tuesday of May; the last is -1."""

    number: int
    weekday: int
    of: "Node"


@dataclass(frozen=True, slots=True)
class NumberedWeek:
    """Week 31, by ISO 8601; of the year told, else of the year it is told in."""

    number: int
    year: int | None


@dataclass(frozen=True, slots=True)
class UnitOf:
    """The unit that a day lies in: the week of March 3."""

    unit: Unit
    of: "Node"


@dataclass(frozen=True, slots=True)
class In:
    """Fields inside a unit: Friday of next week, March this year, the 15th of last month."""

    fields: Fields
    of: "Node"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time that ends (-1) or begins (+1) now: the past two years, the next few weeks (count None)."""

    count: int | None
    unit: Unit
    direction: int
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Distance:
    """So far from a day: two years ago, a day earlier, three weeks after March 1. With `event` it hangs on something
    that is no date: two days after the launch."""

    count: int | None
    unit: Unit
    direction: int
    base: Base = "published"
    of: "Node | None" = None
    event: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """The part of a unit before (-1) or after (+1) now: earlier this month, later this year."""

    of: "Node"
    direction: int


@dataclass(frozen=True, slots=True)
class Span:
    """From one to the other, both included."""

    first: "Node"
    last: "Node"


@dataclass(frozen=True, slots=True)
class Bound:
    """One end only: by March, since 2006, until the end of the year; `within` sets both where it can."""

    kind: BoundKind
    of: "Node"


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The n-th anniversary of something whose date, if the text tells it, is `of`."""

    number: int
    of: Fields | None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day alone: in the afternoon, at 10:20."""


@dataclass(frozen=True, slots=True)
class Vague:
    """Words about time that fix no day; of a duration and of what comes again, how many units."""

    kind: VagueKind
    count: float | None = None
    unit: Unit | None = None


Node = (
    Fields
    | Unread
    | Calendar
    | Chosen
    | SeasonOf
    | Decade
    | Century
    | Era
    | NumberedWeek
    | PartOf
    | Ordinal
    | NthWeekday
    | UnitOf
    | In
    | Stretch
    | Distance
    | Around
    | Span
    | Bound
    | Anniversary
    | Clock
    | Vague
)


def rule_name(node: Node) -> str:
    """A short name of what was read, for `by` lists and tests: "by(calendar.year)"."""
    match node:
        case Bound(kind, of):
            return f"{kind}({rule_name(of)})"
        case PartOf(part, of):
            return f"{part}({rule_name(of)})"
        case Span(first, last):
            return f"span({rule_name(first)},{rule_name(last)})"
        case In(fields, of):
            return f"in({rule_name(fields)},{rule_name(of)})"
        case Around(of, _):
            return f"around({rule_name(of)})"
        case Vague(kind):
            return f"vague.{kind}"
        case Calendar(unit) | Stretch(_, unit) | Distance(_, unit) | Ordinal(_, unit) | Unread(unit) | UnitOf(unit):
            return f"{type(node).__name__.lower()}.{unit}"
        case Fields():
            return "date." + _fields_name(node)
        case _:
            return type(node).__name__.lower()


def _fields_name(fields: Fields) -> str:
    said = [name for name in ("year", "month", "day", "weekday") if getattr(fields, name) is not None]
    return "-".join(said)
