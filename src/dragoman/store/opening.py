"""From the name a user gives to a database that is known to be a record of ours, of a version we know."""

import datetime
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from dragoman.record import RecordError, RecordVersionError
from dragoman.store import postgres, schema
from dragoman.store.faults import told

PATIENCE_S = 5.0
"""How long to wait for another writer. A batch is written in well under a second, so this is many turns."""

CACHE_KIB, READING_CACHE_KIB = 64 << 10, 4 << 10
"""Pages a connection may keep in memory, of a record open for writing, and for reading only; it takes them as it needs
them. A server has a connection for every page that is made at the time: as much for each took it to 1.3 GB."""
CHECKPOINT_PAGES = 4_000
"""Pages in the -wal file from which on they are written back: what every batch touches is not written as often."""

_MAGIC = b"SQLite format 3\x00"


def path_of(where: str | Path) -> Path:
    """The file that `where` names, a path or a sqlite:/// URL; or the server. Raises RecordError on anything else."""
    if isinstance(where, Path):
        return where.expanduser()
    scheme, colon, rest = where.partition("://")
    if not colon:
        return _named(Path(where) if where else None, where).expanduser()
    if scheme == "sqlite":
        return _named(Path(unquote(rest[1:])) if len(rest) > 1 and rest[0] == "/" else None, where)
    if scheme in ("postgresql", "postgres"):
        return postgres.Server.at(f"postgresql://{rest}")
    raise RecordError(f"{where!r} names no record; name a file, such as dragoman.db or sqlite:///dragoman.db")


def _named(path: Path | None, where: str) -> Path:
    if path is None:
        raise RecordError(f"{where!r} names no file; name one, such as dragoman.db")
    return path


def open_engine(path: Path, *, create: bool, read_only: bool, now: datetime.datetime) -> Engine:
    """A database that is a record of a version we know; made where it is not there and `create` says so.

    Raises RecordError where it is missing, something else, damaged, or may not be used as asked.
    """
    if isinstance(path, postgres.Server):
        return postgres.open_engine(path, create=create, read_only=read_only, now=now, patience_s=PATIENCE_S)
    made = not path.exists()
    fresh, counted = _look_once(path, create=create and not read_only)
    if not read_only:
        _require_writable(path, fresh=fresh)
    engine = _engine(path, "ro" if read_only else "rwc" if fresh else "rw", frozen=read_only and _is_frozen(path))
    event.listen(engine, "engine_disposed", lambda _: counted.close())
    try:
        with told(path):
            if not read_only:
                _use_wal(engine)
            settle(engine, path, create=create and not read_only, read_only=read_only, now=now)
            if made:
                with _DOOR:
                    _count(_inode(path), counted)
    except BaseException:
        engine.dispose()
        raise
    return engine


_DOOR = threading.Lock()
_OPEN: Counter[tuple[int, int]] = Counter()
"""How many engines of this process have a file open, by its device and inode."""


def _look_once(path: Path, *, create: bool) -> tuple[bool, ExitStack]:
    """`_look` at a file that this process has not open, and count it as open until the stack is closed.

    A process that closes a file loses all its locks on it (POSIX), whoever holds them: were a record looked at that
    this process reads, another process, on leaving, would take itself for the last, and throw the -wal file away from
    under us (https://sqlite.org/howtocorrupt.html, 2.2). What is open here was looked at before.
    """
    counted = ExitStack()
    with _DOOR:
        key = _inode(path)
        fresh = False if key is not None and _OPEN[key] else _look(path, create=create)
        _count(key, counted)
    return fresh, counted


def _count(key: tuple[int, int] | None, counted: ExitStack) -> None:
    if key is not None:
        _OPEN[key] += 1
        counted.callback(_leave, key)


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _leave(key: tuple[int, int]) -> None:
    with _DOOR:
        _OPEN[key] -= 1
        if not _OPEN[key]:
            del _OPEN[key]


def _look(path: Path, *, create: bool) -> bool:
    """Whether the file is still to be made; RecordError where what is there cannot be a record."""
    try:
        if path.is_dir():
            raise RecordError(f"{path} is a folder; name a file in it, such as {path / 'dragoman.db'}")
        if not path.exists():
            if create and path.parent.is_dir():
                return True
            raise _missing(path)
        if not path.is_file():
            raise RecordError(f"{path} is not a plain file; name another")
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except OSError as fault:
        raise RecordError(f"the record {path} cannot be read: {fault.strerror}; check its permissions") from fault
    if not head and not create:
        raise RecordError(f"the record {path} is empty; read something into it first: dragoman read PATH")
    _require_whole(path, head, size)
    return not head


def _missing(path: Path) -> RecordError:
    if not path.parent.is_dir():
        return RecordError(f"the folder {path.parent} does not exist; make it, or name another place for the record")
    return RecordError(f"there is no record at {path}; name another, or read something into it: dragoman read PATH")


