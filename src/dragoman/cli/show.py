"""`dragoman show`: one claim in its words, or one document with its claims."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.brief.evidences import other_evidences
from dragoman.brief.why import explain
from dragoman.brief.words import HOW_KNOWN, say_count, say_kinds, say_measure, say_period
from dragoman.cli.claims import short_id
from dragoman.cli.faults import DONE
from dragoman.cli.identify import Named, identify
from dragoman.cli.links import link_facts
from dragoman.cli.pages import Fact, print_facts, print_heading, print_marked
from dragoman.cli.tables import shorten
from dragoman.cli.withdraw import withdrawal_facts
from dragoman.identity import Change, changes
from dragoman.reading.promises import checkable
from dragoman.record import Attribution, Claim, Document, DragomanError, Mention, Published, Reading, Span
from dragoman.review.cells import say_correction
from dragoman.store import ClaimRow, Correction, JudgementRow, LinkRow, Record, Snapshot, Withdrawal

LINKS = 12
"""Links told of one document; the rest are for `dragoman links`."""
CHANGES = 40
"""Changed lines shown; a page written anew has no use for a list of them."""


def run(prefix: str, *, record: str, why: bool = False, as_of: datetime.datetime | None = None) -> int:
    """Print what has this id, or the ids that begin so."""
    with Record.open(record, create=False, read_only=True) as opened:
        found = identify(opened, prefix, as_of=as_of)
        if found.document is None:
            raise DragomanError(f"{found.id} is a judgement; see: dragoman judgements {found.id}")
        if (gone := opened.withdrawals([found.document], as_of=as_of).get(found.document)) is not None:
            return _print_withdrawn(found, gone, opened.last_reading(found.document))
        reading = opened.reading(found.document, as_of=as_of)
        if reading is None:
            raise DragomanError(f"document {found.document} has no reading that stands now; read it: dragoman read")
        beside = _beside(opened, reading, as_of)
        if found.what == "claim":
            beside = replace(beside, evidences=other_evidences(opened, found.id, found.document, as_of=as_of))
        judged = [row for row in opened.judged(about=found.id, as_of=as_of) if row.state in ("stands", "stale")]
    if found.what == "document":
        _print_document(reading, beside, judged)
    else:
        claim = next(claim for claim in reading.claims if claim.id == found.id)
        _print_claim(claim, reading, beside, judged, why=why)
    return DONE


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known of a document from others: links, other snapshots of its page, what changed since the one before.

    `orphans` are its claims whose words no longer stand in the newest snapshot, `newest`; None where it is the newest.
    """

    links: tuple[Fact, ...]
    snapshots: tuple[Snapshot, ...]
    changes: tuple[Change, ...]
    orphans: frozenset[str]
    newest: str | None
    correction: Correction | None = None
    evidences: tuple[ClaimRow, ...] = ()


def _beside(record: Record, reading: Reading, as_of: datetime.datetime | None) -> _Beside:
    document = reading.document
    found = record.links(document.id, as_of=as_of)
    others = [link.other if link.document == document.id else link.document for link in found[:LINKS]]
    titles = {other.id: other.title or other.source for one in others if (other := record.document(one, as_of=as_of))}
    snapshots = record.snapshots(document.id, as_of=as_of)
    place = [one.document for one in snapshots].index(document.id) if snapshots else 0
    before = record.document(snapshots[place - 1].document, as_of=as_of) if place else None
    return _Beside(
        links=tuple(_link_facts(document.id, found, titles)),
        snapshots=tuple(snapshots) if len(snapshots) > 1 else (),
        changes=tuple(changes(before, document)) if before else (),
        orphans=frozenset(record.orphans(document.id, as_of=as_of)),
        newest=snapshots[-1].document if snapshots and snapshots[-1].document != document.id else None,
        correction=record.corrections([document.id], as_of=as_of).get(document.id),
    )


def _print_withdrawn(found: Named, gone: Withdrawal, last: Reading | None) -> int:
    """That it does not count, by whose word and why; its title, and no word of its text."""
    print_heading(f"{found.what} {found.id}")
    facts = [("document", gone.document)] if found.what == "claim" else []
    if last is not None:
        facts += document_facts(last.document)
    print_facts([*facts, *withdrawal_facts(gone)])
    return DONE


def correction_facts(correction: Correction | None) -> Iterator[Fact]:
    """That the publisher has put a newer version in the place of a document."""
    if correction is not None:
        by = correction.publisher or "its publisher"
        yield "corrected", f"on {correction.at:%Y-%m-%d} by {by}: the newer version is {correction.newer}"


def _link_facts(document: str, found: Sequence[LinkRow], titles: Mapping[str, str]) -> Iterator[Fact]:
    yield from link_facts(document, found[:LINKS], titles)
    if len(found) > LINKS:
        yield "linked", f"and {len(found) - LINKS:,} more: dragoman links {short_id(document)}"


