"""What a server holds while it runs: one record, open for reading, and one dossier."""

import datetime
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from dragoman.brief.labels import Labels
from dragoman.desks.acts import Same
from dragoman.desks.dialogue.following import states_digest
from dragoman.desks.states import states_of
from dragoman.dossier import Dossier
from dragoman.identity.finding import ActorFinder
from dragoman.store import ClaimFacets, ClaimQuery, Record, utc_now
from dragoman.web.accounts.database import Beside
from dragoman.web.keeping import Body, Kept
from dragoman.web.preferences import Language

AT_ONCE = 4
"""Pages made at the same time; what is asked beyond waits its turn, so that memory stays bounded."""


SORTS = 2 << 20
"""Bytes of facets that are kept."""


@dataclass(frozen=True, slots=True)
class Sorts:
    """The facets of a question."""

    facets: ClaimFacets

    @property
    def size(self) -> int:
        """About so many bytes: a value's text, its number, and their places."""
        its = self.facets
        return 200 * sum(map(len, (its.kinds, its.actors, its.tracks, its.publishers, its.months)))


@dataclass(frozen=True, slots=True)
class House:
    """The record and the dossier, with what is computed from the dossier once.

    `accounts` opens the database that stands beside the record. `counted`: somebody sees to it
    that acts that are behind are counted.
    """

    record: Record
    dossier: Dossier
    finder: ActorFinder
    states: Mapping[str, str]
    accounts: Beside
    clock: Callable[[], datetime.datetime] = utc_now
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))
    called: dict[Language, Labels] = field(default_factory=dict)
    bodies: Kept[Body] = field(default_factory=Kept)
    sorts: "Kept[Sorts]" = field(default_factory=lambda: Kept(SORTS))
    pen: threading.Lock = field(default_factory=threading.Lock)
    counted: bool = False

    @classmethod
    def of(
        cls,
        record: Record,
        dossier: Dossier,
        *,
        clock: Callable[[], datetime.datetime] = utc_now,
        counted: bool = False,
    ) -> "House":
        """The house of an open record."""
        beside = Beside(record.path, clock=clock)
        return cls(record, dossier, ActorFinder(dossier), states_of(dossier), beside, clock, counted=counted)

    def names(self, language: Language = "en") -> Labels:
        """What the dossier's tracks and actors are called in a language; made once, as a roster is long."""
        if language not in self.called:
            self.called[language] = Labels.of(language, self.dossier)
        return self.called[language]

    @contextmanager
    def writing(self) -> Iterator[Record]:
        """The record open for writing, for one thing that somebody does; others wait their turn."""
        with self.pen, Record.open(self.record.path, create=False, clock=self.clock) as record:
            yield record

    def state(self) -> str:
        """What every answer hangs on: the last change, the day, and which acts are counted."""
        return f"{self.record.cursor()} {self.today()} {' '.join(self.record.acts.marks())}"

    def facets(self, query: ClaimQuery) -> ClaimFacets:
        """Of which sorts the claims are that match; counted once for all pages of a list."""
        asked = replace(query, after=None, limit=None, newest=False)
        return self.sorts.made(asked, self.state(), lambda: Sorts(self.record.claim_facets(asked))).facets

    def is_large(self) -> bool:
        """Whether the record has so many claims that no page computes their acts."""
        most = self.record.compute_at_most
        return most is not None and self.record.count() > most

    def is_behind(self, record: Record | None = None) -> bool:
        """Whether what desks count is behind, in a record of so many claims that nobody is to wait for them."""
        return self.is_large() and not (record or self.record).acts.is_followed(states_digest(self.states))

    def today(self) -> datetime.date:
        """The day from which something is due."""
        return self.clock().date()

    def same(self) -> Same:
        """Which claims are one act, by the links and judgements that count: of a large record by judgements alone."""
        return Same(judgements=self.record.judgements()) if self.is_large() else Same.of(self.record)

    def named(self, actor: str | None) -> tuple[str, ...]:
        """The ids of the dossier's actors of that name."""
        return self.finder.named(actor) if actor else ()
