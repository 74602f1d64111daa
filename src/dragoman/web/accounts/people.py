"""Accounts: who there is, in what role, and whether a password is theirs."""

import datetime
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Row

from dragoman.record import DragomanError
from dragoman.web.accounts import passwords
from dragoman.web.accounts.database import Database
from dragoman.web.accounts.schema import accounts, sessions
from dragoman.web.visitors import ROLES, Role

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may use the workbench."""

    key: str
    name: str
    role: Role
    has_password: bool
    subject: str | None
    made_at: datetime.datetime
    disabled_at: datetime.datetime | None


def key_of(name: str) -> str:
    """What a name is found by: upper and lower case are one."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def add(
    database: Database, name: str, role: Role, *, password: str | None = None, subject: str | None = None
) -> Account:
    """A new account. Raises DragomanError where the name is taken or none, or the password would be guessed."""
    name = unicodedata.normalize("NFC", name).strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise DragomanError(f"a name has 1 to {LONGEST_NAME} characters, all of which can be printed")
    kept = None if password is None else passwords.hashed(password, name=name)
    with database.writing() as (connection, now):
        if connection.scalar(select(accounts.c.key).where(accounts.c.key == key_of(name))):
            raise DragomanError(f"there is an account {name} already; see: dragoman account list")
        row = {"key": key_of(name), "name": name, "role": _role(role), "password": kept, "subject": subject}
        connection.execute(insert(accounts), {**row, "made_at": now, "disabled_at": None})
    return find(database, name)


def find(database: Database, name: str) -> Account:
    """The account of that name. Raises DragomanError where there is none."""
    found = known(database, name)
    if found is None:
        raise DragomanError(f"there is no account {name[:LONGEST_NAME]!r}; see: dragoman account list")
    return found


def known(database: Database, name: str) -> Account | None:
    """The account of that name, if there is one."""
    with database.reading() as connection:
        row = connection.execute(select(accounts).where(accounts.c.key == key_of(name))).first()
    return None if row is None else account_of(row)


def by_subject(database: Database, subject: str) -> Account | None:
    """The account of whom an OpenID provider calls so."""
    with database.reading() as connection:
        row = connection.execute(select(accounts).where(accounts.c.subject == subject)).first()
    return None if row is None else account_of(row)


def listed(database: Database) -> list[Account]:
    """All accounts, by name."""
    with database.reading() as connection:
        return [account_of(row) for row in connection.execute(select(accounts).order_by(accounts.c.key))]


def set_role(database: Database, name: str, role: Role) -> Account:
    """Another role for an account; whoever is logged in with it has it at once."""
    return _set(database, name, role=_role(role))


def set_password(database: Database, name: str, password: str) -> Account:
    """Another password; whoever is logged in with the old one is no more."""
    found = find(database, name)
    made = _set(database, name, password=passwords.hashed(password, name=found.name))
    log_out(database, name)
    return made


def disable(database: Database, name: str) -> Account:
    """Let an account no longer be used, by anybody or by any token. What was done with it stays."""
    made = _set(database, name, disabled_at=database.clock())
    log_out(database, name)
    return made


def enable(database: Database, name: str) -> Account:
    """Let a disabled account be used again."""
    return _set(database, name, disabled_at=None)


def log_out(database: Database, name: str) -> None:
    """End every session of an account."""
    with database.writing() as (connection, _):
        connection.execute(delete(sessions).where(sessions.c.account == key_of(name)))


def whose(database: Database, name: str, password: str) -> Account | None:
    """The account whose name and password these are, if it may be used; as slow where it is not."""
    with database.reading() as connection:
        row = connection.execute(select(accounts).where(accounts.c.key == key_of(name))).first()
    usable = row is not None and row.disabled_at is None
    right = passwords.is_right(password, row.password if row is not None and usable else None)
    return account_of(row) if row is not None and right else None


def account_of(row: Row[Any]) -> Account:
    """An account from its row."""
    has_password = row.password is not None
    return Account(row.key, row.name, row.role, has_password, row.subject, row.made_at, row.disabled_at)


def _set(database: Database, name: str, **values: object) -> Account:
    find(database, name)
    with database.writing() as (connection, _):
        connection.execute(update(accounts).where(accounts.c.key == key_of(name)).values(**values))
    return find(database, name)


def _role(role: str) -> Role:
    for one in ROLES:
        if one == role:
            return one
    raise DragomanError(f"{role!r} is no role; it is one of {', '.join(ROLES)}")
