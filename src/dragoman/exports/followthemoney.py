"""Claims as FollowTheMoney entities: documents, those named, and acts, each with the document as its proof.

In the schemata that FollowTheMoney comes with an act is an Event. Act.yaml beside this file is a schema of its own for
acts, which tells who speaks and to whom; `write_acts` uses it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import IO, Any

from dragoman.dossier import Dossier
from dragoman.exports.decided import Decided
from dragoman.exports.fragments import link_to_words, web_address
from dragoman.exports.json_document import as_json
from dragoman.exports.selection import Selection, WithClaims
from dragoman.record import Document, Period
from dragoman.store import Party

Entity = dict[str, Any]

_SCHEMATA: Mapping[str, str] = {
    "person": "Person",
    "state": "PublicBody",
    "organisation": "Organization",
    "forum": "Organization",
    "group": "Organization",
}
_LANGUAGES: Mapping[str, str] = {
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "ja": "jpn",
    "ko": "kor",
    "ru": "rus",
    "zh": "zho",
}
_NAME = 160
"""Characters of the words by which an act is called."""


def write(selection: Selection, stream: IO[bytes]) -> int:
    """Write entities of FollowTheMoney's own schemata, a line each; how many."""
    return _write(selection, stream, "Event")


def write_acts(selection: Selection, stream: IO[bytes]) -> int:
    """Write the same with acts of the schema Act; how many."""
    return _write(selection, stream, "Act")


def _write(selection: Selection, stream: IO[bytes], schema: str) -> int:
    count = 0
    told: set[str] = set()
    for one in selection.documents():
        for entity in _of_document(one, selection.dossier, schema):
            if entity["id"] in told:
                continue
            if entity["id"].startswith(_ACTOR):
                told.add(entity["id"])
            stream.write(as_json(entity) + b"\n")
            count += 1
    return count


_ACTOR = "dragoman-actor-"


def _of_document(one: WithClaims, dossier: Dossier, schema: str) -> Iterator[Entity]:
    document = one.document
    parties: dict[str, Entity] = {}
    acts = []
    for decided in one.claims:
        row = decided.row
        for party in (*row.speakers, *row.via, *row.actors, *row.recipients):
            parties.setdefault(_id_of(party, document), _party(party, document, dossier))
        acts.append(_act(decided, document, schema))
    yield _entity(f"dragoman-{document.id}", "Document", _document_properties(document))
    yield from parties.values()
    yield from acts


def _document_properties(document: Document) -> dict[str, list[str]]:
    address, published = web_address(document.source), document.published
    return {
        "title": [document.title or document.source],
        "publishedAt": _date(published.period) if published else [],
        "publisher": [document.publisher.name] if document.publisher.name else [],
        "language": [_LANGUAGES[document.language]] if document.language in _LANGUAGES else [],
        "sourceUrl": [address] if address else [],
        "fileName": [] if address else [document.source],
    }


def _party(party: Party, document: Document, dossier: Dossier) -> Entity:
    known = dossier.actors.get(party.actor or "")
    schema = _SCHEMATA.get(known.kind, "LegalEntity") if known else "LegalEntity"
    names = [known.name, *(name.text for name in known.names if name.use == "name")] if known else [party.name]
    return _entity(_id_of(party, document), schema, {"name": list(dict.fromkeys(names))})


def _id_of(party: Party, document: Document) -> str:
    """An actor's id; whom nobody knows is somebody of this document only: two of one name need not be one."""
    if party.actor:
        return f"{_ACTOR}{party.actor}"
    return f"dragoman-name-{hashlib.sha256(f'{document.id}|{party.name}'.encode()).hexdigest()[:24]}"


def _act(decided: Decided, document: Document, schema: str) -> Entity:
    row, claim = decided.row, decided.row.claim
    link = link_to_words(row)

    def ids(parties: tuple[Party, ...]) -> list[str]:
        return [_id_of(party, document) for party in dict.fromkeys(parties)]

    properties = {
        "name": [row.words if len(row.words) <= _NAME else f"{row.words[: _NAME - 1]}…"],
        "summary": [row.words],
        "date": _date(row.published.period) if row.published else [],
        "startDate": [row.time.first.isoformat()] if row.time and row.time.first else [],
        "endDate": [row.time.last.isoformat()] if row.time and row.time.last else [],
        "involved": ids((*row.speakers, *row.actors, *row.recipients)),
        "keywords": [claim.kind, *claim.tracks],
        "proof": [f"dragoman-{document.id}"],
        "recordId": [claim.id],
        "sourceUrl": [link] if link else [],
    }
    if schema == "Act":
        properties |= {
            "actKind": [claim.kind],
            "speaker": ids(row.speakers),
            "reportedBy": ids(row.via),
            "doer": ids(row.actors),
            "recipient": ids(row.recipients),
            "polarity": [claim.polarity],
            "modality": [claim.modality],
            "track": list(claim.tracks),
            "wording": list(claim.wording),
            "spans": [f"{start}-{end}" for start, end in claim.passages],
            "confidence": [f"{claim.confidence:g}"],
            "judged": [decided.state] if decided.state else [],
        }
    return _entity(f"dragoman-{claim.id}", schema, properties)


def _date(period: Period) -> list[str]:
    """A day, a month or a year, as FollowTheMoney has dates; nothing for what is none of these."""
    length = {"day": 10, "month": 7, "year": 4}.get(period.grain)
    return [period.first.isoformat()[:length]] if period.first and length else []


def _entity(name: str, schema: str, properties: Mapping[str, list[str]]) -> Entity:
    return {"id": name, "schema": schema, "properties": {key: values for key, values in properties.items() if values}}
