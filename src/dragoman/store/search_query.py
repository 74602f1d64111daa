"""What is searched for and what is found. Standard library only, so that asking costs no heavy import."""

import datetime
from dataclasses import dataclass
from typing import Protocol

from dragoman.record import ClaimKind, Published, Publisher
from dragoman.store.query import ClaimFacets, require_aware


class Finder(Protocol):
    """Who is called what: identity's ActorFinder, or another that knows."""

    def names(self, typed: str) -> tuple[str, ...]:
        """The printed names, in any language, of whoever is called just so; none where nobody is."""

    def named(self, typed: str) -> tuple[str, ...]:
        """The ids of those whose id or whole name it is."""


HITS = 20


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Words to look for, and where; what is left out does not restrict. All that is given must hold of one paragraph.

    words: each must stand there, in any inflection of English; "…" are words in a row, word* the beginning of one,
        -word must not stand there. kind:, actor:, track:, publisher: and language: before a value restrict as the
        fields here do.
    kinds, tracks: the paragraph holds a claim of any of them. actor: one with this party, by id or words of its name;
        all of them of one claim. also: actor ids that are asked for as well as `actor`.
    publisher: as in ClaimQuery. language: ISO 639-1.
    since, until, as_of: as in ClaimQuery. limit: at most so many, the best first.
    """

    words: str
    kinds: tuple[ClaimKind, ...] = ()
    actor: str | None = None
    tracks: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    as_of: datetime.datetime | None = None
    limit: int | None = HITS
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_aware(self.as_of)
        if self.limit is not None and self.limit < 0:
            raise ValueError(f"limit is {self.limit}; it cannot be less than 0")


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found: `words` is text[start:end] of its document.

    `marks` are where in that text what was looked for stands, `claims` the ids of the claims that begin in the
    paragraph, in order. `score`: higher is better, within one answer.
    """

    document: str
    start: int
    end: int
    words: str
    marks: tuple[tuple[int, int], ...]
    claims: tuple[str, ...]
    score: float
    title: str | None
    source: str
    publisher: Publisher
    published: Published | None
    language: str


@dataclass(frozen=True, slots=True)
class Facets(ClaimFacets):
    """The same of the paragraphs found.

    kinds, actors and tracks count paragraphs with such a claim, so one may count under several.
    """
