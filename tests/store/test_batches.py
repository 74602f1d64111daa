"""A batch comes to what its readings come to one after the other, also where one document is in it again and again."""

import random
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from dragoman.record import Period, Published, Reading, RecordError
from dragoman.store import Added, Record, schema
from dragoman.store.batches import BATCH_DOCUMENTS, Batches
from dragoman.store.query import Outcome
from dragoman.store.rows import Prepared, prepare
from invented_readings import Clock, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
TABLES = ("documents", "readings", "sightings", "texts", "claims", "claim_actors", "names", "forms", "lines")


def _items(chance: random.Random) -> list[tuple[Reading, bytes]]:
    """Three documents over and over: from two places, dated more or less surely, read with more or less in them."""
    items = []
    for _ in range(12):
        reading, data = pledge(day(f"2024-03-0{chance.randint(1, 3)}"))
        published = reading.document.published or Published(Period(None, None, "vague"), "meta", 0.1)
        document = replace(
            reading.document,
            source=chance.choice(("first/place.txt", "second/place.txt")),
            published=chance.choice((replace(published, confidence=chance.choice((0.4, 0.8))), None)),
        )
        items.append((replace(reading, document=document, claims=reading.claims[: chance.randint(1, 3)]), data))
    return items


def _rows(record: Record) -> dict[str, list[tuple[object, ...]]]:
    with record._engine.connect() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(schema.tables.tables[name]))), key=str)
            for name in TABLES
        }


def test_a_batch_is_the_same_as_one_by_one(tmp_path: Path) -> None:
    for seed in range(25):
        items = _items(random.Random(seed))
        clock = Clock()
        with (
            Record.open(tmp_path / f"{seed}-single.db", clock=clock) as single,
            Record.open(tmp_path / f"{seed}-batch.db", clock=clock) as batch,
        ):
            for item in items[:4]:
                single.add(*item, **BY)
            batch.add_many(items[:4], **BY)
            for item in items[4:]:
                single.add(*item, **BY)
            batch.add_many(items[4:], **BY)
            assert _rows(single) == _rows(batch)
            assert batch.check() == []


def test_a_batch_with_one_document_twice_is_on_the_server_too(record: Record) -> None:
    items = _items(random.Random(1))
    record.add_many(items, **BY)
    assert record.check() == []
    assert {len(record.sightings(reading.document.id)) for reading, _ in items} <= {1, 2}


@pytest.mark.parametrize("beside", [False, True])
def test_what_waits_is_written_before_an_interruption_goes_on(beside: bool) -> None:
    """Whether batches are written one by one or beside the gathering of the next."""
    written: list[int] = []
    ready = _ready(3 * BATCH_DOCUMENTS)
    with pytest.raises(KeyboardInterrupt), Batches(_writing_into(written), beside=beside) as batches:
        for n, prepared in enumerate(ready):
            if n == 2 * BATCH_DOCUMENTS + 5:
                raise KeyboardInterrupt
            batches.take(prepared)
    assert written == [BATCH_DOCUMENTS, BATCH_DOCUMENTS, 5]
    assert batches.added == Added(new=2 * BATCH_DOCUMENTS + 5)


@pytest.mark.parametrize("beside", [False, True])
def test_where_writing_fails_nothing_more_is_written(beside: bool) -> None:
    written: list[int] = []

    def fails(batch: list[Prepared]) -> Sequence[Outcome]:
        written.append(len(batch))
        raise RecordError("the server is gone")

    with pytest.raises(RecordError, match="gone"), Batches(fails, beside=beside) as batches:
        for prepared in _ready(3 * BATCH_DOCUMENTS):
            batches.take(prepared)
    assert written == [BATCH_DOCUMENTS]
    assert batches.added == Added()


def test_the_next_batch_is_gathered_while_one_is_written() -> None:
    """Writing is held up until the next batch is half there; without that it would never be done."""
    gathered = threading.Event()

    def waits(batch: list[Prepared]) -> Sequence[Outcome]:
        assert gathered.wait(timeout=60)
        return ["new"] * len(batch)

    with Batches(waits, beside=True) as batches:
        for n, prepared in enumerate(_ready(BATCH_DOCUMENTS + 10)):
            batches.take(prepared)
            if n == BATCH_DOCUMENTS + 5:
                gathered.set()
    assert batches.added == Added(new=BATCH_DOCUMENTS + 10)


def _ready(many: int) -> Iterator[Prepared]:
    for n in range(many):
        document, data = document_of(f"Note {n}\nNothing was said.")
        yield prepare(read(document, []), data, **BY)


def _writing_into(written: list[int]) -> Callable[[list[Prepared]], Sequence[Outcome]]:
    def write(batch: list[Prepared]) -> Sequence[Outcome]:
        written.append(len(batch))
        return ["new"] * len(batch)

    return write
