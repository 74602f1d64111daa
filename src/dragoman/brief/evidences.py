"""Where else the act is told that a claim reports: it counts once, and every evidence is shown."""

from dragoman.identity import entries_of
from dragoman.store import ClaimQuery, ClaimRow, Record, evidence_of


def other_evidences(record: Record, claim: str, document: str) -> tuple[ClaimRow, ...]:
    """The claims that report the same act as this one, in linked documents or by what people say; the lead first."""
    linked, judgements = record.linked(), record.judgements()
    named = {thing for judgement in judgements if claim in judgement.about for thing in judgement.about}
    others = {found.document for thing in named for found in record.find(thing)} | set(linked.get(document, ()))
    rows = {row.claim.id: row for one in {document, *others} for row in record.claims(ClaimQuery(document=one))}
    evidences = [evidence_of(rows[one]) for one in sorted(rows)]
    entries = entries_of(evidences, linked=linked, judgements=judgements)
    entry = next((entry for entry in entries if claim in entry.claims), None)
    return tuple(rows[one] for one in entry.claims if one != claim) if entry else ()
