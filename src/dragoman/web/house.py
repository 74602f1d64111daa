"""What a server holds while it runs: one record, open for reading, and one dossier."""

import datetime
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from dragoman.desks.acts import Same
from dragoman.desks.states import states_of
from dragoman.dossier import Dossier
from dragoman.identity.finding import ActorFinder
from dragoman.store import Record, utc_now
from dragoman.web.preferences import Language

AT_ONCE = 4
"""Pages made at the same time; what is asked beyond waits its turn, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Names:
    """The dossier's names for people, in one language; `tracks` by id."""

    dossier: Dossier
    language: Language
    tracks: Mapping[str, str]

    def actor(self, id_: str, printed: str | None = None) -> str:
        """What an actor is called: its name in the language, else as it is printed, else its id."""
        known = self.dossier.actors.get(id_)
        if known is None:
            return printed or id_
        own = (name.text for name in known.names if name.language == self.language and name.use == "name")
        return known.name if self.language == "en" else next(own, known.name)


@dataclass(frozen=True, slots=True)
class House:
    """The record and the dossier, with what is computed from the dossier once."""

    record: Record
    dossier: Dossier
    finder: ActorFinder
    states: Mapping[str, str]
    clock: Callable[[], datetime.datetime] = utc_now
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))
    pen: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, record: Record, dossier: Dossier, *, clock: Callable[[], datetime.datetime] = utc_now) -> "House":
        """The house of an open record."""
        return cls(record, dossier, ActorFinder(dossier), states_of(dossier), clock)

    def names(self, language: Language = "en") -> "Names":
        """What the dossier's tracks and actors are called in a language."""
        tracks = {t.id: t.label.get(language) or t.label.get("en", t.id) for t in self.dossier.tracks.values()}
        return Names(self.dossier, language, tracks)

    @contextmanager
    def writing(self) -> Iterator[Record]:
        """The record open for writing, for one thing that somebody does; others wait their turn."""
        with self.pen, Record.open(self.record.path, create=False, clock=self.clock) as record:
            yield record

    def today(self) -> datetime.date:
        """The day from which something is due."""
        return self.clock().date()

    def same(self, as_of: datetime.datetime | None = None) -> Same:
        """Which claims are one act, by the links and judgements that count."""
        return Same.of(self.record, as_of)

    def named(self, actor: str | None) -> tuple[str, ...]:
        """The ids of the dossier's actors of that name."""
        return self.finder.named(actor) if actor else ()
