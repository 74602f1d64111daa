"""What was done in the workbench and by whom, and what was refused to whom. It is only ever added to."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import insert, select

from dragoman.web.accounts.database import Database
from dragoman.web.accounts.schema import audit

MOST = 500
"""Characters kept of what somebody sent."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done, or refused. `how` is how whoever did it was known; `about` are ids."""

    by: str
    how: str
    action: str
    about: str = ""
    outcome: str = "done"
    detail: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed as it stands in the log."""

    number: int
    at: datetime.datetime
    deed: Deed


def keep(database: Database, deed: Deed) -> None:
    """Put a deed into the log."""
    row = {name: value[:MOST] for name, value in asdict(deed).items()}
    with database.writing() as (connection, now):
        connection.execute(insert(audit), {**row, "at": now})


def entries(
    database: Database, *, before: int | None = None, limit: int = 100, by: str | None = None, action: str | None = None
) -> list[Entry]:
    """The log from its newest entry back, from before a number on."""
    asked = select(audit).order_by(audit.c.number.desc()).limit(limit)
    if before is not None:
        asked = asked.where(audit.c.number < before)
    if by is not None:
        asked = asked.where(audit.c.by == by)
    if action is not None:
        asked = asked.where(audit.c.action == action)
    with database.reading() as connection:
        rows = connection.execute(asked).all()
    return [Entry(r.number, r.at, Deed(r.by, r.how, r.action, r.about, r.outcome, r.detail, r.address)) for r in rows]


COLUMNS = ("number", "at", "by", "how", "address", "action", "about", "outcome", "detail")


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """An entry, by the names of COLUMNS."""
    told = {"number": entry.number, "at": entry.at.isoformat(timespec="seconds"), **asdict(entry.deed)}
    return {name: told[name] for name in COLUMNS}
