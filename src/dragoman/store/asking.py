"""From a ClaimQuery to its rows.

First the keys, in order, then the rows by the handful: what is on record never changes, so no transaction stays open
while the caller takes its time, and memory holds one number a claim.
"""

import datetime
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    false,
    func,
    not_,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dragoman.record import Period, Published, Publisher, RecordError
from dragoman.record.wire import claim_from_json
from dragoman.store import columnar, schema
from dragoman.store.faults import damaged, told
from dragoman.store.fold import fold, fold_name
from dragoman.store.query import ClaimQuery, ClaimRow, Found, Party
from dragoman.store.rows import JOINED

claims, readings, who = schema.claims, schema.readings, schema.claim_actors

PUBLICATION = tuple(
    readings.c[what]
    for what in (
        "publisher_actor",
        "publisher_name",
        "published_first",
        "published_last",
        "published_grain",
        "published_source",
        "published_confidence",
    )
)
"""By whom and when: what `published_of` and a Publisher are made from."""


class Place(FunctionElement[int]):
    """Where words first stand in a text, counted from 1; 0 where they do not."""

    name = "place"
    type = Integer()
    inherit_cache = True


@compiles(Place)
def _instr(element: Place, compiler: SQLCompiler, **options: Any) -> str:
    name = "strpos" if compiler.dialect.name == "postgresql" else "instr"
    return f"{name}({compiler.process(element.clauses, **options)})"


MANY = 20_000
"""Claims on a track from which on a list that is cut short goes through all claims in order. Of 50,000 claims 16,700
were on a track: the first 50 took 37 ms with those taken first, and 8 in order, however many claims there are."""
LARGE = 50_000
"""Claims in a record from which on its columns are asked: loading numpy takes a tenth of a second."""
HANDFUL = 500
"""Claims fetched at a time: beyond this, larger handfuls were no faster on a 10,000-claim record."""


def standing(as_of: datetime.datetime | None) -> ColumnElement[bool]:
    """That a reading stands now, or stood at a moment."""
    c = readings.c
    if as_of is None:
        return c.superseded_at.is_(None)
    return and_(c.learned_at <= as_of, or_(c.superseded_at.is_(None), c.superseded_at > as_of))


def count(engine: Engine, path: Path, query: ClaimQuery) -> int:
    """How many claims match, whatever the limit."""
    with told(path), engine.connect() as connection:
        if by_columns(connection, query):
            from dragoman.store import counting

            return int(counting.matching(connection, counting.table(engine, connection), query).sum())
        return connection.scalar(matching(select(func.count()), query)) or 0


def rows(engine: Engine, path: Path, query: ClaimQuery) -> Iterator[ClaimRow]:
    """The matching claims, by the day they were said (undated ones last), document, and position in it."""
    with told(path), engine.connect() as connection:
        keys = keys_in_order(engine, connection, query)
    for start in range(0, len(keys), HANDFUL):
        yield from rows_of(engine, path, keys[start : start + HANDFUL])


def keys_in_order(engine: Engine, connection: Connection, query: ClaimQuery) -> Sequence[int]:
    """The keys of the matching claims, as `rows` has these in order."""
    after = None if query.after is None else _place(connection, query.after, query.as_of)
    ask = _keys_by_columns if by_columns(connection, query) else _keys_by_rows
    return ask(engine, connection, query, after)


def among(connection: Connection, query: ClaimQuery, keys: Sequence[int]) -> set[int]:
    """Which of these claims match, whatever the limit."""
    asked = keys_of(query)
    if query.after is not None:
        asked = asked.where(_behind(_place(connection, query.after, query.as_of), newest=query.newest))
    found: set[int] = set()
    for start in range(0, len(keys), HANDFUL):
        found.update(connection.scalars(asked.where(claims.c.key.in_(keys[start : start + HANDFUL]))))
    return found


def by_columns(connection: Connection, query: ClaimQuery) -> bool:
    """Whether the record is so large, and asked such a thing, that the claims' columns answer sooner than their rows.

    Of words they know nothing, and what one document has is soon found.
    """
    if query.text is not None or query.document is not None:
        return False
    return is_large(connection)


