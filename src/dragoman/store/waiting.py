"""Which claims wait for a person, the least certain and most used first.

A claim's score is how far from certain it is (in thousandths) times its uses: one for each document that holds the same
matter as its own, itself among them, and one more where a ledger counts it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
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
from dragoman.identity import standing as counted
from dragoman.record import ClaimKind
from dragoman.store import schema
from dragoman.store.asking import matching, rows_of, standing
from dragoman.store.faults import told
from dragoman.store.judging import judgements
from dragoman.store.query import ClaimQuery, ClaimRow

claims, readings, links = schema.claims.c, schema.readings.c, schema.links.c
made, things = schema.judgements.c, schema.judged.c

COUNTED: tuple[ClaimKind, ...] = ("commitment", "call", "forecast")
"""The kinds that stand in a ledger of their own: promises, calls and answers, forecasts."""
CERTAIN = 1000
"""Doubt is told in thousandths, in whole numbers, so that a list can be gone on with where it was left."""
_READING = ("right", "wrong", "corrected")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim nobody has judged. `doubt` is in thousandths; `documents` hold the same matter, its own among them."""

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
    doubt = cast(func.round((1 - claims.confidence) * CERTAIN), Integer)
    linked = _linked(wanted.parted)
    documents = 1 + func.coalesce(linked.c.others, 0)
    uses = documents + case((claims.kind.in_(COUNTED), 1), else_=0)
    score = doubt * uses
    what = select(claims.key, claims.id, doubt, documents, uses)
    asked = _unjudged(what, wanted).outerjoin(linked, linked.c.document == readings.document)
    if after is not None:
        asked = asked.where(or_(score < after[0], and_(score == after[0], claims.id > after[1])))
    with told(path), engine.connect() as connection:
        found = connection.execute(asked.order_by(score.desc(), claims.id).limit(limit)).all()
    return [Waiting(*row) for row in found]


def count(engine: Engine, path: Path, wanted: Wanted) -> int:
    """How many wait."""
    with told(path), engine.connect() as connection:
        return connection.scalar(_unjudged(select(func.count()), wanted)) or 0


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
    with told(path), engine.connect() as connection:
        every = judgements(connection, None)
    counting = counted(every)
    ever, still = ({thing for j in some if j.verdict in _READING for thing in j.about} for some in (every, counting))
    apart = [tuple(sorted(pair)) for pair, j in decided(counting).items() if j.verdict == "different"]
    return tuple(sorted(ever - still)), tuple(sorted((one, other) for one, other in apart))


def _unjudged(what: Select[Any], wanted: Wanted) -> Select[Any]:
    judged = (
        select(things.thing).join(schema.judgements, made.number == things.judgement).where(made.verdict.in_(_READING))
    )
    asked = matching(what, wanted.query).where(or_(claims.id.not_in(judged), claims.id.in_(wanted.open_again)))
    return asked if wanted.below is None else asked.where(claims.confidence < wanted.below)


def _linked(parted: Sequence[tuple[str, str]]) -> Any:
    """How many documents each document is linked with in its own language."""
    apart = tuple_(links.document, links.other).in_(parted)
    stands: ColumnElement[bool] = and_(links.superseded_at.is_(None), links.kind != "translation", not_(apart))
    both = union_all(
        select(links.document.label("document")).where(stands), select(links.other.label("document")).where(stands)
    ).subquery()
    return select(both.c.document, func.count().label("others")).group_by(both.c.document).subquery()
