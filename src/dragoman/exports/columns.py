"""The record as tables: columns, their types, and how each is filled from a claim, a document, an actor, an act.

What CSV and Parquet hold, and what docs/exports.md says they hold, are made from these.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Literal, TypeVar

from dragoman.desks.acts import Act, Same, acts_of, each
from dragoman.exports.decided import Decided
from dragoman.exports.fragments import link_to_words
from dragoman.exports.selection import Selection
from dragoman.store import ActorRow, Held, JudgementRow, Party

Type = Literal["text", "texts", "day", "moment", "number", "integer", "flag"]
"""`texts` is a list of text; `day` a date, `moment` a time in UTC; a `number` has a fraction, an `integer` none."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its name, what its cells are, what it tells, and how it is filled. None is an empty cell."""

    name: str
    type: Type
    tells: str
    fill: Callable[[T], Any]


@dataclass(frozen=True, slots=True)
class TableOf(Generic[T]):
    """A table: its columns, and whatever its rows are made from."""

    columns: tuple[Column[T], ...]
    things: Callable[[Selection], Iterator[T]]

    def rows(self, selection: Selection) -> Iterator[list[Any]]:
        """The cells of each row, as Python values of their columns' types."""
        for thing in self.things(selection):
            yield [column.fill(thing) for column in self.columns]


def _names(parties: Sequence[Party]) -> list[str]:
    return [party.name for party in parties]


def _ids(parties: Sequence[Party]) -> list[str]:
    """Actor ids in the order of the names; an empty text where an actor is not known."""
    return [party.actor or "" for party in parties]


def _first(one: Decided) -> datetime.date | None:
    return one.row.published.period.first if one.row.published else None


def _last(one: Decided) -> datetime.date | None:
    return one.row.published.period.last if one.row.published else None


def _of_event(name: str) -> Callable[[Decided], str | None]:
    return lambda one: getattr(one.row.claim.event, name) if one.row.claim.event else None


def _of_measure(name: str) -> Callable[[Decided], Any]:
    return lambda one: getattr(one.row.claim.measure, name) if one.row.claim.measure else None


