"""What many ask for at once is made once; what is good for one alone is made for each."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

import httpx
import pytest

from dragoman.dossier import load_dossier
from dragoman.store import Record
from dragoman.web.app import make_app
from dragoman.web.house import House
from dragoman.web.keeping import Body
from dragoman.web.makers import Made, Makers


class Slow:
    """Makes what is asked for slowly, and counts it."""

    def __init__(self, made: Made) -> None:
        self.made, self.times = made, 0

    async def make(self, *_: object) -> Made:
        """The same, whatever is asked."""
        self.times += 1
        await asyncio.sleep(0.05)
        return self.made


@pytest.mark.parametrize("kept", [True, False])
def test_what_many_ask_for_at_once_is_made_once(record: Record, kept: bool) -> None:
    house = House.of(record, load_dossier())
    body = Body.of(b"a page", "text/html")
    slow = Slow(Made(200, (), b"", house.state(), body) if kept else Made(200, (), b"a page"))
    app = make_app(house, makers=cast("Makers", slow))

    async def ask_all() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as asks:
            first = await asyncio.gather(*(asks.get("/claims") for _ in range(5)))
            return [*first, await asks.get("/claims"), await asks.get("/claims?kind=commitment")]

    answers = asyncio.run(ask_all())
    assert [(one.status_code, one.text) for one in answers] == [(200, "a page")] * 7
    assert slow.times == (2 if kept else 7)


class OneAtATime:
    """Has the application make each page, one after the other."""

    def __init__(self) -> None:
        self.turn, self.made = asyncio.Lock(), asyncio.Event()

    async def make(self, scope: object, visitor: object, here: Callable[[], Awaitable[None]]) -> None:
        """By the application itself."""
        async with self.turn:
            await here()
        self.made.set()


def test_whoever_reads_slowly_keeps_nobody_else_waiting(record: Record) -> None:
    async def ask() -> tuple[int, list[str]]:
        makers, reads, sent = OneAtATime(), asyncio.Event(), list[str]()
        app = make_app(House.of(record, load_dossier()), makers=cast("Makers", makers))

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send_slowly(message: MutableMapping[str, Any]) -> None:
            await reads.wait()
            sent.append(message["type"])

        scope = {"type": "http", "method": "GET", "path": "/claims", "raw_path": b"/claims", "query_string": b""}
        scope |= {"headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "scheme": "http"}
        slow = asyncio.ensure_future(app(scope, receive, send_slowly))
        await makers.made.wait()
        transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as asks, asyncio.timeout(30):
            other = await asks.get("/claims?kind=commitment")
        assert not sent
        reads.set()
        await slow
        return other.status_code, sent

    assert asyncio.run(asyncio.wait_for(ask(), 60)) == (200, ["http.response.start", "http.response.body"])
