"""`dragoman sources`: where watching stands with each feed and index page, and what of them failed."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE
from dragoman.cli.tables import Column, on_terminal, print_rows
from dragoman.store import Record, WatchItem, WatchState, utc_now

_COLUMNS = (
    Column("Source", share=3),
    Column("Asked"),
    Column("Answered"),
    Column("Next"),
    Column("Failures", number=True, least=100),
    Column("Listed", number=True),
    Column("Waiting", number=True, least=90),
    Column("Given up", number=True, least=110),
    Column("Fault", share=4),
    Column("Address", share=4, least=140),
)
_FAILED = (Column("Source", share=1), Column("Page", share=3), Column("Next"), Column("Fault", share=3))


def run(*, record: str, failed: bool = False, form: Literal["table", "jsonl"] = "table") -> int:
    """Print every source, or every page that failed."""
    with Record.open(record, create=False, read_only=True) as opened:
        states = opened.web.watches()
        items = opened.web.troubled() if failed else []
    if failed:
        _print_failed(states, items, form)
    elif form == "jsonl":
        for state in states:
            print(_json({**asdict(state.watch), **_counts(state)}))
    else:
        _print_sources(states)
    return DONE


def _print_sources(states: Sequence[WatchState]) -> None:
    now = utc_now()
    print_rows(_COLUMNS, (_cells(state, now) for state in states))
    if on_terminal():
        failing = sum(1 for state in states if state.watch.failures)
        given_up = sum(state.given_up for state in states)
        print(f"{say_count(len(states), 'source')}, {failing} failing.")
        if not states:
            print("Watch some with: dragoman watch feeds.toml")
        if given_up:
            print(f"{say_count(given_up, 'page')} given up: dragoman sources --failed")


def _cells(state: WatchState, now: datetime.datetime) -> tuple[str, ...]:
    watch = state.watch
    return (
        watch.name,
        _say(watch.polled_at, now),
        _say(watch.succeeded_at, now),
        _say(watch.due_at, now),
        str(watch.failures),
        f"{state.listed}",
        f"{state.waiting}",
        f"{state.given_up}",
        watch.fault or "",
        watch.url,
    )


def _print_failed(states: Sequence[WatchState], items: Sequence[WatchItem], form: str) -> None:
    if form == "jsonl":
        for item in items:
            print(_json(asdict(item)))
        return
    now = utc_now()
    names = {state.watch.url: state.watch.name for state in states}
    rows = ((names[one.watch], one.url, _next(one, now), one.fault or "") for one in items)
    print_rows(_FAILED, rows)
    if on_terminal():
        print(f"{say_count(len(items), 'page')}.")


def _next(item: WatchItem, now: datetime.datetime) -> str:
    return "given up" if item.done_at else _say(item.due_at, now)


def _counts(state: WatchState) -> dict[str, int]:
    return {"listed": state.listed, "waiting": state.waiting, "given_up": state.given_up}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda moment: moment.isoformat())


def _say(moment: datetime.datetime | None, now: datetime.datetime) -> str:
    """When, as seen from now, for a person; the moment itself, in UTC, for a program."""
    if moment is None:
        return "never" if on_terminal() else ""
    if not on_terminal():
        return moment.isoformat(timespec="seconds")
    return say_when(moment, now)


def say_when(moment: datetime.datetime, now: datetime.datetime) -> str:
    """ "12 min ago", "in 3 h": the largest unit that counts to two or more, minutes at the least."""
    seconds = (moment - now).total_seconds()
    minutes = round(abs(seconds) / 60)
    if minutes == 0:
        return "now"
    size = f"{minutes} min" if minutes < 120 else f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} d"
    return f"in {size}" if seconds > 0 else f"{size} ago"
