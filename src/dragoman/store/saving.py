"""Questions that people keep to ask them again. The table is told in schema/workbench.py."""

import datetime
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.record import RecordError

if TYPE_CHECKING:
    from sqlalchemy import Engine

MOST = 1_000
"""Searches that are kept; whoever wants more forgets one first."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One question: `path` is the page that was asked, `question` what stands after ? in its address."""

    id: str
    title: str
    path: str
    question: str
    by: str
    at: datetime.datetime

    @property
    def address(self) -> str:
        """Where it is asked again."""
        return f"{self.path}?{self.question}" if self.question else self.path


class SavedSearches:
    """The saved searches of a record. Had as `Record.saved`."""

    def __init__(
        self, engine: "Engine", path: Path, *, read_only: bool, clock: Callable[[], datetime.datetime]
    ) -> None:
        self._engine, self._path, self._read_only, self._clock = engine, path, read_only, clock

    def all(self) -> list[SavedSearch]:
        """All of them, by title; none in a record that is older than they are."""
        from sqlalchemy import inspect, select

        from dragoman.store import schema
        from dragoman.store.faults import told

        table = schema.saved_searches
        with told(self._path), self._engine.connect() as connection:
            if not inspect(connection).has_table(table.name):
                return []
            rows = connection.execute(select(table).order_by(table.c.title, table.c.id)).all()
        return [SavedSearch(**row._mapping) for row in rows]

    def save(self, title: str, path: str, question: str, *, by: str) -> SavedSearch:
        """Keep a question. Raises RecordError where there are too many already."""
        from sqlalchemy import func, insert, select

        from dragoman.store import schema
        from dragoman.store.faults import told

        self._require_writable()
        one = SavedSearch(secrets.token_urlsafe(9), title, path, question, by, self._clock())
        table = schema.saved_searches
        with (
            told(self._path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            if (connection.scalar(select(func.count()).select_from(table)) or 0) >= MOST:
                raise RecordError(f"{MOST:,} searches are saved, and no more are kept; forget one first")
            connection.execute(
                insert(table).values(
                    id=one.id, title=one.title, path=one.path, question=one.question, by=one.by, at=one.at
                )
            )
        return one

    def forget(self, id_: str) -> bool:
        """Whether there was such a search; there is none any more."""
        from sqlalchemy import delete

        from dragoman.store import schema
        from dragoman.store.faults import told

        self._require_writable()
        with (
            told(self._path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            table = schema.saved_searches
            return bool(connection.execute(delete(table).where(table.c.id == id_)).rowcount)

    def _require_writable(self) -> None:
        if self._read_only:
            raise RecordError(f"the record {self._path} was opened for reading only; open it for writing to add to it")