def is_large(connection: Connection) -> bool:
    """Whether the record has so many claims that their columns are worth loading; and has columns."""
    return columnar.state(connection)[2] >= LARGE and columnar.is_there(connection)


def _keys_by_rows(_: Engine, connection: Connection, query: ClaimQuery, after: Row[Any] | None) -> Sequence[int]:
    said = claims.c.said_first.desc() if query.newest else claims.c.said_first
    order = (said.nulls_last(), readings.c.document, claims.c.key)
    each = query.limit is not None and _are_many(connection, query.tracks)
    wanted = matching(select(claims.c.key), query, each=each).order_by(*order).limit(query.limit)
    return connection.scalars(wanted if after is None else wanted.where(_behind(after, newest=query.newest))).all()


def _keys_by_columns(engine: Engine, connection: Connection, query: ClaimQuery, after: Any) -> Sequence[int]:
    from dragoman.store import counting

    its = counting.table(engine, connection)
    found = counting.matching(connection, its, query)
    if query.limit is not None:
        day = None if after is None else counting.rank_of(after.said_first, newest=query.newest)
        found = counting.nearest(its, found, many=query.limit, after=day, newest=query.newest)
    behind = None
    if after is not None:
        behind = (counting.rank_of(after.said_first, newest=query.newest), after.document, after.key)
    return counting.in_order(connection, its, found, behind=behind, newest=query.newest)[: query.limit]


def keys_of(query: ClaimQuery) -> Select[tuple[int]]:
    """The keys of the claims that match, whatever the limit."""
    return matching(select(claims.c.key), query)


def _are_many(connection: Connection, tracks: tuple[str, ...]) -> bool:
    """Whether so many claims are on these tracks that the first few are found sooner by going through all in order."""
    if not tracks:
        return False
    track = schema.claim_tracks.c.track
    some = select(track).where(on_track(track, tracks)).limit(MANY).subquery()
    return connection.scalar(select(func.count()).select_from(some)) == MANY


def _place(connection: Connection, claim: str, as_of: datetime.datetime | None) -> Any:
    """Where a claim stands in the order of `rows`: the day it was said, document, key."""
    place = select(claims.c.said_first, readings.c.document, claims.c.key)
    place = place.join(readings, claims.c.reading == readings.c.id)
    asked = place.where(claims.c.id == claim, standing(as_of)).order_by(readings.c.document)
    at: Any = connection.execute(asked).first()  # a row of three columns
    if at is None:
        raise RecordError(f"no claim {claim} stands in the record to go on from; begin the list anew")
    return at


def _behind(at: Any, *, newest: bool) -> ColumnElement[bool]:
    """That a claim comes later than this place in the order of `rows`."""
    said, document, key = claims.c.said_first, readings.c.document, claims.c.key
    same_day = said.is_(None) if at.said_first is None else said == at.said_first
    further: ColumnElement[bool] = false()
    if at.said_first is not None:
        further = or_(said.is_(None), said < at.said_first if newest else said > at.said_first)
    return or_(further, and_(same_day, tuple_(document, key) > (at.document, at.key)))


def found(connection: Connection, prefix: str, as_of: datetime.datetime | None) -> list[Found]:
    """The documents, then the claims, whose id begins so, by id."""
    document, claim = readings.c.document, claims.c.id
    documents = select(document).where(standing(as_of), _begins(document, prefix)).order_by(document)
    said = select(claim, document).join(readings, claims.c.reading == readings.c.id)
    said = said.where(standing(as_of), _begins(claim, prefix)).order_by(claim, document)
    return [
        *(Found("document", its, its) for its in connection.scalars(documents)),
        *(Found("claim", one, its) for one, its in connection.execute(said)),
    ]


