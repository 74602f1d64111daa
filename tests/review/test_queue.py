"""What waits for a person: in one order, whoever or whatever left it open."""

from dataclasses import replace

import pytest

from dragoman.dossier import Actor, Dossier
from dragoman.record import DragomanError, Judgement, Reading, RecordError
from dragoman.review import Item, Queue, QueueQuery
from dragoman.store import Record
from invented_readings import HOUR, Clock, Said, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
ALL = QueueQuery()


@pytest.fixture
def queue(record: Record, dossier: Dossier) -> Queue:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, **BY)
    return Queue(record, dossier)


def claims(queue: Queue) -> dict[str, str]:
    return {row.claim.kind: row.claim.id for row in queue.record.claims()}


def kinds(queue: Queue, query: QueueQuery = ALL) -> list[str]:
    return [item.kind for item in queue.page(query).items]


def judge(queue: Queue, clock: Clock, verdict: str, claim: str, by: str, **more: object) -> Judgement:
    clock.now += HOUR
    return queue.record.judge(verdict, [claim], by=by, **more)  # type: ignore[arg-type]


def test_claims_come_by_doubt_times_uses_and_say_so(queue: Queue) -> None:
    items = queue.page(ALL).items
    assert [(item.row.claim.kind, item.score) for item in items if item.row] == [
        ("position", 600),
        ("commitment", 400),
        ("call", 400),
    ]
    assert items[0].why == "confidence 0.40; one document tells of it"
    assert "and the commitments count it" in items[1].why
    assert queue.counts(ALL) == {"claim": 3}


def test_two_who_differ_wait_for_a_third_and_the_last_word_counts(queue: Queue, clock: Clock) -> None:
    claim = claims(queue)["call"]
    judge(queue, clock, "right", claim, "Ada")
    assert "dispute" not in kinds(queue)
    judge(queue, clock, "wrong", claim, "Bo", why="she asked nothing")
    item = queue.page(ALL).items[0]
    assert (item.kind, item.about, item.why) == ("dispute", (claim,), "Ada says right; Bo says wrong")
    assert item.judgements[-1].verdict == "wrong"
    assert queue.counts(ALL) == {"dispute": 1, "claim": 2}
    judge(queue, clock, "right", claim, "Cy")
    assert "dispute" not in kinds(queue)
    judge(queue, clock, "wrong", claim, "Di")
    assert kinds(queue)[0] == "dispute"
    judge(queue, clock, "wrong", claim, "Cy")
    assert "dispute" not in kinds(queue)


def test_two_corrections_that_differ_are_a_dispute_and_two_that_agree_none(queue: Queue, clock: Clock) -> None:
    claim = claims(queue)["call"]
    judge(queue, clock, "corrected", claim, "Ada", fields=[("kind", '"position"')])
    judge(queue, clock, "corrected", claim, "Bo", fields=[("kind", '"position"')])
    assert "dispute" not in kinds(queue)
    judge(queue, clock, "corrected", claim, "Bo", fields=[("kind", '"statement"')])
    assert "dispute" in kinds(queue)


def test_kept_does_not_answer_whether_it_was_read_right(queue: Queue, clock: Clock) -> None:
    claim = claims(queue)["commitment"]
    judge(queue, clock, "kept", claim, "Ada")
    judge(queue, clock, "wrong", claim, "Bo")
    assert "dispute" not in kinds(queue)


def test_what_changed_since_it_was_judged_opens_again(queue: Queue, clock: Clock) -> None:
    claim = claims(queue)["call"]
    judge(queue, clock, "right", claim, "Ada")
    reading, data = pledge(day("2024-03-01"))
    clock.now += HOUR
    other = replace(reading, claims=tuple(replace(c, polarity="negative") for c in reading.claims))
    queue.record.add(other, data, reader="reader-2", dossier="dossier-1")
    item = queue.page(ALL).items[0]
    assert (item.kind, item.about, item.gone) == ("stale", (claim,), False)
    judge(queue, clock, "right", claim, "Bo")
    assert "stale" not in kinds(queue)


