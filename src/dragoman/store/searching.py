"""From a SearchQuery to what it finds: the index gives paragraphs, the best by BM25 first; the rest is looked up."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    Text,
    distinct,
    func,
    literal,
    or_,
    select,
    text,
)

from dragoman.record import Publisher, RecordError
from dragoman.store import schema
from dragoman.store.asking import (
    PUBLICATION,
    is_large,
    named,
    on_track,
    published_between,
    published_by,
    published_of,
    standing,
)
from dragoman.store.faults import told
from dragoman.store.full_text import FullText, full_text
from dragoman.store.indexing import PER_READING, is_there
from dragoman.store.search_query import Facets, Hit, SearchQuery
from dragoman.store.search_words import Asked
from dragoman.store.words import Sought, places

lines, readings, claims, who = schema.lines.c, schema.readings.c, schema.claims.c, schema.claim_actors.c
_MONTHLY = ("day", "week", "month")
HANDFUL = 50
"""Lines whose claims are looked up at a time."""


def search(engine: Engine, path: Path, asked: Asked) -> list[Hit]:
    """The paragraphs that match, the best first."""
    with told(path), engine.connect() as connection:
        _require_index(connection, path)
        ranked = connection.execute(_ranked(full_text(connection), asked)).all()
        rows = {row.key: row for row in connection.execute(_found([row.key for row in ranked]))}
        begun = _claims(connection, [row for row in rows.values() if row.first_claim is not None])
    shown = asked.shown
    return [_hit(rows[key], -rank, shown, begun.get(key, ())) for key, rank in ranked]


def count(engine: Engine, path: Path, asked: Asked) -> int:
    """How many match, whatever the limit."""
    with told(path), engine.connect() as connection:
        _require_index(connection, path)
        return _total(connection, asked)


def facets(engine: Engine, path: Path, asked: Asked) -> Facets:
    """How many match, and of which sorts they are."""
    with told(path), engine.connect() as connection:
        _require_index(connection, path)
        index, track = full_text(connection), schema.claim_tracks.c
        if is_large(connection):
            from dragoman.store import counting, line_counting

            begun = (func.coalesce(claim, line_counting.NONE) for claim in (lines.first_claim, lines.last_claim))
            found = counting.integers(connection, _holding(index, asked).with_only_columns(lines.key, *begun))
            return line_counting.facets(connection, counting.table(engine, connection), found)
        return Facets(
            total=_total(connection, asked),
            kinds=_counted(connection, _by_claim(index, asked, claims.kind, claims.key)),
            actors=_counted(connection, _by_claim(index, asked, who.actor, who.claim)),
            tracks=_counted(connection, _by_claim(index, asked, track.track, track.claim)),
            publishers=_counted(connection, _by_reading(index, asked, _publisher())),
            months=dict(sorted(_counted(connection, _by_month(index, asked)).items())),
        )


def _total(connection: Connection, asked: Asked) -> int:
    return connection.scalar(_matching(full_text(connection), select(func.count()), asked)) or 0


def _require_index(connection: Connection, path: Path) -> None:
    if not is_there(connection):
        raise RecordError(
            f"the record {path} has no search index, as one of an older version has none; "
            "make it: dragoman doctor --rebuild-search"
        )


def _ranked(index: FullText, asked: Asked) -> Select[Any]:
    """Keys and ranks. By rank alone, which FTS5 sorts by itself, and gives up once there are enough."""
    rank = index.rank(asked.terms).label("rank")
    found = _matching(index, select(index.key.label("key")), asked).add_columns(rank)
    return found.order_by(rank).limit(asked.query.limit)


def _of_readings(query: SearchQuery) -> Iterator[ColumnElement[bool]]:
    """What is asked of the reading itself."""
    if query.since is not None or query.until is not None:
        days = (readings.published_first, readings.published_last)
        yield published_between(*days, query.since, query.until)
    if query.language is not None:
        yield readings.language == query.language
    if query.publisher is not None:
        yield published_by(query.publisher)


def _matching(index: FullText, select_: Select[Any], asked: Asked, *, joined: bool = False) -> Select[Any]:
    """What the index finds, in readings that stand, as the query restricts them; `joined` to these readings."""
    query, of = asked.query, index.key // PER_READING
    wanted, of_readings = select_.select_from(index.table).where(index.matches(asked.terms)), list(_of_readings(query))
    if not joined and query.as_of is None and not of_readings:
        # What no longer stands is little: PostgreSQL takes half as long as to look each reading up.
        gone = select(readings.id).where(readings.superseded_at.is_not(None))
        wanted = wanted.where(of.not_in(gone))
    else:
        wanted = wanted.join(schema.readings, readings.id == of).where(standing(query.as_of), *of_readings)
    if query.kinds or query.actor is not None or query.tracks:
        wanted = wanted.join(schema.lines, lines.key == index.key).where(_with_claim(query))
    return wanted


def _with_claim(query: SearchQuery) -> ColumnElement[bool]:
    """That one claim that begins in the line is of the kind, on the track and with the party asked for."""
    wanted = select(literal(1)).where(claims.key.between(lines.first_claim, lines.last_claim))
    if query.kinds:
        wanted = wanted.where(claims.kind.in_(query.kinds))
    if query.tracks:
        track = schema.claim_tracks.c
        wanted = wanted.where(
            select(literal(1)).where(track.claim == claims.key, on_track(track.track, query.tracks)).exists()
        )
    if query.actor is not None:
        party = or_(named(who.actor, who.folded, query.actor), who.actor.in_(query.also))
        wanted = wanted.where(select(literal(1)).where(who.claim == claims.key, party).exists())
    return wanted.exists()


def _found(keys: Sequence[int]) -> Select[Any]:
    reading = lines.key // PER_READING
    words = func.substr(schema.texts.c.text, lines.start + 1, lines.end - lines.start).label("words")
    what = (lines.key, lines.start, lines.end, lines.first_claim, lines.last_claim, words)
    of = (readings.document, readings.title, readings.source, readings.language, *PUBLICATION)
    found = select(*what, *of).join(schema.readings, readings.id == reading)
    return found.join(schema.texts, readings.text == schema.texts.c.digest).where(lines.key.in_(keys))


def _claims(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, tuple[str, ...]]:
    """The ids of the claims that begin in each line, by the line's key."""
    ids: dict[int, str] = {}
    for start in range(0, len(rows), HANDFUL):
        # Each stretch is named: joined to the lines, PostgreSQL takes all claims in hand.
        within = (claims.key.between(row.first_claim, row.last_claim) for row in rows[start : start + HANDFUL])
        found = connection.execute(select(claims.key, claims.id).where(or_(*within))).all()
        ids.update((row.key, row.id) for row in found)
    return {row.key: tuple(ids[n] for n in range(row.first_claim, row.last_claim + 1) if n in ids) for row in rows}


