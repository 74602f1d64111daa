"""The shapes of the JSON twins, for the OpenAPI document. A test holds every answer against its shape."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Day = Annotated[str, Field(description="ISO 8601 date")]
Moment = Annotated[str, Field(description="ISO 8601 time with its zone")]
Counts = dict[str, int]
Claim = Annotated[dict[str, Any], Field(description="a claim, as docs/reading-format.md has it")]


class Shape(BaseModel):
    """An object that has just these fields."""

    model_config = ConfigDict(extra="forbid")


class Party(Shape):
    """Somebody: as printed, and the actor's id where it is known."""

    name: str | None
    actor: str | None


class Period(Shape):
    """Two days, either open, and how exactly it is known."""

    model_config = ConfigDict(extra="allow")
    since: Day | None = Field(None, alias="from")
    to: Day | None = None


class Origin(Shape):
    """The document that a claim stands in."""

    id: str
    source: str
    title: str | None
    publisher: Party
    published: dict[str, Any] | None


class Judged(Shape):
    """What people made of how a claim was read, and the last word on it; `fields` are the corrected ones."""

    state: Literal["right", "wrong", "corrected", "disputed"]
    by: str
    at: Moment
    why: str
    judgement: str
    fields: dict[str, Any]


class Row(Shape):
    """A claim with its words, its parties by name, and where it stands."""

    claim: Claim
    words: str
    speakers: list[Party]
    via: list[Party]
    actors: list[Party]
    recipients: list[Party]
    time: Period | None
    document: Origin
    learned_at: Moment
    judged: Judged | None


class FollowUp(Shape):
    """What perhaps became of a promise."""

    relation: str
    score: float
    because: list[str]
    claim: str
    document: str
    words: str


class Promise(Row):
    """A line of the ledger."""

    state: str
    window: Period | None
    condition: str | None
    checkable: bool
    why_not: str | None
    documents: int
    judgements: list[dict[str, Any]]
    follow_ups: list[FollowUp]


class Listed(Shape):
    """A list; `next` is the address at which it goes on."""

    next: str | None


class Act(Row):
    """What was said last, and in how many documents it is told."""

    documents: int


class Home(Listed):
    """The first page."""

    documents: int
    claims: int
    claims_by_kind: Counts
    undated: int
    problems: int
    said: list[Day] | None
    new: list[Act]
    due: list[Promise] | None
    """Null while acts are being counted."""


class ClaimSorts(Shape):
    """How many claims are of which sort."""

    kinds: Counts
    actors: Counts
    tracks: Counts
    publishers: Counts
    months: Counts


class Claims(Listed):
    """Claims, how many match, and of which sorts those are."""

    count: int
    claims: list[Row]
    facets: ClaimSorts


class OneClaim(Row):
    """One claim, why it was read so, and where else the act is told."""

    model_config = ConfigDict(extra="allow")
    why: str
    also_told_by: list[Row]
    next: str | None


class Paragraph(Shape):
    """A paragraph that a search found; `marks` are places in its document's text."""

    document: str
    start: int
    end: int
    words: str
    marks: list[tuple[int, int]]
    claims: list[str]
    score: float
    title: str | None
    source: str
    publisher: Party
    published: dict[str, Any] | None
    language: str


class Search(Listed):
    """What was found, the best first."""

    count: int
    paragraphs: list[Paragraph]
    facets: ClaimSorts


class Promises(Listed):
    """The ledger."""

    count: int
    commitments: list[Promise]


class Call(Row):
    """A call on somebody, and what answered it."""

    asked: Party
    waiting: bool
    answers: list[dict[str, str]]


class Calls(Listed):
    """Calls and answers."""

    count: int
    calls: list[Call]


class Forecast(Row):
    """A forecast, and what became of it."""

    outcome: Literal["pending", "due", "came true", "did not"]
    window: Period | None
    likelihood: float | None
    brier: float | None
    proposals: list[dict[str, Any]]


class Forecaster(Shape):
    """How well one voice's judged forecasts did."""

    voice: Party
    judged: int
    brier: float | None


class Forecasts(Listed):
    """Forecasts, and those who made them."""

    count: int
    forecasts: list[Forecast]
    forecasters: list[Forecaster]


