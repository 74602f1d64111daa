"""Documents into the record: what it has is not read again, what is new is read and kept, one by one."""

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Literal

from dragoman.dossier import Dossier
from dragoman.record import Document, Problem, Reading
from dragoman.sources import Sourced
from dragoman.store import Record

BATCH_DOCUMENTS = 256
BATCH_CHARACTERS = 100_000
BATCH_SECONDS = 2.0
"""What is handed to the reader at once: enough to keep its parser busy (three of its own batches), and no more than a
few seconds' work, which is what Ctrl-C can lose. Where documents come slowly, as from the web, fewer are waited for."""

State = Literal["new", "superseded", "unchanged", "withdrawn", "erased", "read"]
"""What the record made of a reading; `read` where no record is kept."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, by what dossier, and the version that marks what it finds."""

    dossier: Dossier
    version: str
    read: Callable[[Iterable[tuple[Document, tuple[Problem, ...]]]], Iterable[Reading]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document's reading and what the record made of it."""

    reading: Reading
    state: State


def batches(documents: Iterable[Sourced]) -> Iterator[list[Sourced]]:
    """The documents as they come, so many together as are read at once."""
    batch: list[Sourced] = []
    characters, since = 0, time.monotonic()
    for sourced in documents:
        batch.append(sourced)
        characters += len(sourced.document.text)
        slow = time.monotonic() - since >= BATCH_SECONDS
        if len(batch) == BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS or slow:
            yield batch
            batch, characters, since = [], 0, time.monotonic()
    if batch:
        yield batch


def read_batch(batch: Sequence[Sourced], reader: Reader, record: Record | None) -> Iterator[Outcome]:
    """What became of each document, in order. What the record has already, just as it is now, is not read again."""
    known = [_known(sourced.document, reader, record) for sourced in batch]
    unread = [sourced for sourced, reading in zip(batch, known, strict=True) if reading is None]
    fresh = _read_and_keep(unread, reader, record)
    for reading in known:
        yield Outcome(reading, "unchanged") if reading else next(fresh)


def _known(document: Document, reader: Reader, record: Record | None) -> Reading | None:
    return None if record is None else record.known(document, reader=reader.version, dossier=reader.dossier.digest)


def _read_and_keep(unread: Sequence[Sourced], reader: Reader, record: Record | None) -> Iterator[Outcome]:
    """Each reading, once it is in the record: one by one, so that all that was read is kept whenever we are stopped."""
    if not unread:
        return
    readings = reader.read((sourced.document, sourced.problems) for sourced in unread)
    for sourced, reading in zip(unread, readings, strict=True):
        if record is None:
            yield Outcome(reading, "read")
            continue
        with unbroken():
            state = record.add(reading, sourced.data, reader=reader.version, dossier=reader.dossier.digest)
        yield Outcome(reading, state)


@contextmanager
def unbroken() -> Iterator[None]:
    """What is begun within is finished: Ctrl-C, or being told to end, waits for the block's end and is raised there."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []

    def wait(number: int, _: FrameType | None) -> None:
        waiting.append(number)

    before = [(number, signal.signal(number, wait)) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield
    finally:
        for number, handler in before:
            # None: whoever embeds Python set it, and it cannot be set back from here.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    if waiting:
        raise KeyboardInterrupt
