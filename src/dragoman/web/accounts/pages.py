"""Logging in and out, one's own account with its API tokens, and the audit log."""

import dataclasses
import secrets
from typing import Annotated, Any

from fastapi import Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from dragoman.web.accounts import audit, people, sessions, tokens
from dragoman.web.accounts.database import Database
from dragoman.web.accounts.limiting import Limit
from dragoman.web.accounts.oidc import Provider
from dragoman.web.accounts.reception import Accounts, cookie
from dragoman.web.answering import give, house_of, local, mended, see_other
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import Asked, Sent, Words
from dragoman.web.routing import Route
from dragoman.web.visitors import Scope, Visitor, visitor_of


@dataclasses.dataclass(frozen=True, slots=True)
class Tries:
    """How often somebody may try to log in: as one person from one place, as one person, from one place."""

    both: Limit = dataclasses.field(default_factory=lambda: Limit(burst=5, every=30))
    name: Limit = dataclasses.field(default_factory=lambda: Limit(burst=25, every=30))
    place: Limit = dataclasses.field(default_factory=lambda: Limit(burst=40, every=15))

    def take(self, name: str, place: str) -> None:
        """Take a try. Raises Wrong where there were too many."""
        key = people.key_of(name)[: people.LONGEST_NAME]
        wait = max(self.both.wait(f"{key} {place}"), self.name.wait(key), self.place.wait(place))
        if wait:
            raise Wrong(429, "too-many-tries", f"too many tries; try again in {wait:.0f} seconds", wait=wait)

    def forgive(self, name: str, place: str) -> None:
        """Forget the tries of somebody who got it right."""
        self.both.forgive(f"{people.key_of(name)} {place}")


class LoginAsked(Asked):
    """Where to go on after logging in."""

    next: Annotated[str, Field(max_length=2000)] = "/"


class CodeAsked(BaseModel):
    """What the provider sends back; it may say more, which is not looked at."""

    code: Annotated[str, Field(max_length=4000)] = ""
    state: Annotated[str, Field(max_length=200)] = ""
    error: Annotated[str, Field(max_length=200)] = ""


class LoginSent(Sent):
    """Who says they are who."""

    name: Words
    password: Annotated[str, Field(max_length=2000)]
    next: Annotated[str, Field(max_length=2000)] = "/"


class TokenSent(Sent):
    """A token to be made."""

    purpose: Annotated[str, Field(max_length=200)] = ""
    scope: list[Scope] = Field(min_length=1, max_length=4)
    days: int = Field(90, ge=1, le=tokens.LONGEST_DAYS)


class PasswordSent(Sent):
    """A new password, and the old one."""

    password: Annotated[str, Field(max_length=2000)]
    new: Annotated[str, Field(max_length=2000)]


class AuditAsked(Asked):
    """Which part of the log."""

    after: int | None = Field(None, ge=1, description="go on after this number, as `next` of the page before says")
    limit: int = Field(100, ge=1, le=500)
    by: Words | None = None
    action: Words | None = None


def _login(request: Request, asked: Annotated[LoginAsked, Query()]) -> Response:
    """The page on which people log in."""
    manner = _accounts(request).manner
    if visitor_of(request).role is not None:
        return see_other(asked.next)
    seed = cookie(request.headers, manner.door_cookie) or secrets.token_urlsafe(32)
    request.scope["dragoman.visitor"] = Visitor(seed=seed)
    shown = {"going_on": local(asked.next), "elsewhere": _accounts(request).provider is not None}
    answer = give(request, lambda _: Answer("login", shown, {}, ()))
    answer.set_cookie(manner.door_cookie, seed, httponly=True, samesite="strict", secure=manner.secure, path="/")
    answer.headers["cache-control"] = "no-store"
    return answer


def _log_in(request: Request, sent: Annotated[LoginSent, Form()]) -> Response:
    """Who says they are who: a session, or not."""
    accounts = _accounts(request)
    place = _place(request)
    tries: Tries = request.app.state.tries
    tries.take(sent.name, place)
    found = people.whose(accounts.database, sent.name, sent.password)
    if found is None:
        deed = audit.Deed("", "nobody", "login", sent.name[: people.LONGEST_NAME], "wrong-password", address=place)
        audit.keep(accounts.database, deed)
        raise Wrong(403, "wrong-password", "that name and that password do not belong together; try again")
    tries.forgive(sent.name, place)
    return enter(request, found, local(sent.next))


