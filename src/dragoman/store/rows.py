"""A reading as rows, and back. All that costs time and touches no database: a batch is made ready before it locks."""

import datetime
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.identity.persons import proposed_id, title_of
from dragoman.record import Claim, Document, Mention, Publisher, Reading
from dragoman.record.compact import compact_claim, compact_reading
from dragoman.record.wire import reading_from_json
from dragoman.store.fold import fold, fold_name
from dragoman.store.indexing import LineRow, line_rows
from dragoman.store.query import Party, Role
from dragoman.store.schema import CLAIMS_PER_READING

QUICKLY = 4
"""How hard zlib tries with a reading: in two thirds of the time that it takes by itself, for 7 % more bytes."""

Row = dict[str, Any]
Values = tuple[Any, ...]
JOINED = " … "
"""Between the passages of an interrupted claim, where they are shown as one."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading ready to be written.

    `stamp` tells readings apart: reader, dossier digest, digest of the reading; the source is in none of them. `body`
    and `original` are compressed; `original` is empty where only the reading is had. `found` are places where the bytes
    were found beside the document's source, and when. The rows of what belongs to a reading are values in the order of
    their tables' columns, days as ISO text; they lack what only the record knows, the reading's number: where a claim's
    key or a line's is first, it is the place in the reading until `keyed` makes it whole, and in front of the rows of
    names, forms, days and problems stands nothing until `numbered` puts the number there.
    """

    document: Document
    stamp: tuple[str, str, str]
    facts: str
    original: bytes
    size: int
    found: tuple[tuple[str, datetime.datetime], ...]
    text_digest: str
    body: bytes
    claims: tuple[Values, ...]
    passages: tuple[Values, ...]
    actors: tuple[Values, ...]
    tracks: tuple[Values, ...]
    names: tuple[Values, ...]
    forms: tuple[Values, ...]
    days: tuple[Values, ...]
    problems: tuple[Values, ...]
    lines: tuple[LineRow, ...]
    taken_in: bool = False
    """Whether it comes from another record or program: then who read it does not make another reading of it."""


def prepare(
    reading: Reading,
    data: bytes | None,
    *,
    reader: str,
    dossier: str,
    found: tuple[tuple[str, datetime.datetime], ...] = (),
    taken_in: bool = False,
) -> Prepared:
    """The rows of a reading of `data`; without them, of a reading that came alone.

    Raises ValueError where the reading does not hold together: other bytes than its document's, a passage outside the
    text, a mention or time it lacks, a claim id twice. That is a fault in what made it, not in the material.
    """
    document = reading.document
    _require_sound(reading, data)
    text_digest = _digest(document.text)
    bodies = {claim.id: compact_claim(claim) for claim in reading.claims}
    body, digest = _bare(reading, bodies, text_digest)
    claims = sorted(reading.claims, key=lambda claim: claim.passages[0])
    mentions = {mention.id: mention for mention in reading.mentions}
    return Prepared(
        document=document,
        stamp=(reader, dossier, digest),
        facts=facts_digest(document),
        original=b"" if data is None else zlib.compress(data),
        size=0 if data is None else len(data),
        found=found,
        text_digest=text_digest,
        body=zlib.compress(body, QUICKLY),
        claims=tuple(_claim_rows(reading, claims, bodies)),
        passages=tuple(
            (place, n, start, end, document.text[start:end])
            for place, claim in enumerate(claims)
            for n, (start, end) in enumerate(claim.passages)
        ),
        actors=tuple(
            row for place, claim in enumerate(claims) for row in _actor_rows(place, claim, mentions, document)
        ),
        tracks=tuple((n, track) for n, claim in enumerate(claims) for track in dict.fromkeys(claim.tracks)),
        names=tuple(_name_rows(reading)),
        forms=tuple(_form_rows(reading)),
        days=tuple(_day_rows(reading)),
        problems=tuple((n, p.code, p.start, p.end, p.message) for n, p in enumerate(reading.problems)),
        lines=tuple(line_rows(reading)),
        taken_in=taken_in,
    )


