"""What is to leave the record, whatever the format."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.dossier import Dossier
from dragoman.exports.decided import Decided, decided_claims
from dragoman.store import ClaimQuery, Record


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