def _log_in_elsewhere(request: Request, asked: Annotated[LoginAsked, Query()]) -> Response:
    """Send somebody to the provider, who says who they are."""
    accounts, place = _accounts(request), _place(request)
    provider = _provider(accounts)
    request.app.state.tries.take("", place)
    state, address = provider.begin(local(asked.next))
    answer = Response(status_code=303, headers={"location": address, "cache-control": "no-store"})
    # Lax, since the browser comes back from another site.
    answer.set_cookie(_state_cookie(accounts), state, max_age=600, httponly=True, samesite="lax",
                      secure=accounts.manner.secure, path="/")  # fmt: skip
    return answer


def _come_back(request: Request, asked: Annotated[CodeAsked, Query()]) -> Response:
    """Whom the provider sent back: a session, if they have an account here."""
    accounts, place = _accounts(request), _place(request)
    if asked.error or not asked.code:
        raise Wrong(403, "provider-refused", "the login provider did not let you in; begin the login again")
    remembered = cookie(request.headers, _state_cookie(accounts))
    subject, there = _provider(accounts).end(asked.state, remembered, asked.code)
    account = people.by_subject(accounts.database, subject)
    if account is None or account.disabled_at:
        deed = audit.Deed("", "nobody", "login", subject, "no-account", address=place)
        audit.keep(accounts.database, deed)
        raise Wrong(403, "no-account", f"the login provider knows you as {subject!r}, and that has no account here")
    request.app.state.tries.forgive("", place)
    answer = enter(request, account, there)
    answer.delete_cookie(
        _state_cookie(accounts), httponly=True, samesite="lax", secure=accounts.manner.secure, path="/"
    )
    return answer


def _provider(accounts: Accounts) -> Provider:
    if accounts.provider is None:
        raise Wrong(404, "no-provider", "nobody logs in through a provider here")
    return accounts.provider


def _state_cookie(accounts: Accounts) -> str:
    return f"{accounts.manner.session_cookie}-oidc"


def enter(request: Request, account: people.Account, there: str) -> Response:
    """Begin a session of somebody who showed who they are, and lead them on."""
    accounts = _accounts(request)
    manner = accounts.manner
    before = cookie(request.headers, manner.session_cookie)
    made = sessions.begin(accounts.database, account, instead_of=before)
    audit.keep(accounts.database, audit.Deed(account.name, "session", "login", address=_place(request)))
    answer = see_other(there)
    longest = int(sessions.LONGEST.total_seconds())
    answer.set_cookie(
        manner.session_cookie, made, max_age=longest, httponly=True, samesite="lax", secure=manner.secure, path="/"
    )
    answer.delete_cookie(manner.door_cookie, httponly=True, samesite="strict", secure=manner.secure, path="/")
    return answer