def _name_rows(reading: Reading) -> Iterator[Values]:
    """Whom the document names: each actor or name once for each form it is printed in."""
    text = reading.document.text
    forms = dict.fromkeys((m.actor, m.name, fold_name(text[m.start : m.end])) for m in reading.mentions)
    for place, (actor, name, printed) in enumerate(forms):
        yield place, actor, name, fold_name(name) + printed


def _form_rows(reading: Reading) -> Iterator[Values]:
    """Who is named, in each printed form; a person nobody knows, and whom a title makes somebody, is proposed."""
    text = reading.document.text
    counted: Counter[tuple[str, str | None, str, str, str]] = Counter()
    titled: set[str] = set()
    for m in reading.mentions:
        printed = "" if m.how == "pronoun" else " ".join(text[m.start : m.end].split())
        title = title_of(printed, m.name) if m.kind == "person" else ""
        counted[m.kind, m.actor, m.name, printed, title] += 1
        if title:
            titled.add(m.name)
    for place, ((kind, actor, name, printed, title), times) in enumerate(counted.items()):
        proposed = proposed_id(name) if kind == "person" and actor is None and name in titled else None
        yield place, kind, actor, proposed, name, printed, title, times


def _day_rows(reading: Reading) -> Iterator[Values]:
    """The periods the document tells of, each once."""
    periods = dict.fromkeys((t.period.first, t.period.last) for t in reading.times if t.period.first or t.period.last)
    for place, (first, last) in enumerate(periods):
        yield place, _iso(first), _iso(last)


def keyed(rows: Iterable[Values], reading: int) -> list[Values]:
    """The rows with a claim's place in its reading, which is their first value, made the claim's key."""
    first = reading * CLAIMS_PER_READING
    return [(first + row[0], *row[1:]) for row in rows]


def numbered(rows: Iterable[Values], reading: int) -> list[Values]:
    """The rows with their reading's number in front."""
    return [(reading, *row) for row in rows]


def facts_digest(document: Document) -> str:
    """Tells whether a reader was given the same document: all of it but where it was found."""
    bare = Reading(document=replace(document, source=""), mentions=(), times=(), claims=(), problems=())
    return _digest(compact_reading(bare))


def reading_row(prepared: Prepared) -> Row:
    """The row of `readings`, but for its number and times."""
    document, published = prepared.document, prepared.document.published
    period = published.period if published else None
    reader, dossier, digest = prepared.stamp
    return {
        "document": document.id,
        "reader": reader,
        "dossier": dossier,
        "digest": digest,
        "facts": prepared.facts,
        "source": document.source,
        "title": document.title,
        "kind": document.kind,
        "publisher_actor": document.publisher.actor,
        "publisher_name": document.publisher.name,
        "language": document.language,
        "published_first": period.first if period else None,
        "published_last": period.last if period else None,
        "published_grain": period.grain if period else None,
        "published_source": published.source if published else None,
        "published_confidence": published.confidence if published else None,
        "text": prepared.text_digest,
        "body": prepared.body,
    }


def unpack(body: bytes, *, text: str, source: str) -> Reading:
    """The reading again, character by character. Raises ValueError where the bytes are not what was written."""
    try:
        value = json.loads(zlib.decompress(body))
        value["document"] |= {"text": text, "source": source}
        return reading_from_json(value)
    except (zlib.error, KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"the reading cannot be unpacked: {fault}") from fault


def digest_of(reading: Reading) -> str:
    """What `Prepared.stamp` has as the digest of this reading."""
    bodies = {claim.id: compact_claim(claim) for claim in reading.claims}
    return _bare(reading, bodies, _digest(reading.document.text))[1]


def _parties(
    claim: Claim, mentions: Mapping[str, Mention], publisher: Publisher
) -> Iterator[tuple[Role, str | None, Party]]:
    """Who stands in a claim: role, mention id (None for the publisher), and who it is.

    The document's own voice is its publisher's, where that is known.
    """
    for depth, voice in enumerate(claim.attribution, start=1):
        role: Role = "speaker" if depth == len(claim.attribution) else "via"
        yield from ((role, m, _party(mentions[m])) for m in voice.speakers)
        name = publisher.name or publisher.actor
        if voice.form == "document" and not voice.speakers and name:
            yield role, None, Party(name, publisher.actor)
    yield from (("actor", m, _party(mentions[m])) for m in claim.actors)
    yield from (("recipient", m, _party(mentions[m])) for m in claim.recipients)


