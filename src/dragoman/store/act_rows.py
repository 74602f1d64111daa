"""An act as a row of the record, and what the desks need of it without its claims being unpacked."""

import datetime
import functools
import json
from collections.abc import Sequence
from typing import Any

from dragoman.identity.content import content_words
from dragoman.reading.promises import checkable_promise, tells_of_cancelling, tells_of_failing
from dragoman.record import ClaimKind, Modality, Period, Polarity, Publisher
from dragoman.record.period import Grain
from dragoman.store import schema
from dragoman.store.query import ClaimRow, Party

NEVER = datetime.date.max
FOLLOWING: tuple[ClaimKind, ...] = ("event", "commitment", "assessment")
"""The kinds of acts that can follow a promise up: those that are found by their words."""
FOLLOWED: tuple[ClaimKind, ...] = ("commitment", "forecast")
"""The kinds of acts that can be followed up."""


class ActRow:
    """One act, told by its best evidence, `lead`: what can be counted, put in order and compared without its words.

    Made by the thousand, and most of each is not looked at: a value is unpacked when it is asked for.
    """

    __slots__ = ("_row",)

    def __init__(self, row: Any) -> None:
        self._row = row

    @property
    def lead(self) -> int:
        """The key of its lead."""
        key: int = self._row.lead
        return key

    @property
    def id(self) -> str:
        """Its own id."""
        name: str = self._row.id
        return name

    @property
    def claim(self) -> str:
        """The lead's id."""
        name: str = self._row.claim
        return name

    @property
    def kind(self) -> ClaimKind:
        """What the lead does."""
        kind: ClaimKind = self._row.kind
        return kind

    @property
    def polarity(self) -> Polarity:
        """Whether it is that something be, or not be."""
        polarity: Polarity = self._row.polarity
        return polarity

    @property
    def modality(self) -> Modality:
        """As the lead's."""
        modality: Modality = self._row.modality
        return modality

    @property
    def confidence(self) -> float:
        """How sure the reader was of the lead."""
        confidence: float = self._row.confidence
        return confidence

    @property
    def document(self) -> str:
        """The lead's document."""
        document: str = self._row.document
        return document

    @property
    def day(self) -> datetime.date | None:
        """The first day on which it can have been said; None where that is open or unknown."""
        day: datetime.date = self._row.said_first
        return None if day == NEVER else day

    @property
    def due(self) -> datetime.date | None:
        """The last day of what it is about."""
        day: datetime.date = self._row.due
        return None if day == NEVER else day

    @property
    def window(self) -> Period | None:
        """What period it is about; None where it tells no day."""
        first, last = self._row.about_first, self.due
        return self.time if first or last else None

    @property
    def time(self) -> Period | None:
        """What period it is about, also where that is open at both ends."""
        grain: Grain | None = self._row.about_grain
        return None if grain is None else Period(self._row.about_first, self.due, grain)

    @property
    def speakers(self) -> tuple[Party, ...]:
        """Whose words they are."""
        return parties_of(self._row.speakers)

    @property
    def actors(self) -> tuple[Party, ...]:
        """Who does it."""
        return parties_of(self._row.doers)

    @property
    def recipients(self) -> tuple[Party, ...]:
        """Towards whom."""
        return parties_of(self._row.recipients)

    @property
    def publisher(self) -> Publisher:
        """Who put the lead's document out."""
        return publisher_of(self._row.publisher)

    @property
    def tracks(self) -> tuple[str, ...]:
        """In the lead's order."""
        return words_of(self._row.tracks)

    @property
    def wording(self) -> tuple[str, ...]:
        """Its key phrases."""
        return phrases_of(self._row.wording)

    @property
    def cameo(self) -> str | None:
        """The code of what is done."""
        code: str | None = self._row.cameo
        return code

    @property
    def plover(self) -> str | None:
        """The same in PLOVER."""
        code: str | None = self._row.plover
        return code

    @property
    def content(self) -> frozenset[str]:
        """The stems of the words that say what it is about."""
        return frozenset(self._row.content.split())

    @property
    def cancelling(self) -> bool:
        """Whether its words tell of a cancelling."""
        return "c" in self._row.turns

    @property
    def failing(self) -> bool:
        """Whether its words tell of a failing."""
        return "f" in self._row.turns

    @property
    def why_not(self) -> str | None:
        """Of a promise, why nobody can check it."""
        why: str | None = self._row.why_not
        return why

    @property
    def evidences(self) -> int:
        """How many claims report it."""
        number: int = self._row.evidences
        return number

    @property
    def documents(self) -> int:
        """How many documents these stand in."""
        number: int = self._row.documents
        return number


