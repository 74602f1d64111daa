"""Documents that no longer count, those that count again, and those of which no word is left."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from engines import on_a_file
from sqlalchemy import LargeBinary, select

from dragoman.record import Reading, RecordError
from dragoman.store import ClaimQuery, DocumentQuery, Proposed, Record, SearchQuery, schema
from invented_readings import HOUR, MONDAY, Clock, Said, day, document_of, pledge, read
from invented_releases import RELEASES, reading_of

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def two(record: Record, clock: Clock) -> tuple[Reading, bytes]:
    """Two documents that share words, linked; the first of them."""
    first, second = reading_of(RELEASES[0], source="a.txt"), reading_of(RELEASES[0] + "\n", source="b.txt")
    record.add_many([first, second, pledge(day("2024-03-01"))], **BY)
    record.link()
    clock.now += HOUR
    return first


def told(record: Record, as_of: Any = None) -> dict[str, Any]:
    """What questions find."""
    return {
        "claims": sorted(row.claim.id for row in record.claims(ClaimQuery(as_of=as_of))),
        "count": record.count(ClaimQuery(as_of=as_of)),
        "documents": [row.id for row in record.documents(DocumentQuery(as_of=as_of))],
        "search": sorted((hit.document, hit.start) for hit in record.search(SearchQuery("the", as_of=as_of, limit=99))),
        "readings": [reading.document.id for reading in record.readings(as_of=as_of)],
        "actors": [(row.id, row.mentions) for row in record.actors(as_of=as_of)],
        "links": [(link.document, link.other) for link in record.links(as_of=as_of)],
        "entries": [entry.id for entry in record.entries(ClaimQuery(as_of=as_of))],
        "judgements": [(row.judgement.id, row.state) for row in record.judged(as_of=as_of)],
    }


def test_a_withdrawn_document_no_longer_counts(record: Record, clock: Clock, two: tuple[Reading, bytes]) -> None:
    document = two[0].document.id
    before = told(record)
    assert document in before["documents"]
    assert len(before["links"]) == 1
    done = record.withdraw_document(document, by="Ada", why="its publisher took it down")
    after = told(record)
    assert document not in after["documents"] + after["readings"]
    assert after["links"] == []
    assert {document for document, _ in after["search"]}.isdisjoint({document})
    assert record.summary().documents == 2
    assert record.document(document) is None
    assert told(record, MONDAY) == before
    assert record.withdrawals() == {document: done}
    assert record.withdrawals(as_of=MONDAY) == {}
    assert (done.by, done.why, done.at, done.erased) == ("Ada", "its publisher took it down", clock.now, False)
    assert record.original(two[0].document.sha256) == two[1]
    assert record.last_reading(document) == two[0]
    assert record.check() == []
    kinds = [(change.kind, change.document, change.by) for change in record.changes(after=4)]
    assert kinds == [("unlinked", *sorted([document])[:0], before["links"][0][0], None), ("withdrawn", document, "Ada")]


def test_one_that_is_restored_counts_again(record: Record, clock: Clock, two: tuple[Reading, bytes]) -> None:
    document = two[0].document.id
    before = told(record)
    record.withdraw_document(document, by="Ada", why="by mistake")
    without = told(record)
    clock.now += HOUR
    assert record.restore_document(document, by="Bo", why="it was another one")
    record.link()
    assert told(record) == before
    assert told(record, MONDAY + HOUR) == without
    assert told(record, MONDAY) == before
    assert record.withdrawals() == {}
    assert list(record.withdrawals(as_of=MONDAY + HOUR)) == [document]
    assert record.check() == []
    with pytest.raises(RecordError, match="is not withdrawn"):
        record.restore_document(document, by="Bo", why="again")


def test_reading_it_again_keeps_it_withdrawn(record: Record, clock: Clock, two: tuple[Reading, bytes]) -> None:
    reading, data = two
    document = reading.document.id
    record.withdraw_document(document, by="Ada", why="taken down")
    assert record.add(reading, data, **BY) == "withdrawn"
    clock.now += HOUR
    newer = replace(reading, claims=reading.claims[:0])
    for _ in range(2):
        assert record.add(newer, data, reader="reader-2", dossier="dossier-1") == "withdrawn"
    assert record.reading(document) is None
    assert len(record.history(document)) == 2
    assert record.check() == []
    record.restore_document(document, by="Ada", why="back again")
    assert record.reading(document) == newer
    assert record.add(newer, data, reader="reader-2", dossier="dossier-1") == "unchanged"


def test_what_cannot_be_withdrawn_is_told(record: Record, two: tuple[Reading, bytes]) -> None:
    document = two[0].document.id
    for fault, asked in (
        ("there is no document dnone", {"document": "dnone", "by": "Ada", "why": "x"}),
        ("say why", {"document": document, "by": "Ada", "why": " "}),
        ("say who", {"document": document, "by": "", "why": "x"}),
    ):
        with pytest.raises(RecordError, match=fault):
            record.withdraw_document(**asked)
    record.withdraw_document(document, by="Ada", why="taken down")
    with pytest.raises(RecordError, match="was withdrawn by Ada on 2024-03-04 already: taken down"):
        record.withdraw_document(document, by="Bo", why="taken down")


def test_an_older_version_is_the_newest_again(record: Record, clock: Clock) -> None:
    place = "https://mfa.marsovia.example/coal"
    versions = []
    for text in ("Coal\nTarnia should pay 40 crowns.", "Coal\nTarnia should pay 4 crowns."):
        document, data = document_of(text, source=place)
        versions.append(read(document, [Said([text.split("\n")[1]], kind="call")]))
        record.add(versions[-1], data, **BY)
        record.link()
        clock.now += HOUR
    older, newer = (version.document.id for version in versions)
    (correction,) = record.corrections().values()
    assert (correction.document, correction.newer, correction.at) == (older, newer, MONDAY + HOUR)
    assert (correction.publisher, correction.source) == ("Marsovian Foreign Ministry", place)
    assert record.corrections([newer]) == record.corrections(as_of=MONDAY) == {}
    assert len(record.orphans(older)) == 1
    record.withdraw_document(newer, by="Ada", why="forged")
    assert record.corrections() == {}
    assert record.orphans(older) == ()
    assert list(record.corrections(as_of=MONDAY + HOUR)) == [older]


SECRET = "Nightingale Quorndon promised to recalibrate the zymurgical lighthouse at Ostrava-Zlínek forthwith."


def secret() -> tuple[Reading, bytes]:
    document, data = document_of(f"Zymurgical matters\n{SECRET}\n등대를 재보정하겠다고 밝혔다.", source="s.txt")
    said = [Said([SECRET], kind="commitment", speakers=["Nightingale Quorndon"], tracks=["dialogue"])]
    return read(document, said), data


WORDS = (b"zymurg", b"quorndon", b"recalibr", "등대".encode())


def cells(record: Record) -> Iterator[tuple[str, bytes]]:
    """Everything in every table, unpacked where it is packed."""
    with record._engine.connect() as connection:
        for table in schema.tables.sorted_tables:
            for row in connection.execute(select(table)):
                for column, value in zip(table.columns, row, strict=True):
                    raw = value if isinstance(column.type, LargeBinary) else str(value).encode()
                    yield f"{table.name}.{column.name}", raw or b""
                    if isinstance(column.type, LargeBinary) and raw and raw[:1] == b"x":
                        yield f"{table.name}.{column.name}", zlib.decompress(raw)


def places(record: Record) -> set[str]:
    return {place for place, raw in cells(record) if any(word in raw.lower() for word in WORDS)}


def test_of_an_erased_document_no_word_is_left(record: Record, clock: Clock, two: tuple[Reading, bytes]) -> None:
    reading, data = secret()
    record.add(reading, data, **BY)
    record.add(reading, data, reader="reader-2", dossier="dossier-1")
    record.link()
    document = reading.document.id
    record.judge("right", [reading.claims[0].id], by="Ada")
    (start, end), *_ = reading.claims[0].passages
    quoting = (("passages", json.dumps([[start, end, reading.document.text[start:end]]])),)
    record.judge("corrected", [reading.claims[0].id], by="Bo", fields=quoting)
    record.review.propose([Proposed("corrected", (reading.claims[0].id,), "Cy", fields=quoting)])
    assert places(record) >= {
        "judgements.fields",
        "proposals.fields",
        "texts.text",
        "claims.folded",
        "claim_passages.words",
        "originals.bytes",
        "names.name",
    }
    others = told(record)
    clock.now += HOUR
    record.withdraw_document(document, by="Ada", why="a court told us to", erase=True)
    assert places(record) == set()
    for words in ("zymurgical", "Quorndon", "등대"):
        assert record.search(SearchQuery(words)) == []
    (gone,) = record.withdrawals().values()
    assert (gone.erased, gone.sha256) == (True, reading.document.sha256)
    assert record.original(reading.document.sha256) is None
    assert record.last_reading(document) is None
    assert record.check() == []
    left = told(record)
    assert left["documents"] == [one for one in others["documents"] if one != document]
    assert left["search"] == [(one, at) for one, at in others["search"] if one != document]
    *_, change = record.changes()
    assert (change.kind, change.document, change.why) == ("erased", document, "a court told us to")
    # The number of its reading is free, and may be given to another.
    record.add(*reading_of(RELEASES[3], source="d.txt"), **BY)
    its = [change for change in record.changes() if change.document == document]
    assert {(change.title, change.claims, change.source, change.differs) for change in its} == {(None,) * 4}


def test_an_erased_document_is_refused_until_that_is_undone(record: Record, clock: Clock) -> None:
    reading, data = secret()
    record.add(reading, data, **BY)
    document = reading.document.id
    record.withdraw_document(document, by="Ada", why="a court told us to", erase=True)
    assert record.add_many([(reading, data)], **BY).new == 0
    assert record.add(reading, data, **BY) == "erased"
    assert places(record) == set()
    with pytest.raises(RecordError, match="was erased by Ada"):
        record.withdraw_document(document, by="Ada", why="again", erase=True)
    clock.now += HOUR
    assert record.restore_document(document, by="Ada", why="the court was overruled") is False
    assert record.check() == []
    assert record.reading(document) is None
    assert record.add(reading, data, **BY) == "new"
    assert record.reading(document) == reading
    assert record.original(reading.document.sha256) == data
    assert len(record.search(SearchQuery("zymurgical"))) == 2
    assert record.check() == []


def test_a_text_that_another_document_has_too_stays_with_that(record: Record) -> None:
    reading, data = secret()
    copy = replace(reading, document=document_of(reading.document.text, data=data + b" ", source="c.txt")[0])
    copy = replace(copy, document=replace(copy.document, text=reading.document.text, lines=reading.document.lines))
    record.add_many([(reading, data), (copy, data + b" ")], **BY)
    record.link()
    record.withdraw_document(reading.document.id, by="Ada", why="a court told us to", erase=True)
    assert record.reading(copy.document.id) == copy
    assert record.check() == []


@on_a_file
def test_no_byte_of_it_is_left_in_the_file(record: Record, tmp_path: Path) -> None:
    """Not in pages that were let go, not in the -wal file, not in the index."""
    record.add(*pledge(), **BY)
    reading, data = secret()
    record.add(reading, data, **BY)
    record.withdraw_document(reading.document.id, by="Ada", why="a court told us to", erase=True)
    packed = zlib.compress(data)[2:20]
    for file in tmp_path.iterdir():
        raw = file.read_bytes().lower()
        assert [word for word in (*WORDS, packed.lower()) if word in raw] == [], file.name


@on_a_file
def test_a_withdrawn_document_that_has_a_reading_is_unsound(record: Record, tmp_path: Path) -> None:
    reading, data = pledge()
    record.add(reading, data, **BY)
    record.withdraw_document(reading.document.id, by="Ada", why="taken down")
    with sqlite3.connect(tmp_path / "dragoman.db") as raw:
        raw.execute("UPDATE readings SET superseded_at = NULL")
    raw.close()
    assert record.check() == [f"document {reading.document.id} has 1 current readings; it should have none"]