class Cell(Shape):
    """A voice's acts on one track in one period."""

    period: str
    track: str
    acts: int
    of: int
    documents: int
    share: float
    interval: tuple[float, float] | None
    claims: list[str]


class Stand(Shape):
    """How a voice stands: by period and track, in which words, and what moved."""

    voice: Party
    acts: int
    documents: int
    cells: list[Cell]
    wording: list[dict[str, Any]]
    shifts: list[dict[str, Any]]


class Positions(Listed):
    """The stands of the voices heard most."""

    by: str
    voices: list[Stand]


class Tally(Shape):
    """Acts by quad class, and their mean weight."""

    acts: int
    quads: Counts
    goldstein: float | None


class Relation(Tally):
    """How one party deals with another."""

    source: Party
    target: Party
    first: Day | None
    last: Day | None
    before: Tally | None
    since: Tally | None
    latest: list[dict[str, Any]]


class Relations(Listed):
    """Who deals with whom."""

    count: int
    relations: list[Relation]


class Disagreement(Shape):
    """One says that it is so, the other that it is not."""

    one: Row
    other: Row


class Disagreements(Listed):
    """Where voices disagree."""

    count: int
    since: Day | None
    """Where more acts are asked for than are compared at once: the day from which they were."""
    disagreements: list[Disagreement]


class ActorRow(Shape):
    """Somebody or something that is named."""

    id: str
    kind: str
    name: str
    proposed: bool
    mentions: int
    documents: int
    first: Day | None
    last: Day | None
    titles: list[str]


class Actors(Listed):
    """Who is named, most named first."""

    count: int
    actors: list[ActorRow]


class Actor(Listed):
    """One actor."""

    id: str
    name: str
    kind: str | None
    state: str | None
    part_of: str | None
    names: list[dict[str, str]]
    offices: list[dict[str, Any]]
    same_as: list[str]
    seen: ActorRow | None
    forms: list[dict[str, Any]]
    titles: list[dict[str, Any]]
    documents: list[str]
    count: int
    kinds: Counts
    tracks: Counts
    months: Counts
    promises: list[Promise]
    relations: list[Relation]
    claims: list[Row]


class DocumentRow(Shape):
    """A document as a list has it."""

    id: str
    title: str | None
    source: str
    publisher: Party
    published: Period | None
    language: str
    claims: int


class Documents(Listed):
    """Documents that match."""

    count: int
    documents: list[DocumentRow]


class OneDocument(Listed):
    """One document, its text and its claims."""

    model_config = ConfigDict(extra="allow")
    document: dict[str, Any]
    claims: list[Row]
    links: list[dict[str, Any]]
    versions: list[dict[str, Any]]
    problems: list[dict[str, Any]]


class Compared(Listed):
    """Two documents side by side; of a piece, whether the other side lacks it."""

    here: str
    there: str
    paragraphs: list[dict[str, Any]]


class Readings(Listed):
    """Two readings of a document, by their numbers from 1: the claims that differ, and how many do not."""

    document: str
    readings: list[dict[str, str | None]]
    then: int
    now: int
    unchanged: int
    claims: list[dict[str, Any]]


class Sources(Listed):
    """What is watched, and which of its pages failed."""

    sources: list[dict[str, Any]]
    failed: list[dict[str, Any]]


class Problem(Shape):
    """A fault of what was read."""

    document: str
    place: int
    title: str | None
    source: str
    code: str
    start: int
    end: int
    message: str


class Problems(Listed):
    """Faults, and in how many documents each code stands."""

    codes: Counts
    problems: list[Problem]


class Log(Listed):
    """Changes of the record; `cursor` grows with each."""

    changes: list[dict[str, Any]]


class SavedSearch(Shape):
    """A question that is kept."""

    id: str
    title: str
    address: str
    by: str
    at: Moment


class Saved(Listed):
    """Saved searches."""

    saved: list[SavedSearch]


class Brief(Listed):
    """What a brief says of a question, and the passages that it cites; nothing where nothing was asked."""

    title: str | None
    scope: list[tuple[str, str]]
    panels: list[dict[str, Any]]
    cited: list[dict[str, Any]]


class Help(Listed):
    """What pages can do."""

    help: list[dict[str, str]]
