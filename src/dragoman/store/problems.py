"""The faults of what stands in the record, by their codes, and the documents that have them."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine, distinct, func, select

from dragoman.store import schema
from dragoman.store.asking import standing
from dragoman.store.faults import told
from dragoman.store.query import ProblemRow

p, r = schema.problems.c, schema.readings.c


def codes(engine: Engine, path: Path) -> Mapping[str, int]:
    """In how many documents each stands, the most frequent first."""
    n = func.count(distinct(r.document))
    asked = select(p.code, n).join(schema.readings, p.reading == r.id).where(standing(None))
    with told(path), engine.connect() as connection:
        rows = connection.execute(asked.group_by(p.code).order_by(n.desc(), p.code)).all()
    return {row[0]: row[1] for row in rows}


def listed(
    engine: Engine, path: Path, *, code: str | None, after: tuple[str, int] | None, limit: int
) -> list[ProblemRow]:
    """So many, by document and place, those behind (document, place)."""
    asked = select(r.document, p.place, r.title, r.source, p.code, p.start, p.end, p.message)
    asked = asked.join(schema.readings, p.reading == r.id).where(standing(None))
    if code is not None:
        asked = asked.where(p.code == code)
    if after is not None:
        document, place = after
        asked = asked.where((r.document > document) | ((r.document == document) & (p.place > place)))
    with told(path), engine.connect() as connection:
        rows = connection.execute(asked.order_by(r.document, p.place).limit(limit)).all()
    return [ProblemRow(*row) for row in rows]