def _require_whole(path: Path, head: bytes, size: int) -> None:
    """The header tells how long the file must be: a copy broken off is told here, not by a fault deep in a query."""
    if head and not head.startswith(_MAGIC[: len(head)]):
        raise RecordError(f"{path} is not a Dragoman record; name another file")
    if 0 < len(head) < 100:
        raise RecordError(f"the record {path} is cut short after {size} bytes; restore a copy")
    page = int.from_bytes(head[16:18], "big")
    promised = int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)
    if size >= promised:
        return
    # While a -wal file stands, the header may run ahead of the pages: SQLite mends that after a crash. A writer that is
    # just closing has put it right once the -wal file is gone; so the size is looked at again.
    if not _has_wal(path) and path.stat().st_size < promised:
        raise RecordError(f"the record {path} is cut short: {size} of {promised} bytes are there; restore a copy")


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _require_writable(path: Path, *, fresh: bool) -> None:
    if not fresh and not os.access(path, os.W_OK):
        raise RecordError(f"the record {path} is read-only; change its permissions or name another file")
    # Even where the file may be written, its -wal file has to be made beside it.
    if not os.access(path.parent, os.W_OK):
        raise RecordError(f"the folder {path.parent} is read-only; change its permissions or name another place")


def _is_frozen(path: Path) -> bool:
    """Nobody can be writing: then, and only then, SQLite may read without the -shm file it could not make."""
    return not os.access(path.parent, os.W_OK) and not _has_wal(path)


def _engine(path: Path, mode: str, *, frozen: bool) -> Engine:
    uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if frozen else ''}"

    def connect() -> sqlite3.Connection:
        # isolation_level None: transactions begin where we say, as we say. Threads take turns through the pool.
        return sqlite3.connect(uri, uri=True, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False)

    # The connection given back last is taken first: each that is used comes to hold pages of its own.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_use_lifo=True)
    event.listen(engine, "connect", _prepare)
    if mode == "ro":
        event.listen(engine, "connect", _keep_less)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a crash can lose the last commits, never the file
    # An index over ids that come in no order is all of it touched by every batch: of two million claims, 60 MB.
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _keep_less(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute(f"PRAGMA cache_size = -{READING_CACHE_KIB}")


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: a transaction that reads first and then writes can be refused half-way."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _use_wal(engine: Engine) -> None:
    """WAL: readers never wait, and a kill leaves a file that opens. The file remembers it."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            with engine.connect() as connection:
                raw: Any = connection.connection.dbapi_connection
                raw.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as fault:
            # The switch itself does not wait its turn as other statements do.
            if time.monotonic() > until or not fault.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise OperationalError("PRAGMA journal_mode = WAL", None, fault) from fault
            time.sleep(0.02)
        except sqlite3.DatabaseError as fault:
            raise DBAPIError("PRAGMA journal_mode = WAL", None, fault) from fault


def settle(engine: Engine, path: Path, *, create: bool, read_only: bool, now: datetime.datetime) -> None:
    """Make the tables where there are none yet, and see that the version is one we know.

    An older record lacks tables and nothing else: opened for writing it is given them; opened for reading only it is
    read as if they were there and empty, and stays as it is.
    """
    with engine.connect() as connection:
        lacking = _lacking(connection, path)
    if lacking == ():
        return
    if lacking is None and not create:
        raise RecordError(f"the record {path} is empty; read something into it first: dragoman read PATH")
    if read_only and lacking and engine.dialect.name != "sqlite":
        raise RecordError(
            f"the record {path} is of an older version; open it for writing once: dragoman doctor --rebuild-search"
        )
    if read_only and lacking:
        event.listen(engine, "connect", lambda connection, _, tables=lacking: _pretend(connection, tables))
        engine.dispose()  # connections made before do not pretend
        return
    from dragoman.store import migrating  # Alembic takes a tenth of a second, and most records need none of it

    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        lacking = _lacking(connection, path)
        if lacking is None:
            schema.tables.create_all(connection)
            facts = {"format": schema.FORMAT, "version": str(schema.VERSION), "created_at": now.isoformat()}
            connection.execute(insert(schema.meta), [{"name": n, "value": v} for n, v in facts.items()])
            migrating.stamp(connection)
        elif lacking:  # unless another program was quicker
            version = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == "version"))
            migrating.upgrade(connection, path, min(int(version or 1), schema.VERSION - 1))


def _pretend(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Empty tables of this connection's own in place of those an older record lacks."""
    for name in tables:
        columns = ", ".join(f'"{column.name}"' for column in schema.tables.tables[name].columns)
        connection.execute(f'CREATE TEMPORARY TABLE "{name}" ({columns})')


def _lacking(connection: Connection, path: Path) -> tuple[str, ...] | None:
    """The tables that a record of ours lacks, as an older one does; None for an empty database; else RecordError."""
    names = inspect(connection).get_table_names()
    if not names:
        return None
    facts: dict[str, str] = {}
    if "meta" in names and {c["name"] for c in inspect(connection).get_columns("meta")} >= {"name", "value"}:
        rows = connection.execute(select(schema.meta.c.name, schema.meta.c.value))
        facts = {row.name: row.value for row in rows}
    if facts.get("format") != schema.FORMAT:
        kind = "an SQLite" if connection.dialect.name == "sqlite" else "a PostgreSQL"
        raise RecordError(f"{path} is {kind} database but not a Dragoman record; name another")
    _require_known(path, facts.get("version", ""))
    return tuple(name for name in schema.LATER if name not in names)


def _require_known(path: Path, version: str) -> None:
    if version.isdigit() and 1 <= int(version) <= schema.VERSION:
        return
    if version.isdigit() and int(version) > schema.VERSION:
        raise RecordVersionError(
            f"the record {path} was written by a newer Dragoman (schema {version}; this one knows {schema.VERSION}); "
            "upgrade Dragoman to use it"
        )
    raise RecordVersionError(
        f"the record {path} has the unknown schema version {version!r} (this Dragoman knows {schema.VERSION}); "
        "name another file"
    )
