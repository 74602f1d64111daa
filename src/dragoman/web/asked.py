"""What can be asked over HTTP: the words of the command line as parameters, and what is wrong with those given.

A parameter nobody knows is refused, so that a misspelt filter never passes for one that held. Empty ones, as a form
sends them, are as if they were not there.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from dragoman.desks.dialogue.commitments import State
from dragoman.desks.dialogue.forecasts import Outcome
from dragoman.desks.dialogue.positions import Step
from dragoman.record import ClaimKind
from dragoman.store import JudgedAs
from dragoman.store.days import typed_days, typed_moment
from dragoman.store.history import ChangeKind
from dragoman.web.preferences import Language, Theme

LIMIT, MOST = 50, 500
"""Rows on a page, and as many as may be asked for."""


def _checked(meaning: Callable[[str], object]) -> AfterValidator:
    """Keep the text as it was given, once it is known to mean something."""

    def check(text: str) -> str:
        meaning(text)
        return text

    return AfterValidator(check)


Words = Annotated[str, Field(max_length=300)]
Day = Annotated[str, Field(max_length=10, description="2017-01-04, 2017-01 or 2017"), _checked(typed_days)]
Moment = Annotated[str, Field(max_length=40, description="a day, or an ISO 8601 time"), _checked(typed_moment)]


class Asked(BaseModel):
    """What every page takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Language | None = Field(None, description="of the page for people; remembered")
    theme: Theme | None = Field(None, description="colours of the page for people; remembered")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        full = {k: [one for one in v if one != ""] if isinstance(v, list) else v for k, v in given.items()}
        return {name: value for name, value in full.items() if value not in ("", [])}


class Sent(Asked):
    """What every form holds. The door looked at its token before anything else saw it."""

    form_token: Annotated[str, Field(max_length=200)] = Field("", alias="form-token")


class PageAsked(Asked):
    """A list that goes on: after which row, and how many rows."""

    after: Words | None = Field(None, description="go on after this id, as `next` of the page before says")
    limit: int = Field(LIMIT, ge=1, le=MOST)


