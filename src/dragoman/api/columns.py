"""What each kind of row has in a data frame: its columns, their types, and where their values are."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.desks.dialogue.answers import Call
from dragoman.desks.dialogue.commitments import Commitment
from dragoman.desks.dialogue.forecasts import Forecast
from dragoman.desks.dialogue.positions import Stand
from dragoman.desks.dialogue.relations import Relation
from dragoman.record import Entry, Period
from dragoman.review import Item
from dragoman.review.rows import what_of
from dragoman.store import ActorRow, ClaimRow, DocumentRow, Hit, JudgementRow, LinkRow, Party
from dragoman.store.history import Change

ColumnType = Literal["text", "texts", "whole", "number", "day", "moment", "truth"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its values are, and how a row's is had. None stands for what is not known."""

    name: str
    type: ColumnType
    value: Callable[[Any], Any]


def columns_of(type_: type) -> Sequence[Column]:
    """The columns of a type of row, in order."""
    return _COLUMNS[type_]


def _names(parties: Sequence[Party]) -> list[str]:
    return [party.name for party in parties]


def _first(period: Period | None) -> datetime.date | None:
    return period.first if period else None


def _last(period: Period | None) -> datetime.date | None:
    return period.last if period else None


def _columns(*columns: tuple[str, ColumnType, Callable[[Any], Any]]) -> tuple[Column, ...]:
    return tuple(Column(*column) for column in columns)


def _of_row(columns: Sequence[Column], row: Callable[[Any], ClaimRow]) -> tuple[Column, ...]:
    """The same columns of the claim that is the best evidence of something else."""

    def of(column: Column) -> Column:
        return Column(column.name, column.type, lambda one: column.value(row(one)))

    return tuple(of(column) for column in columns)


CLAIM = _columns(
    ("id", "text", lambda r: r.claim.id),
    ("kind", "text", lambda r: r.claim.kind),
    ("said_from", "day", lambda r: _first(r.published.period) if r.published else None),
    ("said_to", "day", lambda r: _last(r.published.period) if r.published else None),
    ("speakers", "texts", lambda r: _names(r.speakers)),
    ("via", "texts", lambda r: _names(r.via)),
    ("actors", "texts", lambda r: _names(r.actors)),
    ("recipients", "texts", lambda r: _names(r.recipients)),
    ("words", "text", lambda r: r.words),
    ("polarity", "text", lambda r: r.claim.polarity),
    ("modality", "text", lambda r: r.claim.modality),
    ("about_from", "day", lambda r: _first(r.time)),
    ("about_to", "day", lambda r: _last(r.time)),
    ("tracks", "texts", lambda r: list(r.claim.tracks)),
    ("confidence", "number", lambda r: r.claim.confidence),
    ("document", "text", lambda r: r.document),
    ("title", "text", lambda r: r.title),
    ("publisher", "text", lambda r: r.publisher.name or r.publisher.actor),
    ("source", "text", lambda r: r.source),
    ("learned_at", "moment", lambda r: r.learned_at),
)
_SAID = tuple(c for c in CLAIM if c.name in ("id", "said_from", "said_to", "speakers", "words", "tracks", "document"))

