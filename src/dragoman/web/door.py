"""The door: every request passes here before anything else sees it. Who is it, may they, is the form really theirs.

What is refused here never reaches a page, and its body is not read. Another site can make a browser send a form with
the browser's cookies; so a form counts only where the browser says that a page of ours sent it, and where it brings
back what only a page of ours can hold.
"""

import asyncio
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import parse_qsl, quote

from fastapi.datastructures import Headers
from fastapi.responses import Response

from dragoman.web.answering import refuse
from dragoman.web.answers import Form, Wrong
from dragoman.web.routing import Route, Table
from dragoman.web.safety import App, Message, Receive, Scope, Send
from dragoman.web.view import View
from dragoman.web.visitors import Visitor

BODY_S = 30.0
"""So long the next piece of a body is waited for."""
FORM_S = 60.0
"""So long a form may take to come, all of it."""
FIELD = "form-token"


class Reception(Protocol):
    """Whoever knows who is asking."""

    has_login: bool
    """Whether there is a page at /login."""

    async def who(self, headers: Headers, address: str) -> Visitor:
        """Who sent these headers from this address. Raises Wrong where they claim what is not so."""

    async def refused(self, visitor: Visitor, asked: str, code: str, address: str) -> None:
        """Keep in mind that somebody was turned away; `asked` is the method and the path."""


class Door:
    """An ASGI application behind its door."""

    def __init__(self, app: App, table: Table, reception: Reception) -> None:
        self._app, self._table, self._reception = app, table, reception

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            receive = await self._admitted(scope, receive)
        except Wrong as wrong:
            await _answer(scope, wrong, has_login=self._reception.has_login)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _admitted(self, scope: Scope, receive: Receive) -> Receive:
        """How the rest of the request is to be read; raises Wrong for one that is turned away."""
        headers, address = Headers(scope=scope), (scope.get("client") or ("", 0))[0]
        visitor = await self._reception.who(headers, address)
        scope["dragoman.visitor"] = visitor
        route = self._table.find(scope)
        scope["dragoman.route"] = route
        if route is None:
            return receive
        try:
            _require_leave(route, visitor)
            if route.method == "GET":
                return receive
            bounded = _Bounded(receive, route.body)
            if visitor.how == "token":
                return bounded.receive
            _require_own_site(headers)
            if route.streamed:
                _require_own_form(visitor, [headers.get("x-form-token", ""), *_values(scope["query_string"])])
                return bounded.receive
            body = await bounded.whole()
            _require_own_form(visitor, [headers.get("x-form-token", ""), *_form_values(headers, body)])
            return _replay(body, receive)
        except Wrong as wrong:
            await self._reception.refused(visitor, f"{scope['method']} {scope['path']}", wrong.code, address)
            raise


def _require_leave(route: Route, visitor: Visitor) -> None:
    if visitor.may(route.least, route.scope):
        return
    if visitor.role is None:
        raise Wrong(401, "who-are-you", "say who you are first: log in, or send an API token as Authorization: Bearer")
    if visitor.how == "token" and visitor.is_at_least(route.least):
        raise Wrong(
            403, "token-too-narrow", f"this API token is not good for that; it takes {route.scope or 'a login'}"
        )
    raise Wrong(403, "not-allowed", f"this takes the role {route.least}; ask an admin of this workbench for it")


def _require_own_site(headers: Headers) -> None:
    """What a browser says of where a form comes from. One that says nothing of it has its token looked at alone."""
    site = headers.get("sec-fetch-site", "same-origin")
    origin = headers.get("origin", "null")  # "null" is what comes from pages that give no referrer, as ours
    own = origin == "null" or origin.partition("://")[2] == headers.get("host")
    if site != "same-origin" or not own:
        raise Wrong(403, "other-site", "another site sent this form; open the page here and send it from there")


def _require_own_form(visitor: Visitor, tokens: Sequence[str]) -> None:
    if not any(visitor.sent(token) for token in tokens if token):
        raise Wrong(403, "form-too-old", "this form is no longer good; go back, load the page again, and send it anew")


def _values(query: bytes) -> list[str]:
    try:
        given = parse_qsl(query.decode("utf-8", "replace"), max_num_fields=1000)
    except ValueError as fault:
        raise Wrong(422, "wrong-parameter", "the form has too many fields") from fault
    return [value for name, value in given if name == FIELD]


def _form_values(headers: Headers, body: bytes) -> list[str]:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return _values(body) if kind == "application/x-www-form-urlencoded" else []


class _Bounded:
    """A request's body, so much of it and no more, and no slower than somebody who means to send it."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._read = receive, most, 0

    async def receive(self) -> Message:
        """The next piece."""
        try:
            message = await asyncio.wait_for(self._receive(), BODY_S)
        except TimeoutError as fault:
            raise Wrong(408, "too-slow", "the rest of this request did not come; send it again") from fault
        self._read += len(message.get("body", b""))
        if self._read > self._most:
            raise Wrong(413, "too-large", f"this is larger than {self._most:,} bytes, the most that is taken here")
        return message

    async def whole(self) -> bytes:
        """All of it."""
        pieces: list[bytes] = []
        try:
            async with asyncio.timeout(FORM_S):
                while True:
                    message = await self.receive()
                    pieces.append(message.get("body", b""))
                    if message["type"] == "http.disconnect" or not message.get("more_body", False):
                        return b"".join(pieces)
        except TimeoutError as fault:
            raise Wrong(408, "too-slow", "this form came too slowly; send it again") from fault


def _replay(body: bytes, further: Receive) -> Receive:
    """A body that was read, to be read again; and then whatever comes."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else await further()

    return receive


def _answer(scope: Scope, wrong: Wrong, *, has_login: bool) -> Response:
    form: Form = "json" if scope["path"].endswith((".json", ".csv")) else "html"
    if wrong.status == 401 and has_login and form == "html" and scope["method"] == "GET":
        query = scope["query_string"].decode("latin-1")
        there = quote(scope["path"] + (f"?{query}" if query else ""), safe="")
        return Response(status_code=303, headers={"location": f"/login?next={there}"})
    return refuse(wrong, form, View.of(scope))
