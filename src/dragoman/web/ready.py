"""What is answered before the application is asked: what is kept, and what another process makes."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from fastapi.responses import Response

from dragoman.record import DragomanError
from dragoman.web.house import House
from dragoman.web.keeping import Body, key_of
from dragoman.web.makers import Made, Makers
from dragoman.web.safety import App, Receive, Scope, Send
from dragoman.web.view import View
from dragoman.web.visitors import visitor_of_scope

Here = Callable[[], Awaitable[None]]
"""Answers by the application itself."""


class Ready:
    """An application behind what need not be made, or not here."""

    def __init__(self, app: FastAPI, inner: App, house: House, makers: Makers | None = None) -> None:
        """`inner` is `app` as it is called."""
        self._app, self._inner, self._house, self._makers = app, inner, house, makers
        self._making: dict[Hashable, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def here() -> None:
            await self._inner(scope, receive, send)

        if scope["type"] != "http" or scope["method"] != "GET":
            await here()
        elif answer := await self._answer(scope, here):
            await answer(scope, receive, send)

    async def _answer(self, scope: Scope, here: Here) -> Response | None:
        """What was made elsewhere or before; None where the application has answered by itself, which is `here`."""
        view = View.of({**scope, "app": self._app})
        if view.done:  # it is for them alone, and this once
            await here()
            return None
        asked = key_of(scope["path"], view)
        body = await self._kept(asked)
        route = scope.get("dragoman.route")
        if body is not None:
            return body.to(view)
        if self._makers is None or route is None or not route.only_reads:
            await here()
            return None
        if asked in self._making:  # the same for somebody else; what is good for them alone is made again
            await self._making[asked].wait()
            body = await self._kept(asked)
            if body is not None:
                return body.to(view)
        with self._told_when_made(asked):
            made = await self._makers.make(scope, visitor_of_scope(scope), here)
            return None if made is None else self._taken(asked, made, view)

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
