"""Claims as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): what is said, bound to the exact words.

Positions count Unicode code points of the document's stored text, as the model asks, and as all offsets of ours do.
"""

from collections.abc import Iterator
from typing import IO, Any

from dragoman.exports.decided import Decided
from dragoman.exports.fragments import link_to
from dragoman.exports.json_document import write_list
from dragoman.exports.selection import Selection, WithClaims
from dragoman.record import Document, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words by which they are told from the same words elsewhere; more where needed."""
_GENERATOR = {"id": "urn:dragoman", "type": "Software", "name": "Dragoman"}
_BEFORE = (
    f'{{"@context": "{CONTEXT}", "id": "urn:dragoman:annotations", "type": "AnnotationCollection", '
    '"label": "Claims of a Dragoman record", "first": {"id": "urn:dragoman:annotations:1", '
    '"type": "AnnotationPage", "startIndex": 0, "items": ['
)


def write(selection: Selection, stream: IO[bytes]) -> int:
    """Write a collection with an annotation a claim; how many."""
    return write_list(stream, _annotations(selection), before=_BEFORE, after="]}}")


def _annotations(selection: Selection) -> Iterator[dict[str, Any]]:
    for one in selection.documents():
        yield from (annotation(one, claim) for claim in one.claims)


def annotation(one: WithClaims, decided: Decided) -> dict[str, Any]:
    """A claim of a document as an annotation."""
    claim = decided.row.claim
    return {
        "id": f"urn:dragoman:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": _GENERATOR,
        "generated": decided.row.learned_at.isoformat(),
        "body": list(_bodies(decided)),
        "target": [target for span in claim.passages for target in _targets(one.document, span)],
    }


def _bodies(decided: Decided) -> Iterator[dict[str, Any]]:
    """Its kind, its tracks, who says it to whom, and what people made of it."""
    row = decided.row
    yield {"type": "TextualBody", "purpose": "classifying", "value": row.claim.kind}
    yield from ({"type": "TextualBody", "purpose": "tagging", "value": track} for track in row.claim.tracks)
    for role in ("speakers", "via", "actors", "recipients"):
        for party in getattr(row, role):
            who: dict[str, Any] = {"type": "TextualBody", "purpose": "identifying", "value": f"{role}: {party.name}"}
            yield who | ({"id": f"urn:dragoman:actor:{party.actor}"} if party.actor else {})
    if decided.state is not None:
        yield {"type": "TextualBody", "purpose": "assessing", "value": decided.state}


def _targets(document: Document, span: Span) -> Iterator[dict[str, Any]]:
    """The words in the stored text; and in the page it was read from, where it is one."""
    quote = quote_selector(document.text, span)
    text = {"id": f"urn:dragoman:document:{document.id}", "type": "Text", "format": "text/plain"}
    position = {"type": "TextPositionSelector", "start": span[0], "end": span[1]}
    yield {"source": text | _language(document), "selector": [position, quote]}
    if link := link_to(document.source, document.text[slice(*span)]):
        page, _, fragment = link.partition("#")
        scroll = "https://wicg.github.io/scroll-to-text-fragment/"
        yield {
            "source": page,
            "selector": [quote, {"type": "FragmentSelector", "conformsTo": scroll, "value": fragment}],
        }


def _language(document: Document) -> dict[str, str]:
    return {} if document.language == "und" else {"language": document.language}


def quote_selector(text: str, span: Span) -> dict[str, Any]:
    """The words with as much before and after them as tells them from the same words elsewhere in the text."""
    start, end = span
    around = AROUND
    while True:
        before, after = text[max(start - around, 0) : start], text[end : end + around]
        whole = before + text[start:end] + after
        first = text.find(whole)
        if around >= len(text) or text.find(whole, first + 1) < 0:
            return {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after}
        around *= 2
