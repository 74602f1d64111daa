"""A web site on this machine, whose pages a test writes; and a clock that nobody has to wait for."""

import datetime
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from dragoman.sources.fetch import Clock

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says to one request.

    `pieces`, where given, are written as they come, with no length stated; `raw` in place of an answer in HTTP.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": HTML})
    pieces: Callable[[], Iterable[bytes]] | None = None
    raw: bytes | None = None


Said = Answer | list[Answer] | Callable[[Mapping[str, str]], Answer]
"""One answer for ever; several, one after the other and then the last; or what a request's headers call for."""


class Site:
    """The pages by path, and the paths asked for with their headers. What is not there is 404."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Said] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        self.asked.append((path, dict(headers)))
        said = self.pages.get(path, Answer(status=404))
        if isinstance(said, list):
            return said.pop(0) if len(said) > 1 else said[0]
        return said if isinstance(said, Answer) else said(headers)


@contextmanager
def serving(*, certificate: Path | None = None, key: Path | None = None) -> Iterator[Site]:
    """A site on a free port of the loopback address, until the block ends; over TLS with a certificate and its key."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = site.answer(self.path, {name.lower(): value for name, value in self.headers.items()})
            try:
                self._send(answer)
            except OSError:
                self.close_connection = True

        def _send(self, answer: Answer) -> None:
            if answer.raw is not None:
                self.close_connection = True
                self.wfile.write(answer.raw)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.pieces is None:
                if "Content-Length" not in answer.headers:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
                self.close_connection = int(answer.headers.get("Content-Length", len(answer.body))) != len(answer.body)
                return
            self.end_headers()
            self.close_connection = True
            for piece in answer.pieces():
                self.wfile.write(piece)

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client that hung up is what several tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Hours:
    """A clock that moves when it is slept by, or looked at where `step` says so."""

    def __init__(self, *, step: float = 0.0) -> None:
        self.moment = datetime.datetime(2031, 5, 3, 12, tzinfo=datetime.UTC)
        self.step = step
        self.slept: list[float] = []

    def now(self) -> datetime.datetime:
        return self.moment

    def ticks(self) -> float:
        self.moment += datetime.timedelta(seconds=self.step)
        return self.moment.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += datetime.timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.ticks, self.sleep)
