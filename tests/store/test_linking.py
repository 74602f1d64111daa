"""The same document twice is linked once, whatever the order; what people say of a link stands beside it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.record import Reading
from dragoman.store import Record
from invented_readings import HOUR, MONDAY, Clock
from invented_releases import FOOTER, PRESS, RELEASES, half, letters, lightly_edited, picked_up, reading_of

Kept = tuple[Reading, bytes]
DRAFT, EDITED, HALF, PAGE = RELEASES[0], lightly_edited(RELEASES[0]), half(RELEASES[0]), picked_up(RELEASES[0])


def fill(record: Record, items: Iterable[Kept], *, reader: str = "reader-1") -> None:
    record.add_many(items, reader=reader, dossier="dossier-1")


def family() -> list[Kept]:
    """One release in four forms, the other releases, and letters from one form."""
    forms = [reading_of(text, source=f"{n}.txt") for n, text in enumerate((DRAFT, EDITED, HALF))]
    forms.append(reading_of(PAGE, publisher=PRESS, source="page.html"))
    return [*forms, *(reading_of(text) for text in (*RELEASES[1:5], *letters()))]


def id_of(text: str) -> str:
    return reading_of(text)[0].document.id


def pairs(record: Record) -> set[tuple[str, str, str]]:
    return {(link.kind, link.document, link.other) for link in record.links()}


def whole(record: Record) -> list[tuple[object, ...]]:
    """The links but for when they were found."""
    return [(x.document, x.other, x.kind, x.within, x.holds, x.how) for x in record.links()]


def test_every_form_is_linked_and_nothing_else(record: Record) -> None:
    fill(record, family())
    assert record.link() == 6
    near = min(id_of(DRAFT), id_of(EDITED)), max(id_of(DRAFT), id_of(EDITED))
    assert pairs(record) == {
        ("near", *near),
        ("excerpt", id_of(HALF), id_of(DRAFT)),
        ("excerpt", id_of(HALF), id_of(EDITED)),
        ("reprint", id_of(DRAFT), id_of(PAGE)),
        ("reprint", id_of(EDITED), id_of(PAGE)),
        ("reprint", id_of(HALF), id_of(PAGE)),
    }
    assert record.links(id_of(RELEASES[1])) == []
    assert len(record.links(id_of(HALF))) == 3
    assert record.check() == []


def test_linking_again_changes_nothing(record: Record, clock: Clock) -> None:
    fill(record, family())
    record.link()
    before = record.links()
    clock.now += HOUR
    assert record.link() == 0
    assert record.links() == before
    fill(record, family())
    assert record.link() == 0


def orders() -> list[Sequence[Kept]]:
    items = family()
    return [items, items[::-1], items[3:] + items[:3]]


@pytest.mark.parametrize("items", orders())
@pytest.mark.parametrize("one_by_one", [True, False])
def test_the_order_of_reading_does_not_matter(
    tmp_path: Path, record: Record, items: Sequence[Kept], one_by_one: bool
) -> None:
    fill(record, family())
    record.link()
    with Record.open(tmp_path / "other.db") as other:
        for item in items:
            fill(other, [item])
            if one_by_one:
                other.link()
        other.link()
        assert whole(other) == whole(record)


def test_a_standing_footer_under_a_hundred_notices_links_none_and_hides_none(record: Record) -> None:
    notices = [
        f"Notice {n}\nRoom {n} of the customs house is closed for paint number {n * 7}.\n{FOOTER}" for n in range(100)
    ]
    fill(record, (reading_of(text) for text in notices))
    fill(record, [reading_of(f"{DRAFT}\n{FOOTER}"), reading_of(f"{EDITED}\n{FOOTER}")])
    assert record.link() == 1


def test_a_reading_that_finds_another_body_is_linked_anew(record: Record, clock: Clock) -> None:
    """A later reader takes all but the title for site furniture: nothing of it is like anything any more."""
    fill(record, family())
    record.link()
    clock.now += HOUR
    reading, data = reading_of(DRAFT, source="0.txt")
    silent = replace(reading.document, lines=tuple(replace(line, role="chrome") for line in reading.document.lines))
    fill(record, [(replace(reading, document=silent), data)], reader="reader-2")
    assert record.link() == 0
    assert record.links(id_of(DRAFT)) == []
    assert len(record.links()) == 3
    assert len(record.links(as_of=MONDAY)) == 6
    clock.now += HOUR
    fill(record, [(reading, data)], reader="reader-3")
    assert record.link() == 3
    assert len(record.links()) == 6


def test_snapshots_of_one_address_are_revisions(record: Record) -> None:
    first = "On the talks\nThe envoy of Marsovia will travel to Vessia on Monday, the ministry says."
    second = "On the talks\nThe journey of the envoy has been put off."
    fill(
        record,
        [reading_of(first, source="https://m.example/talks"), reading_of(second, source="http://m.example/talks/")],
    )
    record.link()
    (link,) = record.links()
    assert (link.kind, {link.document, link.other}) == ("revision", {id_of(first), id_of(second)})
    assert "m.example/talks" in link.how


def test_a_file_name_used_again_for_something_else_is_no_revision(record: Record) -> None:
    fill(record, [reading_of(RELEASES[0], source="a.txt"), reading_of(RELEASES[1], source="a.txt")])
    fill(record, [reading_of(RELEASES[2], source="b.txt"), reading_of(lightly_edited(RELEASES[2]), source="b.txt")])
    record.link()
    assert [link.kind for link in record.links()] == ["revision"]


def test_a_person_can_undo_a_link_and_take_that_back(record: Record, clock: Clock) -> None:
    fill(record, family())
    record.link()
    said = record.judge("different", [id_of(DRAFT), id_of(PAGE)], by="Ada", why="another meeting")
    told = {(x.document, x.other): x for x in record.links(id_of(PAGE))}
    undone = told[id_of(DRAFT), id_of(PAGE)]
    assert (undone.counts, undone.judgement) == (False, said)
    assert [x.counts for x in told.values()].count(True) == 2
    clock.now += HOUR
    record.withdraw(said.id, by="Ada")
    assert all(link.counts for link in record.links())
    assert not all(link.counts for link in record.links(as_of=MONDAY))


def test_a_person_can_link_what_no_machine_finds(record: Record) -> None:
    fill(record, family())
    record.link()
    record.judge("same", [id_of(RELEASES[1]), id_of(RELEASES[2])], by="Ada", why="one night")
    (link,) = record.links(id_of(RELEASES[1]))
    assert (link.kind, link.how, link.counts) == ("judged", "Ada: one night", True)


def test_judgements_on_links_survive_re_reading(record: Record, clock: Clock) -> None:
    fill(record, family())
    record.link()
    record.judge("different", [id_of(DRAFT), id_of(PAGE)], by="Ada")
    clock.now += HOUR
    fill(record, family(), reader="reader-2")
    record.link()
    assert [link.counts for link in record.links()].count(False) == 1
    assert len(record.links()) == 6


def test_a_record_that_was_never_linked_is_linked_whole(record: Record) -> None:
    """As one that an older Dragoman has written."""
    fill(record, family())
    with Record.open(record.path, clock=lambda: datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)) as later:
        assert later.link() == 6


def translated(day: int) -> list[Kept]:
    """A release in two languages, and another of that day."""
    date = datetime.date(2031, 5, day)
    return [
        reading_of(text, day=date, source=f"{n}.txt") for n, text in enumerate((RELEASES[3], RELEASES[6], RELEASES[0]))
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_a_translation_is_linked_whenever_it_comes(record: Record, turned: bool) -> None:
    for item in translated(3)[:: -1 if turned else 1]:
        fill(record, [item])
        record.link()
    (link,) = record.links()
    assert (link.kind, {link.document, link.other}) == ("translation", {id_of(RELEASES[3]), id_of(RELEASES[6])})
    assert "340" in link.how
    assert record.link() == 0


def test_a_rival_ends_a_translation_and_a_far_day_does_not(record: Record, clock: Clock) -> None:
    fill(record, translated(3))
    record.link()
    clock.now += HOUR
    fill(record, [reading_of(RELEASES[6] + " ", day=datetime.date(2031, 5, 9), source="far.txt")])
    record.link()
    assert [link.kind for link in record.links(id_of(RELEASES[3]))] == ["translation"]
    rival = "축제 안내\n일요일에 340명이 모이는 축제가 열린다. 월요일에는 6명이 상을 받는다."
    fill(record, [reading_of(rival, day=datetime.date(2031, 5, 4), source="near.txt")])
    record.link()
    assert record.links(id_of(RELEASES[3])) == []
    assert len(record.links(id_of(RELEASES[3]), as_of=MONDAY)) == 1


@pytest.mark.parametrize("writes", range(9))
def test_a_stop_at_any_write_is_made_good_by_the_next_time(tmp_path: Path, record: Record, writes: int) -> None:
    """The clock is read once for every transaction: here it stops the work at one of them."""
    items = [*family(), *translated(3), *(reading_of(f"Note {n}\nRoom {n} is closed.") for n in range(100))]
    fill(record, items)
    record.link()
    with Record.open(tmp_path / "stopped.db") as other:
        fill(other, items)

    left = writes + 1  # opening reads it too

    def clock() -> datetime.datetime:
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        return MONDAY

    with Record.open(tmp_path / "stopped.db", clock=clock) as stopped:
        try:
            stopped.link()
        except KeyboardInterrupt:
            assert writes < 8
    with Record.open(tmp_path / "stopped.db") as again:
        again.link()
        assert whole(again) == whole(record)
        assert again.check() == []
