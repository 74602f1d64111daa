"""Who is logged in. A session is 256 random bits in the person's browser, and their hash here."""

import datetime
import hashlib
import secrets

from sqlalchemy import delete, insert, or_, select, update

from dragoman.web.accounts.database import Database
from dragoman.web.accounts.people import Account, account_of
from dragoman.web.accounts.schema import accounts, sessions

IDLE = datetime.timedelta(hours=12)
"""Not used so long, a session is over."""
LONGEST = datetime.timedelta(days=7)
"""So old, it is over however much it is used."""
MINUTE = datetime.timedelta(minutes=1)


def begin(database: Database, account: Account, *, instead_of: str | None = None) -> str:
    """A new session's id, for the cookie. The one the browser had, `instead_of`, is over: no id outlives a login."""
    made = secrets.token_urlsafe(32)
    with database.writing() as (connection, now):
        gone = or_(sessions.c.seen_at < now - IDLE, sessions.c.made_at < now - LONGEST)
        connection.execute(delete(sessions).where(or_(gone, sessions.c.hash == _hash(instead_of or ""))))
        row = {"hash": _hash(made), "account": account.key, "made_at": now, "seen_at": now}
        connection.execute(insert(sessions), row)
    return made


def whose(database: Database, session: str) -> Account | None:
    """Whose session it is, while it lasts and the account may be used."""
    asked = select(accounts, sessions.c.made_at.label("begun_at"), sessions.c.seen_at)
    asked = asked.join(sessions, sessions.c.account == accounts.c.key).where(sessions.c.hash == _hash(session))
    with database.reading() as connection:
        row = connection.execute(asked).first()
    now = database.clock()
    if row is None or row.disabled_at or now - row.seen_at > IDLE or now - row.begun_at > LONGEST:
        return None
    if now - row.seen_at > MINUTE:
        with database.writing() as (connection, _):
            connection.execute(update(sessions).where(sessions.c.hash == _hash(session)).values(seen_at=now))
    return account_of(row)


def end(database: Database, session: str) -> None:
    """Log out."""
    with database.writing() as (connection, _):
        connection.execute(delete(sessions).where(sessions.c.hash == _hash(session)))


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