class Unpacked:
    """An act at hand in place of its row: the same columns, those that cost time worked out when they are asked for."""

    def __init__(self, name: str, members: Sequence[ClaimRow], lead: int = 0) -> None:
        """`members` are its claims, the lead first; `lead` the key of that, where it is on record."""
        row = members[0]
        claim, said = row.claim, row.published.period if row.published else None
        about = row.to_come if claim.kind in FOLLOWED else row.time
        self._row = row
        self.lead = lead
        self.id = name
        self.claim = claim.id
        self.kind = claim.kind
        self.polarity = claim.polarity
        self.modality = claim.modality
        self.confidence = claim.confidence
        self.document = row.document
        self.said_first = (said.first if said else None) or NEVER
        self.said_last = said.last if said else None
        self.about_first = about.first if about else None
        self.due = (about.last if about else None) or NEVER
        self.about_grain = about.grain if about else None
        self.speakers = _parties_text(row.speakers)
        self.doers = _parties_text(row.actors)
        self.recipients = _parties_text(row.recipients)
        self.publisher = _json([row.publisher.name, row.publisher.actor])
        self.tracks = " ".join(claim.tracks)
        self.wording = _json(claim.wording) if claim.wording else ""
        self.cameo = claim.event.cameo if claim.event else None
        self.plover = claim.event.plover if claim.event else None
        self.evidences = len(members)
        self.documents = len({one.document for one in members})

    @functools.cached_property
    def content(self) -> str:
        """Stems, in order."""
        return "" if self.kind == "statement" else " ".join(sorted(content_words(self._row.words)))

    @functools.cached_property
    def turns(self) -> str:
        """Whether it tells of a cancelling, of a failing."""
        words = self._row.words
        return f"{'c' * tells_of_cancelling(words)}{'f' * tells_of_failing(words)}"

    @functools.cached_property
    def why_not(self) -> str | None:
        """Of a promise, why nobody can check it."""
        return why_not_checkable(self._row) if self.kind == "commitment" else None


def act_row(lead: int, name: str, members: Sequence[ClaimRow]) -> dict[str, Any]:
    """The row of an act of this id, from the rows of its claims, the lead first."""
    unpacked = Unpacked(name, members, lead)
    return {column.name: getattr(unpacked, column.name) for column in schema.acts.columns}


def why_not_checkable(row: ClaimRow) -> str | None:
    """Why nobody could tell whether a promise was kept; None where somebody could."""
    bound = bool(row.actors or row.speakers or row.publisher.actor or row.publisher.name)
    found = checkable_promise(
        " ".join(row.words.split()), negative=row.claim.polarity == "negative", bound=bound, period=row.to_come
    )
    return None if found.yes else str(found).removeprefix("no: ")


@functools.lru_cache(maxsize=1 << 15)
def parties_of(text: str) -> tuple[Party, ...]:
    """The parties that a column tells of."""
    return tuple(Party(name, actor) for name, actor in json.loads(text))


@functools.lru_cache(maxsize=1 << 12)
def publisher_of(text: str) -> Publisher:
    """The publisher that the column tells of."""
    name, actor = json.loads(text)
    return Publisher(actor, name)


@functools.lru_cache(maxsize=1 << 14)
def phrases_of(text: str) -> tuple[str, ...]:
    """The key phrases that the column tells of."""
    return tuple(json.loads(text)) if text else ()


@functools.lru_cache(maxsize=1 << 12)
def words_of(text: str) -> tuple[str, ...]:
    """The words that a column has with spaces between."""
    return tuple(text.split())


def _parties_text(parties: Sequence[Party]) -> str:
    return _json([[party.name, party.actor] for party in parties])


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
