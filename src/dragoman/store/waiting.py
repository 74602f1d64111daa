"""Which claims wait for a person, the least certain and most used first.

A claim's score is how far from certain it is (in thousandths) times its uses: one for each document that tells of its
act, and one more where a ledger counts it. Of the claims that report one act the best evidence waits, as whoever judges
it has judged what the others say. Where the acts on record are behind, the documents that hold the same matter as its
own are counted instead, and each claim waits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Select,
    and_,
    case,
    cast,
    func,
    not_,
    or_,
    select,
    tuple_,
    union_all,
)

from dragoman.identity import decided
from dragoman.identity import standing as counting
from dragoman.record import ClaimKind, Verdict
from dragoman.store import schema
from dragoman.store.act_stamp import is_current
from dragoman.store.asking import by_columns, matching, rows_of, standing
from dragoman.store.faults import told
from dragoman.store.judging import judged_so, judgements_of
from dragoman.store.query import ClaimQuery, ClaimRow

claims, readings, links = schema.claims.c, schema.readings.c, schema.links.c

COUNTED: tuple[ClaimKind, ...] = ("commitment", "call", "forecast")
"""The kinds that stand in a ledger of their own: promises, calls and answers, forecasts."""
CERTAIN = 1000
"""Doubt is told in thousandths, in whole numbers, so that a list can be gone on with where it was left."""
_READING: tuple[Verdict, ...] = ("right", "wrong", "corrected")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim nobody has judged. `doubt` is in thousandths; `documents` tell of it, its own among them."""

    key: int
    claim: str
    doubt: int
    documents: int
    uses: int

    @property
    def score(self) -> int:
        """What the queue goes by."""
        return self.doubt * self.uses


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them: as a question to the claims has it, below a confidence.

    `open_again` are claims that were judged and no longer are; `parted` the pairs of documents that people keep apart.
    """

    query: ClaimQuery
    below: float | None = None
    open_again: Sequence[str] = ()
    parted: Sequence[tuple[str, str]] = ()


def waiting(
    engine: Engine, path: Path, wanted: Wanted, *, after: tuple[int, str] | None = None, limit: int
) -> list[Waiting]:
    """So many, from behind a score and claim id on."""
    with told(path), engine.connect() as connection:
        if by_columns(connection, wanted.query):
            from dragoman.store import doubting

            return doubting.waiting(engine, connection, wanted, after=after, limit=limit)
        found = connection.execute(_in_order(connection, wanted, after).limit(limit)).all()
    return [Waiting(*row) for row in found]


def _in_order(connection: Connection, wanted: Wanted, after: tuple[int, str] | None) -> Select[Any]:
    counted, others = is_current(connection), linked(wanted.parted)
    doubt = cast(func.round((1 - claims.confidence) * CERTAIN), Integer)
    documents = schema.acts.c.documents if counted else 1 + func.coalesce(others.c.others, 0)
    uses = documents + case((claims.kind.in_(COUNTED), 1), else_=0)
    score = doubt * uses
    asked = _unjudged(select(claims.key, claims.id, doubt, documents, uses), wanted, counted=counted)
    if not counted:
        asked = asked.outerjoin(others, others.c.document == readings.document)
    if after is not None:
        asked = asked.where(or_(score < after[0], and_(score == after[0], claims.id > after[1])))
    return asked.order_by(score.desc(), claims.id)


def count(engine: Engine, path: Path, wanted: Wanted) -> int:
    """How many wait."""
    with told(path), engine.connect() as connection:
        if by_columns(connection, wanted.query):
            from dragoman.store import doubting

            return doubting.count(engine, connection, wanted)
        return connection.scalar(_unjudged(select(func.count()), wanted, counted=is_current(connection))) or 0


def rows(engine: Engine, path: Path, keys: Sequence[int]) -> list[ClaimRow]:
    """These claims, in this order."""
    return rows_of(engine, path, keys) if keys else []


def keys_of(engine: Engine, path: Path, ids: Iterable[str]) -> dict[str, int]:
    """The keys of the claims of these ids that stand; of what else is among them, none."""
    found: dict[str, int] = {}
    wanted = sorted(set(ids))
    asked = select(claims.id, claims.key).join(schema.readings, claims.reading == readings.id).where(standing(None))
    with told(path), engine.connect() as connection:
        for start in range(0, len(wanted), 500):
            some = asked.where(claims.id.in_(wanted[start : start + 500])).order_by(claims.key.desc())
            found.update((row.id, row.key) for row in connection.execute(some))
    return found


def text(engine: Engine, path: Path, document: str) -> str | None:
    """The text of a document as its standing reading has it."""
    asked = select(schema.texts.c.text).join(schema.readings, readings.text == schema.texts.c.digest)
    with told(path), engine.connect() as connection:
        found: str | None = connection.scalar(asked.where(readings.document == document, standing(None)))
    return found


def among(engine: Engine, path: Path, query: ClaimQuery, ids: Sequence[str]) -> set[str]:
    """Which of these are claims that the question finds."""
    with told(path), engine.connect() as connection:
        return set(connection.scalars(matching(select(claims.id), query).where(claims.id.in_(ids))))


def judged(engine: Engine, path: Path) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The claims that were judged and no longer are, and the pairs that people keep apart."""
    taken_back = select(schema.judgements.c.id).where(schema.judgements.c.id.in_(judged_so("withdrawn")))
    with told(path), engine.connect() as connection:
        every = judgements_of(
            connection, {*_about(connection, taken_back), *connection.scalars(judged_so("different"))}, None
        )
    still = counting(every)
    ever, now = ({thing for j in some if j.verdict in _READING for thing in j.about} for some in (every, still))
    apart = [tuple(sorted(pair)) for pair, j in decided(still).items() if j.verdict == "different"]
    return tuple(sorted(ever - now)), tuple(sorted((one, other) for one, other in apart))


def _about(connection: Connection, made: Select[Any]) -> list[str]:
    """What these judgements are about."""
    j, things = schema.judgements.c, schema.judged.c
    asked = select(things.thing).join(schema.judgements, j.number == things.judgement)
    return list(connection.scalars(asked.where(j.id.in_(made))))


def read_by_people() -> Select[Any]:
    """The claims of which anybody ever said how they were read."""
    return judged_so(*_READING)


def _unjudged(what: Select[Any], wanted: Wanted, *, counted: bool) -> Select[Any]:
    """The claims that wait; `counted`: by the acts on record, of each its best evidence."""
    asked = matching(what, wanted.query)
    asked = asked.where(or_(claims.id.not_in(read_by_people()), claims.id.in_(wanted.open_again)))
    if counted:
        part, act = schema.act_claims.c, schema.acts.c
        asked = asked.join(schema.act_claims, part.claim == claims.key).join(schema.acts, act.lead == part.act)
        if wanted.query.document is None:  # of one document all wait: an act's best evidence may stand in another
            asked = asked.where(claims.key == act.lead)
    return asked if wanted.below is None else asked.where(claims.confidence < wanted.below)


def linked(parted: Sequence[tuple[str, str]]) -> Any:
    """How many documents each document is linked with in its own language."""
    apart = tuple_(links.document, links.other).in_(parted)
    stands: ColumnElement[bool] = and_(links.superseded_at.is_(None), links.kind != "translation", not_(apart))
    both = union_all(
        select(links.document.label("document")).where(stands), select(links.other.label("document")).where(stands)
    ).subquery()
    return select(both.c.document, func.count().label("others")).group_by(both.c.document).subquery()
