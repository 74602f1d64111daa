"""How far acts go: the mark by which it is known whether they are those of all that stands."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

import dragoman
from dragoman.store import schema

r = schema.readings.c

MARK = "acts"
COMPUTED = 4
"""To be counted up where acts come to be computed otherwise, so that those on record are made anew."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How far a record goes, as far as acts depend on it. `version` is of what computed them."""

    version: str
    reading: int
    standing: int
    judgement: int
    link: int
    ended: int

    @property
    def between_documents(self) -> tuple[int, int, int]:
        """What tells whether something changed between documents that are on record already."""
        return self.judgement, self.link, self.ended

    @classmethod
    def of(cls, connection: Connection) -> "Stamp":
        """As it is now. Readings, links and judgements are only ever added; of the first two some end."""
        k, j = schema.links.c, schema.judgements.c
        alive = select(func.count()).select_from(schema.readings).where(r.superseded_at.is_(None))
        asked = (select(func.max(r.id)), alive, select(func.max(j.number)), select(func.max(k.number)))
        ended = select(func.count(k.superseded_at)).select_from(schema.links)
        numbers = connection.execute(select(*(one.scalar_subquery() for one in (*asked, ended)))).one()
        return cls(f"{dragoman.__version__}/{COMPUTED}", *(number or 0 for number in numbers))

    @classmethod
    def kept(cls, connection: Connection) -> "Stamp | None":
        """As it was when acts were last brought up to date; None where they never were, or not to the end."""
        value = connection.scalar(select(schema.marks.c.value).where(schema.marks.c.name == MARK))
        return cls(*json.loads(value)) if value else None

    def keep(self, connection: Connection) -> None:
        """Say that acts go so far."""
        unmark(connection)
        facts = [self.version, self.reading, self.standing, self.judgement, self.link, self.ended]
        connection.execute(insert(schema.marks).values(name=MARK, value=json.dumps(facts)))


def is_current(connection: Connection) -> bool:
    """Whether the acts are those of all that stands now."""
    kept = Stamp.kept(connection)
    return kept is not None and kept == Stamp.of(connection)


def unmark(connection: Connection) -> None:
    """Have nobody use the acts, until they are brought up to date."""
    connection.execute(delete(schema.marks).where(schema.marks.c.name == MARK))
