"""What is counted of the acts of one voice: cells by period and track, phrases, shifts. By columns, not act by act."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.desks.acts import tops_of
from dragoman.desks.dialogue.shifts import LEAST, find_shift, holm, interval
from dragoman.store import ClaimRow, Party
from dragoman.store.act_table import ActTable, day
from dragoman.store.numbering import first_places, numbered, once, spread, starts, turns

Array = NDArray[Any]
Step = Literal["year", "half", "quarter", "month"]
STEPS: tuple[Step, ...] = get_args(Step)
SIGNIFICANT = 0.05
TELLING = 3
"""Acts told of one cell, and on each side of a shift."""
FEW_CELLS = 150
"""Cells of a voice, each of which tells so many acts; of more each tells one."""
_MONTHS: Mapping[Step, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_EPOCH = datetime.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Cell:
    """One voice on one track in one period. `share` is of its acts then, `interval` the 95% bootstrap of it."""

    period: str
    track: str
    acts: int
    of: int
    documents: int
    share: float
    interval: tuple[float, float] | None
    telling: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A key phrase as a voice uses it: first and last day, how often, in how many documents."""

    phrase: str
    first: datetime.date
    last: datetime.date
    acts: int
    documents: int


@dataclass(frozen=True, slots=True)
class TrackShift:
    """How a voice's share of acts on a track moved. `p` is corrected for the tracks looked at.

    None for `p` where there is too little to tell: fewer documents than the test needs. `from_day` is when the first
    document after the change came out; `before_rows` and `after_rows` are acts on the track on either side.
    """

    track: str
    documents: int
    p: float | None
    from_day: datetime.date | None
    before: float | None
    after: float | None
    before_rows: tuple[ClaimRow, ...]
    after_rows: tuple[ClaimRow, ...]

    @property
    def found(self) -> bool:
        """Whether chance alone would hardly do it."""
        return self.p is not None and self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Stand:
    """One voice: its cells by period and track, its key phrases, how its tracks moved."""

    voice: Party
    acts: int
    documents: int
    cells: tuple[Cell, ...]
    wording: tuple[Wording, ...]
    shifts: tuple[TrackShift, ...]


