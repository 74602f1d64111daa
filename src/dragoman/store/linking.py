"""Links between documents: each new reading's words are held against those on record, as `identity` compares them.

A reading without a sketch is still to be linked, so a kill loses nothing and doing it twice changes nothing. Which
documents are linked does not depend on the order they came in; only where more than `COMMON` documents share a stretch
of words are later ones no longer found by it, but by what else they share.
"""

import datetime
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urldefrag, urlsplit

from sqlalchemy import Connection, Engine, Row, Select, bindparam, func, insert, or_, select, update

from dragoman.identity import Sketch, decided, likeness, shares
from dragoman.identity import standing as counting
from dragoman.identity.words import NAMING, Body, fingerprints, stretches
from dragoman.record import SPEAKING_ROLES, Judgement
from dragoman.store import changes, schema
from dragoman.store.asking import PUBLICATION, published_of, standing
from dragoman.store.changes import Changed
from dragoman.store.faults import damaged, told
from dragoman.store.judging import judgements
from dragoman.store.query import LinkKind, LinkRow

r, k, links = schema.readings.c, schema.sketches.c, schema.links.c

HANDFUL = 64
"""Documents linked in one transaction."""
COMMON = 64
"""A stretch that so many documents share is a standing phrase."""
MOST = 100
"""Candidates compared with one document: those that share most."""
SHARED = 0.25
"""The share of the shorter document's fingerprints that a candidate must have. A link needs .8 of the words, and every
edited word spoils the stretches around it: one word in twenty leaves half of the fingerprints."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link as it is found. `how` says how it is known."""

    document: str
    other: str
    kind: LinkKind
    within: float
    holds: float
    how: str


@dataclass(frozen=True, slots=True)
class _Sketched:
    """A reading to be linked, made ready before the record is locked."""

    reading: int
    sketch: Sketch
    prints: frozenset[int]


def unlinked(engine: Engine, path: Path) -> list[int]:
    """The standing readings that are still to be linked, the first first."""
    waiting = select(r.id).outerjoin(schema.sketches, k.reading == r.id).where(standing(None), k.reading.is_(None))
    with told(path), engine.connect() as connection:
        return list(connection.scalars(waiting.order_by(r.id)))


def prepare(engine: Engine, path: Path, readings: Sequence[int]) -> list[_Sketched]:
    """The sketches of these readings: all that costs time and needs no lock."""
    asked = select(r.id, r.document, r.title, r.body, schema.texts.c.text, *PUBLICATION)
    asked = asked.join(schema.texts, r.text == schema.texts.c.digest).where(r.id.in_(readings)).order_by(r.id)
    with told(path), engine.connect() as connection:
        rows = connection.execute(asked).all()
    try:
        return [_sketched(row) for row in rows]
    except (zlib.error, ValueError, KeyError, TypeError) as fault:
        raise damaged(path, f"a reading cannot be unpacked ({fault})") from fault


def link(connection: Connection, ready: Sequence[_Sketched], now: datetime.datetime) -> int:
    """Link each with what is on record, within a transaction that holds the write lock; how many links are new.

    Those that another program has linked meanwhile, or that stand no longer, are passed over.
    """
    asked = select(r.id).outerjoin(schema.sketches, k.reading == r.id).where(standing(None), k.reading.is_(None))
    waiting = set(connection.scalars(asked.where(r.id.in_([one.reading for one in ready]))))
    prints = _Prints(connection, {p for one in ready for p in one.prints})
    new = sum(_link(connection, one, prints, now) for one in ready if one.reading in waiting)
    prints.write()
    return new


