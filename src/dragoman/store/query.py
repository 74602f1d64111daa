"""What is asked of the record and what it answers. Standard library only, so that asking costs no heavy import."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dragoman.record import AttributionForm, Claim, ClaimKind, Judgement, Period, Polarity, Published, Publisher

Role = Literal["speaker", "via", "actor", "recipient"]
"""How somebody stands in a claim. `speaker` is the innermost voice, whose words they are; `via` reports them."""

Outcome = Literal["new", "superseded", "unchanged", "withdrawn", "erased"]
"""What adding a reading did: a document not known before; a newer reading put in place of one; nothing; a reading kept
of a document that is withdrawn and still does not count; nothing, as the document was erased and these bytes are
refused."""

LinkKind = Literal["exact", "near", "reprint", "excerpt", "translation", "revision", "judged"]
"""How two documents hold the same matter. `judged`: no machine found it, a person did."""

JudgementState = Literal["stands", "stale", "superseded", "withdrawn"]
"""What became of a judgement. `stale` ones still count, but what they are about is not what it was, or is gone, or no
longer stands in the newest snapshot of its page."""

JudgedAs = Literal["right", "wrong", "corrected", "disputed", "stale", "none"]
"""What people made of how a claim was read, as a question: what counts, that they differ, that it was said of what the
claim no longer is, that nobody said anything."""


class Judged(NamedTuple):
    """Claims by what people made of how they were read: those of these ids, or without `those`, all others."""

    ids: frozenset[str]
    those: bool


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims to give; what is left out does not restrict. All that is given must hold.

    kinds, tracks: any of them. A track covers its finer ones: `dissuade` matches `dissuade.finance`.
    actor: an actor id, or words of a name in any case ("Lim" finds "Lim Sung-nam", not "Limassol"). An id stands for
        all that are judged to be one with it, those that wait in review too. It matches
        speakers, those who report them, actors and recipients, or those of `role` only. A document's own voice is its
        publisher's.
    also: actor ids that are asked for as well as `actor`.
    since, until: days, both inclusive, on when it was said, which is when the document was published. A document dated
        by a month or a year matches where any of its days does. Where either is given, documents without a date are
        left out.
    text: words within the passages, in any case, Korean too; runs of white space and kinds of quote marks count as one.
    publisher: as facets name it, its actor id or its printed name; where none is named so, words of its printed name.
    document: a document id. form: that of the innermost voice. min_confidence: 0 to 1.
    judged: what people made of how it was read: the decision that counts, or `disputed` where they differ; `stale`:
        what somebody said of it was said of what it no longer is; `none`: nobody said anything that counts or is stale.
        people: what of that the record knows, which it fills in itself.
    as_of: an aware time; gives what stood in the record then. Without it, what stands now.
    limit: at most so many, the first in order.
    after: a claim id; only what follows it in order, so that a list can be read on where it was left. RecordError where
        no such claim stands.
    newest: the day they were said last comes first; undated ones last all the same.
    """

    kinds: tuple[ClaimKind, ...] = ()
    actor: str | None = None
    role: Role | None = None
    tracks: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    text: str | None = None
    publisher: str | None = None
    document: str | None = None
    form: AttributionForm | None = None
    polarity: Polarity | None = None
    min_confidence: float | None = None
    judged: JudgedAs | None = None
    as_of: datetime.datetime | None = None
    limit: int | None = None
    also: tuple[str, ...] = ()
    people: Judged | None = None
    after: str | None = None
    newest: bool = False

    def __post_init__(self) -> None:
        require_aware(self.as_of)
        _require_limit(self.limit)


class Party(NamedTuple):
    """Somebody in a claim: the name as printed (the actor's id where only that is known), and the actor's id."""

    name: str
    actor: str | None

    @property
    def key(self) -> str:
        """The same for the same party: its actor id where known, else its name without case."""
        return self.actor or f"={self.name.casefold()}"


DecisionState = Literal["right", "wrong", "corrected", "disputed"]
"""What people made of how a claim was read. `disputed`: they answer differently; it then stands as it was read."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What counts of what people said of how a claim was read, and the last word on it."""

    state: DecisionState
    judgement: Judgement