CLAIMS: tuple[Column[Decided], ...] = (
    Column("id", "text", "the claim's id", lambda one: one.row.claim.id),
    Column(
        "kind",
        "text",
        "commitment, call, forecast, event, assessment, position, statement",
        lambda one: one.row.claim.kind,
    ),
    Column(
        "words", "text", "its exact words; passages of an interrupted one with … between", lambda one: one.row.words
    ),
    Column(
        "spans",
        "texts",
        "where they stand in the document's text: start-end in code points, the end out",
        lambda one: [f"{start}-{end}" for start, end in one.row.claim.passages],
    ),
    Column("said_first", "day", "first day on which it can have been said; empty where unknown", _first),
    Column("said_last", "day", "last such day", _last),
    Column(
        "said_grain",
        "text",
        "day, month …: how finely that is known",
        lambda one: one.row.published.period.grain if one.row.published else None,
    ),
    Column("speakers", "texts", "whose words they are", lambda one: _names(one.row.speakers)),
    Column(
        "speaker_ids",
        "texts",
        "their actor ids, in the same order; empty where not known",
        lambda one: _ids(one.row.speakers),
    ),
    Column("via", "texts", "who reports them", lambda one: _names(one.row.via)),
    Column("via_ids", "texts", "their actor ids", lambda one: _ids(one.row.via)),
    Column("actors", "texts", "who is bound, asks, judges, did it", lambda one: _names(one.row.actors)),
    Column("actor_ids", "texts", "their actor ids", lambda one: _ids(one.row.actors)),
    Column(
        "recipients",
        "texts",
        "to whom it is promised, who is asked, judged, done to",
        lambda one: _names(one.row.recipients),
    ),
    Column("recipient_ids", "texts", "their actor ids", lambda one: _ids(one.row.recipients)),
    Column(
        "form",
        "text",
        "direct, indirect, mixed, document: of the innermost voice",
        lambda one: one.row.claim.attribution[-1].form,
    ),
    Column("act", "text", "the verb that reports it", lambda one: one.row.claim.attribution[-1].act),
    Column("polarity", "text", "positive or negative", lambda one: one.row.claim.polarity),
    Column(
        "modality",
        "text",
        "actual, intended, asked, predicted, conditional, hypothetical",
        lambda one: one.row.claim.modality,
    ),
    Column(
        "about_first",
        "day",
        "first day of the period it is about; empty where open or unknown",
        lambda one: one.row.time.first if one.row.time else None,
    ),
    Column("about_last", "day", "last day of it", lambda one: one.row.time.last if one.row.time else None),
    Column(
        "about_grain",
        "text",
        "how finely the words speak of it",
        lambda one: one.row.time.grain if one.row.time else None,
    ),
    Column("tracks", "texts", "policy tracks", lambda one: list(one.row.claim.tracks)),
    Column("wording", "texts", "set phrases whose choice tells something", lambda one: list(one.row.claim.wording)),
    Column("plover", "text", "PLOVER type, of what is an event in that sense", _of_event("plover")),
    Column("plover_mode", "text", "PLOVER mode", _of_event("mode")),
    Column("cameo", "text", "CAMEO code", _of_event("cameo")),
    Column("measure_action", "text", "of a sanction measure: what is done", _of_measure("action")),
    Column("measure_object", "text", "on what", _of_measure("object")),
    Column("measure_instrument", "text", "by what resolution or whose own measure", _of_measure("instrument")),
    Column("measure_amount", "number", "how much", _of_measure("amount")),
    Column("measure_unit", "text", "of what unit", _of_measure("unit")),
    Column("measure_per", "text", "in what time", _of_measure("per")),
    Column("measure_scope", "text", "on whom", _of_measure("scope")),
    Column("confidence", "number", "0 to 1", lambda one: one.row.claim.confidence),
    Column("rules", "texts", "the rules that fired", lambda one: list(one.row.claim.by)),
    Column("judged", "text", "right, wrong, corrected, disputed; empty where nobody judged it", lambda one: one.state),
    Column("document", "text", "the document's id", lambda one: one.row.document),
    Column("title", "text", "its title", lambda one: one.row.title),
    Column("publisher", "text", "who published it, as printed", lambda one: one.row.publisher.name),
    Column("publisher_id", "text", "their actor id", lambda one: one.row.publisher.actor),
    Column("source", "text", "path or address it was read from", lambda one: one.row.source),
    Column(
        "link",
        "text",
        "the words in the page, as a text-fragment link; empty where it is no page",
        lambda one: link_to_words(one.row),
    ),
    Column("learned_at", "moment", "when the record learned it", lambda one: one.row.learned_at),
)


def _published(name: str) -> Callable[[Held], Any]:
    def fill(held: Held) -> Any:
        published = held.reading.document.published
        return getattr(published.period, name) if published else None

    return fill


def _document(name: str) -> Callable[[Held], Any]:
    return lambda held: getattr(held.reading.document, name)


def _found_at(held: Held) -> datetime.datetime | None:
    return min((at for _, at in held.found), default=None)


def _dating(held: Held) -> str | None:
    published = held.reading.document.published
    return published.source if published else None


DOCUMENTS: tuple[Column[Held], ...] = (
    Column("id", "text", "the document's id, made from its bytes", _document("id")),
    Column("title", "text", "as printed", _document("title")),
    Column("kind", "text", "press-release, news, speech …", _document("kind")),
    Column("publisher", "text", "who published it, as printed", lambda held: held.reading.document.publisher.name),
    Column("publisher_id", "text", "their actor id", lambda held: held.reading.document.publisher.actor),
    Column("language", "text", "ISO 639-1, or und", _document("language")),
    Column(
        "published_first", "day", "first day on which it can have come out; empty where unknown", _published("first")
    ),
    Column("published_last", "day", "last such day", _published("last")),
    Column("published_grain", "text", "how finely that is known", _published("grain")),
    Column("published_how", "text", "meta, line, url, caption, event, given", _dating),
    Column("claims", "integer", "how many claims it makes, wrong ones too", lambda held: len(held.reading.claims)),
    Column("characters", "integer", "of its text, in code points", lambda held: len(held.reading.document.text)),
    Column(
        "problems",
        "texts",
        "codes of faults met in it",
        lambda held: list(dict.fromkeys(p.code for p in held.reading.problems)),
    ),
    Column("source", "text", "path or address it was read from", _document("source")),
    Column("sources", "texts", "everywhere its bytes were found", lambda held: [source for source, _ in held.found]),
    Column("found_at", "moment", "when they first were", _found_at),
    Column("sha256", "text", "of its bytes", _document("sha256")),
    Column("reader", "text", "the version of what read it", lambda held: held.reader),
)

