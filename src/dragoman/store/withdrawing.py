"""Documents that no longer count: withdrawn by whoever published them, or by us; and counted again.

A withdrawn document has no reading that stands, so no question finds it from then on, and each finds it as of an
earlier time. Its bytes and readings stay, unless it is erased. One that is restored is given a reading again, the last
one it had, that stands from then on.
"""

import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, insert, or_, select, update

from dragoman.record import RecordError
from dragoman.store import changes, forgetting, linking, recalling, schema, tombstones, writing
from dragoman.store.changes import Changed
from dragoman.store.faults import damaged
from dragoman.store.history import Withdrawal
from dragoman.store.rows import prepare

What = Literal["withdrawn", "restored", "erased"]
its, r, documents = schema.withdrawals.c, schema.readings.c, schema.documents.c


def withdraw(
    connection: Connection, document: str, *, by: str, why: str, erase: bool, now: datetime.datetime
) -> Withdrawal:
    """Let a document count no longer, within a transaction that holds the write lock; with `erase`, leave no word."""
    sha256 = _require_document(connection, document)
    _require_words(by, why)
    last = tombstones.last_of(connection, document)
    done: What = "erased" if erase else "withdrawn"
    if last is not None and last.what in (done, "erased"):
        raise RecordError(f"document {document} was {last.what} by {last.by} on {last.at:%Y-%m-%d} already: {last.why}")
    now = _after(connection, document, now)
    connection.execute(
        update(schema.readings).where(r.document == document, r.superseded_at.is_(None)).values(superseded_at=now)
    )
    linking.end(connection, connection.execute(_links_of(document)).all(), now)
    _write(connection, document, done, by, why, now)
    if erase:
        forgetting.forget(connection, document, sha256)
    return Withdrawal(document, sha256, now, by, why, erase)


def restore(connection: Connection, path: Path, document: str, *, by: str, why: str, now: datetime.datetime) -> bool:
    """Let it count again, as it was read last; False where it was erased, and can only be read anew."""
    _require_document(connection, document)
    _require_words(by, why)
    last = tombstones.last_of(connection, document)
    if last is None or last.what == "restored":
        raise RecordError(f"document {document} is not withdrawn; nothing is to be undone")
    now = _after(connection, document, now)
    _write(connection, document, "restored", by, why, now)
    if last.what == "erased":
        return False
    number = connection.scalar(select(func.max(r.id)).where(r.document == document))
    if number is None:
        raise damaged(path, f"document {document} has no reading to stand again")
    _stand_again(connection, path, number, now)
    return True


def _stand_again(connection: Connection, path: Path, number: int, now: datetime.datetime) -> None:
    row = connection.execute(select(r.reader, r.dossier).where(r.id == number)).one()
    reading = recalling.numbered(connection, path, number)
    writing.stand_again(connection, prepare(reading, None, reader=row.reader, dossier=row.dossier), now)


def _write(connection: Connection, document: str, what: What, by: str, why: str, now: datetime.datetime) -> None:
    row = {"document": document, "what": what, "at": now, "by": by, "why": why}
    number = connection.execute(insert(schema.withdrawals).returning(its.number), row).scalar_one()
    changes.put(connection, [Changed(what, now, document, row=number)])


def _links_of(document: str) -> Select[Any]:
    links = schema.links.c
    ends = or_(links.document == document, links.other == document)
    return select(schema.links).where(ends, links.superseded_at.is_(None)).order_by(links.number)


def _after(connection: Connection, document: str, now: datetime.datetime) -> datetime.datetime:
    """Now, or where the clock was set back, when the last thing happened to it."""
    learned = connection.scalar(select(func.max(r.learned_at)).where(r.document == document))
    done = connection.scalar(select(func.max(its.at)).where(its.document == document))
    return max(moment for moment in (now, learned, done) if moment is not None)


def _require_document(connection: Connection, document: str) -> str:
    sha256: str | None = connection.scalar(select(documents.sha256).where(documents.id == document))
    if sha256 is None:
        raise RecordError(f"there is no document {document} in the record; list them with: dragoman documents")
    return sha256


def _require_words(by: str, why: str) -> None:
    if not by.strip():
        raise RecordError("a withdrawal needs somebody who decides it; say who")
    if not why.strip():
        raise RecordError("a withdrawal needs a reason, which its page will give; say why")
