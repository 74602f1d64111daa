"""What happens as readings come in again and again: nothing twice, nothing lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dragoman.record import Published, Reading, RecordError
from dragoman.record.wire import dump_reading
from dragoman.store import Added, ClaimQuery, Record
from invented_readings import HOUR, MONDAY, Clock, Said, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
BY_NEWER = {"reader": "reader-2", "dossier": "dossier-1"}


def test_a_reading_comes_back_character_by_character(record: Record) -> None:
    reading, data = pledge(day("2024-03-01"))
    assert record.add(reading, data, **BY) == "new"
    kept = record.reading(reading.document.id)
    assert kept == reading
    assert kept and dump_reading(kept) == dump_reading(reading)
    assert record.original(reading.document.sha256) == data
    assert record.document(reading.document.id) == reading.document


def test_what_is_not_there_is_none(record: Record) -> None:
    assert record.reading("nothing") is None
    assert record.document("nothing") is None
    assert record.original("nothing") is None
    assert record.history("nothing") == []
    assert list(record.claims(ClaimQuery(document="nothing"))) == []


def test_the_same_again_adds_nothing(record: Record, clock: Clock) -> None:
    reading, data = pledge()
    record.add(reading, data, **BY)
    before = record.summary()
    clock.now += HOUR
    assert record.add(reading, data, **BY) == "unchanged"
    assert record.add_many([(reading, data)] * 3, **BY) == Added(unchanged=3)
    assert record.summary() == before
    assert (before.documents, before.readings, before.sightings, before.claims) == (1, 1, 1, 3)


def test_the_same_bytes_elsewhere_are_a_sighting(record: Record, clock: Clock) -> None:
    reading, data = pledge()
    record.add(reading, data, **BY)
    clock.now += HOUR
    copy = replace(reading, document=replace(reading.document, source="attic/copy.txt"))
    assert record.add(copy, data, **BY) == "unchanged"
    assert record.add(copy, data, **BY) == "unchanged"
    assert [(s.source, s.seen_at) for s in record.sightings(reading.document.id)] == [
        ("releases/embargo.txt", MONDAY),
        ("attic/copy.txt", MONDAY + HOUR),
    ]
    assert record.summary().readings == 1
    assert record.known(copy.document, **BY) == copy


def test_a_newer_reader_supersedes_and_the_older_reading_stays(record: Record, clock: Clock) -> None:
    older, data = pledge(confidence=0.5)
    newer, _ = pledge(confidence=0.9)
    document = older.document.id
    record.add(older, data, **BY)
    clock.now += HOUR
    assert record.add(newer, data, **BY_NEWER) == "superseded"
    assert record.reading(document) == newer
    assert record.reading(document, as_of=MONDAY) == older
    assert record.reading(document, as_of=MONDAY + HOUR) == newer
    assert record.reading(document, as_of=MONDAY - HOUR) is None
    assert [r.claims[0].confidence for r in record.readings(as_of=MONDAY)] == [0.5]
    assert [(v.reader, v.learned_at, v.superseded_at) for v in record.history(document)] == [
        ("reader-1", MONDAY, MONDAY + HOUR),
        ("reader-2", MONDAY + HOUR, None),
    ]


def test_another_dossier_supersedes_even_where_it_finds_the_same(record: Record) -> None:
    """Else nobody could tell which dossier the reading that stands was read with."""
    reading, data = pledge()
    record.add(reading, data, **BY)
    assert record.add(reading, data, reader="reader-1", dossier="dossier-2") == "superseded"
    assert not record.knows(reading.document, **BY)
    assert record.add(reading, data, **BY) == "superseded"


def test_a_clock_set_back_never_lets_two_readings_stand_at_once(record: Record, clock: Clock) -> None:
    readings = [pledge(confidence=c) for c in (0.1, 0.2, 0.3, 0.4)]
    for hours, (reading, data) in zip((5, 3, 7, 4), readings, strict=True):
        clock.now = MONDAY + hours * HOUR
        record.add(reading, data, **BY)
    document = readings[0][0].document.id
    for hours in range(10):
        standing = [v for v in record.history(document) if _stood(v, MONDAY + hours * HOUR)]
        assert len(standing) == (1 if hours >= 5 else 0)
        assert record.count(ClaimQuery(as_of=MONDAY + hours * HOUR)) == (3 if hours >= 5 else 0)
    assert record.check() == []


def _stood(version: object, moment: object) -> bool:
    learned, until = version.learned_at, version.superseded_at  # type: ignore[attr-defined]
    return learned <= moment and (until is None or until > moment)  # type: ignore[operator]


def test_knows_skips_only_what_reading_again_would_not_change(record: Record) -> None:
    reading, data = pledge(day("2024-03-01"))
    document = reading.document
    assert not record.knows(document, **BY)
    record.add(reading, data, **BY)
    assert record.knows(document, **BY)
    assert record.known(document, **BY) == reading
    assert not record.knows(document, **BY_NEWER)
    assert not record.knows(document, reader="reader-1", dossier="dossier-2")
    assert not record.knows(replace(document, published=Published(day("2024-03-02").period, "given", 1.0)), **BY)
    assert not record.knows(replace(document, published=None), **BY)
    assert not record.knows(replace(document, publisher=replace(document.publisher, name="Another")), **BY)
    assert not record.knows(replace(document, language="ko"), **BY)
    assert not record.knows(replace(document, lines=document.lines[:1]), **BY)
    assert not record.knows(replace(document, source="attic/copy.txt"), **BY)


def test_a_date_the_user_gives_supersedes_and_can_be_taken_back(record: Record) -> None:
    plain, data = pledge()
    dated, _ = pledge(Published(day("2024-02-29").period, "given", 1.0))
    record.add(plain, data, **BY)
    assert record.add(dated, data, **BY) == "superseded"
    assert record.document(plain.document.id) == dated.document
    assert record.add(plain, data, **BY) == "superseded"
    assert record.document(plain.document.id) == plain.document


def test_a_second_place_without_the_date_does_not_lose_it(record: Record) -> None:
    """A page whose date stood in its address, then the same page saved to disk. Both read over and over."""
    web, data = pledge(day("2024-03-01"), source="https://mfa.example/2024/03/01/embargo")
    saved, _ = pledge(None, source="saved/embargo.html")
    assert record.add(web, data, **BY) == "new"
    for _ in range(3):
        assert record.add(saved, data, **BY) == "unchanged"
        assert record.add(web, data, **BY) == "unchanged"
    assert record.reading(web.document.id) == web
    assert record.known(saved.document, **BY) == saved
    assert record.summary().readings == 2
    assert record.check() == []


def test_a_second_place_with_the_date_supersedes_once(record: Record) -> None:
    web, data = pledge(day("2024-03-01"), source="https://mfa.example/2024/03/01/embargo")
    saved, _ = pledge(None, source="saved/embargo.html")
    outcomes = [record.add(r, data, **BY) for r in (saved, web, saved, web, saved)]
    assert outcomes == ["new", "superseded", "unchanged", "unchanged", "unchanged"]
    assert record.reading(web.document.id) == web
    assert record.knows(saved.document, **BY)


def test_two_places_that_differ_alike_settle_on_the_later(record: Record) -> None:
    one, data = pledge(day("2024-03-01"), source="a")
    two, _ = pledge(day("2024-03-02"), source="b")
    outcomes = [record.add(r, data, **BY) for r in (one, two, one, two)]
    assert outcomes == ["new", "superseded", "unchanged", "unchanged"]


def test_another_dossier_from_a_second_place_can_be_taken_back_from_the_first(record: Record) -> None:
    """Else the first place, having given just this before, would be passed over."""
    one, data = pledge(source="a", confidence=0.5)
    two, _ = pledge(source="b", confidence=0.9)
    record.add(one, data, **BY)
    assert record.add(two, data, reader="reader-1", dossier="dossier-2") == "superseded"
    assert not record.knows(one.document, **BY)
    assert record.add(one, data, **BY) == "superseded"
    assert record.reading(one.document.id) == one


def test_readings_come_by_day_with_the_undated_last(record: Record) -> None:
    days = ["2024-05-01", None, "2019-01-01", "2024-01-01"]
    for number, when in enumerate(days):
        document, data = document_of(f"Note {number}\nNothing was said.", published=day(when) if when else None)
        record.add(read(document, []), data, **BY)
    titles = [r.document.title for r in record.readings()]
    assert titles == ["Note 2", "Note 3", "Note 0", "Note 1"]


def test_an_item_that_cannot_be_had_loses_nothing_before_it(record: Record) -> None:
    def items() -> Iterator[tuple[Reading, bytes]]:
        for number in range(5):
            document, data = document_of(f"Note {number}\nNothing was said.")
            yield read(document, []), data
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record.add_many(items(), **BY)
    assert record.summary().documents == 5


def test_many_go_in_as_one_by_one(record: Record) -> None:
    """Over several batches, with a document that comes twice in one of them."""
    documents = [document_of(f"Note {n}\nThe envoy will come, he said.") for n in range(150)]
    items = [(read(d, [Said(["will come"])]), data) for d, data in documents]
    items.insert(3, items[0])
    assert record.add_many(iter(items), **BY) == Added(new=150, unchanged=1)
    assert (record.summary().documents, record.count()) == (150, 150)
    assert record.check() == []


def test_a_reading_that_does_not_hold_together_is_refused_whole(record: Record) -> None:
    reading, data = pledge()
    claim = reading.claims[0]
    faults = {
        "bytes given": (reading, b"other bytes"),
        "outside its text": (_with(reading, replace(claim, passages=((0, 9999),))), data),
        "is there twice": (replace(reading, claims=(claim, claim)), data),
        "mentions the reading lacks: m99": (_with(reading, replace(claim, actors=("m99",))), data),
        "a time the reading lacks": (_with(reading, replace(claim, time="t99")), data),
        "no passage": (_with(reading, replace(claim, passages=())), data),
    }
    for fault, (bad, given) in faults.items():
        with pytest.raises(ValueError, match=fault):
            record.add(bad, given, **BY)
    assert record.summary().documents == 0


def _with(reading: Reading, claim: object) -> Reading:
    return replace(reading, claims=(claim,))  # type: ignore[arg-type]


def test_two_documents_of_one_id_are_never_taken_for_one(record: Record) -> None:
    reading, data = pledge()
    other, other_data = document_of("Another text", data=b"other bytes")
    record.add(reading, data, **BY)
    with pytest.raises(RecordError, match="is there with other bytes"):
        record.add(read(replace(other, id=reading.document.id), []), other_data, **BY)


def test_a_naive_time_is_refused(record: Record) -> None:
    naive = MONDAY.replace(tzinfo=None)
    for ask in (
        lambda: ClaimQuery(as_of=naive),
        lambda: record.readings(as_of=naive),
        lambda: record.find("a", as_of=naive),
    ):
        with pytest.raises(ValueError, match="no time zone"):
            ask()


def test_find_by_the_beginning_of_an_id(record: Record) -> None:
    reading, data = pledge()
    record.add(reading, data, **BY)
    document, claim = reading.document.id, reading.claims[0].id
    assert [(f.what, f.id, f.document) for f in record.find(document)] == [("document", document, document)]
    assert [(f.what, f.id, f.document) for f in record.find(claim[:8])] == [("claim", claim, document)]
    assert {f.id for f in record.find(claim[0])} >= {claim}
    assert record.find("") == record.find("zz%_") == record.find("\U0010ffff") == record.find("퟿") == []
    assert record.find(claim, as_of=MONDAY - HOUR) == []


def test_summary_counts_what_stands(record: Record, clock: Clock) -> None:
    undated, data = pledge()
    record.add(undated, data, **BY)
    document, other = document_of("Note\nThe envoy will come.", published=day("2020-02-02"))
    record.add(read(document, [Said(["will come"], kind="forecast")]), other, **BY)
    clock.now += HOUR
    dated, _ = pledge(day("2024-03-01"))
    record.add(dated, data, **BY)
    summary = record.summary()
    assert (summary.documents, summary.readings, summary.claims, summary.sightings) == (2, 3, 4, 2)
    assert (summary.undated, summary.problems) == (0, 0)
    assert summary.claims_by_kind == {"call": 1, "commitment": 1, "forecast": 1, "position": 1}
    assert summary.said == (day("2020-02-02").period.first, day("2024-03-01").period.last)
    assert summary.learned_at == MONDAY + HOUR
