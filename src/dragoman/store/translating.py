"""Links between a document and its translation: asked anew of the days around whatever came in.

Whether two documents are a pair depends on the others that came out with them, so a new one can end a link too. What
came out more than two days before or after cannot change it.
"""

import datetime
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from dragoman.identity import Gist, facts_of, merge, people_of, translations
from dragoman.record import SPEAKING_ROLES
from dragoman.store import schema
from dragoman.store.asking import PUBLICATION, published_of, standing
from dragoman.store.faults import damaged, told
from dragoman.store.linking import Found, handfuls, settle

r, links = schema.readings.c, schema.links.c
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Issue:
    """A standing reading whose publisher and days are known."""

    reading: int
    document: str
    language: str
    publisher: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Translated:
    """What was found: the pairs among `asked`, the documents whose pairs are settled by it."""

    asked: frozenset[str]
    found: tuple[Found, ...]


def unasked(engine: Engine, path: Path) -> list[int]:
    """The standing readings whose translations are still to be looked for."""
    done = schema.translated.c.reading
    waiting = select(r.id).outerjoin(schema.translated, done == r.id).where(standing(None), done.is_(None))
    with told(path), engine.connect() as connection:
        return list(connection.scalars(waiting.order_by(r.id)))


def find(engine: Engine, path: Path, new: Iterable[int]) -> list[Translated]:
    """The translations among what came out within a day of these readings, a publisher at a time."""
    fresh = set(new)
    by_publisher: defaultdict[str, list[_Issue]] = defaultdict(list)
    for issue in _issues(engine, path):
        by_publisher[issue.publisher].append(issue)
    several = (group for group in by_publisher.values() if len({issue.language for issue in group}) > 1)
    return [_among(engine, path, group, fresh) for group in several if any(i.reading in fresh for i in group)]


def link(connection: Connection, translated: Sequence[Translated], asked: Sequence[int], now: datetime.datetime) -> int:
    """Put the pairs on record, and that these readings have been asked; how many are new.

    Within a transaction that holds the write lock. Another program may have asked them meanwhile: the later has seen
    at least as much.
    """
    done = schema.translated.c.reading
    for some in handfuls(asked, 500):
        already = set(connection.scalars(select(done).where(done.in_(some))))
        if rows := [{"reading": reading} for reading in some if reading not in already]:
            connection.execute(insert(schema.translated), rows)
    return sum(_link(connection, one, now) for one in translated)


def _issues(engine: Engine, path: Path) -> Iterator[_Issue]:
    asked = select(r.id, r.document, r.language, *PUBLICATION).where(standing(None)).order_by(r.document)
    with told(path), engine.connect() as connection:
        rows = connection.execute(asked).all()
    for row in rows:
        published = published_of(row)
        publisher = row.publisher_actor or (row.publisher_name or "").casefold()
        if publisher and published and published.period.first and published.period.last:
            yield _Issue(row.id, row.document, row.language, publisher, published.period.first, published.period.last)


def _among(engine: Engine, path: Path, group: Sequence[_Issue], fresh: set[int]) -> Translated:
    days = {day for issue in group if issue.reading in fresh for day in (issue.first, issue.last)}
    near = [issue for issue in group if _within(issue, days, DAY * 2)]
    asked = frozenset(issue.document for issue in near if _within(issue, days, DAY))
    pairs = translations(_gists(engine, path, near), _copies(engine, path, [issue.document for issue in near]))
    found = (
        Found(pair.document, pair.other, "translation", 0.0, 0.0, f"both tell of {', '.join(pair.shared)}")
        for pair in pairs
        if {pair.document, pair.other} <= asked
    )
    return Translated(asked, tuple(found))


def _within(issue: _Issue, days: Iterable[datetime.date], reach: datetime.timedelta) -> bool:
    return any(issue.first - reach <= day <= issue.last + reach for day in days)


def _gists(engine: Engine, path: Path, issues: Sequence[_Issue]) -> Iterator[Gist]:
    of = {issue.reading: issue for issue in issues}
    for some in handfuls(sorted(of), 200):
        asked = select(r.id, r.body, schema.texts.c.text).join(schema.texts, r.text == schema.texts.c.digest)
        with told(path), engine.connect() as connection:
            rows = connection.execute(asked.where(r.id.in_(some)).order_by(r.id)).all()
        try:
            yield from [_gist(row, of[row.id]) for row in rows]
        except (zlib.error, ValueError, KeyError, TypeError) as fault:
            raise damaged(path, f"a reading cannot be unpacked ({fault})") from fault


def _copies(engine: Engine, path: Path, documents: Sequence[str]) -> dict[str, str]:
    """One name for those of these documents that hold the same words, as they have been linked."""
    ties = []
    with told(path), engine.connect() as connection:
        for some in handfuls(documents, 500):
            asked = select(links.document, links.other).where(
                links.superseded_at.is_(None), links.kind != "translation"
            )
            ties += [(row.document, row.other) for row in connection.execute(asked.where(links.document.in_(some)))]
    return dict(merge((), ties=sorted(ties)).canonical)


def _gist(row: Any, issue: _Issue) -> Gist:
    value = json.loads(zlib.decompress(row.body))
    told_in = {*SPEAKING_ROLES, "title", "subtitle"}
    text = "\n".join(row.text[x["start"] : x["end"]] for x in value["lines"] if x["role"] in told_in)
    actors = {m["actor"] for m in value["mentions"] if m["actor"]} - {issue.publisher}
    people = {m["name"] for m in value["mentions"] if m["kind"] == "person" and " " in m["name"]}
    facts, named = facts_of(text, actors), people_of(text, people)
    return Gist(issue.document, issue.language, issue.publisher, (issue.first, issue.last), facts, named)


def _link(connection: Connection, translated: Translated, now: datetime.datetime) -> int:
    known = {}
    for some in handfuls(sorted(translated.asked), 500):
        asked = select(schema.links).where(links.kind == "translation", links.superseded_at.is_(None))
        for row in connection.execute(asked.where(links.document.in_(some))):
            if row.other in translated.asked:
                known[row.document, row.other] = row
    return settle(connection, {(one.document, one.other): one for one in translated.found}, known, now)
