"""What an older record knows of its past, written into its log in the order in which it happened."""

from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    Text,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.expression import ColumnElement

from dragoman.store import changes, schema
from dragoman.store.schema import Key
from dragoman.store.snapshots import gone_back

r, seen, links = schema.readings.c, schema.sightings.c, schema.links.c
made, documents = schema.judgements.c, schema.documents.c


def write_past(connection: Connection) -> None:
    """Fill an empty log, within a transaction that holds the write lock. A log that has begun is left as it is."""
    if connection.scalar(select(func.min(schema.changes.c.number))) is not None:
        return
    past = union_all(_readings(), _sightings(), _links(), _ended_links(), _judgements()).subquery().c
    order = (past.at, past.rank, past.row, past.document, past.source)
    number = func.row_number().over(order_by=order)
    columns = ("at", "kind", "document", "other", "row", "before", "source")
    chosen = select(number, *(past[name] for name in columns))
    connection.execute(insert(schema.changes).from_select(["number", *columns], chosen))
    for row in connection.execute(_fetched_again()).all():
        changes.put(connection, gone_back(connection, row.url, row.sha256, row.fetched_at))


def _fetched_again() -> Select[Any]:
    """What addresses last gave, where that is one of several versions."""
    fetches = schema.fetches.c
    either = or_(links.document == documents.id, links.other == documents.id)
    versions = exists().where(links.kind == "revision", links.superseded_at.is_(None), either)
    asked = select(fetches.url, fetches.sha256, fetches.fetched_at).join_from(
        schema.fetches, schema.documents, documents.sha256 == fetches.sha256
    )
    return asked.where(versions).order_by(fetches.fetched_at, fetches.url)


def _of(rank: int, at: Any, kind: Any, **columns: Any) -> Select[Any]:
    """A part of the past. `rank` puts first what happened first where all is of one moment."""
    kinds = {"document": Text(), "other": Text(), "row": Key, "before": Key, "source": Text()}
    told = (columns.get(name, null()).cast(type_).label(name) for name, type_ in kinds.items())
    word: ColumnElement[str] = literal(kind) if isinstance(kind, str) else kind
    return select(literal(rank, Integer()).label("rank"), at.label("at"), word.label("kind"), *told)


def _readings() -> Select[Any]:
    """The readings that ever stood, each in the place of the one before it."""
    before = func.lag(r.id).over(partition_by=r.document, order_by=r.id)
    stood = (
        select(r.id, r.document, r.learned_at, before.label("before"))
        .where(or_(r.superseded_at.is_(None), r.superseded_at != r.learned_at))
        .subquery()
        .c
    )
    kind = case((stood.before.is_(None), "learned"), else_="reread")
    return _of(0, stood.learned_at, kind, document=stood.document, row=stood.id, before=stood.before)


def _sightings() -> Select[Any]:
    """Every place but that where the document was first found."""
    first = exists().where(
        documents.id == seen.document, documents.source == seen.source, documents.learned_at == seen.seen_at
    )
    return _of(1, seen.seen_at, "found", document=seen.document, source=seen.source).where(~first)


def _links() -> Select[Any]:
    """Of a revision the one seen first is the older."""
    turned = and_(links.kind == "revision", _first_seen(links.document) > _first_seen(links.other))
    kind = case((links.kind == "revision", "corrected"), else_="linked")
    older = case((turned, links.other), else_=links.document)
    newer = case((turned, links.document), else_=links.other)
    return _of(2, links.learned_at, kind, document=older, other=newer, row=links.number)


def _first_seen(document: Any) -> Any:
    its = schema.sightings.alias().c
    return select(func.min(its.seen_at)).where(its.document == document).scalar_subquery()


def _ended_links() -> Select[Any]:
    ended = _of(3, links.superseded_at, "unlinked", document=links.document, other=links.other, row=links.number)
    return ended.where(links.superseded_at.is_not(None))


def _judgements() -> Select[Any]:
    kind = case((made.verdict == "withdrawn", "retracted"), else_="judged")
    return _of(4, made.at, kind, document=_judged_document(), row=made.number)


def _judged_document() -> Any:
    """The first document that a judgement is about, itself or by a claim of it."""
    things = schema.judged.c
    claims = schema.claims.alias()
    of_claim = (
        select(func.min(r.document)).join(claims, claims.c.reading == r.id).where(claims.c.id == things.thing)
    ).scalar_subquery()
    itself = select(documents.id).where(documents.id == things.thing).scalar_subquery()
    named = select(func.coalesce(itself, of_claim)).where(things.judgement == made.number, things.place == 0)
    return named.scalar_subquery()
