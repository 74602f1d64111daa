"""The server as it is started and stopped: only on this machine, with a clear line where it cannot be."""

import asyncio
import contextlib
import signal
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from started import started
from uvicorn.server import ServerState

from dragoman.record import DragomanError
from dragoman.store import Record
from dragoman.web.accounts import people, tokens
from dragoman.web.accounts.database import Database
from dragoman.web.patience import HEAD_S, Impatient
from dragoman.web.serve import Way, serve
from invented_readings import pledge


@pytest.fixture
def record(tmp_path: Path) -> str:
    where = tmp_path / "dragoman.db"
    with Record.open(where) as record:
        record.add(*pledge(), reader="r", dossier="d")
    return str(where)


def refused(record: str, host: str, port: int, **more: Any) -> str:
    told: list[str] = []
    with pytest.raises(DragomanError) as fault:
        serve(record, Way(host=host, port=port, **more), dossier=None, told=told.append, warned=told.append)
    assert told == []
    return str(fault.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "record.example", "", "127.0.0.1.example"])
def test_no_address_but_this_machine_s_where_nobody_has_an_account(record: str, host: str) -> None:
    assert "--host 127.0.0.1" in refused(record, host, 0)
    assert "account add" in refused(record, host, 0, public_url="https://record.example")
    assert "account add" in refused(record, "127.0.0.1", 0, accounts=True)


def test_an_account_that_is_disabled_is_none(record: str) -> None:
    with Database.beside(record) as database:
        people.add(database, "Ada", "admin", password="eleven herons over the strait")
        people.disable(database, "Ada")
    assert "account add" in refused(record, "10.1.2.3", 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"trust_header": "X-User"}, "add --trusted-proxy"),
        ({"trust_header": "X-User", "trusted_proxies": ("10.0.0.5/99",)}, "is no address; write 10.0.0.5"),
        ({"newcomers": "reader"}, "it takes --trust-header"),
        ({"certificate": "here.pem"}, "--certificate FILE --key FILE"),
        ({"public_url": "record.example"}, "write https://record.example"),
        ({"public_url": "javascript:alert(1)"}, "write https://record.example"),
        ({"public_url": "https://record.example/under"}, "write https://record.example"),
    ],
)
def test_what_does_not_go_together(record: str, typed: dict[str, Any], said: str) -> None:
    assert said in refused(record, "127.0.0.1", 0, **typed)


def test_somebody_with_an_account_asks_by_the_public_name(record: str) -> None:
    with Database.beside(record) as database:
        people.add(database, "Ada", "admin", password="eleven herons over the strait")
        _, token = tokens.make(database, "Ada", ["read"], days=1)
    more = ("--accounts", "--public-url", "http://record.example:8765")
    with started(record, *more) as (_, address):
        named = {"host": "record.example:8765"}
        bearer = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
            assert client.get("/claims", headers=named).headers["location"] == "/login?next=%2Fclaims"
            assert client.get("/index.json", headers=named | bearer).json()["documents"] == 1
            assert client.get("/index.json", headers=bearer | {"host": "elsewhere.example"}).status_code == 400


def test_a_connection_that_never_says_what_it_wants_is_hung_up_on() -> None:
    """The protocol alone, on a clock of its own: no test waits."""

    class Loop(asyncio.SelectorEventLoop):
        skipped = 0.0

        def time(self) -> float:
            return super().time() + self.skipped

    async def asked(*pieces: bytes, then: float) -> list[bytes]:
        async def app(scope: Any, receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
            await send({"type": "http.response.body", "body": b"ok"})

        loop = asyncio.get_running_loop()
        assert isinstance(loop, Loop)
        config = uvicorn.Config(app, http=Impatient, lifespan="off", timeout_keep_alive=600)
        config.load()
        state = ServerState()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        _, protocol = await loop.connect_accepted_socket(lambda: Impatient(config, state, {}), theirs)
        for piece in pieces:
            await loop.sock_sendall(ours, piece)
            await asyncio.sleep(0.01)
        loop.skipped += then
        await asyncio.sleep(0.01)
        got = []
        with contextlib.suppress(BlockingIOError, ConnectionResetError):
            while data := ours.recv(4096):
                got.append(data)
            got.append(b"")
        hung_up = protocol.transport.is_closing()
        ours.close()
        protocol.transport.abort()
        return [b"".join(got), b"hung up" if hung_up else b"held"]

    whole, begun = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", b"GET / HTTP/1.1\r\nhost"
    with asyncio.Runner(loop_factory=Loop) as runner:
        assert runner.run(asked(then=HEAD_S - 1))[1] == b"held"
        assert runner.run(asked(then=HEAD_S + 1))[1] == b"hung up"
        assert runner.run(asked(begun, then=HEAD_S + 1))[1] == b"hung up"
        said, held = runner.run(asked(whole, then=HEAD_S + 1))
        assert said.startswith(b"HTTP/1.1 200") and held == b"held", "an answered one is kept open for the next"
        assert runner.run(asked(whole, begun, then=HEAD_S + 1))[1] == b"hung up"


def test_a_port_that_is_taken(record: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port} cannot be listened on" in refused(record, "127.0.0.1", port)


def test_no_record(tmp_path: Path) -> None:
    assert "there is no record" in refused(str(tmp_path / "none.db"), "127.0.0.1", 0)


def test_it_answers_and_ends_at_ctrl_c(record: str) -> None:
    with started(record) as (server, address):
        told = httpx.get(f"{address}index.json", trust_env=False, timeout=60)
        server.send_signal(signal.SIGINT)
        _, faults = server.communicate(timeout=60)
    assert told.json()["documents"] == 1
    assert "server" not in told.headers
    assert (server.returncode, faults) == (0, "stopped\n")


def test_looking_leaves_nothing_beside_the_record(record: str) -> None:
    with started(record) as (_, address):
        httpx.get(f"{address}claims", trust_env=False, timeout=60)
    assert not Path(f"{record}.accounts").exists()
