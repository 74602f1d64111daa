"""Logging in through an OpenID provider: the code flow with PKCE, state and nonce, over Authlib.

The provider says who somebody is; what they may do, and whether they may at all, is said by their account here, which
names them by the provider's issuer and its `sub`: a mail address may change hands, a `sub` may not.
"""

import secrets
import threading
import time
import warnings
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from dragoman.record import DragomanError
from dragoman.web.answers import Wrong

PENDING = 1_000
"""Logins that were begun and not ended; of more, the oldest are forgotten."""
PENDING_S = 600.0
KNOWN_S = 3_600.0
"""So long the provider's addresses and keys are believed before they are asked for again."""
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
ASKED_S = 10.0


@dataclass(frozen=True, slots=True)
class Begun:
    """A login that somebody was sent to the provider with."""

    nonce: str
    verifier: str
    going_on: str
    at: float


@dataclass
class Provider:
    """An OpenID provider, and what this server is to it."""

    issuer: str
    client: str
    secret: str
    redirect: str
    ticks: Callable[[], float] = time.monotonic
    _begun: "OrderedDict[str, Begun]" = field(default_factory=OrderedDict)
    _known: tuple[float, Mapping[str, Any], Any] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, going_on: str) -> tuple[str, str]:
        """The state to be remembered in the browser, and the address at the provider to send it to."""
        metadata, _ = self._told()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._lock:
            self._begun[state] = Begun(nonce, verifier, going_on, self.ticks())
            if len(self._begun) > PENDING:
                self._begun.popitem(last=False)
        with self._client() as client:
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce
            )
        return state, str(address)

    def end(self, state: str, remembered: str | None, code: str) -> tuple[str, str]:
        """Whom the provider names (its issuer, a space, its `sub`), and where to go on.

        Raises Wrong where the login was not begun by this browser, is too old, or what the provider says is not sound.
        """
        with self._lock:
            begun = self._begun.pop(state, None)
        if begun is None or remembered is None or not secrets.compare_digest(state.encode(), remembered.encode()):
            raise Wrong(403, "login-not-begun", "this login was not begun here, or too long ago; begin it again")
        if self.ticks() - begun.at > PENDING_S:
            raise Wrong(403, "login-not-begun", "this login was begun too long ago; begin it again")
        claims = self._claims(code, begun)
        return f"{self.issuer} {claims['sub']}", begun.going_on

    def _claims(self, code: str, begun: Begun) -> Mapping[str, Any]:
        """What the provider's token says, once its signature and all that binds it to this login are looked at."""
        from authlib.common.errors import AuthlibBaseError
        from httpx import HTTPError
        from joserfc import jwt
        from joserfc.errors import JoseError

        metadata, keys = self._told()
        try:
            with self._client() as client:
                token = client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=begun.verifier)
            told = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
            registry = jwt.JWTClaimsRegistry(
                leeway=60,
                iss={"essential": True, "value": self.issuer},
                aud={"essential": True, "value": self.client},
                exp={"essential": True},
                iat={"essential": True},
                nonce={"essential": True, "value": begun.nonce},
                sub={"essential": True},
            )
            registry.validate(told.claims)
        except (AuthlibBaseError, JoseError, HTTPError, KeyError, ValueError, TypeError) as fault:
            raise Wrong(403, "provider-unsound", "the provider's answer is not sound; begin the login again") from fault
        party = told.claims.get("azp", self.client)
        if party != self.client:
            raise Wrong(403, "provider-unsound", "the provider's answer is meant for another program")
        return told.claims

    def _client(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Authlib warns of the successor of httpx, which nobody ships yet
            from authlib.integrations.httpx_client import OAuth2Client

            return OAuth2Client(
                self.client,
                self.secret,
                scope="openid",
                redirect_uri=self.redirect,
                code_challenge_method="S256",
                timeout=ASKED_S,
                follow_redirects=False,
            )

    def _told(self) -> tuple[Mapping[str, Any], Any]:
        """The provider's addresses and keys. Raises Wrong where it cannot be asked or says what cannot be."""
        from httpx import Client, HTTPError
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        if self._known is not None and self.ticks() - self._known[0] < KNOWN_S:
            return self._known[1:]
        try:
            with Client(timeout=ASKED_S, follow_redirects=False) as client:
                where = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
                metadata = client.get(where).raise_for_status().json()
                if metadata["issuer"] != self.issuer:
                    raise ValueError("it says that it is another")
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    require_safe(metadata[name])
                keys = client.get(metadata["jwks_uri"]).raise_for_status().json()
            known = (self.ticks(), metadata, KeySet.import_key_set(keys))
        except (HTTPError, JoseError, KeyError, ValueError, TypeError, DragomanError) as fault:
            raise Wrong(503, "provider-out-of-reach", "the login provider cannot be asked; try again later") from fault
        self._known = known
        return known[1:]


def require_safe(url: str) -> None:
    """Raise DragomanError for an address at which a secret could be read on the way."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost"):
        return
    raise DragomanError(f"{url!r} is no address of a login provider; write https://login.example")


def provider(issuer: str, client: str, secret: str, public_url: str) -> Provider:
    """The provider that was typed. Raises DragomanError where Authlib is missing or something cannot be."""
    try:
        import authlib  # noqa: F401
    except ImportError as fault:
        raise DragomanError("logging in through a provider takes Authlib: pip install 'dragoman[oidc]'") from fault
    require_safe(issuer)
    if not secret:
        raise DragomanError("the provider gave this server a secret; put it into DRAGOMAN_OIDC_SECRET")
    return Provider(issuer, client, secret, f"{public_url.rstrip('/')}/login/oidc/callback")
