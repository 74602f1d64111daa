"""What is to leave the record, whatever the format."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dragoman.dossier import Dossier
from dragoman.exports.decided import Decided, decided_claims
from dragoman.record import Document
from dragoman.store import ClaimQuery, Held, Record


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of the record's matter: `what` of it (claims, documents …), restricted by `query`.

    `wrong`: claims that people judged wrong too, marked as such. `originals`: with the documents' bytes.
    """

    record: Record
    query: ClaimQuery
    what: str
    dossier: Dossier
    wrong: bool = False
    originals: bool = False

    @property
    def as_of(self) -> datetime.datetime | None:
        """The time as of which the record is seen; None for now."""
        return self.query.as_of

    def claims(self) -> Iterator[Decided]:
        """The claims, as people left them."""
        return decided_claims(self.record, self.query, wrong=self.wrong)

    def documents(self) -> Iterator["WithClaims"]:
        """The documents that have a claim that matches, with those claims: one document at a time in memory."""
        for document, found in groupby(self.claims(), key=lambda one: one.row.document):
            claims = tuple(found)
            held = next(self.record.held(ClaimQuery(document=document, as_of=self.as_of)), None)
            if held is not None:  # unless it was taken out of the record while this was written
                yield WithClaims(held, claims)


@dataclass(frozen=True, slots=True)
class WithClaims:
    """A document as it was read, with those of its claims that are to leave."""

    held: Held
    claims: tuple[Decided, ...]

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.held.reading.document
