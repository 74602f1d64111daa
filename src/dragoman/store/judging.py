"""Judgements on record: put there, and found stale where what they are about is no longer what it was."""

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from sqlalchemy import Connection, Engine, Row, Select, func, insert, or_, select

from dragoman.identity import standing as counting
from dragoman.identity import without_withdrawn
from dragoman.record import Judgement, RecordError, Verdict
from dragoman.store import changes, recalling, schema
from dragoman.store.asking import HANDFUL, standing
from dragoman.store.changes import Changed
from dragoman.store.correcting import require_correct
from dragoman.store.faults import told
from dragoman.store.history import ChangeKind
from dragoman.store.query import JudgementRow, JudgementState
from dragoman.store.snapshots import orphans_of

made, things = schema.judgements.c, schema.judged.c
r, claims, who = schema.readings.c, schema.claims.c, schema.claim_actors.c

T = TypeVar("T")
OF_PAIRS: tuple[Verdict, ...] = ("same", "different")


@dataclass(frozen=True, slots=True)
class Asked:
    """A judgement to be made: all of it but when."""

    verdict: Verdict
    about: tuple[str, ...]
    by: str
    why: str
    fields: tuple[tuple[str, str], ...]


def judge(connection: Connection, asked: Asked, now: datetime.datetime) -> Judgement:
    """Write a judgement, within a transaction that holds the write lock. Made twice at one moment it is one."""
    require_sound(connection, asked)
    digests = digests_of(connection, asked.about, None)
    judgement = Judgement(
        id=id_of(asked, now),
        verdict=asked.verdict,
        about=asked.about,
        by=asked.by,
        at=now,
        why=asked.why,
        fields=asked.fields,
        digests=tuple(digests.get(thing) for thing in asked.about),
    )
    if connection.scalar(select(made.number).where(made.id == judgement.id)) is None:
        put(connection, judgement)
    return judgement


def put(connection: Connection, judgement: Judgement) -> None:
    """Write a judgement that is not on record."""
    row = {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "by": judgement.by,
        "at": judgement.at,
        "why": judgement.why,
        "fields": json.dumps(judgement.fields, ensure_ascii=False),
    }
    number = connection.execute(insert(schema.judgements).returning(made.number), row).scalar_one()
    rows = [
        {"judgement": number, "place": place, "thing": thing, "digest": digest}
        for place, (thing, digest) in enumerate(zip(judgement.about, judgement.digests, strict=True))
    ]
    connection.execute(insert(schema.judged), rows)
    kind: ChangeKind = "retracted" if judgement.verdict == "withdrawn" else "judged"
    document = _document_of(connection, judgement.about[0])
    changes.put(connection, [Changed(kind, judgement.at, document, row=number)])


def _document_of(connection: Connection, thing: str) -> str | None:
    """The document that this is, or that this claim stands in."""
    itself = select(schema.documents.c.id).where(schema.documents.c.id == thing)
    of_claim = select(func.min(r.document)).join(schema.claims, claims.reading == r.id).where(claims.id == thing)
    found: str | None = connection.scalar(itself) or connection.scalar(of_claim)
    return found


def judged(engine: Engine, path: Path, about: str | None, as_of: datetime.datetime | None) -> list[JudgementRow]:
    """The judgements made about a thing, or all, as of a time, in the order in which they were made."""
    with told(path), engine.connect() as connection:
        every = judgements(connection, as_of)
        wanted = [j for j in every if about is None or about in j.about]
        now = digests_of(connection, {thing for j in wanted for thing in j.about}, as_of)
        documents = _documents_of(connection, {thing for j in wanted for thing in j.about}, as_of)
    gone = _orphans(engine, path, documents, as_of)
    kept = {j.id for j in without_withdrawn(every)}
    counted = {j.id for j in counting(every)}
    taken_back = {thing for j in every if j.verdict == "withdrawn" for thing in j.about}

    def state(judgement: Judgement, changed: tuple[str, ...]) -> JudgementState:
        if judgement.id in (taken_back if judgement.verdict == "withdrawn" else ()):
            return "withdrawn"
        if judgement.verdict != "withdrawn" and judgement.id not in counted:
            return "superseded" if judgement.id in kept else "withdrawn"
        return "stale" if changed else "stands"

    changes = ((j, tuple(_changed(j, now, gone))) for j in wanted)
    return [JudgementRow(j, state(j, changed), changed) for j, changed in changes]


