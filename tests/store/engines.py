"""The databases that the store's tests run on: SQLite always, PostgreSQL where a server is named."""

import datetime
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from dragoman.store import Record

SERVER = os.environ.get("DRAGOMAN_TEST_POSTGRES")
"""A server on which databases may be made and dropped: postgresql://user@host:port/postgres."""

on_a_file = pytest.mark.parametrize("record", ["sqlite"], indirect=True)
"""For a test of what only a file has: its bytes, its locks, its tables laid hands on."""


@contextmanager
def new_database() -> Iterator[str]:
    """The address of an empty database, which is dropped in the end; the test is skipped where no server is named."""
    if not SERVER:
        pytest.skip("DRAGOMAN_TEST_POSTGRES names no PostgreSQL server")
    url = make_url(SERVER)
    name = f"dragoman_{uuid.uuid4().hex}"
    engine = create_engine(url.set(drivername="postgresql+pg8000"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


@contextmanager
def opened(engine: str, folder: Path, clock: Callable[[], datetime.datetime]) -> Iterator[Record]:
    """An empty record on this database."""
    if engine == "sqlite":
        with Record.open(folder / "dragoman.db", clock=clock) as record:
            yield record
        return
    with new_database() as url, Record.open(url, clock=clock) as record:
        yield record
