"""From what was typed to a running server: on this machine for whoever is at it, elsewhere for those with accounts."""

import contextlib
import ipaddress
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.dossier import load_dossier
from dragoman.fleet.counting import FEW, Counter
from dragoman.record import DragomanError, RecordError
from dragoman.store import Record
from dragoman.store.memory import be_sparing
from dragoman.web.safety import is_loopback
from dragoman.web.visitors import Role

if TYPE_CHECKING:
    from dragoman.web.door import Reception
    from dragoman.web.house import House
    from dragoman.web.makers import Makers
    from dragoman.web.uploads.queue import Uploads

CONNECTIONS = 64
"""Requests taken at once; what comes beyond is told to come again."""
HEAD_BYTES = 32 * 1024
"""The most that a request's line and headers may hold, cookies and all."""


@dataclass(frozen=True, slots=True)
class Way:
    """How the server is reached, and by whom.

    `accounts`: people log in even on this machine's own addresses, as behind a proxy. `trust_header` is what a proxy at
    one of the addresses or networks `trusted_proxies` names people by. `public_url` is the address people type.
    `uploads` is the folder in which files wait to be read; beside the record where that is a file. `workers` are the
    processes that make pages: 1 is the server itself, None as many as a record of this size asks for. `oidc_*` name a
    login provider and what it calls this server.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    read_only: bool = False
    accounts: bool = False
    trust_header: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    newcomers: Role | None = None
    public_url: str | None = None
    certificate: str | None = None
    key: str | None = None
    uploads: str | None = None
    workers: int | None = None
    oidc_issuer: str | None = None
    oidc_client: str | None = None
    oidc_secret: str = field(default="", repr=False)

    @property
    def is_local(self) -> bool:
        """Whether it is for whoever sits at this machine."""
        asked = (
            self.accounts,
            self.trust_header,
            self.trusted_proxies,
            self.public_url,
            self.newcomers,
            self.oidc_issuer,
        )
        return is_loopback(self.host) and not any(asked)

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it over https."""
        return bool(self.certificate) or (self.public_url or "").startswith("https://")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names it is asked by, besides this machine's own."""
        public = urlsplit(self.public_url or "").hostname or ""
        return tuple(host for host in (public, self.host) if host and not is_loopback(host))


def serve(
    record: str, way: Way, *, dossier: str | None, told: Callable[[str], None], warned: Callable[[str], None]
) -> None:
    """Serve the record until it is stopped. `told` is given the address once it can be opened.

    Raises DragomanError where the address can be reached from elsewhere and nothing says who may, is taken, or the
    record cannot be opened.
    """
    _require_sound(way)
    be_sparing()
    if not way.read_only:
        _lead_on(record)
    with contextlib.ExitStack() as opened:
        kept = opened.enter_context(Record.open(record, create=False, read_only=True, compute_at_most=FEW))
        from dragoman.web.house import House

        house = House.of(kept, load_dossier(dossier), counted=not way.read_only)
        opened.callback(house.accounts.close)
        uploads = _uploads(record, way, house, dossier)
        makers = _makers(house, way, uploads)
        if makers is not None:
            opened.callback(makers.stop)
        reception = _reception(house, way)
        listening = opened.enter_context(_listening(way.host, way.port))
        import uvicorn

        from dragoman.web.app import make_app
        from dragoman.web.patience import Impatient

        if uploads is not None:
            opened.callback(uploads.stop)
            uploads.resume()
        if house.counted:
            counter = Counter(record, house.is_behind, dossier=dossier)
            opened.callback(counter.stop)
            counter.start()
        app = make_app(house, reception, hosts=way.hosts, uploads=uploads, makers=makers)
        config = uvicorn.Config(
            app,
            http=Impatient,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # whom a proxy speaks for is read at the door, and believed from named addresses only
            limit_concurrency=CONNECTIONS,
            h11_max_incomplete_event_size=HEAD_BYTES,
            ssl_certfile=way.certificate,
            ssl_keyfile=way.key,
            timeout_graceful_shutdown=3,
        )
        if not (is_loopback(way.host) or way.is_secure):
            warned("passwords travel here for everybody on the way to read; give it --certificate, or a proxy with one")
        name = f"[{way.host}]" if ":" in way.host else way.host
        here = f"http{'s' if way.certificate else ''}://{name}:{listening.getsockname()[1]}/"
        told(f"{way.public_url} from {here}" if way.public_url else here)
        # Being told to end is as Ctrl-C: the queue of uploads is ended in good order, and what it was at is remembered.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        uvicorn.Server(config).run(sockets=[listening])


