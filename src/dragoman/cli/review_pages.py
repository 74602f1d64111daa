"""How one thing that waits is shown to who decides: the words in context with marks, who says it, when, and where."""

from collections.abc import Iterator, Sequence

from dragoman.brief.words import one_line, say_link
from dragoman.cli.commitments import say_follow_up
from dragoman.cli.pages import Fact, print_facts, print_heading, print_marked
from dragoman.cli.show import claim_facts, context, document_facts, judgement_facts
from dragoman.cli.tables import shorten
from dragoman.record import Reading, Span
from dragoman.review import Item, Queue
from dragoman.review.cells import say_correction
from dragoman.review.items import CERTAIN
from dragoman.review.rows import what_of
from dragoman.store import JudgementRow, Proposal, Record

AROUND = 500
"""Characters shown on either side of the words, where a paragraph is longer."""
BESIDE = 160
"""And of a paragraph in which only the cue stands."""
EXAMPLES = 3
"""Places shown where somebody is named; lines of each of two linked documents."""


def print_item(item: Item, record: Record, queue: Queue) -> None:
    """One thing, whole, with what is needed to decide it."""
    score = f"score {item.score / CERTAIN:.2f} = {item.doubt / CERTAIN:.2f} × {item.uses}"
    print()
    print_heading(f"{item.kind} {' '.join(item.about)}")
    facts: list[Fact] = [("waits because", f"{item.why} ({score})")]
    if item.row is not None:
        facts += _claim(item, record)
    elif item.person is not None:
        facts += _person(item, record, queue)
    elif item.link is not None:
        facts += _link(item, record)
    elif item.judgements:
        facts += _gone(item, record)
    if item.proposal is not None:
        facts += _proposed(item.proposal)
    facts += judgement_facts([JudgementRow(made, "stands", ()) for made in item.judgements])
    print_facts(facts)


def _claim(item: Item, record: Record) -> Iterator[Fact]:
    row = item.row
    reading = record.reading(row.document) if row else None
    claim = next((one for one in reading.claims if one.id == item.about[0]), None) if reading else None
    if reading is None or claim is None:
        yield "words", what_of(item)
        return
    for paragraph in context(claim, reading.document):
        print_marked(reading.document.text, _near(paragraph, claim.passages), claim.passages)
    yield "kind", claim.kind
    yield from claim_facts(claim, reading)
    yield from document_facts(reading.document)
    for follow_up in item.follow_ups:
        yield "later", say_follow_up(follow_up)


def _near(paragraph: Span, passages: Sequence[Span]) -> Span:
    """The paragraph, or what of a very long one is near the words."""
    start, end = paragraph
    inside = [span for span in passages if span[0] < end and start < span[1]]
    if not inside:
        return start, min(end, start + BESIDE)
    return max(start, inside[0][0] - AROUND), min(end, inside[-1][1] + AROUND)


def _person(item: Item, record: Record, queue: Queue) -> Iterator[Fact]:
    person = item.person
    if person is None:
        return
    yield "name", person.name
    yield "titles", "; ".join(person.titles[:6])
    yield "named", f"{person.mentions:,} times in {person.documents:,} documents"
    seen = record.actor(person.id)
    for document in (seen.documents if seen else ())[:EXAMPLES]:
        reading = record.reading(document)
        if reading is not None:
            yield "as in", _sentence(reading, person.name)
    for number, id_ in enumerate(queue.perhaps(person), start=1):
        known = queue.dossier.actors.get(id_)
        yield f"{number} perhaps", f"{known.name} [{id_}]" if known else id_


def _sentence(reading: Reading, name: str) -> str:
    """Where a document first names somebody."""
    mention = next((one for one in reading.mentions if one.name == name), None)
    if mention is None:
        return reading.document.title or reading.document.source
    start, end = max(0, mention.start - 80), mention.end + 120
    return f"… {one_line(reading.document.text[start:end])} … ({shorten(reading.document.title or '', to=60)})"


def _link(item: Item, record: Record) -> Iterator[Fact]:
    link = item.link
    if link is None:
        return
    yield "link", f"{say_link(link, link.document)} ({link.how})"
    for id_ in (link.document, link.other):
        document = record.document(id_)
        if document is not None:
            yield from document_facts(document)
            lines = [line for line in document.lines if line.role in ("body", "item")][:EXAMPLES]
            yield "begins", shorten(" ".join(document.text[line.start : line.end] for line in lines), to=400)


def _proposed(proposal: Proposal) -> Iterator[Fact]:
    proposed = proposal.proposed
    yield "proposed", f"{proposed.verdict} {' '.join(proposed.about[1:])}".strip()
    for field, value in proposed.fields:
        name, _, said = say_correction([(field, value)]).partition(": ")
        yield f"→ {name}", said
    yield "proposed by", f"{proposed.by} on {proposal.at:%Y-%m-%d}{f': {proposed.why}' if proposed.why else ''}"


def _gone(item: Item, record: Record) -> Iterator[Fact]:
    """What is no longer there: as it was when it was judged."""
    made = item.judgements[-1]
    for thing in item.about:
        found = record.find(thing, as_of=made.at)
        reading = record.reading(found[0].document, as_of=made.at) if found else None
        claim = next((one for one in reading.claims if one.id == thing), None) if reading else None
        if reading is not None and claim is not None:
            for paragraph in context(claim, reading.document):
                print_marked(reading.document.text, _near(paragraph, claim.passages), claim.passages)
            yield "was then", claim.kind
            yield from document_facts(reading.document)
    yield "now", "no longer found so; w takes the judgement back"