def _bare(reading: Reading, bodies: Mapping[str, str], text_digest: str) -> tuple[bytes, str]:
    """The reading's JSON without its source and text, and the digest that tells it from other readings.

    `bodies` are its claims', by their ids: each is written once, into the reading and into its row.
    """
    document = replace(reading.document, source="", text="")
    claims = [bodies[claim.id] for claim in reading.claims]
    body = compact_reading(replace(reading, document=document), claims).encode()
    return body, hashlib.sha256(body + text_digest.encode()).hexdigest()


def _party(mention: Mention) -> Party:
    return Party(mention.name, mention.actor)


def _actor_rows(place: int, claim: Claim, mentions: Mapping[str, Mention], document: Document) -> Iterator[Values]:
    taken: dict[Role, int] = {}
    for role, mention, (name, actor) in _parties(claim, mentions, document.publisher):
        n = taken.get(role, 0)
        taken[role] = n + 1
        yield place, role, n, mention, actor, name, fold_name(name)


def _claim_rows(reading: Reading, claims: Sequence[Claim], bodies: Mapping[str, str]) -> Iterator[Values]:
    """Its claims in this order; their second value will be the reading's number."""
    text, published = reading.document.text, reading.document.published
    said = (_iso(published.period.first), _iso(published.period.last)) if published else (None, None)
    about = {time.id: (_iso(time.period.first), _iso(time.period.last), time.period.grain) for time in reading.times}
    for place, claim in enumerate(claims):
        folded = fold(JOINED.join([text[start:end] for start, end in claim.passages]))
        yield (
            *(place, claim.id, claim.kind, claim.polarity, claim.modality, claim.attribution[-1].form, *said),
            *(about[claim.time] if claim.time else _NO_TIME),
            *(claim.confidence, folded, bodies[claim.id]),
        )


_NO_TIME = (None, None, None)


def claims_keyed(rows: Iterable[Values], reading: int) -> list[Values]:
    """The rows of claims with their keys, and the reading's number behind those."""
    first = reading * CLAIMS_PER_READING
    return [(first + row[0], reading, *row[1:]) for row in rows]


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _require_sound(reading: Reading, data: bytes | None) -> None:
    document = reading.document
    if data is not None and hashlib.sha256(data).hexdigest() != document.sha256:
        raise ValueError(f"the bytes given for document {document.id} are not those it was read from")
    if len(reading.claims) > CLAIMS_PER_READING:
        raise ValueError(f"document {document.id} has {len(reading.claims)} claims, over {CLAIMS_PER_READING}")
    mentions = {mention.id for mention in reading.mentions}
    times = {time.id for time in reading.times}
    ids: set[str] = set()
    for claim in reading.claims:
        if fault := _fault(claim, len(document.text), mentions, times, ids):
            raise ValueError(f"claim {claim.id} of document {document.id} {fault}")
        ids.add(claim.id)


def _fault(claim: Claim, size: int, mentions: set[str], times: set[str], ids: set[str]) -> str | None:
    """What does not hold together in a claim, as the end of a sentence."""
    if claim.id in ids:
        return "is there twice"
    if not claim.passages or not claim.attribution:
        return "has no passage or no voice"
    if any(not 0 <= start < end <= size for start, end in claim.passages):
        return f"has a passage outside its text of {size} characters: {claim.passages}"
    named = {m for voice in claim.attribution for m in voice.speakers} | {*claim.actors, *claim.recipients}
    if named - mentions:
        return f"names mentions the reading lacks: {', '.join(sorted(named - mentions))}"
    if claim.time is not None and claim.time not in times:
        return f"names a time the reading lacks: {claim.time}"
    return None


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