Leads = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A stand before its acts are unpacked: beside each cell and shift the leads of the acts that it tells."""

    stand: Stand
    cells: tuple[tuple[Cell, Leads], ...]
    shifts: tuple[tuple[TrackShift, Leads, Leads], ...]

    def leads(self) -> Iterator[int]:
        """All acts that it tells."""
        for _, telling in self.cells:
            yield from telling
        for _, before, after in self.shifts:
            yield from (*before, *after)

    def told(self, leads: Mapping[int, ClaimRow]) -> Stand:
        """The stand."""

        def rows(wanted: Leads) -> tuple[ClaimRow, ...]:
            return tuple(leads[lead] for lead in wanted)

        return replace(
            self.stand,
            cells=tuple(replace(cell, telling=rows(telling)) for cell, telling in self.cells),
            shifts=tuple(
                replace(shift, before_rows=rows(before), after_rows=rows(after)) for shift, before, after in self.shifts
            ),
        )


def period_of(day: datetime.date, step: Step) -> str:
    """The period a day lies in: 2017, 2017-H1, 2017-Q1, 2017-01."""
    return _label((day.year * 12 + day.month - 1) // _MONTHS[step], step)


def _label(number: int, step: Step) -> str:
    year, part = divmod(number, 12 // _MONTHS[step])
    match step:
        case "year":
            return str(year)
        case "half":
            return f"{year}-H{part + 1}"
        case "quarter":
            return f"{year}-Q{part + 1}"
        case "month":
            return f"{year}-{part + 1:02d}"


class Stood:
    """The acts of one voice in the order in which they were said, all of them dated."""

    def __init__(self, its: ActTable, at: Array) -> None:
        """`at` is where they stand in the table."""
        self._its = its
        self._at = at
        self._days = its["said_first"][at]
        kinds, self._which = numbered(its["tracks"][at])
        self._tops = [tops_of(its.tracks(int(number))) for number in kinds]
        # The acts of one document were said on one day, and stand together.
        self._first = turns(its["document"][at])
        self._document = np.repeat(np.arange(len(self._first)), np.diff(self._first, append=len(at)))

    @property
    def documents(self) -> int:
        """In how many documents they stand."""
        return len(self._first)

    def periods(self, step: Step) -> int:
        """In how many periods there is an act on some track."""
        some = np.array([bool(tops) for tops in self._tops], bool)[self._which]
        return len(turns(self._numbers(step)[some]))

    def draft(self, voice: Party, step: Step, place: Mapping[str, int]) -> Draft:
        """How the voice stands. `place` has the order of the tracks; others come behind, by name."""
        named = {track for tops in self._tops for track in tops}
        tracks = sorted(named, key=lambda track: (place.get(track, len(place)), track))
        whole = Stand(voice, len(self._at), self.documents, (), tuple(self._wording()), ())
        on = {track: np.array([track in tops for tops in self._tops], bool)[self._which] for track in tracks}
        return Draft(whole, tuple(self._cells(on, step)), tuple(self._shifts(on)))

    def _numbers(self, step: Step) -> Array:
        """The number of each act's period."""
        months = (self._days.astype(np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        numbers: Array = (months + 1970 * 12) // _MONTHS[step]
        return numbers

    def _leads(self, places: Array) -> Leads:
        return tuple(self._its["lead"][self._at[places]].tolist())

    def _cells(self, on: Mapping[str, Array], step: Step) -> Iterator[tuple[Cell, Leads]]:
        numbers = self._numbers(step)
        starts = turns(numbers)
        confidence = self._its["confidence"][self._at]
        telling = TELLING if len(starts) * len(on) <= FEW_CELLS else 1
        for number, low, high in zip(numbers[starts].tolist(), starts, [*starts[1:], len(self._at)], strict=True):
            inside = self._document[low:high] - self._document[low]
            of = np.bincount(inside)
            for track, here in on.items():
                places = np.flatnonzero(here[low:high])
                if not len(places):
                    continue
                counts = np.bincount(inside[places], minlength=len(of))
                best = low + _highest(confidence[low:high], places, telling)
                cell = Cell(
                    period=_label(number, step),
                    track=track,
                    acts=len(places),
                    of=int(high - low),
                    documents=int(np.count_nonzero(counts)),
                    share=len(places) / int(high - low),
                    interval=interval(counts, of),
                    telling=(),
                )
                yield cell, self._leads(best)

    def _wording(self) -> Iterator[Wording]:
        """The phrases of more than one word, most used first."""
        its, used = self._its, self._its["wording"][self._at]
        numbers, which = numbered(used)
        known: dict[str, int] = {}
        told = [[p for p in its.phrases(int(number)) if " " in p] for number in numbers]
        phrases = [np.array([known.setdefault(p, len(known)) for p in some], np.int64) for some in told]
        sizes = np.array([len(some) for some in phrases], np.int64)
        if not known:
            return
        act, place = spread(starts(sizes)[which], sizes[which])
        phrase = np.concatenate(phrases)[place]
        counts = np.bincount(phrase)
        documents = np.bincount(once(phrase * self.documents + self._document[act]) // self.documents)
        first, last = act[first_places(phrase, len(known))], np.zeros(len(known), np.int64)
        last[phrase] = act  # they come in order
        for name, n in sorted(known.items(), key=lambda one: (-counts[one[1]], one[0])):
            yield Wording(name, self._day(first[n]), self._day(last[n]), int(counts[n]), int(documents[n]))

    def _day(self, place: int) -> datetime.date:
        return day(int(self._days[place])) or datetime.date.min

    def _shifts(self, on: Mapping[str, Array]) -> Iterator[tuple[TrackShift, Leads, Leads]]:
        """How the share of each track moved from document to document."""
        n = self.documents
        if n < LEAST:
            yield from ((TrackShift(track, n, None, None, None, None, (), ()), (), ()) for track in on)
            return
        of = np.bincount(self._document)
        found = [
            (track, find_shift(np.bincount(self._document[here], minlength=n) / of), np.flatnonzero(here))
            for track, here in on.items()
        ]
        corrected = iter(holm([shift.p for _, shift, _ in found if shift is not None]))
        for track, shift, places in found:
            if shift is None:  # the same share in every document
                continue
            turn = self._first[shift.at]
            split = int(np.searchsorted(self._days[places], self._days[turn]))
            told = TrackShift(track, n, next(corrected), self._day(turn), shift.before, shift.after, (), ())
            before, after = places[max(0, split - TELLING) : split], places[split : split + TELLING]
            yield told, self._leads(before), self._leads(after)


def _highest(values: Array, places: Array, many: int) -> Array:
    """Of these places those of the highest values, the highest first; of equal ones the first."""
    here = values[places]
    if len(here) > many:
        some = np.flatnonzero(here >= np.partition(here, len(here) - many)[len(here) - many])
        places, here = places[some], here[some]
    found: Array = places[np.argsort(-here, kind="stable")[:many]]
    return found
