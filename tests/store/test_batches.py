"""A batch comes to what its readings come to one after the other, also where one document is in it again and again."""

import random
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from dragoman.record import Period, Published, Reading
from dragoman.store import Record, schema
from invented_readings import Clock, day, pledge

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
