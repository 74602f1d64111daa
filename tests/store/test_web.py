"""Where fetching and watching stand is kept whole or not at all, and outlives the program."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from engines import opened

from dragoman.record import RecordError
from dragoman.store import Fetch, Record, Watch, WatchItem, utc_now

NOON = datetime.datetime(2031, 5, 3, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
FEED = "https://harbour.example/feed"


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    with opened(request.param, tmp_path, utc_now) as record:
        yield record


def item(name: str, stamp: str | None = None, *, at: datetime.datetime = NOON) -> WatchItem:
    return WatchItem(FEED, f"https://harbour.example/{name}", at, stamp)


def test_what_an_address_last_answered(record: Record) -> None:
    first = Fetch("https://a.example/", "https://a.example/en/", NOON, '"one"', None, "euc-kr", "0" * 64)
    assert record.web.fetched(first.url) is None
    record.web.keep_fetch(first)
    assert record.web.fetched(first.url) == first
    second = replace(first, etag='"two"', fetched_at=NOON + HOUR)
    record.web.keep_fetch(second)
    assert record.web.fetched(first.url) == second


def test_what_is_listed_waits_until_it_is_read(record: Record) -> None:
    assert record.web.keep_poll(Watch(FEED, "Harbour", polled_at=NOON), [item("1"), item("2")]) == 2
    one, two = record.web.waiting(FEED, now=NOON)
    record.web.keep_item(replace(one, done_at=NOON))
    assert record.web.waiting(FEED, now=NOON) == [two]
    later = NOON + HOUR
    assert (
        record.web.keep_poll(Watch(FEED, "Harbour", polled_at=later), [item("1", at=later), item("3", at=later)]) == 1
    )
    assert [each.url[-1] for each in record.web.waiting(FEED, now=later)] == ["2", "3"]
    (state,) = record.web.watches()
    assert (state.watch.polled_at, state.listed, state.waiting, state.given_up) == (later, 3, 2, 0)


def test_another_version_is_read_again_and_a_lost_stamp_is_none(record: Record) -> None:
    watch = Watch(FEED, "Harbour")
    record.web.keep_poll(watch, [item("1", "2031-05-01")])
    record.web.keep_item(replace(item("1", "2031-05-01"), done_at=NOON))
    assert record.web.keep_poll(watch, [item("1", "2031-05-01", at=NOON + HOUR)]) == 0
    assert record.web.keep_poll(watch, [item("1", None, at=NOON + HOUR)]) == 0
    assert record.web.keep_poll(watch, [item("1", "2031-05-03", at=NOON + HOUR)]) == 1
    assert [each.stamp for each in record.web.waiting(FEED, now=NOON)] == ["2031-05-03"]


def test_a_failed_item_waits_until_it_is_due(record: Record) -> None:
    record.web.keep_poll(Watch(FEED, "Harbour"), [item("1")])
    record.web.keep_item(replace(item("1"), failures=1, fault="no answer", due_at=NOON + HOUR))
    assert record.web.waiting(FEED, now=NOON) == []
    assert [each.fault for each in record.web.waiting(FEED, now=NOON + HOUR)] == ["no answer"]
    record.web.keep_item(replace(item("1"), failures=5, fault="gone", done_at=NOON))
    assert [(s.listed, s.waiting, s.given_up) for s in record.web.watches()] == [(1, 0, 1)]


def test_a_poll_that_breaks_off_leaves_nothing(record: Record) -> None:
    def broken() -> Iterator[WatchItem]:
        yield item("1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record.web.keep_poll(Watch(FEED, "Harbour", etag='"new"'), broken())
    assert record.web.watch(FEED) is None
    assert record.web.waiting(FEED, now=NOON) == []


def test_a_watch_without_items_counts_none(record: Record) -> None:
    record.web.keep_poll(Watch(FEED, "Harbour", failures=2, fault="no answer"))
    assert [(s.watch.fault, s.listed, s.waiting, s.given_up) for s in record.web.watches()] == [("no answer", 0, 0, 0)]


def test_a_record_opened_for_reading_keeps_nothing(record: Record) -> None:
    with Record.open(record.path, read_only=True) as reading, pytest.raises(RecordError, match="reading only"):
        reading.web.keep_poll(Watch(FEED, "Harbour"))


def test_what_failed_is_listed(record: Record) -> None:
    record.web.keep_poll(Watch(FEED, "Harbour"), [item("1"), item("2", at=NOON + HOUR), item("3")])
    record.web.keep_item(replace(item("1"), failures=1, fault="no answer", due_at=NOON + HOUR))
    record.web.keep_item(replace(item("2", at=NOON + HOUR), failures=5, fault="gone", done_at=NOON))
    assert [one.fault for one in record.web.troubled()] == ["gone", "no answer"]
