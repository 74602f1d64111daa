"""Who asks: a name, a role, what they may do, and the secret that their forms must give back."""

import hashlib
import hmac
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from dragoman.record.tame import tame

Role = Literal["reader", "analyst", "admin"]
"""Each may do what those before it may: read; judge, upload and save; keep the accounts."""
ROLES: tuple[Role, ...] = get_args(Role)
Scope = Literal["read", "judge", "upload", "admin"]
"""What an API token is good for. Nobody may do by a token what their role forbids."""
SCOPES: tuple[Scope, ...] = get_args(Scope)
How = Literal["nobody", "local", "session", "proxy", "token"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sent a request. `name` and `role` are None for those who have not said who they are.

    `seed` is what their form tokens are made of: known to their browser's session and to this server alone. Whoever
    comes with an API token has none, and needs none: no other site can make a browser send that.
    """

    name: str | None = None
    role: Role | None = None
    scopes: frozenset[Scope] = frozenset()
    how: How = "nobody"
    seed: str = ""

    def may(self, least: Role | None, scope: Scope | None) -> bool:
        """Whether they may do what takes this role and this scope; None for what everybody may, or no token."""
        if least is None:
            return True
        if not self.is_at_least(least):
            return False
        return scope in self.scopes if scope else self.how != "token"

    def is_at_least(self, least: Role | None) -> bool:
        """Whether their role is this one, or may do more."""
        return least is None or (self.role is not None and ROLES.index(self.role) >= ROLES.index(least))

    @property
    def form_token(self) -> str:
        """What every form of theirs carries in the field `form-token`, so that no other site can send it for them."""
        return hmac.new(self.seed.encode(), b"form", hashlib.sha256).hexdigest() if self.seed else ""

    def sent(self, form_token: str) -> bool:
        """Whether a form with this token is theirs."""
        return bool(self.seed) and hmac.compare_digest(self.form_token.encode(), form_token.encode())


NOBODY = Visitor()


def local_person(name: str, *, seed: str, read_only: bool = False) -> Visitor:
    """Who sits at this machine: nobody else reaches the server, so they may do everything, under their own name."""
    role: Role = "reader" if read_only else "admin"
    return Visitor(tame(name), role, frozenset(SCOPES), "local", seed)


def visitor_of(request: Any) -> Visitor:
    """Who sent a request that came through the door."""
    return visitor_of_scope(request.scope)


def visitor_of_scope(scope: MutableMapping[str, Any]) -> Visitor:
    """The same, by the request's ASGI scope."""
    found: Visitor = scope.get("dragoman.visitor", NOBODY)
    return found