ACTORS: tuple[Column[ActorRow], ...] = (
    Column("id", "text", "the actor's id", lambda row: row.id),
    Column("kind", "text", "person, state, organisation …", lambda row: row.kind),
    Column("name", "text", "the name most often given", lambda row: row.name),
    Column("titles", "texts", "titles printed before it", lambda row: list(row.titles)),
    Column("mentions", "integer", "how often it is named", lambda row: row.mentions),
    Column("documents", "integer", "in how many documents", lambda row: row.documents),
    Column("first", "day", "day of the first dated document that names it", lambda row: row.first),
    Column("last", "day", "day of the last", lambda row: row.last),
    Column("proposed", "flag", "whether it waits in review: a person no list knows", lambda row: row.proposed),
)

ENTRIES: tuple[Column[Act], ...] = (
    Column("id", "text", "the act's id", lambda act: act.id),
    Column("kind", "text", "as of a claim", lambda act: act.lead.claim.kind),
    Column("words", "text", "of its best evidence", lambda act: act.lead.words),
    Column("said_first", "day", "of its best evidence", lambda act: act.lead.day),
    Column("speakers", "texts", "whose words they are", lambda act: _names(act.lead.speakers)),
    Column(
        "speaker_ids",
        "texts",
        "their actor ids, in the same order; empty where not known",
        lambda act: _ids(act.lead.speakers),
    ),
    Column("recipients", "texts", "to whom, of whom", lambda act: _names(act.lead.recipients)),
    Column("tracks", "texts", "policy tracks", lambda act: list(act.lead.claim.tracks)),
    Column(
        "claims",
        "texts",
        "ids of the claims that report it, the best first",
        lambda act: [row.claim.id for row in act.evidences],
    ),
    Column(
        "documents",
        "texts",
        "ids of the documents they stand in",
        lambda act: list(dict.fromkeys(row.document for row in act.evidences)),
    ),
)

JUDGEMENTS: tuple[Column[JudgementRow], ...] = (
    Column("id", "text", "the judgement's id", lambda row: row.judgement.id),
    Column(
        "verdict",
        "text",
        "right, wrong, corrected, same, different, kept, broken, withdrawn",
        lambda row: row.judgement.verdict,
    ),
    Column("about", "texts", "ids of what it is about", lambda row: list(row.judgement.about)),
    Column("by", "text", "who judged", lambda row: row.judgement.by),
    Column("at", "moment", "when", lambda row: row.judgement.at),
    Column("why", "text", "in whose words", lambda row: row.judgement.why),
    Column(
        "fields",
        "texts",
        "corrected fields: name=JSON",
        lambda row: [f"{name}={value}" for name, value in row.judgement.fields],
    ),
    Column("state", "text", "stands, stale, superseded, withdrawn", lambda row: row.state),
)


def _acts(selection: Selection) -> Iterator[Act]:
    if not selection.wrong:
        return islice(each(selection.record, selection.query), selection.query.limit)
    rows = [one.row for one in selection.claims()]
    return iter(acts_of(rows, Same.of(selection.record, selection.as_of)))


def _actors(selection: Selection) -> Iterator[ActorRow]:
    return iter(selection.record.actors(as_of=selection.as_of))


TABLES: Mapping[str, TableOf[Any]] = {
    "claims": TableOf(CLAIMS, lambda selection: selection.claims()),
    "documents": TableOf(DOCUMENTS, lambda selection: selection.record.held(selection.query)),
    "actors": TableOf(ACTORS, _actors),
    "entries": TableOf(ENTRIES, _acts),
    "judgements": TableOf(JUDGEMENTS, lambda selection: iter(selection.record.judged(as_of=selection.as_of))),
}
