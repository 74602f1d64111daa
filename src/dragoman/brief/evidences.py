"""Where else the act is told that a claim reports: it counts once, and every evidence is shown."""

import datetime

from dragoman.identity import entries_of
from dragoman.store import ClaimQuery, ClaimRow, Record, evidence_of


def other_evidences(
    record: Record, claim: str, document: str, *, as_of: datetime.datetime | None = None
) -> tuple[ClaimRow, ...]:
    """The claims that report the same act as this one, in linked documents or by what people say; the lead first."""
    linked, judgements = record.linked(as_of=as_of), record.judgements(as_of=as_of)
    named = {thing for judgement in judgements if claim in judgement.about for thing in judgement.about}
    others = {found.document for thing in named for found in record.find(thing, as_of=as_of)} | set(
        linked.get(document, ())
    )
    asked = (ClaimQuery(document=one, as_of=as_of) for one in {document, *others})
    rows = {row.claim.id: row for query in asked for row in record.counted(query)}
    evidences = [evidence_of(rows[one]) for one in sorted(rows)]
    entries = entries_of(evidences, linked=linked, judgements=judgements)
    entry = next((entry for entry in entries if claim in entry.claims), None)
    return tuple(rows[one] for one in entry.claims if one != claim) if entry else ()
