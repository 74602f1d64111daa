"""How each claim came to be, as W3C PROV-JSON (https://www.w3.org/submissions/prov-json/).

A document is an entity, by its publisher; a reading is an activity that used it, by a reader, with a dossier; a claim
is an entity that the reading generated and that quotes the document; a judgement is an entity of its own, by a person,
derived from the claim. PROV-JSON has one object for each sort of statement, so each is written to a file of its own as
the record is gone through once, and they are joined at the end.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any
from urllib.parse import quote

from dragoman.exports.decided import Decided
from dragoman.exports.json_document import as_json
from dragoman.exports.selection import Selection, WithClaims
from dragoman.record import Judgement

_KINDS = ("document", "dossier", "reading", "reader", "claim", "actor", "judgement", "person")
_PREFIXES = {"dragoman": "urn:dragoman:", **{kind: f"urn:dragoman:{kind}:" for kind in _KINDS}}
_SECTIONS = (
    "entity",
    "activity",
    "agent",
    "used",
    "wasGeneratedBy",
    "wasAssociatedWith",
    "wasAttributedTo",
    "wasDerivedFrom",
)
_IN_MEMORY = 1 << 16

Statement = tuple[str, str, dict[str, Any]]
"""The section it belongs to, its id, its attributes."""


def write(selection: Selection, stream: IO[bytes]) -> int:
    """Write the provenance of the claims; of how many."""
    with ExitStack() as opened:
        sections = {name: opened.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY)) for name in _SECTIONS}
        told: set[str] = set()
        claims = 0
        for one in selection.documents():
            claims += len(one.claims)
            for section, name, attributes in _of_document(one):
                if name not in told:
                    sections[section].write(b",\n" if sections[section].tell() else b"\n")
                    sections[section].write(as_json(name) + b": " + as_json(attributes))
                if section == "agent" or name.startswith(("dossier:", "judgement:")):
                    told.add(name)
        _join(sections, stream)
    return claims


def _join(sections: dict[str, Any], stream: IO[bytes]) -> None:
    stream.write(b'{"prefix": ' + as_json(_PREFIXES))
    for name, section in sections.items():
        stream.write(b",\n" + as_json(name) + b": {")
        section.seek(0)
        shutil.copyfileobj(section, stream)
        stream.write(b"\n}")
    stream.write(b"}\n")


def _of_document(one: WithClaims) -> Iterator[Statement]:
    document, held = one.document, one.held
    name, reading = f"document:{document.id}", f"reading:{document.id}-{quote(held.reader, safe='')}"
    attributes = {"dragoman:sha256": document.sha256, "dragoman:source": document.source}
    yield _entity(name, "Document", attributes, label=document.title or document.source)
    if publisher := document.publisher.actor or document.publisher.name:
        agent = f"actor:{quote(publisher, safe='')}"
        yield "agent", agent, {"prov:label": document.publisher.name or publisher}
        yield "wasAttributedTo", f"_:by-{document.id}", {"prov:entity": name, "prov:agent": agent}
    yield from _of_reading(one, name, reading)
    for decided in one.claims:
        yield from _of_claim(decided, name, reading)


def _of_reading(one: WithClaims, document: str, reading: str) -> Iterator[Statement]:
    held, of = one.held, one.document.id
    ended = one.claims[0].row.learned_at.isoformat()
    yield "activity", reading, {"prov:endTime": ended, "prov:type": _name("dragoman:Reading")}
    yield "used", f"_:read-{of}", {"prov:activity": reading, "prov:entity": document}
    reader = f"reader:{quote(held.reader, safe='')}"
    software = {"prov:type": _name("prov:SoftwareAgent"), "prov:label": f"Dragoman reader {held.reader}"}
    yield "agent", reader, software
    yield "wasAssociatedWith", f"_:reader-{of}", {"prov:activity": reading, "prov:agent": reader}
    if held.dossier:
        dossier = f"dossier:{quote(held.dossier, safe='')}"
        yield _entity(dossier, "Dossier", {}, label="the dossier it was read with")
        yield "used", f"_:with-{of}", {"prov:activity": reading, "prov:entity": dossier}


def _of_claim(decided: Decided, document: str, reading: str) -> Iterator[Statement]:
    row, claim = decided.row, decided.row.claim
    name = f"claim:{quote(claim.id, safe='')}"
    attributes = {
        "prov:value": row.words,
        "dragoman:kind": claim.kind,
        "dragoman:spans": " ".join(f"{start}-{end}" for start, end in claim.passages),
        "dragoman:rules": " ".join(claim.by),
        "dragoman:confidence": claim.confidence,
    }
    if row.speakers:
        attributes["dragoman:speaker"] = "; ".join(party.name for party in row.speakers)
    if decided.state is not None:
        attributes["dragoman:judged"] = decided.state
    yield _entity(name, "Claim", attributes)
    yield "wasGeneratedBy", f"_:read-{claim.id}", {"prov:entity": name, "prov:activity": reading}
    quotes = {"prov:generatedEntity": name, "prov:usedEntity": document, "prov:type": _name("prov:Quotation")}
    yield "wasDerivedFrom", f"_:quotes-{claim.id}", quotes
    for judgement in decided.judgements:
        yield from _of_judgement(judgement, name, claim.id)


def _of_judgement(judgement: Judgement, claim: str, of: str) -> Iterator[Statement]:
    name, person = f"judgement:{judgement.id}", f"person:{quote(judgement.by, safe='')}"
    attributes = {"dragoman:verdict": judgement.verdict, "dragoman:at": judgement.at.isoformat()}
    if judgement.why:
        attributes["dragoman:why"] = judgement.why
    attributes |= {f"dragoman:corrected-{field}": value for field, value in judgement.fields}
    about = f"{of}-{judgement.id}"
    yield _entity(name, "Judgement", attributes)
    yield "agent", person, {"prov:type": _name("prov:Person"), "prov:label": judgement.by}
    yield "wasAttributedTo", f"_:judged-{about}", {"prov:entity": name, "prov:agent": person}
    yield "wasDerivedFrom", f"_:about-{about}", {"prov:generatedEntity": name, "prov:usedEntity": claim}


def _entity(name: str, kind: str, attributes: dict[str, Any], *, label: str | None = None) -> Statement:
    its: dict[str, Any] = {"prov:type": _name(f"dragoman:{kind}"), **attributes}
    return "entity", name, its | ({"prov:label": label} if label else {})


def _name(name: str) -> dict[str, str]:
    """A qualified name as a value."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
