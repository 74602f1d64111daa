"""Which documents are withdrawn, or were then, by whom and why; and what that means for one that is read again."""

import datetime
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select

from dragoman.store import schema
from dragoman.store.faults import told
from dragoman.store.history import Withdrawal
from dragoman.store.query import Found, Outcome

its, r, documents = schema.withdrawals.c, schema.readings.c, schema.documents.c


def withdrawals(
    engine: Engine, path: Path, of: Collection[str] | None, as_of: datetime.datetime | None
) -> dict[str, Withdrawal]:
    """What is withdrawn, or was then, of these documents or at all, by document, in the order in which it happened."""
    with told(path), engine.connect() as connection:
        rows = connection.execute(_last(as_of, of)).all()
    return {
        row.document: Withdrawal(row.document, row.sha256, row.at, row.by, row.why, row.what == "erased")
        for row in rows
        if row.what != "restored"
    }


def last_of(connection: Connection, document: str) -> Row[Any] | None:
    """What was last done to it: withdrawn, restored, erased; None for nothing."""
    asked = select(schema.withdrawals).where(its.document == document).order_by(its.number.desc()).limit(1)
    return connection.execute(asked).first()


def outcome_of(connection: Connection, document: str) -> Outcome | None:
    """What adding a reading of a document does that has none that stands; None where it may be put on record."""
    last = last_of(connection, document)
    if last is None or last.what == "restored":
        return None
    return "erased" if last.what == "erased" else "withdrawn"


def found(connection: Connection, prefix: str, as_of: datetime.datetime | None) -> Iterator[Found]:
    """The withdrawn documents, and the claims of their last readings, whose id begins so."""
    gone = [row for row in connection.execute(_last(as_of, None)).all() if row.what != "restored"]
    yield from (Found("document", row.document, row.document) for row in gone if row.document.startswith(prefix))
    last = select(func.max(r.id)).where(r.document.in_([row.document for row in gone])).group_by(r.document)
    claims = schema.claims.c
    said = select(claims.id, r.document).join(schema.readings, claims.reading == r.id).where(r.id.in_(last))
    rows = connection.execute(said.order_by(claims.id)).all() if gone else ()
    yield from (Found("claim", row.id, row.document) for row in rows if row.id.startswith(prefix))


def _last(as_of: datetime.datetime | None, of: Collection[str] | None) -> Select[Any]:
    last = select(func.max(its.number)).group_by(its.document)
    if as_of is not None:
        last = last.where(its.at <= as_of)
    if of is not None:
        last = last.where(its.document.in_(sorted(of)))
    asked = select(schema.withdrawals, documents.sha256).join(schema.documents, documents.id == its.document)
    return asked.where(its.number.in_(last)).order_by(its.number)
