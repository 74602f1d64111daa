"""What is answered before the application is asked: what is kept, and what another process makes."""

import asyncio
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import partial

from fastapi import FastAPI
from fastapi.responses import Response

from dragoman.record import DragomanError
from dragoman.web.house import House
from dragoman.web.keeping import Body, key_of
from dragoman.web.makers import Made, Makers
from dragoman.web.safety import App, Message, Receive, Scope, Send
from dragoman.web.view import View
from dragoman.web.visitors import visitor_of_scope


class _Held:
    """An answer that the application gave, until it is sent: whoever reads slowly keeps nobody else waiting."""

    def __init__(self) -> None:
        self._messages: list[Message] = []
        self._fault: Exception | None = None

    async def make(self, app: App, scope: Scope, receive: Receive) -> None:
        """Have the application give it. What went wrong is told to whoever sends it, as the application does."""

        async def keep(message: Message) -> None:
            self._messages.append(message)

        try:
            await app(scope, receive, keep)
        except Exception as fault:
            self._fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        for message in self._messages:
            await send(message)
        if self._fault is not None:
            raise self._fault


class Ready:
    """An application behind what need not be made, or not here."""

    def __init__(self, app: FastAPI, inner: App, house: House, makers: Makers | None = None) -> None:
        """`inner` is `app` as it is called."""
        self._app, self._inner, self._house, self._makers = app, inner, house, makers
        self._making: dict[Hashable, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = scope["type"] == "http" and scope["method"] == "GET"
        answer = await self._answer(scope, receive) if asked else self._inner
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> App:
        """What answers: what was made elsewhere or before, or the application."""
        view = View.of({**scope, "app": self._app})
        if view.done:
            return self._inner  # it is for them alone, and this once
        asked = key_of(scope["path"], view)
        body = await self._kept(asked)
        route = scope.get("dragoman.route")
        if body is not None:
            return body.to(view)
        if self._makers is None or route is None or not route.only_reads:
            return self._inner
        if asked in self._making:  # the same for somebody else; what is good for them alone is made again
            await self._making[asked].wait()
            body = await self._kept(asked)
            if body is not None:
                return body.to(view)
        held = _Held()
        with self._told_when_made(asked):
            here = partial(held.make, self._inner, scope, receive)
            made = await self._makers.make(scope, visitor_of_scope(scope), here)
        return held if made is None else self._taken(asked, made, view)

    @contextmanager
    def _told_when_made(self, asked: Hashable) -> Iterator[None]:
        """Whoever asks the same meanwhile may wait for it."""
        made = self._making.setdefault(asked, asyncio.Event())
        try:
            yield
        finally:
            made.set()
            if self._making.get(asked) is made:
                del self._making[asked]

    async def _kept(self, asked: Hashable) -> Body | None:
        if asked not in self._house.bodies:
            return None
        try:
            return self._house.bodies.get(asked, await asyncio.to_thread(self._house.state))
        except DragomanError:
            return None  # the application asks again, and says what is wrong

    def _taken(self, asked: Hashable, made: Made, view: View) -> Response:
        if made.body is not None:
            self._house.bodies.keep(asked, made.state, made.body)
            return made.body.to(view)
        answer = Response(made.content, made.status)
        answer.raw_headers = list(made.headers)
        return answer
