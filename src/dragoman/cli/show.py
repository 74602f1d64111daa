"""`dragoman show`: one claim in its words, or one document with its claims."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dragoman.brief.words import HOW_KNOWN, say_kinds, say_period
from dragoman.cli.claims import short_id
from dragoman.cli.faults import DONE
from dragoman.cli.pages import Fact, print_facts, print_heading, print_marked
from dragoman.cli.tables import shorten
from dragoman.record import Attribution, Claim, Document, DragomanError, Mention, Published, Reading, Span
from dragoman.store import Found, Record

LISTED = 10
"""Ids named where what was typed begins several."""


def run(prefix: str, *, record: str, why: bool = False) -> int:
    """Print what has this id, or the ids that begin so."""
    with Record.open(record, create=False, read_only=True) as opened:
        found = _one(opened.find(prefix), prefix)
        reading = opened.reading(found.document)
    if reading is None:
        raise DragomanError(f"document {found.document} has no reading that stands now; read it again: dragoman read")
    if found.what == "document":
        _print_document(reading)
    else:
        claim = next(claim for claim in reading.claims if claim.id == found.id)
        _print_claim(claim, reading, why=why)
    return DONE


def _one(found: Sequence[Found], prefix: str) -> Found:
    exact = [one for one in found if one.id == prefix]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise DragomanError(f"no claim or document begins with {prefix!r}; list them with: dragoman claims")
    ids = ", ".join(one.id for one in found[:LISTED]) + (" …" if len(found) > LISTED else "")
    raise DragomanError(f"{prefix!r} begins {len(found)} ids; type more of one: {ids}")


def _print_claim(claim: Claim, reading: Reading, *, why: bool) -> None:
    document = reading.document
    print_heading(f"{claim.kind} {claim.id}")
    for paragraph in _context(claim, document):
        print_marked(document.text, paragraph, claim.passages)
    facts = [*_claim_facts(claim, reading), *_document_facts(document)]
    if why:
        facts.append(("rules", ", ".join(claim.by)))
    print_facts(facts)


def _context(claim: Claim, document: Document) -> Iterator[Span]:
    """The paragraphs that the claim's passages, cue and condition stand in."""
    cues = [voice.cue for voice in claim.attribution if voice.cue]
    spans = [*claim.passages, *cues, *([claim.condition] if claim.condition else [])]
    for line in document.lines:
        if any(start < line.end and line.start < end for start, end in spans):
            yield line.start, line.end


def _claim_facts(claim: Claim, reading: Reading) -> Iterator[Fact]:
    mentions = {mention.id: mention for mention in reading.mentions}
    for depth, voice in enumerate(claim.attribution):
        yield ("said by" if depth == 0 else "quoting"), _say_voice(voice, mentions, reading.document)
    if claim.actors:
        yield "actors", _say_mentions(claim.actors, mentions)
    if claim.recipients:
        yield "towards", _say_mentions(claim.recipients, mentions)
    if claim.polarity == "negative":
        yield "polarity", "negative"
    if claim.modality != "actual":
        yield "modality", claim.modality
    if claim.condition:
        yield "condition", reading.document.text[slice(*claim.condition)]
    for time in reading.times:
        if time.id == claim.time:
            words = reading.document.text[time.start : time.end]
            yield "about", f"{say_period(time.period)} (“{words}”, reckoned from: {time.anchor})"
    if claim.tracks:
        yield "tracks", ", ".join(claim.tracks)
    if claim.wording:
        yield "wording", ", ".join(claim.wording)
    if claim.event:
        codes = (claim.event.plover, claim.event.mode, claim.event.cameo)
        yield "event code", " ".join(code for code in codes if code)
    if claim.measure:
        parts = (claim.measure.instrument, claim.measure.action, claim.measure.object)
        yield "measure", ", ".join(part for part in parts if part)
    yield "confidence", f"{claim.confidence:g}"


def _say_voice(voice: Attribution, mentions: Mapping[str, Mention], document: Document) -> str:
    publisher = document.publisher.name or document.publisher.actor or "publisher unknown"
    who = _say_mentions(voice.speakers, mentions) if voice.speakers else publisher
    if voice.form == "document":
        return f"{who}, in the document's own voice"
    cue = f", “{document.text[slice(*voice.cue)]}”" if voice.cue else ""
    return f"{who} ({voice.form} speech{cue})"


def _say_mentions(ids: Sequence[str], mentions: Mapping[str, Mention]) -> str:
    named = (mentions[mention] for mention in ids)
    return ", ".join(f"{one.name} [{one.actor}]" if one.actor else one.name for one in named)


def _document_facts(document: Document) -> Iterator[Fact]:
    yield "document", f"{document.title or 'untitled'} ({document.id})"
    yield "publisher", document.publisher.name or document.publisher.actor or "unknown"
    yield "published", _say_date(document.published)
    yield "source", document.source


def _say_date(published: Published | None) -> str:
    if published is None:
        return "unknown"
    return f"{say_period(published.period)}, {HOW_KNOWN[published.source]} (confidence {published.confidence:g})"


def _print_document(reading: Reading) -> None:
    document = reading.document
    print_heading(f"document {document.id}")
    kinds = Counter(claim.kind for claim in reading.claims)
    facts = [
        *_document_facts(document),
        ("kind", document.kind),
        ("language", document.language),
        ("sha256", document.sha256),
        ("claims", f"{len(reading.claims)}" + (f": {say_kinds(kinds)}" if kinds else "")),
        *(("problem", f"{problem.message} ({problem.code})") for problem in reading.problems),
    ]
    print_facts(facts)
    for claim in reading.claims:
        words = " … ".join(document.text[start:end] for start, end in claim.passages)
        print(f"{short_id(claim.id)}  {claim.kind:<10}  {shorten(words, to=100)}")
