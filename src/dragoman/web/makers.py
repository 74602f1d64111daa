"""Pages made by several processes, so that a server uses more than one core.

The server itself takes every request, knows who is asking, writes, and keeps all that must be in one place: sessions,
limits, uploads, what was made already. What only reads the record, and is not kept, it has made by one of the others,
and makes itself where they are all at something; each makes one page at a time. The others are forked before the server
runs, with the record's columns loaded, which all have in common as long as nothing is read in.
"""

import asyncio
import contextlib
import gc
import json
import logging
import os
import signal
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.store.memory import give_back
from dragoman.web.keeping import Body
from dragoman.web.safety import App, Message, Scope
from dragoman.web.turns import Turns
from dragoman.web.visitors import Visitor

log = logging.getLogger("dragoman.web")
_LENGTHS = struct.Struct(">II")
"""Before every message: how many bytes its head has, which is JSON, and how many what follows that."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a process made: an answer whole; or a body that may be kept, with the state of the record it was made of."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    content: bytes
    state: str | None = None
    body: Body | None = None


class Makers:
    """So many processes that make pages, each one at a time; the last of them is this one."""

    def __init__(self, many: int, app: Callable[[], App]) -> None:
        """Fork the others; no thread may run and no connection be open. `app` is asked for in each of them."""
        self._ends: list[socket.socket] = []
        self._pids: list[int] = []
        self._lines: dict[int, _Line] = {}
        self._here = many - 1
        self._left = many
        self._turns = Turns(range(many))
        """This process is the last, so that it has time for requests."""
        gc.collect()
        give_back()
        gc.freeze()  # what is never looked through for garbage is never written to, and stays in common
        for _ in range(self._here):
            ours, theirs = socket.socketpair()
            pid = os.fork()
            if pid == 0:
                for end in (ours, *self._ends):
                    end.close()
                _live(theirs, app)
            theirs.close()
            self._ends.append(ours)
            self._pids.append(pid)

    def stop(self) -> None:
        """End them."""
        for end in self._ends:
            end.close()
        for pid in self._pids:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGTERM)
                os.waitpid(pid, 0)
        self._pids = []

    async def make(self, scope: Scope, visitor: Visitor, here: Callable[[], Awaitable[None]]) -> Made | None:
        """What is asked for, made by whose turn it is; None where that is this process, and `here` answered."""
        kind = scope["dragoman.route"].path
        while True:
            number = await self._turns.take(kind)
            if number == self._here:
                try:
                    with self._turns.timed(kind):
                        await here()
                finally:
                    self._turns.give(number)
                return None
            # It goes on even where whoever asked has hung up: the line is good for others only after its answer.
            making = asyncio.ensure_future(self._made(number, kind, _asked(scope, visitor)))
            try:
                return await asyncio.shield(making)
            except _GoneError:
                log.error("a process that makes pages has ended; %d are left", self._left)

    async def _made(self, number: int, kind: str, asked: bytes) -> Made:
        try:
            if number not in self._lines:
                self._lines[number] = _Line(*await asyncio.open_connection(sock=self._ends[number]))
            with self._turns.timed(kind):
                made = await self._lines[number].ask(asked)
        except (OSError, asyncio.IncompleteReadError, ValueError) as fault:
            self._left -= 1
            raise _GoneError from fault
        self._turns.give(number)
        return made


class _GoneError(Exception):
    """A process has ended."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The line to one process."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, asked: bytes) -> Made:
        """Send what is asked, and wait for what is made."""
        self.writer.write(_LENGTHS.pack(len(asked), 0) + asked)
        await self.writer.drain()
        head, body = _LENGTHS.unpack(await self.reader.readexactly(_LENGTHS.size))
        told = json.loads(await self.reader.readexactly(head))
        content = await self.reader.readexactly(body)
        if told["state"] is None:
            headers = tuple((name.encode("latin-1"), value.encode("latin-1")) for name, value in told["headers"])
            return Made(told["status"], headers, content)
        kept = Body(content, told["kind"], tuple((name, value) for name, value in told["headers"]))
        return Made(told["status"], (), b"", told["state"], kept)


def _asked(scope: Scope, visitor: Visitor) -> bytes:
    """What another process needs to know of a request."""
    told = {
        **{name: scope[name] for name in ("path", "scheme", "http_version")},
        **{name: scope[name].decode("latin-1") for name in ("raw_path", "query_string")},
        **{name: scope.get(name) for name in ("server", "client")},
        "headers": [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]],
        "visitor": {**asdict(visitor), "scopes": sorted(visitor.scopes)},
    }
    return json.dumps(told).encode()


def _scope(told: dict[str, Any]) -> Scope:
    """The same as the application there is given it."""
    visitor = Visitor(**{**told["visitor"], "scopes": frozenset(told["visitor"]["scopes"])})
    return {
        **told,
        **{name: told[name].encode("latin-1") for name in ("raw_path", "query_string")},
        **{name: tuple(told[name]) if told[name] else None for name in ("server", "client")},
        "type": "http",
        "asgi": {"version": "3.0"},
        "method": "GET",
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told["headers"]],
        "dragoman.visitor": visitor,
        "dragoman.made": [],
    }


def _live(end: socket.socket, app: Callable[[], App]) -> None:
    """The life of a process: make what is asked for, until there is nobody left who asks."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it, in good order
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        asyncio.run(_make_all(end, app()))
        status = 0
    finally:
        os._exit(status)


async def _make_all(end: socket.socket, app: App) -> None:
    reader, writer = await asyncio.open_connection(sock=end)
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head, _ = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
            told, content = await _answered(app, _scope(json.loads(await reader.readexactly(head))))
            writer.write(_LENGTHS.pack(len(told), len(content)) + told)
            writer.write(content)
            await writer.drain()


async def _answered(app: App, scope: Scope) -> tuple[bytes, bytes]:
    """The head and the body of what is sent back."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    try:
        await app(scope, receive, send)
    except Exception:
        # The application has answered, and lets its server know too.
        if not sent:
            log.exception("%s failed", scope["path"])
    for state, body in scope["dragoman.made"]:
        head = {"status": 200, "state": state, "kind": body.kind, "headers": body.headers}
        return json.dumps(head).encode(), body.packed
    failed: Message = {"status": 500, "headers": []}
    start = next((m for m in sent if m["type"] == "http.response.start"), failed)
    raw: list[tuple[bytes, bytes]] = list(start["headers"])
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in raw]
    content = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body")
    return json.dumps({"status": start["status"], "state": None, "headers": headers}).encode(), content
