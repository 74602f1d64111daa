"""What things are called on a page in one language: actors and tracks by the dossier, the rest by the catalogue."""

import calendar
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.brief.catalogue import Catalogue, catalogue
from dragoman.brief.words import one_line
from dragoman.dossier import Actor, Dossier
from dragoman.record import Period
from dragoman.store import Party


@dataclass(frozen=True, slots=True)
class Labels:
    """Names for people, in one language. `actors` and `tracks` are by id; what is not there keeps its own name."""

    words: Catalogue
    actors: Mapping[str, str] = field(default_factory=dict)
    tracks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str, dossier: Dossier | None = None) -> "Labels":
        """Those of a dossier in a language; an actor that has no name in it is called as the dossier calls it."""
        if dossier is None:
            return cls(catalogue(language))
        return cls(
            words=catalogue(language),
            actors={actor.id: _name_in(actor, language) for actor in dossier.actors.values()},
            tracks={t.id: t.label.get(language) or t.label.get("en", t.id) for t in dossier.tracks.values()},
        )

    @property
    def language(self) -> str:
        """The language's code."""
        return self.words.language

    def say(self, key: str, /, **facts: Any) -> str:
        """A message of the catalogue."""
        return self.words.say(key, **facts)

    def count(self, n: int, noun: str) -> str:
        """A number with what it counts: "1 claim", "주장 1건"."""
        return self.say(f"count.{noun}", n=n)

    def party(self, party: Party) -> str:
        """A party's name, on one line."""
        return one_line(self.actors.get(party.actor or "", party.name))

    def parties(self, parties: Iterable[Party]) -> str:
        """Names in a row, each once."""
        return ", ".join(dict.fromkeys(map(self.party, parties)))

    def track(self, track: str | None) -> str:
        """A track's name."""
        return self.say("track.none") if track is None else self.tracks.get(track, track)

    def day(self, day: datetime.date | None) -> str:
        """A day, as the language writes it."""
        if day is None:
            return self.say("date.unknown")
        return self.say("date.day", day=day.day, month=self._month(day.month), year=day.year)

    def period(self, period: Period | None) -> str:
        """A period in as few words as it allows, never more exactly than it is known: 4 Jan 2017, Q1 2017, 2017."""
        if period is None or (period.first is None and period.last is None):
            return self.say("date.unknown")
        if period.first is None:
            return self.say("date.until", last=self.day(period.last))
        if period.last is None:
            return self.say("date.since", first=self.day(period.first))
        return self._whole(period.first, period.last) or self.say(
            "date.span", first=self.day(period.first), last=self.day(period.last)
        )

    def month(self, day: datetime.date) -> str:
        """The month that a day lies in."""
        return self.say("date.month", month=self._month(day.month), year=day.year)

    def span(self, first: datetime.date | None, last: datetime.date | None) -> str:
        """From one day to another, as far as they are known."""
        return self.period(Period(first, last, "vague"))

    def placed(self, first: datetime.date, last: datetime.date | None) -> str:
        """When an undated document can have come out: whole months."""
        if last is None:
            return self.say("note.placed-open", first=self.month(first))
        return self.say("note.placed", first=self.month(first), last=self.month(last))

    def undated(self, first: datetime.date, last: datetime.date | None) -> str:
        """The same in short, for where it stands in place of a day."""
        months = self.say("date.span", first=self.month(first), last=self.month(last)) if last else None
        return self.say("note.undated-within", span=months or self.say("date.since", first=self.month(first)))

    def step(self, name: str) -> str:
        """A period that the positions desk names: 2017, 2017-H1, 2017-Q1, 2017-01."""
        return self.period(Period(*days_of(name), "vague"))

    def _whole(self, first: datetime.date, last: datetime.date) -> str | None:
        """The name of a day, month, quarter, half or year that the days are just the ends of."""
        if first == last:
            return self.day(first)
        ends = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        if not ends or first.year != last.year:
            return None
        months = last.month - first.month + 1
        if (first.month - 1) % months:
            return None
        match months:
            case 1:
                return self.month(first)
            case 3:
                return self.say("date.quarter", quarter=(first.month + 2) // 3, year=first.year)
            case 6:
                return self.say(f"date.half-{1 if first.month == 1 else 2}", year=first.year)
            case 12:
                return self.say("date.year", year=first.year)
            case _:
                return None

    def _month(self, month: int) -> str:
        return str(self.words.messages["date.months"][month - 1])


def days_of(step: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a period by the name that the positions desk gives it."""
    year, _, part = step.partition("-")
    match part[:1]:
        case "":
            first, months = 1, 12
        case "H":
            first, months = 6 * int(part[1:]) - 5, 6
        case "Q":
            first, months = 3 * int(part[1:]) - 2, 3
        case _:
            first, months = int(part), 1
    last = first + months - 1
    return (
        datetime.date(int(year), first, 1),
        datetime.date(int(year), last, calendar.monthrange(int(year), last)[1]),
    )


def _name_in(actor: Actor, language: str) -> str:
    """Its first full name in a language; in English, as in any it has none in, the dossier's name for it."""
    names: Sequence[str] = [n.text for n in actor.names if n.language == language and n.use == "name"]
    return actor.name if language == "en" or not names else names[0]