_COLUMNS: Mapping[type, Sequence[Column]] = {
    ClaimRow: CLAIM,
    DocumentRow: _columns(
        ("id", "text", lambda r: r.id),
        ("title", "text", lambda r: r.title),
        ("published_from", "day", lambda r: _first(r.published.period) if r.published else None),
        ("published_to", "day", lambda r: _last(r.published.period) if r.published else None),
        ("publisher", "text", lambda r: r.publisher.name or r.publisher.actor),
        ("language", "text", lambda r: r.language),
        ("claims", "whole", lambda r: r.claims),
        ("source", "text", lambda r: r.source),
    ),
    ActorRow: _columns(
        ("id", "text", lambda r: r.id),
        ("name", "text", lambda r: r.name),
        ("kind", "text", lambda r: r.kind),
        ("mentions", "whole", lambda r: r.mentions),
        ("documents", "whole", lambda r: r.documents),
        ("first", "day", lambda r: r.first),
        ("last", "day", lambda r: r.last),
        ("proposed", "truth", lambda r: r.proposed),
        ("titles", "texts", lambda r: list(r.titles)),
    ),
    Hit: _columns(
        ("document", "text", lambda r: r.document),
        ("start", "whole", lambda r: r.start),
        ("end", "whole", lambda r: r.end),
        ("score", "number", lambda r: r.score),
        ("words", "text", lambda r: r.words),
        ("claims", "texts", lambda r: list(r.claims)),
        ("published_from", "day", lambda r: _first(r.published.period) if r.published else None),
        ("title", "text", lambda r: r.title),
        ("publisher", "text", lambda r: r.publisher.name or r.publisher.actor),
    ),
    LinkRow: _columns(
        ("kind", "text", lambda r: r.kind),
        ("document", "text", lambda r: r.document),
        ("other", "text", lambda r: r.other),
        ("within", "number", lambda r: r.within),
        ("holds", "number", lambda r: r.holds),
        ("how", "text", lambda r: r.how),
        ("counts", "truth", lambda r: r.counts),
        ("learned_at", "moment", lambda r: r.learned_at),
    ),
    Entry: _columns(
        ("id", "text", lambda e: e.id),
        ("kind", "text", lambda e: e.kind),
        ("evidences", "whole", lambda e: len(e.claims)),
        ("claims", "texts", lambda e: list(e.claims)),
    ),
    Commitment: (
        *_columns(
            ("state", "text", lambda c: c.state),
            ("due_from", "day", lambda c: _first(c.window)),
            ("due_to", "day", lambda c: _last(c.window)),
            ("bound", "texts", lambda c: _names(c.bound)),
            ("to", "texts", lambda c: _names(c.to)),
            ("condition", "text", lambda c: c.condition),
            ("why_not_checkable", "text", lambda c: c.why_not),
            ("documents", "whole", lambda c: c.act.documents),
            ("follow_ups", "texts", lambda c: [f"{f.relation} {f.row.claim.id}" for f in c.follow_ups]),
        ),
        *_of_row(_SAID, lambda one: one.row),
    ),
    Forecast: (
        *_columns(
            ("outcome", "text", lambda f: f.outcome),
            ("window_from", "day", lambda f: _first(f.window)),
            ("window_to", "day", lambda f: _last(f.window)),
            ("by", "texts", lambda f: _names(f.by)),
            ("likelihood", "number", lambda f: f.likelihood),
            ("brier", "number", lambda f: f.brier),
        ),
        *_of_row(_SAID, lambda one: one.row),
    ),
    Stand: _columns(
        ("voice", "text", lambda c: c[0].voice.name),
        ("actor", "text", lambda c: c[0].voice.actor),
        ("period", "text", lambda c: c[1].period),
        ("track", "text", lambda c: c[1].track),
        ("acts", "whole", lambda c: c[1].acts),
        ("of", "whole", lambda c: c[1].of),
        ("documents", "whole", lambda c: c[1].documents),
        ("share", "number", lambda c: c[1].share),
        ("least", "number", lambda c: c[1].interval[0] if c[1].interval else None),
        ("most", "number", lambda c: c[1].interval[1] if c[1].interval else None),
    ),
    Relation: _columns(
        ("source", "text", lambda r: r.source.name),
        ("source_actor", "text", lambda r: r.source.actor),
        ("target", "text", lambda r: r.target.name),
        ("target_actor", "text", lambda r: r.target.actor),
        ("acts", "whole", lambda r: r.whole.acts),
        ("verbal_cooperation", "whole", lambda r: r.whole.quads.get(1, 0)),
        ("material_cooperation", "whole", lambda r: r.whole.quads.get(2, 0)),
        ("verbal_conflict", "whole", lambda r: r.whole.quads.get(3, 0)),
        ("material_conflict", "whole", lambda r: r.whole.quads.get(4, 0)),
        ("goldstein", "number", lambda r: r.whole.goldstein),
        ("goldstein_before", "number", lambda r: r.before.goldstein if r.before else None),
        ("goldstein_since", "number", lambda r: r.since.goldstein if r.since else None),
        ("first", "day", lambda r: r.first),
        ("last", "day", lambda r: r.last),
    ),
    Call: (
        *_columns(
            ("asked", "text", lambda c: c.asked.name),
            ("asked_actor", "text", lambda c: c.asked.actor),
            ("answers", "texts", lambda c: [row.claim.id for row in c.answers]),
            ("waiting", "truth", lambda c: c.waiting),
        ),
        *_of_row(_SAID, lambda call: call.act.lead),
    ),
    JudgementRow: _columns(
        ("id", "text", lambda r: r.judgement.id),
        ("at", "moment", lambda r: r.judgement.at),
        ("by", "text", lambda r: r.judgement.by),
        ("verdict", "text", lambda r: r.judgement.verdict),
        ("about", "texts", lambda r: list(r.judgement.about)),
        ("why", "text", lambda r: r.judgement.why),
        ("fields", "texts", lambda r: [f"{name}={value}" for name, value in r.judgement.fields]),
        ("state", "text", lambda r: r.state),
    ),
    Change: _columns(
        ("cursor", "whole", lambda c: c.cursor),
        ("at", "moment", lambda c: c.at),
        ("kind", "text", lambda c: c.kind),
        ("document", "text", lambda c: c.document),
        ("other", "text", lambda c: c.other),
        ("title", "text", lambda c: c.title),
        ("claims", "whole", lambda c: c.claims),
        ("verdict", "text", lambda c: c.verdict),
        ("about", "texts", lambda c: list(c.about)),
        ("by", "text", lambda c: c.by),
        ("why", "text", lambda c: c.why),
    ),
    Item: _columns(
        ("id", "text", lambda i: i.id),
        ("kind", "text", lambda i: i.kind),
        ("score", "number", lambda i: i.score / 1000),
        ("doubt", "number", lambda i: i.doubt / 1000),
        ("uses", "whole", lambda i: i.uses),
        ("about", "texts", lambda i: list(i.about)),
        ("what", "text", what_of),
        ("why", "text", lambda i: i.why),
    ),
}
