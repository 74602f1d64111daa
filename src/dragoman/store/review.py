"""What of a record waits for a person. SQLAlchemy is imported once it is asked."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.record import Judgement
from dragoman.store.proposals import Proposal, Proposed
from dragoman.store.query import ClaimQuery, ClaimRow

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from dragoman.store.waiting import Waiting, Wanted

Writing = Callable[[], AbstractContextManager[tuple["Connection", datetime.datetime]]]


class ReviewState:
    """The part of a record that waits for a person. Had as `Record.review`."""

    def __init__(
        self, engine: "Engine", path: Path, writing: Writing, same_as: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._engine = engine
        self._path = path
        self._writing = writing
        self._same_as = same_as

    def claims(
        self, query: ClaimQuery, *, below: float | None = None, after: tuple[int, str] | None = None, limit: int
    ) -> "list[Waiting]":
        """The claims that nobody has judged, the least certain and most used first; behind a score and claim id."""
        from dragoman.store import waiting

        return waiting.waiting(self._engine, self._path, self._wanted(query, below), after=after, limit=limit)

    def count(self, query: ClaimQuery, *, below: float | None = None) -> int:
        """How many claims nobody has judged."""
        from dragoman.store import waiting

        return waiting.count(self._engine, self._path, self._wanted(query, below))

    def rows(self, keys: Sequence[int]) -> list[ClaimRow]:
        """The claims of these keys, in this order."""
        from dragoman.store import waiting

        return waiting.rows(self._engine, self._path, keys)

    def keys(self, ids: Iterable[str]) -> dict[str, int]:
        """The keys of the claims among these ids that stand."""
        from dragoman.store import waiting

        return waiting.keys_of(self._engine, self._path, ids)

    def among(self, query: ClaimQuery, ids: Sequence[str]) -> set[str]:
        """Which of these ids are claims that the question finds."""
        from dragoman.store import waiting

        return waiting.among(self._engine, self._path, self._merged(query), ids)

    def text(self, document: str) -> str | None:
        """The text of a document, as its standing reading has it, and nothing else of it."""
        from dragoman.store import waiting

        return waiting.text(self._engine, self._path, document)

    def propose(self, proposed: Sequence[Proposed]) -> int:
        """Put proposals on record, all or none; how many are new. What is open already is not put there again.

        Raises RecordError where one could not be judged so.
        """
        from dragoman.store import proposing

        with self._writing() as (connection, now):
            return proposing.propose(connection, proposed, now)

    def proposals(self) -> list[Proposal]:
        """Every proposal and what became of it, in the order in which they were made."""
        from dragoman.store import proposing

        return proposing.proposals(self._engine, self._path)

    def accept(self, proposal: str, *, by: str, why: str = "") -> Judgement:
        """Judge as was proposed, in the name of who accepts it; the judgement says who proposed it."""
        from dragoman.store import proposing

        with self._writing() as (connection, now):
            made = proposing.settle(connection, proposal, "accepted", by, why, now)
        if made is None:
            raise AssertionError("accepting judges")
        return made

    def decline(self, proposal: str, *, by: str, why: str = "") -> None:
        """Leave it at that: the proposal waits no more."""
        from dragoman.store import proposing

        with self._writing() as (connection, now):
            proposing.settle(connection, proposal, "declined", by, why, now)

    def reopen(self, proposal: str, *, by: str, why: str = "") -> None:
        """Have a declined proposal wait again. One that was accepted does so once its judgement is withdrawn."""
        from dragoman.store import proposing

        with self._writing() as (connection, now):
            proposing.settle(connection, proposal, "reopened", by, why, now)

    def _wanted(self, query: ClaimQuery, below: float | None) -> "Wanted":
        from dragoman.store import waiting

        again, parted = waiting.judged(self._engine, self._path)
        return waiting.Wanted(self._merged(query), below, again, parted)

    def _merged(self, query: ClaimQuery) -> ClaimQuery:
        """The query with all that are judged to be one with whom it asks for."""
        return query if query.actor is None else replace(query, also=(*query.also, *self._same_as(query.actor)))
