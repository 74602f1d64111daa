"""Claims that acts are made of, and what hangs together with them: what may come to be one act with what else.

By the same words at about the same time, in linked documents at any time, nearly the same ones there, and by what
people say is one.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dragoman.identity import SAME_TIME, sameness
from dragoman.store import deciding, schema
from dragoman.store.act_known import Known
from dragoman.store.asking import claim_rows
from dragoman.store.entries import evidence_of
from dragoman.store.linking import handfuls
from dragoman.store.query import ClaimRow
from dragoman.store.schema import CLAIMS_PER_READING

r, c, parts = schema.readings.c, schema.claims.c, schema.act_claims.c

AT_ONCE = 5_000
"""Keys in one statement."""
_NEIGHBOURS = (
    "SELECT claim FROM act_claims WHERE act IN (SELECT act FROM act_claims WHERE claim IN ({}))",
    # In the same words, and not long before the first or after the last of these. Where the day of one is not known,
    # all of them decide which others it belongs to.
    "SELECT near.claim FROM (SELECT sameness, MIN(said_first) AS said_first, MAX(said_last) AS said_last,"
    " COUNT(*) - COUNT(said_first) AS undated FROM act_claims WHERE claim IN ({}) GROUP BY sameness) AS these"
    " JOIN act_claims AS near ON near.sameness = these.sameness WHERE these.undated > 0 OR near.said_first IS NULL"
    f" OR (near.said_first <= these.said_last + {SAME_TIME.days}"
    f" AND near.said_last >= these.said_first - {SAME_TIME.days})",
    "SELECT other FROM act_ties WHERE one IN ({})",
    "SELECT one FROM act_ties WHERE other IN ({})",
)


class Gathering:
    """The claims of one batch. `rows` are those that were read, as they count; `wrong` those that count for nothing."""

    def __init__(self, connection: Connection, path: Path, known: Known) -> None:
        self.connection = connection
        self.known = known
        self.rows: dict[int, ClaimRow] = {}
        self.wrong: set[int] = set()
        self._path = path

    def load(self, keys: Collection[int]) -> dict[int, ClaimRow]:
        """The rows of these claims as they count, of those that are wrong as they were read; each read once."""
        lacking = sorted(key for key in keys if key not in self.rows)
        for some in handfuls(lacking, 500):
            for key, row in claim_rows(self.connection, self._path, some).items():
                counted = deciding.as_counted(row, self.known.decisions.get(row.claim.id))
                self.rows[key] = counted or row
                if counted is None:
                    self.wrong.add(key)
        return {key: self.rows[key] for key in keys}

    def sameness(self, key: int) -> int:
        """Of a claim that is wrong the same as of no other."""
        return -key if key in self.wrong else sameness(evidence_of(self.rows[key]))

    def claims_of(self, readings: Sequence[int]) -> list[int]:
        """The keys of all claims of these readings, in order."""
        return list(self.connection.scalars(select(c.key).where(c.reading.in_(readings)).order_by(c.key)))

    def documents_of(self, readings: Iterable[int]) -> dict[str, int]:
        """The documents that these readings are of."""
        found: dict[str, int] = {}
        for some in handfuls(sorted(set(readings)), AT_ONCE):
            asked = select(r.document, r.id).where(r.id.in_(some))
            found.update((row.document, row.id) for row in self.connection.execute(asked))
        return found

    def readings_of(self, documents: Collection[str]) -> dict[str, int]:
        """The readings that are taken in, by document."""
        taken = schema.act_readings
        asked = select(r.document, r.id).join(taken, taken.c.reading == r.id)
        found: dict[str, int] = {}
        for some in handfuls(sorted(documents), 500):
            found.update((row.document, row.id) for row in self.connection.execute(asked.where(r.document.in_(some))))
        return found

    def judged(self) -> set[int]:
        """The claims that are judged to be one or not. They are few, so nobody asks which judgements are new."""
        return self.keys_of(self.known.judged)

    def keys_of(self, ids: Iterable[str]) -> set[int]:
        """The keys of those of these ids that are claims taken in."""
        asked = select(c.key).join(schema.act_claims, parts.claim == c.key)
        found: set[int] = set()
        for some in handfuls(sorted(ids), 500):
            found.update(self.connection.scalars(asked.where(c.id.in_(some))))
        return found

    def whole(self, touched: Collection[int]) -> set[int]:
        """All claims that hang together with these."""
        whole: set[int] = set()
        judged = self.judged()
        frontier = set(touched)
        while frontier:
            whole |= frontier
            found = self.neighbours(frontier)
            if not judged.isdisjoint(frontier):
                named = [row.claim.id for row in self.load(judged & frontier).values()]
                found |= self.keys_of({other for one in named for other in self.known.judged[one]})
            frontier = found - whole
        return whole

    def neighbours(self, keys: Collection[int]) -> set[int]:
        """The claims that may be in one act with these, or are: not all that are in one with those.

        Numbers are written into the SQL as they are: as parameters they take longer than the search.
        """
        found: set[int] = set()
        for some in handfuls(sorted(keys), AT_ONCE):
            numbers = ", ".join(map(str, some))
            for statement in _NEIGHBOURS:
                found.update(key for (key,) in self.run(statement.format(numbers)))
        return found | self._in_linked(keys)

    def _in_linked(self, keys: Collection[int]) -> set[int]:
        """The claims in the same words in documents linked with those of these, whenever they were said."""
        linked, found = self.known.linked, set[int]()
        if not linked:
            return found
        of = self.documents_of(key // CLAIMS_PER_READING for key in keys)
        here = sorted(of.keys() & linked.keys())
        readings = self.readings_of({other for document in here for other in linked[document]})
        for document in here:
            first, last = span(of[document])
            mine = f"SELECT sameness FROM act_claims WHERE claim BETWEEN {first} AND {last}"
            for reading in (readings[other] for other in linked[document] if other in readings):
                first, last = span(reading)
                asked = f"SELECT claim FROM act_claims WHERE claim BETWEEN {first} AND {last} AND sameness IN ({mine})"
                found.update(key for (key,) in self.run(asked))
        return found

    def run(self, statement: str) -> Iterable[Any]:
        """What SQL gives that has its numbers in it."""
        return self.connection.exec_driver_sql(statement)


def span(reading: int) -> tuple[int, int]:
    """The first and the last key that a claim of this reading may have."""
    return reading * CLAIMS_PER_READING, (reading + 1) * CLAIMS_PER_READING - 1