def test_of_a_claim_that_is_gone_the_judgement_can_only_be_taken_back(queue: Queue, clock: Clock) -> None:
    made = judge(queue, clock, "right", claims(queue)["call"], "Ada")
    reading, data = pledge(day("2024-03-01"))
    clock.now += HOUR
    less = tuple(claim for claim in reading.claims if claim.kind != "call")
    queue.record.add(replace(reading, claims=less), data, reader="reader-2", dossier="dossier-1")
    item = queue.page(ALL).items[0]
    assert (item.kind, item.gone, item.row) == ("stale", True, None)
    queue.record.withdraw(made.id, by="Ada")
    assert kinds(queue) == ["claim", "claim"]


def test_a_second_opinion_is_asked_of_who_has_none_yet(queue: Queue, clock: Clock) -> None:
    judge(queue, clock, "wrong", claims(queue)["call"], "Ada")
    second = QueueQuery(judged_by="Ada", by="Bo")
    (item,) = queue.page(second).items
    assert (item.kind, item.why, item.verdicts) == (
        "opinion",
        "wrong, says Ada: do you?",
        ("right", "wrong", "corrected"),
    )
    judge(queue, clock, "wrong", claims(queue)["call"], "Bo")
    assert queue.page(second).items == ()
    assert queue.page(QueueQuery(judged_by="Cy", by="Bo")).items == ()


def person(name: str, number: int = 1) -> tuple[Reading, bytes]:
    """A document in which a Deputy Envoy of this name speaks."""
    text = f"Note {number}\nDeputy Envoy {name} said that the talks will resume."
    document, data = document_of(text, source=f"{number}.txt", published=day("2024-03-01"))
    reading = read(document, [Said(["the talks will resume"], speakers=[name], confidence=1.0)])
    start = text.index("Deputy")
    mentions = (replace(reading.mentions[0], start=start, how="title"),)
    return replace(reading, mentions=mentions), data


def test_a_person_nobody_knows_waits_with_whom_the_name_may_mean(queue: Queue, somebody: Actor) -> None:
    for number in (1, 2):
        reading, data = person(somebody.name, number)
        queue.record.add(reading, data, **BY)
    (item,) = queue.page(QueueQuery(kinds=("person",))).items
    assert item.person is not None
    assert (item.person.name, item.uses, item.score) == (somebody.name, 2, 1000)
    assert somebody.id in queue.perhaps(item.person)
    assert queue.who(item.about[0]) == item.about[0]
    with pytest.raises(DragomanError, match="may be"):
        queue.who(somebody.name)
    queue.record.judge("same", [item.about[0], somebody.id], by="Ada")
    assert queue.page(QueueQuery(kinds=("person",))).items == ()


def test_somebody_new_waits_no_more(queue: Queue) -> None:
    reading, data = person("Ila Rem")
    queue.record.add(reading, data, **BY)
    (item,) = queue.page(QueueQuery(kinds=("person",))).items
    queue.record.judge("right", item.about, by="Ada")
    assert queue.page(QueueQuery(kinds=("person",))).items == ()
    with pytest.raises(DragomanError, match="no actor is called"):
        queue.who("Nobody Atall")


def near(queue: Queue) -> tuple[Reading, Reading]:
    """Two documents that are nearly the same."""
    long = "Release\n" + " ".join(f"Word{n} of the harbour treaty was read aloud by envoy{n}." for n in range(60))
    found = []
    for source, end in (("a.txt", "Ships stay free tonight and always."), ("b.txt", "All ships go home now.")):
        document, data = document_of(f"{long} {end}", source=source, published=day("2024-04-01"))
        reading = read(document, [])
        queue.record.add(reading, data, **BY)
        found.append(reading)
    queue.record.link()
    return found[0], found[1]


