"""Which promises wait for a person because later acts may tell what became of them; those that most rests on first.

A promise that nobody can check waits for nobody.

Asked of the acts and follow-ups on record: where these are behind, whoever asks must look for follow-ups anew.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, Subquery, and_, func, or_, select

from dragoman.store import act_asking, following, schema
from dragoman.store.faults import told
from dragoman.store.query import ClaimQuery

acts, followed = schema.acts.c, schema.follow_ups.c


class Unsettled(NamedTuple):
    """A promise by its lead: how many documents tell of it, how many later acts may tell what became of it."""

    lead: int
    claim: str
    documents: int
    later: int

    @property
    def uses(self) -> int:
        """What rests on it."""
        return self.documents + self.later


def unsettled(
    engine: Engine,
    path: Path,
    query: ClaimQuery,
    *,
    states: str,
    settled: frozenset[int],
    after: tuple[int, str] | None,
    limit: int,
) -> list[Unsettled] | None:
    """So many, the most used first, from behind a number of uses and a claim id on; None where acts are behind.

    `states` is the digest of those by which follow-ups were looked for; `settled` are the leads that people judged.
    """
    later = _later()
    uses = acts.documents + later.c.number
    with told(path), engine.connect() as connection:
        if not following.is_current(connection, states):
            return None
        asked = _asked(connection, path, select(acts.lead, acts.claim, acts.documents, later.c.number), query, later)
        if after is not None:
            asked = asked.where(or_(uses < after[0], and_(uses == after[0], acts.claim > after[1])))
        # Where many were judged they are passed over here: a statement takes only so many numbers.
        ordered = connection.execute(asked.order_by(uses.desc(), acts.claim).limit(limit + len(settled)))
        return [Unsettled(*row) for row in ordered if row.lead not in settled][:limit]


def count(engine: Engine, path: Path, query: ClaimQuery, *, states: str, settled: frozenset[int]) -> int | None:
    """How many there are; None where acts are behind."""
    later = _later()
    with told(path), engine.connect() as connection:
        if not following.is_current(connection, states):
            return None
        if not settled:
            return connection.scalar(_asked(connection, path, select(func.count()), query, later)) or 0
        leads = connection.scalars(_asked(connection, path, select(acts.lead), query, later))
        return sum(lead not in settled for lead in leads)


def _later() -> Subquery:
    """How many later acts may tell of each act; those of which none does are left out."""
    return select(followed.act, func.count().label("number")).group_by(followed.act).subquery()


def _asked(connection: Connection, path: Path, what: Select[Any], query: ClaimQuery, later: Subquery) -> Select[Any]:
    promises = replace(query, kinds=("commitment",), limit=None, after=None)
    asked = what.select_from(schema.acts).join(later, later.c.act == acts.lead)
    return asked.where(acts.why_not.is_(None), *act_asking.conditions(connection, path, promises))
