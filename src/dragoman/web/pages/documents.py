"""The documents, and one with its passages marked and its claims beside them."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.brief.notes import web_address
from dragoman.brief.rows import CLAIM_COLUMNS, claim_cells, document_to_json, link_to_json, row_to_json
from dragoman.brief.words import say_period
from dragoman.record import RecordPlaceError
from dragoman.record.wire import period_to_json
from dragoman.store import ClaimQuery, DocumentQuery, DocumentRow, LinkRow, Snapshot
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import DocumentAsked, DocumentsAsked
from dragoman.web.house import House
from dragoman.web.marked import paragraphs, place_of

PARAGRAPHS = 300
"""Paragraphs on one page of a document."""
LINKS = 50
"""Linked documents that are named."""
COLUMNS = ("id", "published", "language", "title", "publisher", "claims", "source")


def documents_page(house: House, asked: DocumentsAsked) -> Answer:
    """A page of the list."""
    since, until = asked.span()
    also = house.named(asked.names)
    query = DocumentQuery(names=asked.names, since=since, until=until, language=asked.language, also=also)
    count = house.record.count_documents(query)
    try:
        found = house.record.documents(replace(query, after=asked.after, limit=asked.limit + 1))
    except RecordPlaceError as fault:
        raise Wrong(404, "no-such-place", str(fault)) from fault
    rows = found[: asked.limit]
    return Answer(
        page="documents",
        shown={"rows": rows, "count": count, "asked": asked},
        data={"count": count, "documents": [document_to_json(row) for row in rows]},
        columns=COLUMNS,
        rows=[_cells(row) for row in rows],
        next=rows[-1].id if len(found) > len(rows) else None,
    )


def document_page(house: House, document: str, asked: DocumentAsked) -> Answer:
    """The text from a paragraph on, and what is known of the document beside it."""
    reading = house.record.reading(document)
    if reading is None and (gone := house.record.withdrawals([document]).get(document)):
        what = "erased" if gone.erased else "withdrawn"
        told = f"document {document} was {what} on {gone.at:%Y-%m-%d} by {gone.by}: {gone.why}"
        raise Wrong(410, what, told, about=document)
    if reading is None:
        raise Wrong(404, "no-such-document", f"no document {document} stands in the record; look for it in the list")
    its = reading.document
    links = house.record.links(document)
    names = {other: _name(house, other) for other in (_other(link, document) for link in links[:LINKS])}
    snapshots = house.record.snapshots(document)
    correction = house.record.corrections([document]).get(document)
    judged = [row for row in house.record.judged(about=document) if row.state in ("stands", "stale")]
    named = {other for row in judged for other in row.judgement.about if other != document}
    claims = list(house.record.marked(house.record.claims(ClaimQuery(document=document))))
    first, total = asked.paragraph, len(its.lines)
    here = None
    if asked.at is not None:
        here = place_of([line.start for line in its.lines], asked.at) + 1
        first = (here - 1) // PARAGRAPHS * PARAGRAPHS + 1
    if first > max(total, 1):
        raise Wrong(404, "no-such-paragraph", f"the document has {total} paragraphs; there is none from {first} on")
    return Answer(
        page="document",
        title=its.title or its.source,
        shown={
            "document": its,
            "source": web_address(its.source),
            "problems": reading.problems,
            "paragraphs": paragraphs(reading, first, PARAGRAPHS),
            "first": first,
            "here_at": here,
            "has_original": house.record.has_original(its.sha256),
            "comparable": _comparable(links, snapshots, document),
            "step": PARAGRAPHS,
            "total": total,
            "count": len(claims),
            "links": [(link, names.get(_other(link, document))) for link in links[:LINKS]],
            "more_links": len(links) - LINKS,
            "judged": judged,
            "titles": dict(_name(house, other) for other in sorted(named)),
            "perhaps": {},
            "readings": sum(one.superseded_at != one.learned_at for one in house.record.history(document)),
            "snapshots": snapshots if len(snapshots) > 1 else (),
            "correction": correction,
            "marked": {row.claim.id: row for row in claims if row.judged},
            "orphans": frozenset(house.record.orphans(document)),
        },
        data={
            "document": {
                "id": its.id,
                "title": its.title,
                "source": its.source,
                "publisher": {"actor": its.publisher.actor, "name": its.publisher.name},
                "published": its.published and period_to_json(its.published.period),
                "language": its.language,
                "kind": its.kind,
                "sha256": its.sha256,
                "text": its.text,
            },
            "claims": [row_to_json(row) for row in claims],
            "links": [link_to_json(link) for link in links],
            "corrected": correction and {"by": correction.newer, "at": correction.at.isoformat()},
            "versions": [{"document": s.document, "seen_at": s.seen_at.isoformat()} for s in snapshots],
            "problems": [{"code": p.code, "at": [p.start, p.end], "message": p.message} for p in reading.problems],
        },
        columns=CLAIM_COLUMNS,
        rows=[claim_cells(row) for row in claims],
    )


def original_of(house: House, document: str) -> tuple[bytes, str]:
    """The bytes that a document was read from, and a name for the file that holds nothing of what it was called."""
    found = house.record.document(document)
    data = house.record.original(found.sha256) if found else None
    if found is None or data is None:
        raise Wrong(404, "no-such-document", f"no original of a document {document} is kept; look for it in the list")
    return data, f"{found.id}.original"


def _comparable(links: Sequence[LinkRow], snapshots: Sequence[Snapshot], document: str) -> tuple[str, ...]:
    """The documents that are worth laying beside this one: versions, reprints, translations."""
    others = [s.document for s in snapshots if s.document != document]
    return tuple(dict.fromkeys([*others, *(_other(link, document) for link in links[:LINKS] if link.counts)]))


def _other(link: LinkRow, document: str) -> str:
    return link.other if link.document == document else link.document


def _name(house: House, document: str) -> tuple[str, str]:
    """The id and the title of a linked document."""
    found = house.record.document(document)
    return document, (found.title or found.source) if found else document


def _cells(row: DocumentRow) -> tuple[str, ...]:
    published = say_period(row.published.period) if row.published else ""
    publisher = row.publisher.name or row.publisher.actor or ""
    return row.id, published, row.language, row.title or "", publisher, str(row.claims), row.source
