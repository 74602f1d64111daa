"""Where the server can be reached from elsewhere: who is asking, by session, by API token, or by a proxy's word."""

import asyncio
import ipaddress
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fastapi.datastructures import Headers

from dragoman.web.accounts import audit, people, sessions, tokens
from dragoman.web.accounts.database import Database
from dragoman.web.accounts.limiting import Limit
from dragoman.web.accounts.oidc import Provider
from dragoman.web.answers import Wrong
from dragoman.web.visitors import NOBODY, SCOPES, How, Role, Scope, Visitor

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Manner:
    """How people come. `secure`: over https, so that cookies travel no other way.

    `header` is what a proxy at one of the addresses `proxies` names people by; None where it names nobody. `newcomers`
    is the role of people it names who have no account; None where those are turned away. `read_only`: whatever their
    role, people only read. `seed` is what the form tokens of those are made of who have no session.
    """

    secure: bool = False
    proxies: tuple[Network, ...] = ()
    header: str | None = None
    newcomers: Role | None = None
    read_only: bool = False
    seed: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def session_cookie(self) -> str:
        """What the session's cookie is called. A browser takes a __Host- cookie from this very host alone."""
        return "__Host-dragoman" if self.secure else "dragoman"

    @property
    def door_cookie(self) -> str:
        """What the cookie of somebody not yet logged in is called."""
        return f"{self.session_cookie}-door"

    def is_proxy(self, address: str) -> bool:
        """Whether this address is believed when it speaks for others."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        mapped = getattr(found, "ipv4_mapped", None) or found
        return any(mapped in network for network in self.proxies if network.version == mapped.version)


class Accounts:
    """Knows people by their accounts."""

    has_login = True

    def __init__(self, database: Database, manner: Manner, provider: Provider | None = None) -> None:
        self.database, self.manner, self.provider = database, manner, provider
        self._wrong_tokens = Limit(burst=20, every=10)
        self._told, self._told_in_all = Limit(burst=30, every=10), Limit(burst=300, every=2)
        self.has_login = manner.header is None

    async def who(self, headers: Headers, address: str) -> Visitor:
        """Who sent these headers from this address; raises Wrong for an API token that is none."""
        return await asyncio.to_thread(self._who, headers, address)

    async def refused(self, visitor: Visitor, asked: str, code: str, address: str) -> None:
        """Put it into the audit log, so long as it does not fill the disk; whoever only has to log in is no news."""
        if code == "who-are-you" or self._told.wait(address) or self._told_in_all.wait(""):
            return
        deed = audit.Deed(visitor.name or "", visitor.how, "refused", asked, code, address=address)
        await asyncio.to_thread(audit.keep, self.database, deed)

    def _who(self, headers: Headers, address: str) -> Visitor:
        bearer = headers.get("authorization", "")
        if bearer:
            return self._by_token(bearer, self.address(headers, address))
        if self.manner.header is not None and self.manner.is_proxy(address):
            return self._by_proxy(headers.getlist(self.manner.header))
        session = cookie(headers, self.manner.session_cookie)
        if session and self.has_login and (account := sessions.whose(self.database, session)):
            return self._visitor(account.name, account.role, "session", seed=session)
        return Visitor(seed=cookie(headers, self.manner.door_cookie) or "")

    def _by_token(self, bearer: str, address: str) -> Visitor:
        if wait := self._wrong_tokens.wait(address):
            raise Wrong(429, "too-many-tries", "too many wrong API tokens came from there; try again later", wait=wait)
        scheme, _, text = bearer.partition(" ")
        found = tokens.whose(self.database, text.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            raise Wrong(401, "wrong-token", "this API token is none, or is good no longer; make another")
        self._wrong_tokens.forgive(address)
        account, token = found
        return self._visitor(account.name, account.role, "token", token.scopes)

    def _by_proxy(self, said: Sequence[str]) -> Visitor:
        """Whom the proxy names; nobody where it names none, or more than one."""
        name = said[0].encode("latin-1").decode("utf-8", "replace") if len(said) == 1 else ""
        if not name or len(name) > people.LONGEST_NAME or not name.isprintable():
            return NOBODY
        account = people.known(self.database, name)
        if account is not None:
            return NOBODY if account.disabled_at else self._visitor(account.name, account.role, "proxy")
        if self.manner.newcomers is None:
            return NOBODY
        return self._visitor(name, self.manner.newcomers, "proxy")

    def _visitor(
        self, name: str, role: Role, how: How, scopes: Iterable[Scope] = SCOPES, *, seed: str | None = None
    ) -> Visitor:
        if seed is None:
            seed = "" if how == "token" else f"{self.manner.seed} {name}"
        return Visitor(name, "reader" if self.manner.read_only else role, frozenset(scopes), how, seed)

    def address(self, headers: Headers, address: str) -> str:
        """Where somebody really is: what the proxy before us says, where one stands there."""
        if not self.manner.is_proxy(address):
            return address
        return headers.get("x-forwarded-for", "").rpartition(",")[2].strip()[:45] or address


def cookie(headers: Headers, name: str) -> str | None:
    """The value of a cookie; None where there is none, or where several of that name say different things."""
    found = set(_cookies(headers, name))
    return found.pop() if len(found) == 1 else None


def _cookies(headers: Headers, name: str) -> Iterator[str]:
    for pair in headers.get("cookie", "")[:8192].split(";"):
        key, _, value = pair.strip().partition("=")
        if key == name and 0 < len(value) <= 100:
            yield value