def _hit(row: Row[Any], score: float, shown: list[Sought], begun: tuple[str, ...]) -> Hit:
    return Hit(
        document=row.document,
        start=row.start,
        end=row.end,
        words=row.words,
        marks=tuple((row.start + start, row.start + end) for start, end in places(row.words, shown)),
        claims=begun,
        score=score,
        title=row.title,
        source=row.source,
        publisher=Publisher(row.publisher_actor, row.publisher_name),
        published=published_of(row),
        language=row.language,
    )


def _publisher() -> ColumnElement[Any]:
    return func.coalesce(readings.publisher_actor, readings.publisher_name)


def _by_reading(index: FullText, asked: Asked, value: ColumnElement[Any]) -> Select[Any]:
    wanted = _matching(index, select(value.label("value"), func.count().label("n")), asked, joined=True)
    return wanted.where(value.is_not(None)).group_by(text("1"))


def _by_month(index: FullText, asked: Asked) -> Select[Any]:
    """By the month of the first day it can have come out; what is known by the year only is left out."""
    month = func.substr(readings.published_first.cast(Text), 1, 7)
    return _by_reading(index, asked, month).where(readings.published_grain.in_(_MONTHLY))


def _holding(index: FullText, asked: Asked) -> Select[Any]:
    """The lines that match, and the first and last claim of each."""
    keys = _matching(index, select(index.key), asked)
    return select(lines.key, lines.first_claim, lines.last_claim).where(lines.key.in_(keys))


def _by_claim(index: FullText, asked: Asked, value: ColumnElement[Any], claim: ColumnElement[Any]) -> Select[Any]:
    """By something of the claims that begin in the lines that match; a line counts once for a value."""
    begun = _holding(index, asked).where(lines.first_claim.is_not(None)).subquery().c
    wanted = select(value.label("value"), func.count(distinct(begun.key)).label("n"))
    return wanted.where(claim.between(begun.first_claim, begun.last_claim), value.is_not(None)).group_by(value)


def _counted(connection: Connection, wanted: Select[Any]) -> dict[str, int]:
    """Values and how many have them, the most frequent first."""
    rows = connection.execute(wanted).all()
    return {str(row.value): row.n for row in sorted(rows, key=lambda row: (-row.n, str(row.value)))}
