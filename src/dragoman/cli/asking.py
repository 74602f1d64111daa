"""What the commands of the desks have in common: the claims asked for, by which dossier, seen from which day."""

import datetime
from dataclasses import dataclass

from dragoman.desks.acts import Same
from dragoman.record import ClaimKind
from dragoman.store import ClaimQuery, Record


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: which claims, of which record, by which dossier, seen from which day."""

    record: str
    query: ClaimQuery
    dossier: str | None = None
    today: datetime.date | None = None

    def day(self) -> datetime.date:
        """The day from which something is due or overdue: the one typed, that of --as-of, or today."""
        if self.today is not None:
            return self.today
        return (self.query.as_of or datetime.datetime.now(datetime.UTC)).date()

    def everything(self, *kinds: ClaimKind) -> ClaimQuery:
        """All claims of these kinds, or of any, as they stood: what follow-ups and answers are looked for in."""
        return ClaimQuery(kinds=kinds, since=self.query.since, as_of=self.query.as_of)

    def same(self, record: Record) -> Same:
        """Which claims are one act, by the links and judgements that count."""
        return Same.of(record, self.query.as_of)