def test_a_link_waits_by_what_it_lacks_of_certainty(queue: Queue) -> None:
    one, other = near(queue)
    (item,) = queue.page(QueueQuery(kinds=("link",))).items
    assert set(item.about) == {one.document.id, other.document.id}
    assert 0 < item.doubt < 100
    assert item.verdicts == ("same", "different")
    queue.record.judge("different", item.about, by="Ada")
    assert queue.page(QueueQuery(kinds=("link",))).items == ()


PROMISE = "Note\nThe ministry will open a safety centre for travellers abroad."
DONE = "Later\nThe ministry opened the safety centre for travellers abroad."


def test_a_promise_that_may_have_been_kept_waits(queue: Queue) -> None:
    for text, words, kind, on in (
        (PROMISE, "will open a safety centre for travellers abroad", "commitment", "2024-04-01"),
        (DONE, "opened the safety centre for travellers abroad", "event", "2024-06-01"),
    ):
        document, data = document_of(text, source=f"{kind}.txt", published=day(on))
        said = Said([words], kind=kind, actors=["ministry"], confidence=1.0)
        queue.record.add(read(document, [said]), data, **BY)
    (item,) = (item for item in queue.page(ALL).items if item.kind == "promise")
    assert [follow.relation for follow in item.follow_ups] == ["fulfils"]
    assert item.why == "1 later claim may tell whether it was kept; 1 tell of the promise"
    queue.record.judge("kept", item.about, by="Ada")
    assert "promise" not in kinds(queue)


def test_filters_hold_for_every_kind(queue: Queue, clock: Clock) -> None:
    reading, data = person("Ila Rem")
    queue.record.add(reading, data, **BY)
    near(queue)
    judge(queue, clock, "wrong", claims(queue)["call"], "Ada")
    judge(queue, clock, "right", claims(queue)["call"], "Bo")
    assert set(kinds(queue)) == {"dispute", "person", "link", "claim"}
    assert set(kinds(queue, QueueQuery(tracks=("dialogue",)))) == {"dispute"}
    assert set(kinds(queue, QueueQuery(tracks=("dissuade",)))) == {"claim"}
    assert set(kinds(queue, QueueQuery(actor="Ila Rem"))) == {"person", "claim"}
    assert kinds(queue, QueueQuery(document=reading.document.id)) == ["person", "claim"]
    assert set(kinds(queue, QueueQuery(below=0.3))) == set()
    assert set(kinds(queue, QueueQuery(below=0.6))) == {"dispute", "person", "claim"}


def test_page_by_page_it_is_the_whole_queue(queue: Queue, clock: Clock) -> None:
    near(queue)
    for number, name in enumerate(("Ila Rem", "Oda Sand", "Bel Tor"), start=1):
        reading, data = person(name, number)
        queue.record.add(reading, data, **BY)
    judge(queue, clock, "wrong", claims(queue)["call"], "Ada")
    judge(queue, clock, "right", claims(queue)["call"], "Bo")
    whole = [item.id for item in queue.page(ALL).items]
    assert len(whole) == len(set(whole)) == 10
    for limit in (1, 2, 3, 7):
        paged: list[str] = []
        page = queue.page(QueueQuery(limit=limit))
        paged += [item.id for item in page.items]
        while page.next:
            page = queue.page(QueueQuery(limit=limit, after=page.next))
            paged += [item.id for item in page.items]
        assert paged == whole


def test_a_place_that_is_none_is_told(queue: Queue) -> None:
    with pytest.raises(RecordError, match="no place in the queue"):
        queue.page(QueueQuery(after="c0"))


def test_an_items_json_holds_all_that_is_needed_to_decide(queue: Queue) -> None:
    from dragoman.review.rows import COLUMNS, item_cells, item_to_json

    item: Item = queue.page(ALL).items[0]
    told = item_to_json(item)
    assert (told["kind"], told["score"], told["doubt"], told["uses"]) == ("claim", 0.6, 0.6, 1)
    assert told["claim"]["words"] == "대화를 계속하겠다"
    assert told["verdicts"] == ["right", "wrong", "corrected"]
    assert len(item_cells(item)) == len(COLUMNS)
