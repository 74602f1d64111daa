"""The way to a server: each connection goes to an address that was looked at, and no exchange outlives its deadline.

httpx speaks HTTP through this transport. The name is resolved here, once, and the connection is made to what it
resolved to; TLS still checks the certificate against the name.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import httpcore
import httpx

from dragoman.sources.fetch.addresses import is_public
from dragoman.sources.fetch.nouns import FetchError

Resolve = Callable[[str, int], list[str]]
"""Host and port to IP addresses, the best first. Raises OSError."""

SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses that this machine finds for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """Until when the exchange in hand must be done. One is shared by all connections of a fetcher."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._until = float("inf")
        self._seconds = 0.0

    def start(self, seconds: float) -> None:
        """Give the next exchange so long."""
        self._seconds, self._until = seconds, self._ticks() + seconds

    def left(self, at_most: float | None) -> float | None:
        """How long may be waited now. Raises FetchError where the time is over."""
        left = self._until - self._ticks()
        if left <= 0:
            raise FetchError(f"the server did not send the whole answer in {self._seconds:g} s; try again later")
        return left if at_most is None else min(left, at_most)


class GuardedBackend(httpcore.NetworkBackend):
    """Makes connections to public addresses, and to hosts allowed by name."""

    def __init__(self, deadline: Deadline, *, allowed_hosts: frozenset[str], find: Resolve = resolve) -> None:
        self._deadline = deadline
        self._allowed = frozenset(map(_plain_host, allowed_hosts))
        self._find = find
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers. Raises FetchError where one is private."""
        fault: Exception | None = None
        for address in self._addresses(host, port):
            try:
                left = self._deadline.left(timeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                fault = failed
                continue
            return _TimedStream(stream, self._deadline)
        raise fault or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = self._find(host, port)
        except socket.gaierror as fault:
            if fault.errno == socket.EAI_AGAIN:
                raise httpcore.ConnectError(f"the name {host} cannot be looked up just now") from fault
            raise FetchError(f"there is no host {host}; check the address", lasting=True) from fault
        except UnicodeError as fault:
            raise FetchError(f"{host[:80]} is no name of a host; check the address", lasting=True) from fault
        if self._allowed & {host.casefold(), f"{host.casefold()}:{port}"}:
            return found
        # One private address among public ones is refused too: which of them answers is not ours to choose.
        if any(not is_public(address) for address in found):
            raise FetchError(
                f"{host} is an address of a private network, and such are asked only where you allow them by name: "
                f"--allow-host {host}",
                lasting=True,
            )
        return found


def _plain_host(name: str) -> str:
    """A host, with its port if one was given, as it stands in addresses that are asked: 외교부.example is xn--…"""
    bare = f"[{name}]" if name.count(":") > 1 and not name.startswith("[") else name
    try:
        # Of no scheme with a port of its own: an allowed :80 is no leave for all ports.
        url = httpx.URL(f"host://{bare}/")
    except (httpx.InvalidURL, UnicodeError):
        return name.casefold()
    host = url.raw_host.decode("ascii")
    return host if url.port is None else f"{host}:{url.port}"


class _TimedStream(httpcore.NetworkStream):
    """A connection on which each wait is cut to what the deadline leaves: a server that drips is not waited for."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


@cache
def certificates() -> ssl.SSLContext:
    """Whom to trust: certifi's list, or what SSL_CERT_FILE names. Reading it takes a tenth of a second."""
    return httpx.create_ssl_context()


class GuardedTransport(httpx.BaseTransport):
    """httpx over connections that a `GuardedBackend` makes. Proxies are not used, for they would do the resolving."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates(), max_connections=4, keepalive_expiry=5.0, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request sent and the head of its answer; the body comes as it is iterated."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.read(),
                extensions=request.extensions,
            )
        )
        body = _Body(answer)
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
