"""What is counted: the acts that the claims of the record report, each once however many documents tell of it."""

from collections import defaultdict
from collections.abc import Iterable

from dragoman.identity import Evidence
from dragoman.store.query import ClaimRow, LinkRow


def voice_of(row: ClaimRow) -> tuple[str, ...]:
    """The same for the same voice: actor ids where known, so that two spellings of one speaker are one voice.

    Where a document speaks and its publisher is unknown, the voice is that document's alone.
    """
    return tuple(party.key for party in row.speakers) or (f"?{row.document}",)


def evidence_of(row: ClaimRow) -> Evidence:
    """What of a claim decides which act it reports."""
    period, innermost = row.published.period if row.published else None, row.claim.attribution[-1]
    own_voice = innermost.form == "document" and not innermost.speakers
    publisher = row.publisher.actor
    return Evidence(
        claim=row.claim.id,
        kind=row.claim.kind,
        polarity=row.claim.polarity,
        voice="|".join(voice_of(row)),
        words=row.words,
        own_release=own_voice or (publisher is not None and any(party.actor == publisher for party in row.speakers)),
        document=row.document,
        days=(period.first, period.last) if period and period.first and period.last else None,
        own_voice=own_voice,
    )


def linked(links: Iterable[LinkRow]) -> dict[str, frozenset[str]]:
    """For each document those that hold the same matter in the same language, by the links that count."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.counts and link.kind != "translation":
            found[link.document].add(link.other)
            found[link.other].add(link.document)
    return {document: frozenset(others) for document, others in found.items()}