def _log_out(request: Request) -> Response:
    """End the session."""
    accounts = _accounts(request)
    if session := cookie(request.headers, accounts.manner.session_cookie):
        sessions.end(accounts.database, session)
        told(request, "logout")
    answer = see_other("/login")
    answer.delete_cookie(
        accounts.manner.session_cookie, httponly=True, samesite="lax", secure=accounts.manner.secure, path="/"
    )
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def _account(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """Who one is here, and one's API tokens."""
    return give(request, lambda _: _account_page(request, None))


def _make_token(request: Request, sent: Annotated[TokenSent, Form()]) -> Response:
    """A token, shown this once."""
    accounts, visitor = _accounts(request), visitor_of(request)
    if "admin" in sent.scope and visitor.role != "admin":
        raise Wrong(403, "not-allowed", "a token may not do more than whoever makes it")
    made, text = mended(lambda: _make(accounts.database, visitor, sent))
    told(request, "token.make", about=made.id, detail=" ".join(made.scopes))
    answer = give(request, lambda _: _account_page(request, text))
    answer.headers["cache-control"] = "no-store"
    return answer


def _make(database: Database, visitor: Visitor, sent: TokenSent) -> tuple[tokens.Token, str]:
    return tokens.make(database, visitor.name or "", sent.scope, days=sent.days, purpose=sent.purpose)


def _revoke_token(request: Request, id: str) -> Response:  # noqa: A002
    """Let a token be good no longer."""
    accounts, visitor = _accounts(request), visitor_of(request)
    mended(lambda: tokens.revoke(accounts.database, id, of=visitor.name or ""))
    told(request, "token.revoke", about=id)
    return see_other("/account")


def _set_password(request: Request, sent: Annotated[PasswordSent, Form()]) -> Response:
    """Another password; every session ends, and this one begins anew."""
    accounts, visitor, place = _accounts(request), visitor_of(request), _place(request)
    tries: Tries = request.app.state.tries
    tries.take(visitor.name or "", place)
    found = people.whose(accounts.database, visitor.name or "", sent.password)
    if found is None:
        raise Wrong(403, "wrong-password", "that is not the password you have now; try again")
    changed = mended(lambda: people.set_password(accounts.database, found.name, sent.new))
    told(request, "account.password", about=found.name)
    return enter(request, changed, "/account")


def _account_page(request: Request, text: str | None) -> Answer:
    visitor = visitor_of(request)
    reception = request.app.state.reception
    kept = tokens.listed(reception.database, visitor.name) if isinstance(reception, Accounts) and visitor.name else []
    account = people.known(reception.database, visitor.name or "") if isinstance(reception, Accounts) else None
    rows = [token_to_json(token) for token in kept]
    data = {"name": visitor.name, "role": visitor.role, "how": visitor.how, "tokens": rows}
    shown = {"made": text, "kept": kept, "account": account, "now": house_of(request).clock()}
    return Answer(
        "account",
        shown,
        {**data, **({"token": text} if text else {})},
        TOKEN_COLUMNS,
        [[str(row[name] or "") for name in TOKEN_COLUMNS] for row in rows],
    )


TOKEN_COLUMNS = ("id", "purpose", "scopes", "made_at", "expires_at", "used_at", "revoked_at")


def token_to_json(token: tokens.Token) -> dict[str, Any]:
    """What is known of a token, by the names of TOKEN_COLUMNS."""
    at = {name: getattr(token, name) for name in TOKEN_COLUMNS[3:]}
    return {
        "id": token.id,
        "purpose": token.purpose,
        "scopes": " ".join(token.scopes),
        **{name: moment and moment.isoformat(timespec="seconds") for name, moment in at.items()},
    }


def _audit(request: Request, asked: Annotated[AuditAsked, Query()]) -> Response:
    """What was done here, and what was refused."""
    return give(request, lambda house: _audit_page(house.accounts(), asked))


def _audit_page(database: Database, asked: AuditAsked) -> Answer:
    found = audit.entries(database, before=asked.after, limit=asked.limit + 1, by=asked.by, action=asked.action)
    rows = [audit.entry_to_json(entry) for entry in found[: asked.limit]]
    return Answer(
        "audit",
        {"entries": found[: asked.limit], "asked": asked},
        {"entries": rows},
        audit.COLUMNS,
        [[str(row[name]) for name in audit.COLUMNS] for row in rows],
        next=str(found[asked.limit - 1].number) if len(found) > asked.limit else None,
    )


def told(request: Request, action: str, *, about: str = "", detail: str = "", outcome: str = "done") -> None:
    """Put into the audit log what somebody just did."""
    visitor = visitor_of(request)
    deed = audit.Deed(visitor.name or "", visitor.how, action, about, outcome, detail, _place(request))
    audit.keep(house_of(request).accounts(), deed)


def _place(request: Request) -> str:
    peer = request.client.host if request.client else ""
    reception = request.app.state.reception
    return reception.address(request.headers, peer) if isinstance(reception, Accounts) else peer


def _accounts(request: Request) -> Accounts:
    """The accounts there are. Raises Wrong where people are known otherwise."""
    reception = request.app.state.reception
    if not isinstance(reception, Accounts):
        raise Wrong(404, "no-accounts", "this workbench is for one person on its own machine; nobody logs in")
    return reception


ROUTES: tuple[Route, ...] = (
    Route("/login", _login, least=None, forms=("html",), described=False),
    Route("/login", _log_in, least=None, method="POST", forms=("html",), described=False),
    Route("/login/oidc", _log_in_elsewhere, least=None, forms=("html",), described=False),
    Route("/login/oidc/callback", _come_back, least=None, forms=("html",), described=False),
    Route("/logout", _log_out, scope=None, method="POST", forms=("html",), described=False),
    Route("/account", _account, scope=None),
    Route("/account/tokens", _make_token, scope=None, method="POST", forms=("json", "html")),
    Route("/account/tokens/{id}/revoke", _revoke_token, scope=None, method="POST", forms=("html",)),
    Route("/account/password", _set_password, scope=None, method="POST", forms=("html",), described=False),
    Route("/audit", _audit, least="admin", scope="admin"),
)
"""Whoever comes with an API token cannot make another, nor change a password."""