OUT_LATER = datetime.timedelta(days=7)
"""So long after words were said some documents come out that do not tell when that was."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with what is needed to show it: whose words, in which document, and when.

    `words` is the text of its passages, joined by " … ". `published` is when it was said, `time` what period it is
    about, `learned_at` when the record learned it (aware, UTC). `judged` is what people made of it, where that was
    asked for (`Record.marked`); of claims as they count (`Record.counted`) where the row is as they corrected it.
    """

    claim: Claim
    document: str
    title: str | None
    source: str
    publisher: Publisher
    published: Published | None
    words: str
    speakers: tuple[Party, ...]
    via: tuple[Party, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    time: Period | None
    learned_at: datetime.datetime
    judged: Decision | None = None

    @property
    def day(self) -> datetime.date | None:
        """The first day on which it can have been said; None where that is open or unknown."""
        return self.published.period.first if self.published else None

    @property
    def to_come(self) -> Period | None:
        """What period it is about, where that was not over when it was said: a promise of 2022 is not due in 1967.

        Some documents come out days after the words were said; so much is allowed for.
        """
        end = self.time.last if self.time else None
        return None if end and self.day and end < self.day - OUT_LATER else self.time


@dataclass(frozen=True, slots=True)
class ClaimFacets:
    """How many of the claims asked for are of which sort: value to count, the most frequent first, months by time.

    actors: in whatever role, each once a claim; those judged to be one under the canonical id. tracks: as claims have
    them, a finer one not under its coarser one too. publishers: by actor id, or the printed name where there is none.
    months: of publication; what is not known to the month is left out.
    """

    total: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    actors: Mapping[str, int] = field(default_factory=dict)
    tracks: Mapping[str, int] = field(default_factory=dict)
    publishers: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents to give; what is left out does not restrict. All that is given must hold.

    names: an actor id, or words of a name in any case and script, that the document names.
    also: actor ids that are asked for as well as `names`.
    on: a day within a period that the document tells of, or on which it was published.
    since, until: days, both inclusive, on when it was published; documents without a date are left out where given.
    language: ISO 639-1. as_of, limit: as in ClaimQuery.
    after: a document id; only what follows it in order. RecordPlaceError where it is not among what matches.
    """

    names: str | None = None
    on: datetime.date | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    language: str | None = None
    as_of: datetime.datetime | None = None
    limit: int | None = None
    also: tuple[str, ...] = ()
    after: str | None = None

    def __post_init__(self) -> None:
        require_aware(self.as_of)
        _require_limit(self.limit)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a list shows it, with the number of its claims."""

    id: str
    title: str | None
    source: str
    publisher: Publisher
    published: Published | None
    language: str
    claims: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody or something the record names: how often, in how many documents, published from when to when.

    `name` is the name most often given. `proposed` is a person whom a title makes somebody and whom nobody knows yet.
    """

    id: str
    kind: str
    name: str
    mentions: int
    documents: int
    first: datetime.date | None
    last: datetime.date | None
    proposed: bool
    titles: tuple[str, ...]


class FormSeen(NamedTuple):
    """A form in which somebody is printed, and how often."""

    printed: str
    times: int


class TitleSeen(NamedTuple):
    """A title somebody is printed with, how often, and from when to when: the days of documents, not of an office."""

    title: str
    times: int
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """All that the record has of one actor: forms and titles, the most frequent first; documents by their days."""

    row: ActorRow
    forms: tuple[FormSeen, ...]
    titles: tuple[TitleSeen, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A document or claim whose id begins as asked. `document` is the claim's document, or the document itself."""

    what: Literal["document", "claim"]
    id: str
    document: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where the same bytes were found, and when they were first found there (aware, UTC)."""

    document: str
    source: str
    seen_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One reading in a document's history: what made it, and from when to when it stood (None: it still does).

    One that never stood has the same time twice: the same bytes from a second place, whose date was less sure.
    """

    document: str
    reader: str
    dossier: str
    source: str
    learned_at: datetime.datetime
    superseded_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Two documents that hold the same matter. Of an excerpt or reprint, `document` is the part or the copied.

    `within` is the share of the document's words that stand in the other, `holds` that of the other's in the document;
    both are 0 where words were not compared. `how` says how it is known. `judgement` is what a person last said of it:
    where that is `different`, the link counts no more.
    """

    document: str
    other: str
    kind: LinkKind
    within: float
    holds: float
    how: str
    learned_at: datetime.datetime
    judgement: Judgement | None = None

    @property
    def counts(self) -> bool:
        """Whether it is taken for true."""
        return self.judgement is None or self.judgement.verdict == "same"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One of the documents that an address gave, where it was first found, and when (aware, UTC)."""

    document: str
    source: str
    seen_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A fault of a document: its code, where in the text (0 and 0 for the whole), and what it says.

    `place` is its number among those of the document.
    """

    document: str
    place: int
    title: str | None
    source: str
    code: str
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement that was made, and what became of it. `changed` names what is not as it was judged."""

    judgement: Judgement
    state: JudgementState
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """How many documents of a batch were new, superseded an earlier reading, or changed nothing."""

    new: int = 0
    superseded: int = 0
    unchanged: int = 0

    def plus(self, outcome: Outcome) -> "Added":
        """The same counts with one more of this outcome."""
        return Added(
            self.new + (outcome == "new"),
            self.superseded + (outcome == "superseded"),
            self.unchanged + (outcome == "unchanged"),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What the record holds now. `readings` counts superseded ones too; `said` spans the dated documents."""

    documents: int
    claims: int
    readings: int
    sightings: int
    problems: int
    undated: int
    claims_by_kind: Mapping[str, int] = field(default_factory=dict)
    said: tuple[datetime.date, datetime.date] | None = None
    learned_at: datetime.datetime | None = None


def require_aware(moment: datetime.datetime | None) -> None:
    """Raise ValueError on a time without a zone: nobody can tell which moment it is."""
    if moment is not None and moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no time zone; give an aware time, such as one in UTC")


def _require_limit(limit: int | None) -> None:
    if limit is not None and limit < 0:
        raise ValueError(f"limit is {limit}; it cannot be less than 0")
