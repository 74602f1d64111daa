"""A record on a PostgreSQL server: what is refused, what writers do to one another, an older one led on."""

import datetime
import logging
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from engines import new_database
from sqlalchemy import create_engine, make_url

from dragoman.record import Reading, RecordBusyError, RecordError, RecordVersionError
from dragoman.store import ClaimQuery, Record, SearchQuery, opening, schema
from invented_readings import Clock, Said, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def url() -> Iterator[str]:
    with new_database() as address:
        yield address


@pytest.fixture
def kept(url: str) -> str:
    with Record.open(url, clock=Clock()) as record:
        reading, data = pledge(day("2024-03-04"))
        record.add(reading, data, **BY)
    return url


def run(url: str, *statements: str) -> None:
    engine = create_engine(make_url(url).set(drivername="postgresql+pg8000"))
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def refused(url: str, **options: bool) -> str:
    with pytest.raises(RecordError) as told:
        Record.open(url, **options)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_an_address_that_names_no_database() -> None:
    assert "names no database" in refused("postgresql://host")
    assert "no address of a database" in refused("postgresql://host:port/x")


def test_no_server_and_no_such_database(url: str) -> None:
    gone = make_url(url).set(port=1).render_as_string(hide_password=False)
    assert "cannot be reached" in refused(gone)
    other = make_url(url).set(database="dragoman_gone").render_as_string(hide_password=False)
    assert "no such database" in refused(other)


def test_an_answer_may_take_its_time(kept: str) -> None:
    """What limits how long the server is looked for must not end a question."""
    with Record.open(kept) as record, record._engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        assert raw._usock.gettimeout() is None


def test_the_password_is_told_to_nobody() -> None:
    line = refused("postgresql://ada:secret@127.0.0.1:1/record")
    assert "ada" in line
    assert "secret" not in line


def test_an_empty_database_becomes_a_record_only_where_one_may_be_made(url: str) -> None:
    assert "is empty" in refused(url, create=False)
    assert "is empty" in refused(url, read_only=True)
    with Record.open(url) as record:
        assert record.check() == []


def test_another_programs_database_is_left_as_it_is(url: str) -> None:
    run(url, "CREATE TABLE notes (words TEXT)")
    assert "is a PostgreSQL database but not a Dragoman record" in refused(url)


def test_a_record_of_a_newer_version(kept: str) -> None:
    run(kept, "UPDATE meta SET value = '99' WHERE name = 'version'")
    with pytest.raises(RecordVersionError, match="newer Dragoman"):
        Record.open(kept)


def test_reading_only_writes_nothing(kept: str) -> None:
    reading, data = pledge(day("2024-03-05"))
    with Record.open(kept, read_only=True) as record:
        assert record.count() == 3
        with pytest.raises(RecordError, match="opened for reading only"):
            record.add(reading, data, **BY)


def test_who_waits_too_long_for_a_writer_is_told_so(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE_S", 0.2)
    reading, data = pledge(day("2024-03-05"))
    with Record.open(kept) as first, Record.open(kept) as second:
        with first._writing(), pytest.raises(RecordBusyError, match="another program is writing"):
            second.add(reading, data, **BY)
        assert second.count() == 3
        second.add(reading, data, reader="reader-2", dossier="dossier-1")


def test_four_writers_and_eight_readers_lose_nothing(url: str) -> None:
    """Two of the writers bring the same documents; readers see whole ones at every moment."""
    faults: list[BaseException] = []
    done = threading.Event()
    each = 12

    def items(first: int) -> Iterator[tuple[Reading, bytes]]:
        for n in range(first, first + each):
            text = f"Note {n}\nMarsovia will keep its word in case {n}.\nTarnia asked for more in case {n}."
            document, data = document_of(text, source=f"{n}.txt", published=day("2024-03-04"))
            yield read(document, [Said([f"keep its word in case {n}"]), Said([f"more in case {n}"])]), data

    def write(first: int) -> None:
        try:
            with Record.open(url) as record:
                for reading, data in items(first):
                    record.add(reading, data, **BY)
        except BaseException as fault:
            faults.append(fault)

    def ask() -> None:
        try:
            with Record.open(url, read_only=True) as record:
                while not done.is_set():
                    assert record.count() % 2 == 0
                    record.search(SearchQuery("marsovia"))
        except BaseException as fault:
            faults.append(fault)

    with Record.open(url):
        pass
    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 0, 100, 200)]
    readers = [threading.Thread(target=ask) for _ in range(8)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert faults == []
    with Record.open(url, read_only=True) as record:
        assert record.count() == 3 * each * 2
        assert len({row.claim.id for row in record.claims(ClaimQuery())}) == 3 * each * 2
        assert record.check() == []


def test_an_older_record_is_led_on(kept: str, caplog: pytest.LogCaptureFixture) -> None:
    gone = [*reversed(schema.LATER), "line_words", "alembic_version"]
    run(kept, *(f"DROP TABLE {table}" for table in gone), "UPDATE meta SET value = '1' WHERE name = 'version'")
    assert "is of an older version" in refused(kept, read_only=True)
    with caplog.at_level(logging.WARNING), Record.open(kept) as record:
        assert record.check() == []
        assert len(record.search(SearchQuery("coal"))) == 2
        assert record.summary().said == (datetime.date(2024, 3, 4), datetime.date(2024, 3, 4))
    assert any("is of schema" in line for line in caplog.messages)


def test_nothing_that_is_sent_waits_for_more(kept: str) -> None:
    with Record.open(kept, clock=Clock()) as record, record._engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        sent: socket.socket = driver._usock
        assert sent.family == socket.AF_UNIX or sent.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert sent.gettimeout() is None, "a question may take as long as it takes"