def judgements(connection: Connection, as_of: datetime.datetime | None) -> list[Judgement]:
    """Every judgement made until then, in the order in which they were made."""
    rows = connection.execute(_made_until(as_of).order_by(made.number)).all()
    return _unpacked(rows, connection.execute(_PLACED).all())


def judgements_of(connection: Connection, ids: Iterable[str], as_of: datetime.datetime | None) -> list[Judgement]:
    """The judgements about these things, and those that take one of them back: enough to know which of them stand."""
    found: dict[int, Row[Any]] = {}
    waiting = sorted(set(ids))
    while waiting:
        fresh: dict[int, Row[Any]] = {}
        for some in _handfuls(waiting):
            of_them = select(things.judgement).where(things.thing.in_(some))
            rows = connection.execute(_made_until(as_of).where(made.number.in_(of_them))).all()
            fresh |= {row.number: row for row in rows}
        waiting = sorted(row.id for number, row in fresh.items() if number not in found)
        found |= fresh
    numbers = sorted(found)
    about: list[Row[Any]] = []
    for few in _handfuls(numbers):
        about += connection.execute(_PLACED.where(things.judgement.in_(few))).all()
    return _unpacked([found[number] for number in numbers], about)


def judged_so(*verdicts: Verdict) -> Select[Any]:
    """The things that anybody ever judged so."""
    return (
        select(things.thing).join(schema.judgements, made.number == things.judgement).where(made.verdict.in_(verdicts))
    )


_PLACED: Select[Any] = select(things.judgement, things.thing, things.digest).order_by(things.judgement, things.place)


def _made_until(as_of: datetime.datetime | None) -> Select[Any]:
    asked = select(schema.judgements)
    return asked if as_of is None else asked.where(made.at <= as_of)


def _unpacked(rows: Iterable[Any], placed: Iterable[Any]) -> list[Judgement]:
    """Judgements from their rows, in that order, and the rows of what they are about."""
    about: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for number, thing, digest in placed:
        about[number].append((thing, digest))
    return [
        Judgement(
            id=row.id,
            verdict=row.verdict,
            about=tuple(thing for thing, _ in about[row.number]),
            by=row.by,
            at=row.at,
            why=row.why,
            fields=tuple((name, value) for name, value in json.loads(row.fields)),
            digests=tuple(digest for _, digest in about[row.number]),
        )
        for row in rows
    ]


def digests_of(connection: Connection, ids: Iterable[str], as_of: datetime.datetime | None) -> dict[str, str]:
    """What documents and claims are, by their ids, as the record has them; nothing for other ids.

    A document is its text. A claim is its words, its kind, its parties by name: not how sure the reader was of it.
    """
    found: dict[str, str] = {}
    for some in _handfuls(sorted(ids)):
        texts = select(r.document, r.text).where(standing(as_of), r.document.in_(some))
        found |= {row.document: row.text for row in connection.execute(texts)}
        found |= _claim_digests(connection, some, as_of)
    return found


def _claim_digests(connection: Connection, ids: Sequence[str], as_of: datetime.datetime | None) -> dict[str, str]:
    said = select(claims.key, claims.id, claims.kind, claims.polarity, claims.modality, claims.folded)
    said = said.join(schema.readings, claims.reading == r.id).where(standing(as_of), claims.id.in_(ids))
    rows = connection.execute(said).all()
    parties: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    named = select(who.claim, who.role, who.name).where(who.claim.in_([row.key for row in rows]))
    for claim, role, name in connection.execute(named.order_by(who.claim, who.role, who.place)):
        parties[claim].append((role, name))
    return {row.id: _digest([row.kind, row.polarity, row.modality, row.folded, parties[row.key]]) for row in rows}


