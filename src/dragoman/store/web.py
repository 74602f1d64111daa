"""Where fetching and watching stand: what an address last answered, what a watched page lists, what is still to read.

Standard library only. The tables are told in schema.py; asking and writing them is in web_rows.py.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.record import RecordError

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class Fetch:
    """What an address last answered. Times are aware. `sha256` is of its bytes, `charset` what the server stated."""

    url: str
    final_url: str
    fetched_at: datetime.datetime
    etag: str | None = None
    modified: str | None = None
    charset: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """A feed or index page that is watched, by its address, and where watching it stands. Times are aware.

    `choice` is a digest of which of its links were asked for.
    """

    url: str
    name: str
    polled_at: datetime.datetime | None = None
    succeeded_at: datetime.datetime | None = None
    due_at: datetime.datetime | None = None
    failures: int = 0
    fault: str | None = None
    etag: str | None = None
    modified: str | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class WatchItem:
    """A page that a watched one lists: `stamp` is its version as printed there, `done_at` when it was read or given up.

    `place` is its place in the listing, 0 for the first. `fault` says why the last try failed; on an item that is done,
    why it was given up.
    """

    watch: str
    url: str
    listed_at: datetime.datetime
    stamp: str | None = None
    place: int = 0
    done_at: datetime.datetime | None = None
    due_at: datetime.datetime | None = None
    failures: int = 0
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class WatchState:
    """A watch with the number of its items: all ever listed, those still to be read, those given up."""

    watch: Watch
    listed: int
    waiting: int
    given_up: int


class WebState:
    """The part of a record that fetching and watching keep. Had as `Record.web`."""

    def __init__(self, engine: "Engine", path: Path, *, read_only: bool) -> None:
        self._engine = engine
        self._path = path
        self._read_only = read_only

    def fetched(self, url: str) -> Fetch | None:
        """What this address last answered."""
        from dragoman.store import web_rows

        return web_rows.fetched(self._engine, self._path, url)

    def keep_fetch(self, fetch: Fetch) -> None:
        """Remember what an address answered, in place of what it answered before."""
        from dragoman.store import web_rows

        self._require_writable()
        web_rows.keep_fetch(self._engine, self._path, fetch)

    def watches(self) -> list[WatchState]:
        """Everything that was ever watched, by name."""
        from dragoman.store import web_rows

        return web_rows.watches(self._engine, self._path)

    def watch(self, url: str) -> Watch | None:
        """Where watching this address stands; None where it was never watched."""
        from dragoman.store import web_rows

        return web_rows.watch(self._engine, self._path, url)

    def keep_poll(
        self, watch: Watch, items: Iterable[WatchItem] = (), *, done_before: datetime.datetime | None = None
    ) -> int:
        """Remember a poll and what it listed, both or neither; how many items are new or of a new version.

        An item listed before in the same version stays as it stands; one that was read before `done_before` waits
        again.
        """
        from dragoman.store import web_rows

        self._require_writable()
        return web_rows.keep_poll(self._engine, self._path, watch, items, done_before)

    def waiting(self, watch: str, *, now: datetime.datetime) -> list[WatchItem]:
        """The items of a watch that are to be read and due, in the order in which they were listed."""
        from dragoman.store import web_rows

        return web_rows.waiting(self._engine, self._path, watch, now)

    def troubled(self) -> list[WatchItem]:
        """The items, of all watches, whose last try failed: those given up, and those that will be tried again."""
        from dragoman.store import web_rows

        return web_rows.troubled(self._engine, self._path)

    def keep_item(self, item: WatchItem) -> None:
        """Remember what became of an item."""
        from dragoman.store import web_rows

        self._require_writable()
        web_rows.keep_item(self._engine, self._path, item)

    def given_since(self, source: str, moment: datetime.datetime) -> bool:
        """Whether the record has learned new bytes from this source at that moment or later."""
        from dragoman.store import web_rows

        return web_rows.given_since(self._engine, self._path, source, moment)

    def _require_writable(self) -> None:
        if self._read_only:
            raise RecordError(f"the record {self._path} was opened for reading only; open it for writing to add to it")
