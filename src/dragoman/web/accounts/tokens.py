"""API tokens: for programs, good for what they say and so long as they say, shown once."""

import datetime
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Row

from dragoman.record import DragomanError
from dragoman.web.accounts.database import Database
from dragoman.web.accounts.people import Account, account_of, find, key_of
from dragoman.web.accounts.schema import accounts, tokens
from dragoman.web.accounts.sessions import MINUTE
from dragoman.web.visitors import SCOPES, Scope

BEGINS = "dragoman_"
"""What every token begins with, so that one that was published by mistake can be searched for."""
LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token: everything but the token."""

    id: str
    account: str
    purpose: str
    scopes: tuple[Scope, ...]
    made_at: datetime.datetime
    expires_at: datetime.datetime
    used_at: datetime.datetime | None
    revoked_at: datetime.datetime | None


def make(database: Database, name: str, scopes: Sequence[str], *, days: int, purpose: str = "") -> tuple[Token, str]:
    """A new token of an account, and the text that is shown this once."""
    account = find(database, name)
    wrong = [scope for scope in scopes if scope not in SCOPES]
    if wrong or not scopes:
        raise DragomanError(f"{wrong[0] if wrong else ''!r} is no scope; name some of {', '.join(SCOPES)}")
    if not 1 <= days <= LONGEST_DAYS:
        raise DragomanError(f"a token is good for 1 to {LONGEST_DAYS} days, not {days}")
    id_, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    with database.writing() as (connection, now):
        row = {
            "id": id_,
            "hash": _hash(secret),
            "account": account.key,
            "purpose": purpose[:200],
            "scopes": " ".join(scope for scope in SCOPES if scope in scopes),
            "made_at": now,
            "expires_at": now + datetime.timedelta(days=days),
            "used_at": None,
            "revoked_at": None,
        }
        connection.execute(insert(tokens), row)
    return next(token for token in listed(database, name) if token.id == id_), f"{BEGINS}{id_}_{secret}"


def whose(database: Database, text: str) -> tuple[Account, Token] | None:
    """Whose token a text is, while it is good and the account may be used."""
    id_, _, secret = text.removeprefix(BEGINS).partition("_")
    asked = select(accounts, *_told()).join(tokens, tokens.c.account == accounts.c.key).where(tokens.c.id == id_)
    with database.reading() as connection:
        row = connection.execute(asked).first()
    now = database.clock()
    if row is None or not text.startswith(BEGINS) or not hmac.compare_digest(row.token_hash, _hash(secret)):
        return None
    if row.disabled_at or row.token_revoked_at or now >= row.token_expires_at:
        return None
    if row.token_used_at is None or now - row.token_used_at > MINUTE:
        with database.writing() as (connection, _):
            connection.execute(update(tokens).where(tokens.c.id == id_).values(used_at=now))
    return account_of(row), _token(row)


def listed(database: Database, name: str | None = None) -> list[Token]:
    """The tokens there are or were, of all or of one account, the newest first."""
    asked = select(*_told()).order_by(tokens.c.made_at.desc(), tokens.c.id)
    if name is not None:
        asked = asked.where(tokens.c.account == key_of(name))
    with database.reading() as connection:
        return [_token(row) for row in connection.execute(asked)]


def revoke(database: Database, id_: str, *, of: str | None = None) -> Token:
    """Let a token be good no longer; with `of` only if it is that account's."""
    found = next((token for token in listed(database, of) if token.id == id_), None)
    if found is None:
        raise DragomanError(f"there is no token {id_[:20]!r}; see: dragoman account tokens")
    with database.writing() as (connection, now):
        unrevoked = (tokens.c.id == id_) & tokens.c.revoked_at.is_(None)
        connection.execute(update(tokens).where(unrevoked).values(revoked_at=now))
    return next(token for token in listed(database) if token.id == id_)


def _told() -> list[Any]:
    return [column.label(f"token_{column.name}") for column in tokens.c]


def _token(row: Row[Any]) -> Token:
    return Token(
        row.token_id,
        row.token_account,
        row.token_purpose,
        cast(tuple[Scope, ...], tuple(row.token_scopes.split())),
        row.token_made_at,
        row.token_expires_at,
        row.token_used_at,
        row.token_revoked_at,
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