def _changed(judgement: Judgement, now: Mapping[str, str], gone: Collection[str]) -> Iterator[str]:
    for thing, digest in zip(judgement.about, judgement.digests, strict=True):
        if digest is not None and (now.get(thing) != digest or thing in gone):
            yield thing


def _documents_of(connection: Connection, ids: Iterable[str], as_of: datetime.datetime | None) -> set[str]:
    """The documents that these claims stand in, of those that have other snapshots."""
    linked = select(schema.links.c.number).where(
        or_(schema.links.c.document == r.document, schema.links.c.other == r.document),
        schema.links.c.kind == "revision",
    )
    asked = select(r.document).join(schema.claims, claims.reading == r.id).where(standing(as_of), linked.exists())
    return {found for some in _handfuls(sorted(ids)) for found in connection.scalars(asked.where(claims.id.in_(some)))}


def _orphans(engine: Engine, path: Path, documents: Iterable[str], as_of: datetime.datetime | None) -> set[str]:
    """The claims of these documents that no longer stand in the newest snapshots of their pages."""
    readings = (recalling.reading(engine, path, document, as_of) for document in documents)
    return {claim for reading in readings if reading for claim in orphans_of(engine, path, reading, as_of)}


def _handfuls(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    return (ids[start : start + HANDFUL] for start in range(0, len(ids), HANDFUL))


def id_of(asked: Asked, now: datetime.datetime) -> str:
    """The id of a judgement made at this time: of all of it."""
    at = now.astimezone(datetime.UTC).isoformat()
    return "j" + _digest([asked.verdict, asked.about, asked.by, at, asked.why, asked.fields])[:16]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()


def require_sound(connection: Connection, asked: Asked) -> None:
    """Raise RecordError where these things cannot be judged so."""
    if asked.verdict not in get_args(Verdict):
        raise RecordError(f"{asked.verdict!r} is no verdict; it is one of {', '.join(get_args(Verdict))}")
    if not asked.by.strip():
        raise RecordError("a judgement needs somebody who makes it; say who")
    if asked.verdict in OF_PAIRS and len(asked.about) < 2:
        raise RecordError(f"{asked.verdict!r} is said of two things or more; name another id")
    if asked.verdict not in OF_PAIRS and len(asked.about) != 1:
        raise RecordError(f"{asked.verdict!r} is said of one thing at a time; {len(asked.about)} are named")
    kinds = {thing: _kind(connection, thing) for thing in asked.about}
    if asked.verdict == "withdrawn" and set(kinds.values()) != {"judgement"}:
        raise RecordError(f"there is no judgement {asked.about[0]} to withdraw; list them with: dragoman judgements")
    if asked.verdict != "withdrawn" and "judgement" in kinds.values():
        raise RecordError("a judgement cannot be judged; withdraw it, or judge what it is about")
    if len(set(kinds.values())) > 1:
        told_of = ", ".join(f"{thing} is {kind}" for thing, kind in kinds.items())
        raise RecordError(f"only things of one kind can be {asked.verdict}: {told_of}")
    if asked.verdict == "corrected":
        require_correct(asked.fields, _text_of(connection, asked.about[0]))


def _text_of(connection: Connection, claim: str) -> str:
    """The text in which a claim stands; RecordError where it is no claim."""
    asked = select(schema.texts.c.text).join(schema.readings, r.text == schema.texts.c.digest)
    asked = asked.join(schema.claims, claims.reading == r.id).where(standing(None), claims.id == claim)
    text: str | None = connection.scalar(asked.limit(1))
    if text is None:
        raise RecordError(f"only a claim that stands in the record can be corrected; {claim} is none")
    return text


def _kind(connection: Connection, thing: str) -> str:
    """What an id is the id of; what the record does not hold itself, as actors, is known to others."""
    held = {"document": schema.documents.c.id, "claim": claims.id, "judgement": made.id}
    for kind, column in held.items():
        if connection.scalar(select(column).where(column == thing).limit(1)) is not None:
            return kind
    return "no document or claim"
