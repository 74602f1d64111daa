"""Claims as a STIX 2.1 bundle (OASIS), for those who share threat reporting: reports with notes, opinions on them.

A document is a report; a claim is a note whose content is the exact words; a person's judgement is an opinion. Ids are
made from ours, so that the same record gives the same bundle and a later one updates it.
"""

import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from dragoman.exports.decided import Decided
from dragoman.exports.fragments import link_to, web_address
from dragoman.exports.json_document import write_list
from dragoman.exports.selection import Selection, WithClaims
from dragoman.record import Document, Judgement, Verdict
from dragoman.store import Party

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:dragoman:stix")
"""Of our own: STIX keeps its own namespace for observables."""
_OPINIONS: Mapping[Verdict, str] = {
    "right": "strongly-agree",
    "corrected": "disagree",
    "wrong": "strongly-disagree",
}
_CLASSES: Mapping[str, str] = {"person": "individual", "state": "organization", "organisation": "organization"}

Object = dict[str, Any]


def write(selection: Selection, stream: IO[bytes]) -> int:
    """Write a bundle; how many objects are in it."""
    before = f'{{"type": "bundle", "id": "{stix_id("bundle", "record")}", "objects": ['
    return write_list(stream, _objects(selection), before=before, after="]}")


def stix_id(kind: str, name: str) -> str:
    """The id of the object of this kind that stands for what we call by this name."""
    return f"{kind}--{uuid.uuid5(NAMESPACE, f'{kind}:{name}')}"


def _objects(selection: Selection) -> Iterator[Object]:
    dossier = selection.dossier.actors
    ours = _Identities({id_: actor.kind for id_, actor in dossier.items()})
    for one in selection.documents():
        yield from _of_document(one, ours)


class _Identities:
    """Who is named in the bundle, each told once. An unknown actor is known within one document only."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._told: set[str] = set()

    def of(self, party: Party, document: str, at: str) -> tuple[str, Iterator[Object]]:
        """The identity's id, and the object itself where it was not told yet."""
        name = f"actor:{party.actor}" if party.actor else f"name:{document}:{party.name}"
        identity = stix_id("identity", name)
        if identity in self._told:
            return identity, iter(())
        if party.actor:
            self._told.add(identity)
        kind = _CLASSES.get(self._kinds.get(party.actor or "", ""), "unknown")
        return identity, iter([_object("identity", name, at, name_=party.name, identity_class=kind)])

    def ours(self, at: str) -> Iterator[Object]:
        """Dragoman itself, which makes the objects."""
        if _DRAGOMAN not in self._told:
            self._told.add(_DRAGOMAN)
            yield _object("identity", "dragoman", at, name_="Dragoman", identity_class="system")


_DRAGOMAN = stix_id("identity", "dragoman")


def _of_document(one: WithClaims, identities: _Identities) -> Iterator[Object]:
    document, at = one.document, _moment(one.claims[0].row.learned_at)
    yield from identities.ours(at)
    made: dict[str, Object] = {}
    for decided in one.claims:
        for its in _of_claim(decided, document, identities, at):
            made.setdefault(its["id"], its)
    yield from made.values()
    day = document.published.period.first if document.published and document.published.period.grain == "day" else None
    yield _object(
        "report",
        document.id,
        at,
        name_=document.title or document.source,
        published=_moment(datetime.datetime.combine(day, datetime.time(), datetime.UTC)) if day else at,
        object_refs=[name for name, its in made.items() if its["type"] in ("note", "opinion")],
        # A report must have a time of publication; where the document's is not known to the day, it is that of reading.
        labels=[document.kind] if day else [document.kind, "publication-day-unknown"],
        external_references=[_reference(document)],
        **_language(document),
    )


def _of_claim(decided: Decided, document: Document, identities: _Identities, at: str) -> Iterator[Object]:
    row, claim = decided.row, decided.row.claim
    refs = []
    for party in dict.fromkeys((*row.speakers, *row.actors, *row.recipients)):
        identity, told = identities.of(party, document.id, at)
        refs.append(identity)
        yield from told
    said = row.published.period if row.published else None
    yield _object(
        "note",
        claim.id,
        at,
        abstract=_abstract(decided, said.first if said and said.grain == "day" else None),
        content=row.words,
        authors=[party.name for party in row.speakers],
        object_refs=list(dict.fromkeys(refs)) or [_DRAGOMAN],
        labels=[claim.kind, *claim.tracks, *([f"judged-{decided.state}"] if decided.state else [])],
        confidence=round(claim.confidence * 100),
        external_references=[_reference(document, span) for span in claim.passages],
        **_language(document),
    )
    for judgement in decided.judgements:
        if judgement.verdict in _OPINIONS:
            yield _opinion(judgement, stix_id("note", claim.id))


def _opinion(judgement: Judgement, note: str) -> Object:
    fields = "; ".join(f"{name} is {value}" for name, value in judgement.fields)
    return _object(
        "opinion",
        f"{judgement.id}:{note}",
        _moment(judgement.at),
        opinion=_OPINIONS[judgement.verdict],
        explanation="; ".join(part for part in (judgement.why, fields) if part),
        authors=[judgement.by],
        object_refs=[note],
    )


def _abstract(decided: Decided, day: datetime.date | None) -> str:
    row = decided.row
    who = ", ".join(party.name for party in row.speakers) or "publisher unknown"
    whom = ", ".join(party.name for party in row.recipients)
    told = [f"{row.claim.kind} of {who}", f"towards {whom}" if whom else "", f"said on {day}" if day else ""]
    return ", ".join(part for part in told if part)


def _reference(document: Document, span: tuple[int, int] | None = None) -> Object:
    """The document, or where in it the words stand."""
    name = document.publisher.name or document.source
    address = web_address(document.source) if span is None else link_to(document.source, document.text[slice(*span)])
    where = document.title or document.source if span is None else f"characters {span[0]}-{span[1]} of its text"
    reference = {"source_name": name or "a document", "external_id": document.id, "description": where}
    return reference | ({"url": address} if address else {})


def _language(document: Document) -> dict[str, str]:
    return {} if document.language == "und" else {"lang": document.language}


def _object(kind: str, name: str, at: str, *, name_: str | None = None, **fields: Any) -> Object:
    """An object with what every one has; what is empty is left out, as STIX wants."""
    common: Object = {"type": kind, "spec_version": "2.1", "id": stix_id(kind, name), "created": at, "modified": at}
    if (kind, name) != ("identity", "dragoman"):
        common["created_by_ref"] = _DRAGOMAN
    its = {"name": name_, **fields}
    return common | {field: value for field, value in its.items() if _filled(value)}


def _filled(value: Any) -> bool:
    return value is not None and (not isinstance(value, str | Sequence) or len(value) > 0)


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"
