"""The tables in which fetching and watching keep where they stand: asked and written."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, case, exists, func, insert, select, update

from dragoman.store import changes, schema
from dragoman.store.faults import told
from dragoman.store.snapshots import gone_back
from dragoman.store.web import Fetch, Watch, WatchItem, WatchState

fetches, watches_, items_ = schema.fetches, schema.watches, schema.watch_items


def fetched(engine: Engine, path: Path, url: str) -> Fetch | None:
    """What this address last answered."""
    with told(path), engine.connect() as connection:
        row = connection.execute(select(fetches).where(fetches.c.url == url)).one_or_none()
    return None if row is None else Fetch(**row._mapping)


def keep_fetch(engine: Engine, path: Path, fetch: Fetch) -> None:
    """Put the row in place of the one of the same address."""
    with _writing(engine, path) as connection:
        if fetch.sha256 is not None:
            changes.put(connection, gone_back(connection, fetch.url, fetch.sha256, fetch.fetched_at))
        _put(connection, fetches, asdict(fetch))


def watches(engine: Engine, path: Path) -> list[WatchState]:
    """Every watch with its counts, by name."""
    waits, dropped = items_.c.done_at.is_(None), items_.c.done_at.is_not(None) & items_.c.fault.is_not(None)
    counts = [func.sum(case((condition, 1), else_=0)) for condition in (waits, dropped)]
    asked = (
        select(watches_, func.count(items_.c.url), *counts)
        .outerjoin(items_, items_.c.watch == watches_.c.url)
        .group_by(watches_.c.url)
        .order_by(watches_.c.name, watches_.c.url)
    )
    size = len(fields(Watch))
    with told(path), engine.connect() as connection:
        return [_state(row[:size], row[size:]) for row in map(tuple, connection.execute(asked))]


def _state(watch: tuple[Any, ...], counts: tuple[Any, ...]) -> WatchState:
    listed, waiting_now, given_up = counts
    named = dict(zip((column.name for column in watches_.columns), watch, strict=True))
    # Where there is no item, the outer join gives one row of nothing.
    return WatchState(Watch(**named), listed, waiting_now if listed else 0, given_up)


def watch(engine: Engine, path: Path, url: str) -> Watch | None:
    """Where watching this address stands."""
    with told(path), engine.connect() as connection:
        row = connection.execute(select(watches_).where(watches_.c.url == url)).one_or_none()
    return None if row is None else Watch(**row._mapping)


def keep_poll(
    engine: Engine, path: Path, polled: Watch, items: Iterable[WatchItem], done_before: datetime.datetime | None
) -> int:
    """Write the watch and what is new among its items, in one transaction; how many are new."""
    with _writing(engine, path) as connection:
        _put(connection, watches_, asdict(polled))
        return sum(_list(connection, item, done_before) for item in items)


def _list(connection: Connection, item: WatchItem, done_before: datetime.datetime | None) -> bool:
    """Whether the item is new, or of a new version; one that was read long ago waits again, and is neither."""
    c = items_.c
    here = (c.watch == item.watch, c.url == item.url)
    row = connection.execute(select(c.stamp, c.done_at, c.fault).where(*here)).one_or_none()
    # A feed that ceases to state versions says nothing new of what it listed before.
    fresh = row is None or (item.stamp is not None and row.stamp != item.stamp)
    old = row is not None and done_before and row.done_at and row.fault is None and row.done_at < done_before
    if fresh or old:
        _put(connection, items_, asdict(item))
    return fresh


def waiting(engine: Engine, path: Path, of: str, now: datetime.datetime) -> list[WatchItem]:
    """The items that are to be read and due, in the order in which they came."""
    c = items_.c
    due = c.due_at.is_(None) | (c.due_at <= now)
    asked = select(items_).where(c.watch == of, c.done_at.is_(None), due).order_by(c.listed_at, c.place, c.url)
    with told(path), engine.connect() as connection:
        return [WatchItem(**row._mapping) for row in connection.execute(asked)]


def troubled(engine: Engine, path: Path) -> list[WatchItem]:
    """The items whose last try failed, the newest first."""
    asked = select(items_).where(items_.c.fault.is_not(None)).order_by(items_.c.listed_at.desc(), items_.c.url)
    with told(path), engine.connect() as connection:
        return [WatchItem(**row._mapping) for row in connection.execute(asked)]


def keep_item(engine: Engine, path: Path, item: WatchItem) -> None:
    """Put the row in place of the one of the same item."""
    with _writing(engine, path) as connection:
        _put(connection, items_, asdict(item))


def given_since(engine: Engine, path: Path, source: str, moment: datetime.datetime) -> bool:
    """Whether new bytes were found at this source at the moment or later."""
    c = schema.sightings.c
    with told(path), engine.connect() as connection:
        return bool(connection.scalar(select(exists().where(c.source == source, c.seen_at >= moment))))


@contextmanager
def _writing(engine: Engine, path: Path) -> Iterator[Connection]:
    with told(path), engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


def _put(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    here = [column == row[column.name] for column in table.primary_key.columns]
    if not connection.execute(update(table).where(*here).values(row)).rowcount:
        connection.execute(insert(table).values(row))