class _Prints:
    """Which readings have which of the fingerprints that a batch asks for; the batch's own are written at its end.

    Numbers are written into the SQL as they are: thousands of them as parameters take longer than the search itself.
    """

    def __init__(self, connection: Connection, wanted: Iterable[int]) -> None:
        self._connection = connection
        self._readings: defaultdict[int, list[int]] = defaultdict(list)
        self._new: list[tuple[int, int]] = []
        for some in handfuls(sorted(wanted), 5000):
            asked = f"SELECT hash, reading FROM fingerprints WHERE hash IN ({', '.join(map(str, some))})"
            for value, reading in connection.exec_driver_sql(asked):
                self._readings[value].append(reading)

    def shared(self, one: _Sketched) -> "Counter[int]":
        """How many of its fingerprints each other reading has."""
        return Counter(reading for p in one.prints for reading in self._readings[p])

    def add(self, one: _Sketched) -> None:
        """Keep its fingerprints, but for those of standing phrases."""
        for value in one.prints:
            if len(self._readings[value]) < COMMON:
                self._readings[value].append(one.reading)
                self._new.append((value, one.reading))

    def write(self) -> None:
        """Put the new ones on record, in the order in which they lie there."""
        for some in handfuls(sorted(self._new), 5000):
            rows = ", ".join(f"({value}, {reading})" for value, reading in some)
            self._connection.exec_driver_sql(f"INSERT INTO fingerprints (hash, reading) VALUES {rows}")


T = TypeVar("T")
K = TypeVar("K", str, tuple[str, str])


