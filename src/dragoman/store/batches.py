"""What is added, gathered until it is enough to be written at once."""

import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dragoman.record import RecordError
from dragoman.store.query import Added, Outcome

if TYPE_CHECKING:
    from dragoman.store.rows import Prepared

BATCH_DOCUMENTS = 128
BATCH_CLAIMS = 4_000
BATCH_BYTES = 8 << 20
BATCH_SECONDS = 2.0
"""A batch is written when any of these is reached: a kill loses at most so much, and memory holds no more."""

Write = Callable[[list["Prepared"]], Sequence[Outcome]]


class Batches:
    """Readings as they come, in batches; each is written whole or not at all.

    On leaving, what waits is written; where taking the next reading failed or was interrupted, before that goes on. Not
    where writing itself failed. With `beside`, a batch is written while the next is gathered, so that a server works at
    the one and this program at the other: a kill loses up to two then, one of which is half gathered.
    """

    def __init__(self, write: Write, *, beside: bool) -> None:
        self.added = Added()
        self._write = write
        self._beside = beside
        self._waiting: list[Prepared] = []
        self._claims = self._bytes = 0
        self._since = time.monotonic()
        self._turn: _Turn | None = None

    def take(self, prepared: "Prepared") -> None:
        """Add one, and write them all where they are enough."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(prepared)
        self._claims += len(prepared.claims)
        self._bytes += len(prepared.original) + len(prepared.body) + len(prepared.document.text)
        if self._is_full():
            self._put()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(fault, RecordError):
            if self._turn is not None:
                self._turn.wait()
            return
        self._put()
        self._finish()

    def _put(self) -> None:
        """Write what waits. It waits on until it is written, so an interrupted write can be done again."""
        self._finish()
        if not self._waiting:
            return
        if self._beside:
            self._turn = _Turn(self._write, self._waiting)
        else:
            self._count(self._write(self._waiting))
        self._waiting, self._claims, self._bytes = [], 0, 0

    def _finish(self) -> None:
        """Wait for the batch that is being written; raises what writing it raised."""
        turn = self._turn
        if turn is None:
            return
        turn.wait()  # interrupted here, it is waited for again
        self._turn = None
        self._count(turn.outcomes())

    def _count(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            self.added = self.added.plus(outcome)

    def _is_full(self) -> bool:
        return (
            len(self._waiting) >= BATCH_DOCUMENTS
            or self._claims >= BATCH_CLAIMS
            or self._bytes >= BATCH_BYTES
            or time.monotonic() - self._since >= BATCH_SECONDS
        )


class _Turn:
    """One batch that is written in a thread of its own."""

    def __init__(self, write: Write, batch: "list[Prepared]") -> None:
        self._write, self._batch = write, batch
        self._outcomes: Sequence[Outcome] = ()
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="dragoman-writing")
        self._thread.start()

    def wait(self) -> None:
        """Until it is written, or has failed."""
        self._thread.join()

    def outcomes(self) -> Sequence[Outcome]:
        """What became of each reading, once it is written; raises what writing raised."""
        if self._fault is not None:
            raise self._fault
        return self._outcomes

    def _run(self) -> None:
        try:
            self._outcomes = self._write(self._batch)
        except BaseException as fault:  # told by whoever waits for it
            self._fault = fault
