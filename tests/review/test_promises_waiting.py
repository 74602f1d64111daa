"""Promises that wait are those of the record where follow-ups are on it, and the same where they are looked for."""

import pytest

from dragoman.desks.dialogue.following import follow_up
from dragoman.desks.states import states_of
from dragoman.dossier import Dossier
from dragoman.review import Item, Queue, QueueQuery, promises
from dragoman.store import Record
from invented_readings import Said, day, document_of, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
ALL = QueueQuery()
PROMISED = QueueQuery(kinds=("promise",))
ENDS = ("at last", "on schedule", "as planned")
DEEDS = (
    ("open a safety centre for travellers abroad", "opened the safety centre for travellers abroad"),
    ("rebuild the harbour wall of Tarnia", "rebuilt the harbour wall of Tarnia"),
    ("vaccinate cattle along the northern valley", "vaccinated cattle along the northern valley"),
    ("publish every customs ledger it holds", "published every customs ledger it holds"),
    ("plant birches beside the old railway", "planted birches beside the old railway"),
)


@pytest.fixture
def queue(record: Record, dossier: Dossier) -> Queue:
    """Five promises of the ministry, with none to four acts that seem to keep each, and a claim that is unsure."""
    for number, (promised, done) in enumerate(DEEDS):
        put(record, f"will {promised}", "commitment", f"2024-04-0{number + 1}")
        for time in range(min(number, 3)):
            put(record, f"{done} {ENDS[time]}", "event", f"2024-0{6 + time}-10")
    put(record, "keeps the border closed", "position", "2024-03-01", confidence=0.5)
    return Queue(record, dossier)


def put(record: Record, words: str, kind: str, on: str, *, confidence: float = 1.0) -> None:
    text = f"Note\nThe ministry {words}."
    document, data = document_of(text, source=f"{words}.txt", published=day(on))
    said = Said([words], kind=kind, actors=["ministry"], confidence=confidence)  # type: ignore[arg-type]
    record.add(read(document, [said]), data, **BY)


def kept(queue: Queue) -> None:
    """Have acts and follow-ups on record."""
    queue.record.count_acts()
    follow_up(queue.record, states_of(queue.dossier))


def told(items: tuple[Item, ...]) -> list[tuple[object, ...]]:
    return [(item.id, item.uses, item.why, [f.relation for f in item.follow_ups]) for item in items]


def test_on_record_are_the_promises_that_would_be_found(queue: Queue) -> None:
    looked_for = told(queue.page(PROMISED).items)
    assert [uses for _, uses, *_ in looked_for] == [4, 4, 3, 2]
    assert queue.counts(PROMISED) == {"promise": 4}
    kept(queue)
    assert told(queue.page(PROMISED).items) == looked_for
    assert queue.counts(PROMISED) == {"promise": 4}


def test_those_on_record_are_told_of_without_a_claim_being_looked_through(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promises, "LOOKED_FOR", 0)
    assert {item.kind for item in queue.page(ALL).items} == {"claim"}
    assert not queue.finds_promises()
    kept(queue)
    monkeypatch.setattr(promises, "ledger_of", None)
    page, counts = queue.look(ALL)
    assert [item.kind for item in page.items].count("promise") == counts["promise"] == 4
    assert queue.finds_promises()


@pytest.mark.parametrize("on_record", [True, False])
def test_page_by_page_it_is_the_whole_list(queue: Queue, *, on_record: bool) -> None:
    if on_record:
        kept(queue)
    whole = [item.id for item in queue.page(ALL).items]
    assert len(whole) == len(set(whole)) == 19
    for limit in (1, 2, 3, 7):
        paged: list[str] = []
        after: str | None = None
        while True:
            page = queue.page(QueueQuery(limit=limit, after=after))
            paged += [item.id for item in page.items]
            after = page.next
            if after is None:
                break
        assert paged == whole


def test_a_promise_that_was_judged_waits_no_more_until_that_is_taken_back(queue: Queue) -> None:
    kept(queue)
    first, second, *_ = queue.page(PROMISED).items
    made = queue.record.judge("kept", first.about, by="Ada")
    follow_up(queue.record, states_of(queue.dossier))
    assert queue.page(PROMISED).items[0].id == second.id
    assert queue.counts(PROMISED) == {"promise": 3}
    queue.record.withdraw(made.id, by="Ada")
    follow_up(queue.record, states_of(queue.dossier))
    assert queue.page(PROMISED).items[0].id == first.id


def test_they_are_asked_for_by_document_and_doubt(queue: Queue) -> None:
    kept(queue)
    one = queue.page(PROMISED).items[1]
    assert one.row is not None
    asked = QueueQuery(kinds=("promise",), document=one.row.document)
    assert [item.id for item in queue.page(asked).items] == [one.id]
    assert queue.counts(asked) == {"promise": 1}
    assert queue.page(QueueQuery(kinds=("promise",), below=0.5)).items == ()
    assert queue.counts(QueueQuery(kinds=("promise",), below=0.5)) == {}