def _begins(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """A range, which an index serves; LIKE is not served by one. SQLite orders text by code point."""
    after = ord(prefix[-1]) + 1
    if after > sys.maxunicode:
        return column >= prefix
    # The surrogates are no characters: nothing lies there, and they cannot be written.
    return and_(column >= prefix, column < prefix[:-1] + chr(0xE000 if 0xD800 <= after <= 0xDFFF else after))


def contains(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """That the words stand in it. Not LIKE, which has wild cards and a longest pattern."""
    return Place(column, words) > 0


def matching(select_: Select[Any], query: ClaimQuery, *, each: bool = False) -> Select[Any]:
    """The claims asked for. With `each`, a claim's tracks are looked up as it comes, not all of a track's first."""
    found = select_.select_from(claims).join(readings, claims.c.reading == readings.c.id)
    return found.where(standing(query.as_of), *_conditions(query, each=each))


def _conditions(query: ClaimQuery, *, each: bool = False) -> Iterator[ColumnElement[bool]]:
    """One condition for each thing asked."""
    c = claims.c
    if query.kinds:
        yield c.kind.in_(query.kinds)
    if query.actor is not None or query.role is not None:
        yield c.key.in_(_with_party(query))
    if query.tracks and each:
        yield _on_track(query.tracks).where(schema.claim_tracks.c.claim == c.key).exists()
    elif query.tracks:
        yield c.key.in_(_on_track(query.tracks))
    if query.since is not None or query.until is not None:
        yield published_between(c.said_first, c.said_last, query.since, query.until)
    if query.text is not None:
        yield contains(c.folded, fold(query.text))
    if query.publisher is not None:
        yield published_by(query.publisher)
    if query.document is not None:
        yield readings.c.document == query.document
    if query.form is not None:
        yield c.form == query.form
    if query.polarity is not None:
        yield c.polarity == query.polarity
    if query.min_confidence is not None:
        yield c.confidence >= query.min_confidence
    if query.people is not None:
        # Written into the statement as they are: it may have more of them than it may have parameters.
        ids: BindParameter[str] = bindparam("people", sorted(query.people.ids), expanding=True, literal_execute=True)
        yield c.id.in_(ids) if query.people.those else c.id.not_in(ids)


def published_by(asked: str) -> ColumnElement[bool]:
    """That the publisher is the one of this actor id or printed name; where there is none, of words of that name."""
    c, known = readings.c, schema.column_values.c
    exactly = select(known.number).where(known.column == "publisher", known.value == asked).exists()
    in_words = func.lower(c.publisher_name).contains(asked.lower(), autoescape=True)
    return or_(func.coalesce(c.publisher_actor, c.publisher_name) == asked, and_(not_(exactly), in_words))


def published_between(
    first: ColumnElement[Any], last: ColumnElement[Any], since: datetime.date | None, until: datetime.date | None
) -> ColumnElement[bool]:
    """The published days and the days asked for meet; a date open at both ends is none."""
    return and_(or_(first.is_not(None), last.is_not(None)), meets(first, last, since, until))


def meets(
    first: ColumnElement[Any], last: ColumnElement[Any], since: datetime.date | None, until: datetime.date | None
) -> ColumnElement[bool]:
    """That two stretches share a day; an end left open reaches any."""
    parts = [] if since is None else [or_(last.is_(None), last >= since)]
    parts += [] if until is None else [or_(first.is_(None), first <= until)]
    return and_(true(), *parts)


def named(actor: ColumnElement[Any], folded: ColumnElement[str], asked: str) -> ColumnElement[bool]:
    """That the actor is the one asked for by its id, or by whole words of its name."""
    name = fold_name(asked)
    by_id = actor == asked
    return or_(by_id, contains(folded, name)) if name.strip() else by_id


def _with_party(query: ClaimQuery) -> Select[Any]:
    found = select(who.c.claim)
    if query.role is not None:
        found = found.where(who.c.role == query.role)
    if query.actor is None:
        return found
    asked = named(who.c.actor, who.c.folded, query.actor)
    return found.where(or_(asked, who.c.actor.in_(query.also), _proposed((query.actor, *query.also))))


def _proposed(ids: tuple[str, ...]) -> ColumnElement[bool]:
    """That the party is one who waits in review under one of these ids: known by its name in its document."""
    waiting = select(schema.forms.c.reading, schema.forms.c.name).where(schema.forms.c.proposed.in_(ids))
    reading = who.c.claim // schema.CLAIMS_PER_READING
    return and_(who.c.actor.is_(None), tuple_(reading, who.c.name).in_(waiting))


def _on_track(tracks: tuple[str, ...]) -> Select[Any]:
    return select(schema.claim_tracks.c.claim).where(on_track(schema.claim_tracks.c.track, tracks))


def on_track(track: ColumnElement[str], tracks: tuple[str, ...]) -> ColumnElement[bool]:
    """That it is one of these tracks, or a finer one of one."""
    return or_(*(or_(track == t, _begins(track, f"{t}.")) for t in tracks))


def rows_of(engine: Engine, path: Path, keys: Sequence[int]) -> list[ClaimRow]:
    """The claims of these keys, in this order."""
    with told(path), engine.connect() as connection:
        found = claim_rows(connection, path, keys)
    return [found[key] for key in keys]


def claim_rows(connection: Connection, path: Path, keys: Sequence[int]) -> dict[int, ClaimRow]:
    """The claims of these keys, a handful at most."""
    rows = {row.key: row for row in connection.execute(_rows().where(claims.c.key.in_(keys))).all()}
    of = {row.reading for row in rows.values()}
    origins = {row.id: _origin(row) for row in connection.execute(_origins().where(readings.c.id.in_(of))).all()}
    words, parties = _words(connection, keys), _parties(connection, keys)
    try:
        return {key: _claim_row(rows[key], origins[rows[key].reading], words[key], parties[key]) for key in keys}
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise damaged(path, f"a claim cannot be unpacked ({fault})") from fault


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the claims of one reading have in common."""

    document: str
    title: str | None
    source: str
    publisher: Publisher
    published: Published | None
    learned_at: datetime.datetime


def _rows() -> Select[Any]:
    c = claims.c
    return select(c.key, c.reading, c.body, c.about_first, c.about_last, c.about_grain)


def _origins() -> Select[Any]:
    c = readings.c
    return select(c.id, c.document, c.title, c.source, c.learned_at, *PUBLICATION)


def _origin(row: Row[Any]) -> _Origin:
    publisher = Publisher(row.publisher_actor, row.publisher_name)
    return _Origin(row.document, row.title, row.source, publisher, published_of(row), row.learned_at)


def _words(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    c = schema.claim_passages.c
    words: dict[int, list[str]] = defaultdict(list)
    asked = select(c.claim, c.words).where(c.claim.in_(keys)).order_by(c.claim, c.place)
    for claim, passage in connection.execute(asked).all():
        words[claim].append(passage)
    return {claim: JOINED.join(passages) for claim, passages in words.items()}


def _parties(connection: Connection, keys: Sequence[int]) -> dict[int, dict[str, list[Party]]]:
    c = who.c
    parties: dict[int, dict[str, list[Party]]] = defaultdict(lambda: defaultdict(list))
    asked = select(c.claim, c.role, c.name, c.actor).where(c.claim.in_(keys)).order_by(c.claim, c.role, c.place)
    for claim, role, name, actor in connection.execute(asked).all():
        parties[claim][role].append(Party(name, actor))
    return parties


def _claim_row(row: Row[Any], origin: _Origin, words: str, parties: dict[str, list[Party]]) -> ClaimRow:
    return ClaimRow(
        claim=claim_from_json(json.loads(row.body)),
        document=origin.document,
        title=origin.title,
        source=origin.source,
        publisher=origin.publisher,
        published=origin.published,
        words=words,
        speakers=tuple(parties.get("speaker", ())),
        via=tuple(parties.get("via", ())),
        actors=tuple(parties.get("actor", ())),
        recipients=tuple(parties.get("recipient", ())),
        time=Period(row.about_first, row.about_last, row.about_grain) if row.about_grain else None,
        learned_at=origin.learned_at,
    )


def published_of(row: Row[Any]) -> Published | None:
    """When the document of a row of `readings` came out."""
    if row.published_grain is None:
        return None
    period = Period(row.published_first, row.published_last, row.published_grain)
    return Published(period, row.published_source, row.published_confidence)
