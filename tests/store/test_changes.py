"""What changed in the record and why: written with the change, numbered in the order in which it can be seen."""

import datetime
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import delete

from dragoman.record import Reading
from dragoman.store import Change, ChangeQuery, Record, schema
from dragoman.store.past import write_past
from dragoman.store.web import Fetch
from invented_readings import HOUR, MONDAY, Clock, Said, day, document_of, pledge, read
from invented_releases import RELEASES, reading_of

BY = {"reader": "reader-1", "dossier": "dossier-1"}
PAGE = "https://mfa.marsovia.example/embargo"


def kinds(found: Sequence[Change]) -> list[str]:
    return [change.kind for change in found]


def note(text: str, source: str = PAGE) -> tuple[Reading, bytes]:
    document, data = document_of(text, source=source)
    return read(document, [Said([line], kind="call") for line in text.split("\n")[1:]]), data


def test_a_document_is_learned_with_its_claims(record: Record) -> None:
    assert (record.cursor(), list(record.changes())) == (0, [])
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, **BY)
    (change,) = record.changes()
    assert (change.cursor, change.at, change.kind) == (1, MONDAY, "learned")
    assert (change.document, change.title, change.claims) == (reading.document.id, reading.document.title, 3)
    assert (change.reader, change.source, change.differs) == ("reader-1", "releases/embargo.txt", None)
    record.add(reading, data, **BY)
    assert record.cursor() == 1


def test_a_rereading_tells_what_differs_and_why(record: Record, clock: Clock) -> None:
    first, data = note("Coal\nTarnia should pay.\nTarnia should talk.\nTarnia should wait.")
    record.add(first, data, **BY)
    clock.now += HOUR
    pay, talk, wait = first.claims
    document = first.document
    new = read(document, [Said(["Tarnia should pay"], kind="call")]).claims
    second = replace(first, claims=(*new, replace(talk, polarity="negative"), replace(wait, confidence=0.5)))
    record.add(second, data, reader="reader-2", dossier="dossier-1")
    _, change = record.changes()
    assert (change.kind, change.at, change.claims) == ("reread", clock.now, 3)
    assert change.differs is not None
    assert change.differs.because == ("reader",)
    assert (change.differs.added, change.differs.gone, change.differs.changed) == ((new[0].id,), (pay.id,), (talk.id,))
    clock.now += HOUR
    dated = replace(second, document=replace(document, published=day("2024-03-02")))
    record.add(dated, data, reader="reader-2", dossier="dossier-2")
    *_, change = record.changes()
    assert change.differs is not None
    assert change.differs.because == ("dossier", "facts")
    # When it was said is told otherwise of each.
    assert set(change.differs.changed) == {claim.id for claim in second.claims}


def test_what_is_told_alike_under_another_id_is_no_difference(record: Record) -> None:
    first, data = note("Coal\nTarnia should pay.\nTarnia should talk.")
    record.add(first, data, **BY)
    moved = replace(first, claims=tuple(replace(claim, id=f"x{claim.id}") for claim in first.claims[:1]))
    record.add(moved, data, reader="reader-2", dossier="dossier-1")
    *_, change = record.changes()
    assert change.differs is not None
    assert (change.differs.added, change.differs.gone) == ((), (first.claims[1].id,))


def test_the_same_bytes_at_another_place_are_found_once(record: Record) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, **BY)
    elsewhere = replace(reading, document=replace(reading.document, source="copies/embargo.txt"))
    for _ in range(2):
        record.add(elsewhere, data, **BY)
    assert kinds(list(record.changes())) == ["learned", "found"]
    *_, change = record.changes()
    assert (change.source, change.document) == ("copies/embargo.txt", reading.document.id)


def test_links_and_corrections(record: Record, clock: Clock) -> None:
    older, newer = note("Coal\nTarnia should pay 40 crowns."), note("Coal\nTarnia should pay 4 crowns.")
    record.add_many([older, reading_of(RELEASES[0], source="a.txt")], **BY)
    record.link()
    clock.now += HOUR
    record.add_many([newer, reading_of(RELEASES[0] + "\n", source="b.txt")], **BY)
    record.link()
    found = list(record.changes(ChangeQuery(kinds=("linked", "corrected"))))
    told = {change.kind: change for change in found}
    assert (told["corrected"].document, told["corrected"].other) == (older[0].document.id, newer[0].document.id)
    assert told["corrected"].why == f"both were found at {PAGE}"
    assert told["linked"].link == "exact"
    assert [x.cursor for x in found] == [5, 6]


def test_a_page_that_goes_back_is_corrected_by_what_it_was(record: Record, clock: Clock) -> None:
    older, newer = note("Coal\nTarnia should pay 40 crowns."), note("Coal\nTarnia should pay 4 crowns.")
    for reading, data in (older, newer, older):
        clock.now += HOUR
        record.web.keep_fetch(Fetch(PAGE, PAGE, clock.now, sha256=reading.document.sha256))
        record.add(reading, data, **BY)
        record.link()
    found = list(record.changes(ChangeQuery(kinds=("corrected",))))
    ids = older[0].document.id, newer[0].document.id
    assert [(x.document, x.other, x.at) for x in found] == [
        (*ids, MONDAY + 2 * HOUR),
        (*reversed(ids), MONDAY + 3 * HOUR),
    ]
    record.web.keep_fetch(Fetch(PAGE, PAGE, clock.now, sha256=older[0].document.sha256))
    assert record.cursor() == found[-1].cursor
    with record._writing() as (connection, _):
        connection.execute(delete(schema.changes))
        write_past(connection)
    assert list(record.changes(ChangeQuery(kinds=("corrected",)))) == found


