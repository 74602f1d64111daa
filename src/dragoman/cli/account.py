"""`dragoman account`: who may use a workbench that can be reached from elsewhere, and the tokens of their programs."""

import getpass
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dragoman.cli.faults import DONE, tell
from dragoman.cli.tables import Column, on_terminal, print_rows
from dragoman.record import DragomanError

if TYPE_CHECKING:
    from dragoman.web.accounts.database import Database
    from dragoman.web.visitors import Role


def add(record: str, name: str, role: "Role", *, without_password: bool, from_stdin: bool, subject: str | None) -> int:
    """Make an account, with a password asked for twice on the terminal or read from standard input."""
    from dragoman.web.accounts import people

    password = None if without_password or subject else _password(name, from_stdin=from_stdin)
    with _opened(record) as database:
        made = people.add(database, name, role, password=password, subject=subject)
        _kept(database, "account.add", made.name, detail=role)
    print(f"{made.name}\t{made.role}")
    return DONE


def show(record: str, *, form: str) -> int:
    """Print who has an account."""
    from dragoman.web.accounts import people

    with _opened(record) as database:
        found = people.listed(database)
    rows: list[dict[str, Any]] = [
        {
            "name": account.name,
            "role": account.role,
            "login": "password" if account.has_password else account.subject or "proxy",
            "made": account.made_at.date().isoformat(),
            "state": f"disabled {account.disabled_at:%Y-%m-%d}" if account.disabled_at else "in use",
        }
        for account in found
    ]
    return _print(rows, ("name", "role", "login", "made", "state"), form, "Nobody has an account here yet.")


def set_role(record: str, name: str, role: "Role") -> int:
    """Give an account another role."""
    from dragoman.web.accounts import people

    with _opened(record) as database:
        made = people.set_role(database, name, role)
        _kept(database, "account.role", made.name, detail=role)
    print(f"{made.name}\t{made.role}")
    return DONE


def set_password(record: str, name: str, *, from_stdin: bool) -> int:
    """Give an account another password, and end its sessions."""
    from dragoman.web.accounts import people

    with _opened(record) as database:
        found = people.find(database, name)
        people.set_password(database, name, _password(found.name, from_stdin=from_stdin))
        _kept(database, "account.password", found.name)
    tell(f"{found.name} logs in with the new password from now on; sessions begun with the old one are over")
    return DONE


def set_usable(record: str, name: str, *, usable: bool) -> int:
    """Let an account be used no longer, or again."""
    from dragoman.web.accounts import people

    with _opened(record) as database:
        made = (people.enable if usable else people.disable)(database, name)
        _kept(database, "account.enable" if usable else "account.disable", made.name)
    print(f"{made.name}\t{'in use' if usable else 'disabled'}")
    return DONE


def make_token(record: str, name: str, scopes: Sequence[str], *, days: int, purpose: str) -> int:
    """Print a new API token, this once."""
    from dragoman.web.accounts import tokens

    with _opened(record) as database:
        made, text = tokens.make(database, name, scopes, days=days, purpose=purpose)
        _kept(database, "token.make", made.id, detail=f"{name}: {' '.join(made.scopes)}")
    print(text)
    tell(f"shown this once; good for {', '.join(made.scopes)} until {made.expires_at:%Y-%m-%d}")
    tell(f"take it back: dragoman account revoke {made.id}")
    return DONE


def show_tokens(record: str, name: str | None, *, form: str) -> int:
    """Print the tokens there are or were."""
    from dragoman.web.accounts import people, tokens

    with _opened(record) as database:
        if name is not None:
            people.find(database, name)
        found = tokens.listed(database, name)
        now = database.clock()
    rows: list[dict[str, Any]] = [
        {
            "id": token.id,
            "account": token.account,
            "scopes": " ".join(token.scopes),
            "purpose": token.purpose,
            "expires": token.expires_at.date().isoformat(),
            "used": token.used_at.date().isoformat() if token.used_at else "",
            "state": "revoked" if token.revoked_at else "expired" if token.expires_at <= now else "good",
        }
        for token in found
    ]
    columns = ("id", "account", "scopes", "purpose", "expires", "used", "state")
    return _print(rows, columns, form, "There is no token here.")


def revoke(record: str, token: str) -> int:
    """Let a token be good no longer."""
    from dragoman.web.accounts import tokens

    with _opened(record) as database:
        made = tokens.revoke(database, token)
        _kept(database, "token.revoke", made.id)
    print(f"{made.id}\trevoked")
    return DONE


def show_audit(record: str, *, limit: int, by: str | None, form: str) -> int:
    """Print what was done in the workbench and what was refused, the newest first."""
    from dragoman.web.accounts import audit

    with _opened(record) as database:
        rows = [audit.entry_to_json(entry) for entry in audit.entries(database, limit=limit, by=by)]
    return _print(rows, ("at", "by", "action", "about", "outcome", "detail", "how", "address"), form, "Nothing yet.")


@contextmanager
def _opened(record: str) -> "Iterator[Database]":
    """What stands beside a record that is there."""
    from dragoman.store import Record
    from dragoman.web.accounts.database import Database

    Record.open(record, create=False, read_only=True).close()
    with Database.beside(record) as database:
        yield database


def _kept(database: "Database", action: str, about: str, *, detail: str = "") -> None:
    from dragoman.web.accounts import audit

    audit.keep(database, audit.Deed(getpass.getuser(), "command", action, about, detail=detail))


def _password(name: str, *, from_stdin: bool) -> str:
    """The password typed for somebody. It is never taken from the command line, where other programs could read it."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise DragomanError("there is no terminal to ask for the password at; send it with --password-stdin")
    first = getpass.getpass(f"Password of {name}: ")
    if getpass.getpass("Once more: ") != first:
        raise DragomanError("those were two passwords; nothing was changed")
    return first


def _print(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: str, nothing: str) -> int:
    told: Callable[[dict[str, Any]], tuple[str, ...]] = lambda row: tuple(str(row[name] or "") for name in columns)  # noqa: E731
    if form == "jsonl":
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
    elif on_terminal() and not rows:
        print(nothing)
    else:
        print_rows([Column(name.capitalize() if on_terminal() else name) for name in columns], map(told, rows))
    return DONE
