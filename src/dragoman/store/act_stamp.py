"""How far acts go: the mark by which it is known whether they are those of all that stands."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

import dragoman
from dragoman.store import schema
from dragoman.store.at_hand import AtHand

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
        last = (r.id, schema.judgements.c.number, schema.links.c.number, schema.changes.c.number)
        row = connection.execute(select(*(select(func.max(one)).scalar_subquery() for one in last))).one()
        reading, judgement, link, change = (number or 0 for number in row)
        lasts = (reading, judgement, link, change)
        if connection.get_execution_options().get("writing"):  # what it counts may never be
            ends = _Ends.counted(connection, lasts)
        else:
            ends = _ends.of(connection.engine, lasts, lambda _: _Ends.counted(connection, lasts))
        return cls(f"{dragoman.__version__}/{COMPUTED}", reading, ends.standing, judgement, link, ends.ended)

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


@dataclass(frozen=True, slots=True)
class _Ends:
    """What has to be counted: the readings that stand, the links that have ended. Each end is a change."""

    state: tuple[int, ...]
    standing: int
    ended: int

    @classmethod
    def counted(cls, connection: Connection, state: tuple[int, ...]) -> "_Ends":
        standing = select(func.count()).select_from(schema.readings).where(r.superseded_at.is_(None))
        ended = select(func.count(schema.links.c.superseded_at))
        return cls(state, connection.scalar(standing) or 0, connection.scalar(ended) or 0)


_ends: AtHand[_Ends] = AtHand()


def is_current(connection: Connection) -> bool:
    """Whether the acts are those of all that stands now."""
    kept = Stamp.kept(connection)
    return kept is not None and kept == Stamp.of(connection)


def unmark(connection: Connection) -> None:
    """Have nobody use the acts, until they are brought up to date."""
    connection.execute(delete(schema.marks).where(schema.marks.c.name == MARK))
