"""A record on a PostgreSQL server, for teams: the same tables, one writer at a time, snapshots for those who read."""

import datetime
import socket
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.record import RecordError
from dragoman.store.faults import told

LEAST = 15
"""The oldest version that is tested."""
_LOCK = 0x64726167
"""The advisory lock of writers: "drag" in bytes."""


class Server(type(Path())):  # type: ignore[misc]
    """Where a record is, in the place of a file's path."""

    url: str

    @classmethod
    def at(cls, url: str) -> Self:
        """From the address as it is typed."""
        server = cls("record")
        server.url = url
        server.shown = address(url).set(drivername="postgresql").render_as_string(hide_password=True)
        return server

    def __str__(self) -> str:
        """The address, without the password, as messages show it."""
        return str(self.shown)


def address(url: str) -> URL:
    """The address for the driver. Raises RecordError where it is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as fault:
        raise RecordError(f"{url!r} is no address of a database; write postgresql://user@host/database") from fault
    if not parsed.database:
        raise RecordError(f"{url!r} names no database; write postgresql://user@host/database")
    if not parsed.username:
        raise RecordError(f"{url!r} names no user of PostgreSQL; write postgresql://user@host/database")
    return parsed.set(drivername="postgresql+pg8000")


def open_engine(server: Server, *, create: bool, read_only: bool, now: datetime.datetime, patience_s: float) -> Engine:
    """The database, known to be a record of a version we know; made where it is empty and `create` says so."""
    from dragoman.store import opening

    engine = create_engine(address(server.url), connect_args={"timeout": 10}, pool_pre_ping=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        """Writers wait for one another; who reads sees one moment."""
        if not connection.get_execution_options().get("writing"):
            mode = "READ ONLY" if read_only else "READ WRITE"
            connection.exec_driver_sql(f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, {mode}")
            return
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience_s * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    event.listen(engine, "connect", _set_up)
    try:
        with told(server):
            with engine.connect() as connection:
                _require_known(connection, server)
            opening.settle(engine, server, create=create and not read_only, read_only=read_only, now=now)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _set_up(connection: Any, _: Any) -> None:
    """No limit on answers: the driver's is for reaching the server. No waiting for more to send: COPY ends in small
    packets, each of which was held back for 40 ms until the server had acknowledged the one before.
    """
    sent = connection._usock
    sent.settimeout(None)
    if sent.family in (socket.AF_INET, socket.AF_INET6):
        sent.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _require_known(connection: Connection, server: Server) -> None:
    version = int(connection.exec_driver_sql("SHOW server_version_num").scalar() or 0) // 10_000
    if version < LEAST:
        raise RecordError(f"{server} is PostgreSQL {version}; Dragoman needs {LEAST} or newer")
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise RecordError(f"the database at {server} keeps text as {encoding}; make one that keeps UTF8")