def _print_claim(claim: Claim, reading: Reading, beside: _Beside, judged: Sequence[JudgementRow], *, why: bool) -> None:
    document = reading.document
    print_heading(f"{claim.kind} {claim.id}")
    for paragraph in context(claim, document):
        print_marked(document.text, paragraph, claim.passages)
    facts = [*claim_facts(claim, reading), *document_facts(document), *correction_facts(beside.correction)]
    if claim.id in beside.orphans:
        facts.append(("orphan", f"these words no longer stand in the newest version of the page, {beside.newest}"))
    facts += [*_evidence_facts(beside.evidences), *beside.links, *judgement_facts(judged)]
    if why:
        facts += [("why", explain(claim, reading)), ("rules", ", ".join(claim.by))]
    print_facts(facts)


def context(claim: Claim, document: Document) -> Iterator[Span]:
    """The paragraphs that the claim's passages, cue and condition stand in."""
    cues = [voice.cue for voice in claim.attribution if voice.cue]
    spans = [*claim.passages, *cues, *([claim.condition] if claim.condition else [])]
    for line in document.lines:
        if any(start < line.end and line.start < end for start, end in spans):
            yield line.start, line.end


def claim_facts(claim: Claim, reading: Reading) -> Iterator[Fact]:
    """How a claim was read: who says it, through whom, to whom, about when."""
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
    if claim.kind == "commitment":
        yield "checkable", str(checkable(claim, reading))
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
        yield "measure", say_measure(claim.measure)
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


def document_facts(document: Document) -> Iterator[Fact]:
    """Which document it stands in."""
    yield "document", f"{document.title or 'untitled'} ({document.id})"
    yield "publisher", document.publisher.name or document.publisher.actor or "unknown"
    yield "published", _say_date(document.published)
    yield "source", document.source


def _say_date(published: Published | None) -> str:
    if published is None:
        return "unknown"
    return f"{say_period(published.period)}, {HOW_KNOWN[published.source]} (confidence {published.confidence:g})"


def _evidence_facts(evidences: Sequence[ClaimRow]) -> Iterator[Fact]:
    """Where else the same act is told of: it counts once."""
    for row in evidences:
        title = shorten(row.title or row.source, to=60)
        yield "also told by", f"{short_id(row.claim.id)} in {row.document[:9]} “{title}”"


def judgement_facts(judged: Sequence[JudgementRow]) -> Iterator[Fact]:
    """What people said of it."""
    for row in judged:
        made = row.judgement
        why = f": {made.why}" if made.why else ""
        stale = " (stale: it has changed since)" if row.state == "stale" else ""
        fields = f"; {say_correction(made.fields)}" if made.fields else ""
        yield "judged", f"{made.verdict} by {made.by} on {made.at:%Y-%m-%d}{why}{fields}{stale}"


def _version_facts(reading: Reading, beside: _Beside) -> Iterator[Fact]:
    for n, one in enumerate(beside.snapshots, start=1):
        this = ", this one" if one.document == reading.document.id else ""
        newest = ", the newest" if n == len(beside.snapshots) else ""
        yield (
            "version",
            f"{n} of {len(beside.snapshots)}: {one.document}, seen {one.seen_at:%Y-%m-%d %H:%M}{this}{newest}",
        )
    if beside.orphans:
        missing = f"{say_count(len(beside.orphans), 'claim')} whose words no longer stand in the newest version"
        yield "orphans", f"{missing}, marked × below"


def _print_changes(found: Sequence[Change]) -> None:
    """What was changed since the version before, as a line each."""
    if found:
        print("Changed since the version before:")
    for change in found[:CHANGES]:
        print(f"{'-' if change.what == 'removed' else '+'} {shorten(change.words, to=400)}")
    if len(found) > CHANGES:
        print(f"… and {len(found) - CHANGES:,} more lines")


def _print_document(reading: Reading, beside: _Beside, judged: Sequence[JudgementRow]) -> None:
    document = reading.document
    print_heading(f"document {document.id}")
    kinds = Counter(claim.kind for claim in reading.claims)
    facts = [
        *document_facts(document),
        *correction_facts(beside.correction),
        ("kind", document.kind),
        ("language", document.language),
        ("sha256", document.sha256),
        ("claims", f"{len(reading.claims)}" + (f": {say_kinds(kinds)}" if kinds else "")),
        *(("problem", f"{problem.message} ({problem.code})") for problem in reading.problems),
        *beside.links,
        *judgement_facts(judged),
        *_version_facts(reading, beside),
    ]
    print_facts(facts)
    _print_changes(beside.changes)
    for claim in reading.claims:
        words = " … ".join(document.text[start:end] for start, end in claim.passages)
        orphan = "×" if claim.id in beside.orphans else " "
        print(f"{short_id(claim.id)} {orphan} {claim.kind:<10}  {shorten(words, to=100)}")