class SpanAsked(PageAsked):
    """A list of what was said or published between two days."""

    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "SpanAsked":
        first, last = self.span()
        if first and last and first > last:
            raise ValueError(f"since {self.since} is after until {self.until}")
        return self

    def span(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and the last day asked for."""
        return (
            typed_days(self.since)[0] if self.since else None,
            typed_days(self.until)[1] if self.until else None,
        )


class ClaimsAsked(SpanAsked):
    """Which claims."""

    kind: list[ClaimKind] = Field(default_factory=list, max_length=20)
    actor: Words | None = Field(None, description="speaker, doer or addressee: id or name")
    track: list[Words] = Field(default_factory=list, max_length=50)
    text: Words | None = Field(None, description="words that the claim's words contain")
    publisher: Words | None = Field(None, description="of the document: actor id, or words of a printed name")
    as_of: Moment | None = Field(None, alias="as-of", description="the record as it stood then")

    def moment(self) -> datetime.datetime | None:
        """The moment as of which is asked."""
        return typed_moment(self.as_of) if self.as_of else None


class ClaimListAsked(ClaimsAsked):
    """Which claims, and in which order."""

    judged: JudgedAs | None = Field(None, description="what people made of how it was read; none: nothing")
    oldest_first: bool = Field(False, alias="oldest-first", description="what was said first comes first")


class DeskAsked(ClaimsAsked):
    """Which claims the dialogue desk counts, of whatever kinds it counts."""

    kind: list[ClaimKind] = Field(default_factory=list, max_length=0, exclude=True)


class CommitmentsAsked(DeskAsked):
    """Which promises."""

    state: list[State] = Field(default_factory=list, max_length=20)
    due_before: Day | None = Field(None, alias="due-before")
    due_after: Day | None = Field(None, alias="due-after")


class BriefAsked(Asked):
    """What a brief is to be about, and in which language."""

    about: Words | None = Field(None, description="an actor, a track, or words")
    actor: Words | None = Field(None, description="whose words: id or name")
    track: list[Words] = Field(default_factory=list, max_length=50)
    since: Day | None = None
    until: Day | None = None
    as_of: Moment | None = Field(None, alias="as-of", description="the record as it stood then")
    language: Language = "en"

    @property
    def asks(self) -> bool:
        """Whether anything was asked at all."""
        return bool(self.about or self.actor or self.track or self.since or self.until)

    def span(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and the last day asked for."""
        return typed_days(self.since)[0] if self.since else None, typed_days(self.until)[1] if self.until else None

    def moment(self) -> datetime.datetime | None:
        """The moment as of which is asked."""
        return typed_moment(self.as_of) if self.as_of else None


class PositionsAsked(DeskAsked):
    """Whose stands, by periods of which length."""

    by: Step | None = Field(None, description="without it, the shortest that a chart has room for")
    voices: int = Field(3, ge=1, le=10)
    each: bool = Field(False, description="ministries and people apart from their states")


class RelationsAsked(DeskAsked):
    """Whose relations."""

    changed_since: Day | None = Field(None, alias="changed-since", description="also what changed on this day")
    each: bool = Field(False, description="ministries and people apart from their states")


class CallsAsked(DeskAsked):
    """Which calls."""

    unanswered: bool = False


class ForecastsAsked(DeskAsked):
    """Which forecasts."""

    outcome: list[Outcome] = Field(default_factory=list, max_length=10)


class SearchAsked(ClaimsAsked):
    """Which paragraphs."""

    words: Words | None = Field(None, description='words; "words in a row", word*, -word, kind:call, actor:, track:')
    text: None = Field(None, exclude=True)
    language: Annotated[str, Field(max_length=3)] | None = None
    after: Annotated[str, Field(pattern=r"^[0-9]{1,4}$")] | None = Field(
        None, description="go on after so many of the best, as `next` of the page before says"
    )
    limit: int = Field(20, ge=1, le=100)


class DocumentsAsked(SpanAsked):
    """Which documents."""

    names: Words | None = Field(None, description="whom or what they name: id or name")
    language: Annotated[str, Field(max_length=3)] | None = None


class LogAsked(PageAsked):
    """Which changes of the record, and in which order."""

    kind: list[ChangeKind] = Field(default_factory=list, max_length=20)
    document: Words | None = Field(None, description="a document's id")
    actor: Words | None = Field(None, description="whom the changed documents name: id or name")
    since: Moment | None = None
    until: Moment | None = None
    oldest_first: bool = Field(False, alias="oldest-first", description="for a program that asks on from a cursor")
    after: Annotated[str, Field(pattern=r"^[0-9]{1,18}$")] | None = Field(
        None, description="a cursor: go on behind this change"
    )

    def span(self) -> tuple[datetime.datetime | None, datetime.datetime | None]:
        """The first and the last moment asked for."""
        since = None
        if self.since:
            whole = len(self.since) <= len("2017-01-04")
            first = typed_days(self.since)[0] if whole else None
            since = (
                datetime.datetime.combine(first, datetime.time.min, datetime.UTC) if first else typed_moment(self.since)
            )
        return since, typed_moment(self.until) if self.until else None


class ProblemsAsked(PageAsked):
    """Which faults of what was read."""

    code: Annotated[str, Field(max_length=60)] | None = None


class CompareAsked(Asked):
    """With which other document one is compared."""

    other: Annotated[str, Field(min_length=1, max_length=100, description="a document's id")]


class ClaimAsked(Asked):
    """Where to go on after one claim: the queue somebody came from."""

    next: Annotated[str, Field(max_length=2_000)] | None = None


class ReadingsAsked(Asked):
    """Which two readings of a document, by their numbers from 1; the last two where none is named."""

    then: int | None = Field(None, ge=1, le=100_000)
    now: int | None = Field(None, ge=1, le=100_000)


class DocumentAsked(Asked):
    """From which paragraph of one document."""

    paragraph: int = Field(1, ge=1, le=10_000_000, alias="from")
    at: int | None = Field(None, ge=0, le=1_000_000_000, description="show the paragraph at this place of the text")
