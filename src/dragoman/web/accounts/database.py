"""The database beside the record: `dragoman.db.accounts`, or the schema `dragoman_accounts` on a record's server."""

import datetime
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateSchema

from dragoman.record import RecordError
from dragoman.store import utc_now
from dragoman.store.faults import told
from dragoman.store.opening import path_of
from dragoman.store.postgres import Server, address
from dragoman.web.accounts import schema

SCHEMA = "dragoman_accounts"
ENDING = ".accounts"
PATIENCE_S = 5.0
_LOCK = 0x64726161
"""The advisory lock of those who write here: "draa" in bytes."""


class Database:
    """The open database; several threads may share it. Its methods raise RecordError where it cannot be used."""

    def __init__(self, engine: Engine, path: Path, clock: Callable[[], datetime.datetime]) -> None:
        self._engine, self.path, self.clock = engine, path, clock

    @classmethod
    def beside(cls, record: str | Path, *, clock: Callable[[], datetime.datetime] = utc_now) -> Self:
        """That of a record, made where there is none yet."""
        where = path_of(record)
        path = where if isinstance(where, Server) else where.with_name(where.name + ENDING)
        with told(path):
            engine = _server_engine(where) if isinstance(where, Server) else _file_engine(path)
            try:
                with engine.connect().execution_options(writing=True) as connection, connection.begin():
                    _settle(connection, path)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, path, clock)

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look into it."""
        with told(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, datetime.datetime]]:
        """A transaction that nobody else writes beside, and the time it is made at."""
        with (
            told(self.path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection, self.clock()


def _file_engine(path: Path) -> Engine:
    """A file that nobody but its owner may read."""
    try:
        # Made, or left alone: to open and close it again would take from this process its locks on it (store/opening).
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except OSError as fault:
        raise RecordError(
            f"{path} cannot be written: {fault.strerror}; check its permissions and its folder's"
        ) from fault

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA foreign_keys = ON")
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA synchronous = NORMAL")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _server_engine(server: Server) -> Engine:
    made = create_engine(address(server.url), connect_args={"timeout": 10}, pool_pre_ping=True)
    engine = made.execution_options(schema_translate_map={None: SCHEMA})

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(PATIENCE_S * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    return engine


def _settle(connection: Connection, path: Path) -> None:
    """Make the tables where there are none, and see that they are ours and of a version we know."""
    server = connection.dialect.name == "postgresql"
    if server:
        connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
    names = inspect(connection).get_table_names(schema=SCHEMA if server else None)
    if not names:
        schema.tables.create_all(connection)
        for trigger in schema.TRIGGERS[connection.dialect.name]:
            connection.exec_driver_sql(trigger.format(schema=SCHEMA))
        facts = {"format": schema.FORMAT, "version": str(schema.VERSION)}
        connection.execute(insert(schema.meta), [{"name": n, "value": v} for n, v in facts.items()])
        return
    known = "meta" in names and dict(connection.execute(select(schema.meta.c.name, schema.meta.c.value)).all())
    if not known or known.get("format") != schema.FORMAT:
        raise RecordError(f"{path} is no database of Dragoman's accounts; move it away")
    if known.get("version") != str(schema.VERSION):
        raise RecordError(f"the accounts {path} are of another version of Dragoman; use the one that made them")


class Beside:
    """The database beside a record, opened once it is needed: who only looks at a record has none made."""

    def __init__(self, record: str | Path, *, clock: Callable[[], datetime.datetime] = utc_now) -> None:
        self._record, self._clock = record, clock
        self._opened: Database | None = None
        self._lock = threading.Lock()

    def __call__(self) -> Database:
        """The database, open."""
        with self._lock:
            if self._opened is None:
                self._opened = Database.beside(self._record, clock=self._clock)
            return self._opened

    def close(self) -> None:
        """Let go of it, if it was opened."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