def _require_sound(way: Way) -> None:
    """Raise DragomanError where what was typed does not go together."""
    if bool(way.trust_header) and not way.trusted_proxies:
        raise DragomanError("--trust-header is believed from a named address only: add --trusted-proxy ADDRESS")
    if way.newcomers and not way.trust_header:
        raise DragomanError("--newcomers says what people become whom a proxy names: it takes --trust-header")
    if bool(way.oidc_issuer) != bool(way.oidc_client) or (way.oidc_issuer and not way.public_url):
        raise DragomanError("a login provider takes --oidc-issuer URL, --oidc-client ID and --public-url URL together")
    if bool(way.certificate) != bool(way.key):
        raise DragomanError("a certificate and its key go together: --certificate FILE --key FILE")
    if way.public_url is not None and not _is_origin(way.public_url):
        raise DragomanError(f"--public-url {way.public_url!r} is no address; write https://record.example")
    if way.host in ("0.0.0.0", "::", "") and not way.public_url:
        raise DragomanError(
            f"{way.host or 'that'} is every address of this machine; say by which people reach it: --public-url "
            "https://record.example, or serve on this machine only: --host 127.0.0.1"
        )


def _is_origin(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path in ("", "/") and not parts.query


def _lead_on(record: str) -> None:
    """Give an older record the tables it lacks, so that who only reads it sees what is written meanwhile."""
    with contextlib.suppress(RecordError):  # it is opened for reading next, which says what is wrong
        Record.open(record, create=False).close()


def _reception(house: "House", way: Way) -> "Reception":
    """Who says who is asking. Raises DragomanError where it can be reached from elsewhere and nobody has an account."""
    from dragoman.web.accounts import oidc, people
    from dragoman.web.accounts.reception import Accounts, Manner
    from dragoman.web.local import Local

    if way.is_local:
        return Local(read_only=way.read_only)
    manner = Manner(
        secure=way.is_secure,
        proxies=tuple(map(_network, way.trusted_proxies)),
        header=way.trust_header,
        newcomers=way.newcomers,
        read_only=way.read_only,
    )
    database = house.accounts()
    if not way.trust_header and all(account.disabled_at for account in people.listed(database)):
        raise DragomanError(
            f"{way.public_url or way.host} can be reached from elsewhere, and nobody has an account yet; make one: "
            "dragoman account add NAME --role admin, or serve on this machine only: --host 127.0.0.1"
        )
    login = None
    if way.oidc_issuer and way.oidc_client and way.public_url:
        login = oidc.provider(way.oidc_issuer, way.oidc_client, way.oidc_secret, way.public_url)
    return Accounts(database, manner, login)


def _makers(house: "House", way: Way, uploads: "Uploads | None") -> "Makers | None":
    """The processes that make pages; None where the server itself does."""
    from typing import cast

    from dragoman.web.app import pages
    from dragoman.web.local import Local
    from dragoman.web.makers import Makers
    from dragoman.web.preferences import LANGUAGES
    from dragoman.web.rendering import compile_all
    from dragoman.web.safety import App

    many = way.workers
    if many is None:
        many = min(2, os.cpu_count() or 1) if house.is_large() else 1
    if many < 2 or not hasattr(os, "fork"):
        return None
    house.record.summary()  # what all of them look into is loaded once
    house.record.acts.load()
    for language in LANGUAGES:
        house.names(language)
        compile_all(language)
    app, _ = pages(house, Local(read_only=way.read_only), uploads=uploads)
    house.record.close()  # a connection belongs to one process; each opens its own
    return Makers(many, lambda: cast(App, app))


def _uploads(record: str, way: Way, house: "House", dossier: str | None) -> "Uploads | None":
    """The queue of uploads; None where nobody may upload or there is no place for files."""
    from dragoman.fleet.worker import Worker
    from dragoman.web.uploads.queue import Uploads

    path = house.record.path
    beside = path.with_name(f"{path.name}.uploads") if path.is_file() else None
    folder = Path(way.uploads) if way.uploads else beside
    if way.read_only or folder is None:
        return None
    return Uploads(folder, house.accounts, Worker(record, dossier=dossier))


def _network(typed: str) -> "ipaddress.IPv4Network | ipaddress.IPv6Network":
    try:
        return ipaddress.ip_network(typed)
    except ValueError as fault:
        raise DragomanError(f"--trusted-proxy {typed!r} is no address; write 10.0.0.5 or 10.0.0.0/24") from fault


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