def handfuls(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The things, so many at a time: a statement can be too long for the database."""
    return (things[start : start + size] for start in range(0, len(things), size))


def _sketched(row: Row[Any]) -> _Sketched:
    value = json.loads(zlib.decompress(row.body))
    spoken = [(line["start"], line["end"]) for line in value["lines"] if line["role"] in SPEAKING_ROLES]
    named = [(m["start"], m["end"]) for m in value["mentions"] if m["how"] in NAMING]
    sketch = _sketch(row, Body.from_spans(row.text, spoken, named))
    return _Sketched(row.id, sketch, frozenset(fingerprints(stretches(sketch.body.words()))))


def _sketch(row: Row[Any], body: Body) -> Sketch:
    """The sketch that `identity.sketch` makes of a reading, from its row."""
    published = published_of(row)
    period = published.period if published else None
    days = (period.first, period.last) if period and period.first and period.last else None
    publisher = row.publisher_actor or (row.publisher_name or "").casefold() or None
    return Sketch(row.document, body, row.title or "", publisher, days)


def _link(connection: Connection, one: _Sketched, prints: _Prints, now: datetime.datetime) -> int:
    """Link one reading and remember its sketch."""
    document, digest = one.sketch.document, one.sketch.body.digest()
    revised = _at_the_same_place(connection, document)
    known = _standing_links(connection, document)
    others = _candidates(connection, one, prints.shared(one), digest) | revised.keys() | known.keys()
    found = {}
    for other in _sketches_of(connection, others - {document}):
        if (its := _compare(one.sketch, other, revised.get(other.document))) is not None:
            found[other.document] = its
    row = {"reading": one.reading, "digest": digest, "words": one.sketch.body.to_bytes(), "prints": len(one.prints)}
    connection.execute(_REMEMBER, row)
    prints.add(one)
    return settle(connection, found, known, now)


def _compare(one: Sketch, other: Sketch, place: str | None) -> Found | None:
    """The link between two, by the place both were found at or by their words.

    What one address gave is a revision, however much of it was written anew. A file's name may be used again for
    something else.
    """
    like = likeness(one, other)
    if place is not None and (like is not None or _is_url(place)):
        first, second = sorted((one, other), key=lambda each: each.document)
        return Found(first.document, second.document, "revision", *shares(first, second), f"both were found at {place}")
    if like is None:
        return None
    return Found(
        like.document, like.other, like.kind, like.within, like.holds, _say(like.kind, like.within, like.holds)
    )


def _say(kind: LinkKind, within: float, holds: float) -> str:
    if kind == "exact":
        return "the same words"
    return f"{within:.0%} of its words stand in the other, {holds:.0%} of the other's in it"


def _candidates(connection: Connection, one: _Sketched, shared: "Counter[int]", digest: str) -> set[str]:
    """The documents worth comparing: with the very same words, or with enough of the same fingerprints."""
    likely = [reading for reading, _ in shared.most_common(MOST * 5)]
    rows = [*connection.execute(_SAME_WORDS, {"digest": digest})]
    if likely:
        rows += connection.execute(_SIZES, {"likely": likely})
    enough = [
        (row.digest == digest, shared[row.reading], row.document)
        for row in rows
        if row.digest == digest or shared[row.reading] >= SHARED * min(len(one.prints), row.prints)
    ]
    return {document for *_, document in sorted(enough, reverse=True)[:MOST]}


def _sketches_of(connection: Connection, documents: Iterable[str]) -> list[Sketch]:
    wanted = sorted(documents)
    rows = connection.execute(_SKETCHES, {"documents": wanted}) if wanted else ()
    return [_sketch(row, Body.from_bytes(row.words)) for row in rows]


def _at_the_same_place(connection: Connection, document: str) -> dict[str, str]:
    """The documents that were found at a place where this one was found too, and that place."""
    places = [place for place in connection.scalars(_PLACES, {"document": document}) if place != "-"]
    spelled = {spelling: place for place in places for spelling in _spellings(place)}
    if not spelled:
        return {}
    rows = connection.execute(_FOUND_THERE, {"document": document, "places": sorted(spelled)})
    return {other: spelled[source] for other, source in rows}


def _is_url(place: str) -> bool:
    return urlsplit(place).scheme in ("http", "https")


def _spellings(place: str) -> set[str]:
    """The ways to write one address: with or without a slash at the end, with or without encryption."""
    if not _is_url(place):
        return {place}
    bare = urldefrag(place).url.partition("://")[2].rstrip("/")
    return {f"{scheme}://{bare}{slash}" for scheme in ("http", "https") for slash in ("", "/")} | {place}


def _standing_links(connection: Connection, document: str) -> dict[str, Row[Any]]:
    """The machine's links of a document that stand, but for translations, by the other document."""
    rows = connection.execute(_LINKS_OF, {"document": document})
    return {row.other if row.document == document else row.document: row for row in rows}


# Built once: they are asked for every document.
seen = schema.sightings.c
_LINKS_OF = select(schema.links).where(
    or_(links.document == bindparam("document"), links.other == bindparam("document")),
    links.superseded_at.is_(None),
    links.kind != "translation",
)
_PLACES = select(seen.source).where(seen.document == bindparam("document"))
_FOUND_THERE = (
    select(seen.document, seen.source)
    .where(seen.source.in_(bindparam("places", expanding=True)), seen.document != bindparam("document"))
    .order_by(seen.document, seen.source)
)
_SIZED = (
    select(k.reading, k.prints, k.digest, r.document)
    .join(schema.readings, k.reading == r.id)
    .where(r.superseded_at.is_(None))
)
_SAME_WORDS = _SIZED.where(k.digest == bindparam("digest"))
_SIZES = _SIZED.where(k.reading.in_(bindparam("likely", expanding=True)))
_SKETCHES = (
    select(r.document, r.title, k.words, *PUBLICATION)
    .join(schema.sketches, k.reading == r.id)
    .where(r.superseded_at.is_(None), r.document.in_(bindparam("documents", expanding=True)))
    .order_by(r.document)
)
_REMEMBER = insert(schema.sketches)
_FIRST_SEEN = select(seen.document, func.min(seen.seen_at).label("at")).group_by(seen.document)


def settle(
    connection: Connection, found: Mapping[K, Found], known: Mapping[K, Row[Any]], now: datetime.datetime
) -> int:
    """Put new links on record and end those that hold no longer; what is found again stays as it is."""
    same = {other for other, its in found.items() if other in known and _told_alike(its, known[other])}
    end(connection, [known[other] for other in known if other not in same], now)
    new = [_row(its, now) for other, its in sorted(found.items()) if other not in same]
    if new:
        last = connection.scalar(select(func.max(links.number))) or 0
        connection.execute(insert(schema.links), new)
        made = connection.execute(select(schema.links).where(links.number > last).order_by(links.number))
        changes.put(connection, [_linked(connection, row, now) for row in made.all()])
    return len(new)


def end(connection: Connection, gone: Sequence[Row[Any]], now: datetime.datetime) -> None:
    """Let these links hold no longer."""
    if gone:
        numbers = [row.number for row in gone]
        connection.execute(update(schema.links).where(links.number.in_(numbers)).values(superseded_at=now))
        unlinked = (Changed("unlinked", now, row.document, other=row.other, row=row.number) for row in gone)
        changes.put(connection, list(unlinked))


def _linked(connection: Connection, row: Row[Any], now: datetime.datetime) -> Changed:
    """A new link; of two versions of one page the one that was seen first is corrected by the other."""
    if row.kind != "revision":
        return Changed("linked", now, row.document, other=row.other, row=row.number)
    ends = (row.document, row.other)
    first = {row.document: row.at for row in connection.execute(_FIRST_SEEN.where(seen.document.in_(ends)))}
    older, newer = sorted(ends, key=lambda document: (first[document], document))
    return Changed("corrected", now, older, other=newer, row=row.number)


def _told_alike(found: Found, row: Row[Any]) -> bool:
    return (found.document, found.other, found.kind, found.how) == (row.document, row.other, row.kind, row.how)


def _row(found: Found, now: datetime.datetime) -> dict[str, Any]:
    return {
        "document": found.document,
        "other": found.other,
        "kind": found.kind,
        "within": found.within,
        "holds": found.holds,
        "how": found.how,
        "learned_at": now,
    }


def told_links(engine: Engine, path: Path, document: str | None, as_of: datetime.datetime | None) -> list[LinkRow]:
    """The machine's links that stand, or stood then, and those that people alone see; of one document or all."""
    with told(path), engine.connect() as connection:
        return link_rows(connection, document, as_of)


def link_rows(connection: Connection, document: str | None, as_of: datetime.datetime | None) -> list[LinkRow]:
    """The same, on a connection that is open."""
    rows = connection.execute(_links_at(as_of, document)).all()
    said = decided(counting(judgements(connection, as_of)))
    ids = sorted({thing for pair in said for thing in pair})
    documents: set[str] = set()
    for some in handfuls(ids, 500):
        documents.update(connection.scalars(select(schema.documents.c.id).where(schema.documents.c.id.in_(some))))
    found = {frozenset((row.document, row.other)): row for row in rows}
    by_people = [
        LinkRow(min(pair), max(pair), "judged", 0.0, 0.0, _said(judgement), judgement.at, judgement)
        for pair, judgement in said.items()
        if judgement.verdict == "same" and pair not in found and pair <= documents
        if document is None or document in pair
    ]
    by_machine = [
        LinkRow(row.document, row.other, row.kind, row.within, row.holds, row.how, row.learned_at, said.get(pair))
        for pair, row in found.items()
    ]
    return sorted([*by_machine, *by_people], key=lambda link: (link.document, link.other))


def _said(judgement: Judgement) -> str:
    return f"{judgement.by}: {judgement.why}" if judgement.why else f"judged so by {judgement.by}"


def _links_at(as_of: datetime.datetime | None, document: str | None) -> Select[Any]:
    asked = select(schema.links)
    if document is not None:
        asked = asked.where(or_(links.document == document, links.other == document))
    if as_of is None:
        return asked.where(links.superseded_at.is_(None))
    ended = or_(links.superseded_at.is_(None), links.superseded_at > as_of)
    return asked.where(links.learned_at <= as_of, ended)
