"""What every answer carries and every request must have, whatever made the answer, errors too.

Documents are hostile, and so may be another page in the same browser: the Host header must name this machine, or a
name that was made to point here (DNS rebinding) would read the record; no answer may run a script, be framed, be
sniffed for another type, or tell another site where its reader came from.
"""

import ipaddress
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_REFUSED = b'{"error": {"status": 400, "code": "wrong-host", "message": "%s"}}'
_HERE = "this server answers to this machine's own names only; open http://127.0.0.1 with its port"
_THERE = "this server answers to the names only that it was started with; see --public-url"


def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this machine's own."""
    bare = host.removeprefix("[").removesuffix("]")
    if bare.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


class Guarded:
    """An ASGI application behind the rules of this room.

    `hosts` are the names it may be asked by besides this machine's own.
    """

    def __init__(self, app: App, hosts: Collection[str] = ()) -> None:
        self._app, self._hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                # The page that brings its own style, and originals, bring policies of their own, as strict.
                has = {name for name, _ in own}
                message = {**message, "headers": [*own, *(pair for pair in HEADERS if pair[0] not in has)]}
            await send(message)

        if self._is_asked_for(scope):
            await self._app(scope, receive, send_guarded)
            return
        said = _REFUSED % (_THERE if self._hosts else _HERE).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(said)).encode())]
        await send_guarded({"type": "http.response.start", "status": 400, "headers": headers})
        await send_guarded({"type": "http.response.body", "body": said})

    def _is_asked_for(self, scope: Scope) -> bool:
        host = _host(scope)
        return host is not None and (host.lower() in self._hosts or is_loopback(host))


def _host(scope: Scope) -> str | None:
    """The name that is asked for, without its port; None where there is not one."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    if len(hosts) != 1:
        return None
    host = hosts[0].decode("latin-1")
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host, ""
    return name if not port or port.isdigit() else None