def test_judgements_and_their_withdrawal(record: Record, clock: Clock) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, **BY)
    claim = reading.claims[0].id
    made = record.judge("wrong", [claim], by="Ada", why="the deputy said so")
    record.judge("same", ["marsovia", "marsovia.mfa"], by="Bo")
    clock.now += HOUR
    record.withdraw(made.id, by="Cy", why="heard again")
    wrong, same, back = list(record.changes(after=1))
    assert (wrong.kind, wrong.verdict, wrong.about, wrong.by, wrong.why) == (
        *("judged", "wrong", (claim,)),
        *("Ada", "the deputy said so"),
    )
    assert (wrong.document, wrong.id, same.document) == (reading.document.id, made.id, None)
    assert (back.kind, back.about, back.at) == ("retracted", (made.id,), clock.now)


def test_changes_are_asked_for_by_kind_document_actor_and_time(record: Record, clock: Clock) -> None:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, **BY)
    clock.now += HOUR
    record.add(*note("Coal\nNobody should pay."), **BY)
    clock.now += HOUR
    record.judge("right", [reading.claims[0].id], by="Ada")
    record.judge("same", ["tarnia", "tarnia.old"], by="Ada")

    def cursors(**asked: object) -> list[int]:
        query = ChangeQuery(**asked)  # type: ignore[arg-type]
        found = [change.cursor for change in record.changes(query)]
        assert record.count_changes(query) == len(found)
        return found

    assert cursors(kinds=("judged",)) == [3, 4]
    assert cursors(document=reading.document.id) == [1, 3]
    assert cursors(actor="tarnia") == cursors(actor="tarnia.old") == [1, 3, 4]
    assert cursors(actor="Ada Quill") == [1, 3]
    assert cursors(since=MONDAY + HOUR) == [2, 3, 4]
    assert cursors(until=MONDAY + HOUR) == cursors(as_of=MONDAY + HOUR) == [1, 2]
    assert cursors(newest=True) == [4, 3, 2, 1]
    assert [x.cursor for x in record.changes(ChangeQuery(newest=True, limit=2))] == [4, 3]


def test_who_asks_on_gets_each_change_once_however_many_at_a_time(record: Record) -> None:
    record.add_many((note(f"Note {n}\nTarnia should pay {n} crowns.", f"{n}.txt") for n in range(30)), **BY)
    whole = [change.cursor for change in record.changes()]
    assert whole == list(range(1, 31))
    for size in (1, 7, 30, 100):
        got: list[int] = []
        while page := [x.cursor for x in record.changes(after=got[-1] if got else 0, limit=size)]:
            got += page
        assert got == whole


def test_nothing_is_skipped_while_others_write(record: Record) -> None:
    """Writers that overlap, and one who asks again and again for what came after the last change he saw."""
    faults: list[BaseException] = []
    writers = 3

    def write(number: int) -> None:
        try:
            for n in range(20):
                record.add(*note(f"Note {n} of {number}\nTarnia should pay.", f"{number}/{n}.txt"), **BY)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    seen: list[int] = []
    while any(thread.is_alive() for thread in threads):
        seen += [x.cursor for x in record.changes(after=seen[-1] if seen else 0)]
    for thread in threads:
        thread.join()
    seen += [x.cursor for x in record.changes(after=seen[-1] if seen else 0)]
    assert faults == []
    assert seen == list(range(1, writers * 20 + 1))


def test_a_change_that_is_undone_with_its_transaction_has_no_number(record: Record) -> None:
    record.add(*note("Coal\nTarnia should pay."), **BY)
    with pytest.raises(RuntimeError, match="stopped"), record._writing() as (connection, now):
        from dragoman.store import changes

        changes.put(connection, [changes.Changed("found", now, "d", source="nowhere")])
        raise RuntimeError("stopped")
    record.add(*note("Coal\nTarnia should wait.", "b.txt"), **BY)
    assert [(x.cursor, x.kind) for x in record.changes()] == [(1, "learned"), (2, "learned")]


def test_an_older_record_is_told_its_past(record: Record, clock: Clock) -> None:
    """The log as it was written, and as it is made from what an older record has, are the same."""
    older, newer = note("Coal\nTarnia should pay 40 crowns."), note("Coal\nTarnia should pay 4 crowns.")
    reading, data = pledge(day("2024-03-01"))
    for kept in (older, (reading, data), newer):
        record.add(*kept, **BY)
        record.link()
        clock.now += datetime.timedelta(minutes=1)
    record.add(reading, data, reader="reader-2", dossier="dossier-1")
    clock.now += HOUR
    made = record.judge("wrong", [reading.claims[0].id], by="Ada")
    clock.now += HOUR
    elsewhere = replace(reading, document=replace(reading.document, source="copies/embargo.txt"))
    record.add(elsewhere, data, reader="reader-2", dossier="dossier-1")
    clock.now += HOUR
    record.withdraw(made.id, by="Ada")
    before = list(record.changes())
    assert kinds(before) == ["learned", "learned", "learned", "corrected", "reread", "judged", "found", "retracted"]
    with record._writing() as (connection, _):
        connection.execute(delete(schema.changes))
        write_past(connection)
    assert list(record.changes()) == before
