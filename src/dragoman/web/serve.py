"""From what was typed to a running server: only on this machine's own addresses."""

import socket
from collections.abc import Callable

from dragoman.dossier import load_dossier
from dragoman.record import DragomanError
from dragoman.store import Record
from dragoman.web.safety import is_loopback

CONNECTIONS = 64
"""Requests taken at once; what comes beyond is told to come again."""


def serve(record: str, *, host: str, port: int, dossier: str | None, told: Callable[[str], None]) -> None:
    """Serve the record until it is stopped. `told` is given the address once it can be opened.

    Raises DragomanError where the address is not this machine's own, is taken, or the record cannot be opened.
    """
    if not is_loopback(host):
        raise DragomanError(
            f"{host} can be reached from elsewhere, and for that there must be accounts, which do not exist yet; "
            "serve on this machine only: --host 127.0.0.1"
        )
    with Record.open(record, create=False, read_only=True) as opened, _listening(host, port) as listening:
        import uvicorn

        from dragoman.web.app import make_app
        from dragoman.web.house import House

        app = make_app(House.of(opened, load_dossier(dossier)))
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # nobody stands before it: what such headers say is not to be believed
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=3,
        )
        name = f"[{host}]" if ":" in host else host
        told(f"http://{name}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket on the first address that the host's name has here."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen()  # so that whoever opens the address before the server runs waits, and is not turned away
    except (OSError, OverflowError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise DragomanError(f"{host}:{port} cannot be listened on: {why}; name another with --port") from fault
    return made
