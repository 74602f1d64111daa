"""When an undated document can have come out, by the offices that those who speak in it hold.

Never a date of publication: a span, with the offices it rests on. A document stays undated wherever days are counted.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.identity.offices import OfficeBook
from dragoman.identity.persons import title_of
from dragoman.record import Reading


@dataclass(frozen=True, slots=True)
class Holding:
    """One speaker as printed, and from when to when that office was that person's, as far as is known."""

    printed: str
    office: str
    since: datetime.date | None
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Placed:
    """The span in which all speakers held the offices they are named with, by whole months; None is an open end."""

    first: datetime.date
    last: datetime.date | None
    by: tuple[Holding, ...]

    @property
    def about(self) -> datetime.date:
        """A day to stand in order by: the middle of the span, or its beginning where it has no end."""
        return self.first + (self.last - self.first) / 2 if self.last else self.first


def place(reading: Reading, offices: OfficeBook) -> Placed | None:
    """The span of an undated document; None of a dated one, and where no office tells or two contradict each other."""
    if reading.document.published is not None:
        return None
    holdings = list(_holdings(reading, offices))
    since = [_month_start(h.since) for h in holdings if h.since]
    until = [_month_end(h.until) for h in holdings if h.until]
    if not since or (until and max(since) > min(until)):
        return None
    return Placed(max(since), min(until) if until else None, tuple(holdings))


def _holdings(reading: Reading, offices: OfficeBook) -> Iterator[Holding]:
    """What each speaker's titles say; a title that fits two terms of the same person says nothing."""
    for person, titles in _titles(reading).items():
        for printed, title in sorted(titles):
            named = offices.title(title)
            terms = [t for t in offices.held.get(person, ()) if t.office in named.offices]
            if not named.past and len(terms) == 1:
                yield Holding(printed, terms[0].office, terms[0].since, terms[0].until)


def _titles(reading: Reading) -> dict[str, set[tuple[str, str]]]:
    """How the known persons who speak in the document are named: (title and name as printed, title)."""
    mentions = {mention.id: mention for mention in reading.mentions}
    heard: Iterable[str] = (m for claim in reading.claims for voice in claim.attribution for m in voice.speakers)
    speaking = {mentions[m].actor for m in heard if mentions[m].kind == "person"}
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for mention in mentions.values():
        if mention.kind == "person" and mention.how == "title" and mention.actor and mention.actor in speaking:
            printed = " ".join(reading.document.text[mention.start : mention.end].split())
            if title := title_of(printed, mention.name):
                found[mention.actor].add((printed, title))
    return found


def _month_start(day: datetime.date) -> datetime.date:
    # The dossier's days are those on which an office was certainly held: of the month itself nothing is ruled out.
    return day.replace(day=1)


def _month_end(day: datetime.date) -> datetime.date:
    return (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
