"""Passages as a page cites them: numbered by document, each with its exact words and a link that opens at them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.brief.labels import Labels
from dragoman.brief.nouns import Citation, Cited, Sentence
from dragoman.brief.words import one_line
from dragoman.exports.fragments import link_to_words, web_address
from dragoman.store import ClaimRow

__all__ = ["Notes", "link_to_words", "sentence_of", "web_address"]


class Notes:
    """The documents in the order they are first cited, and from each its passages in theirs."""

    def __init__(self, labels: Labels, rows: Iterable[ClaimRow] = ()) -> None:
        """`rows` are the claims as the record has them: what was changed in a copy, to count it, is never shown."""
        self.labels = labels
        self._rows = {row.claim.id: row for row in rows}
        self._cited: dict[str, Cited] = {}
        self._numbers: dict[str, str] = {}
        self._noted: dict[str, ClaimRow] = {}

    def original(self, row: ClaimRow) -> ClaimRow:
        """The claim as the record has it."""
        return self._rows.get(row.claim.id, row)

    def cite(self, row: ClaimRow) -> str:
        """Note the passage; the number by which it is cited."""
        row = self.original(row)
        if row.claim.id in self._numbers:
            return self._numbers[row.claim.id]
        known = self._cited.get(row.document) or _cited(len(self._cited) + 1, row, self.labels)
        number = f"{known.number}.{len(known.passages) + 1}"
        passage = Citation(number, one_line(row.words), row.claim.id, link_to_words(row))
        self._cited[row.document] = replace(known, passages=(*known.passages, passage))
        self._numbers[row.claim.id] = number
        self._noted[number] = row
        return number

    def passages(self) -> Iterator[tuple[str, ClaimRow]]:
        """The claims cited so far, with the numbers of their passages."""
        yield from self._noted.items()

    def all(self) -> tuple[Cited, ...]:
        """Every document with its passages."""
        return tuple(self._cited.values())


def sentence_of(row: ClaimRow, notes: Notes, *, who: str = "", when: str | None = None, note: str = "") -> Sentence:
    """One claim as a sentence of the page, its passage noted. `note` stands before what else is known of it."""
    labels = notes.labels
    said = labels.period(row.published.period) if row.published else labels.say("note.undated")
    return Sentence(
        when=said if when is None else when,
        verb=labels.say(f"verb.{row.claim.kind}"),
        words=one_line(row.words),
        note="; ".join((*((note,) if note else ()), *_remarks(row, labels, timed=when is not None))),
        cites=(notes.cite(row),),
        who=who,
    )


def who_says(row: ClaimRow, labels: Labels) -> str:
    """Whose act it is: the speakers', else the publisher's; those bound, where a report of others' acts tells of it."""
    if _reported(row):
        return labels.parties(row.actors)
    return labels.parties(row.speakers) or publisher_of(row, labels)


def _reported(row: ClaimRow) -> bool:
    """Whether a document in its own voice tells of a stand of somebody else: an agency of what a ministry plans."""
    own = row.publisher.actor
    told = row.claim.attribution[-1].form == "document" and row.claim.kind in ("commitment", "position", "call")
    return told and bool(row.actors) and own is not None and all(party.actor != own for party in row.actors)


def publisher_of(row: ClaimRow, labels: Labels) -> str:
    """The publisher by name."""
    known = labels.actors.get(row.publisher.actor or "") if labels.language != "en" else None
    return known or row.publisher.name or row.publisher.actor or labels.say("note.nobody")


def _remarks(row: ClaimRow, labels: Labels, *, timed: bool = False) -> Iterator[str]:
    """What else is known of a claim and its words alone do not show; `timed` where its time is told already."""
    if row.via or _reported(row):
        yield labels.say("note.via", who=labels.parties(row.via) or publisher_of(row, labels))
    if row.recipients:
        yield labels.say("note.towards", who=labels.parties(row.recipients))
    if not timed and row.time is not None and (row.time.first or row.time.last):
        yield labels.say("note.about", when=labels.period(row.time))
    if row.claim.modality in ("conditional", "hypothetical"):
        yield labels.say(f"modality.{row.claim.modality}")
    if row.claim.polarity == "negative":
        yield labels.say("note.negative")
    if row.judged is not None and row.judged.state == "corrected":
        made = row.judged.judgement
        yield labels.say("note.corrected", who=one_line(made.by), when=made.at.date().isoformat())


def _cited(number: int, row: ClaimRow, labels: Labels) -> Cited:
    published = row.published
    when = labels.say("note.date-unknown")
    if published is not None:
        how = labels.say(f"known.{published.source}")
        when = labels.say("note.published", when=labels.period(published.period), how=how)
    return Cited(
        number=number,
        document=row.document,
        title=one_line(row.title or labels.say("note.untitled")),
        publisher=publisher_of(row, labels),
        published=when,
        source=row.source,
        passages=(),
    )
