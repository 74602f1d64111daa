"""Reading spread over the processes of one machine, on the standard library's own engine.

What comes out is read and linked: whom the dossier knows by name, office and day is told.
"""

import itertools
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self

from dragoman.dossier import Dossier
from dragoman.identity.persons import linked
from dragoman.reading import read_documents
from dragoman.record import Document, DragomanError, Problem, Reading

Item = tuple[Document, tuple[Problem, ...]]

CHUNK = 8
"""Documents a process is handed at a time: enough to fill its parser, few enough to share the work evenly."""
AHEAD = 2
"""Chunks waiting for each process: the input is read no further ahead than that, so memory stays bounded."""

_settings: tuple[Dossier, str | None] | None = None


class Crew:
    """Processes that read. Start them with `with`; they stay for as many calls of `read` as are made."""

    def __init__(self, dossier: Dossier, *, pack: str | None = None, processes: int) -> None:
        if processes < 1:
            raise ValueError(f"reading needs at least one process, not {processes}")
        self._processes = processes
        # "spawn" starts clean everywhere: a forked child would share locks and threads of libraries already loaded.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(dossier, pack))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def read(self, items: Iterable[Item]) -> Iterator[Reading]:
        """The readings of `items` in their order, byte for byte what one process would make.

        Raises DragomanError where a process is killed.
        """
        source = iter(items)
        waiting: deque[Future[list[Reading]]] = deque()
        try:
            while True:
                while len(waiting) < self._processes * AHEAD and (chunk := list(itertools.islice(source, CHUNK))):
                    waiting.append(self._pool.submit(_read_chunk, chunk))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool as fault:
            raise DragomanError(
                "a reading process was ended from outside, perhaps for memory: use fewer with --processes"
            ) from fault
        finally:
            for future in waiting:
                future.cancel()


def read_in_processes(
    items: Iterable[Item], dossier: Dossier, *, pack: str | None = None, processes: int
) -> Iterator[Reading]:
    """The readings of `items` in their order, by `processes` processes; with one, nothing is started.

    Raises ValueError for fewer than one, and what reading itself raises.
    """
    if processes == 1:
        yield from linked(read_documents(items, dossier, pack=pack), dossier)
        return
    with Crew(dossier, pack=pack, processes=processes) as crew:
        yield from crew.read(items)


def _begin(dossier: Dossier, pack: str | None) -> None:
    """In a new process: keep what every chunk needs; leave Ctrl-C to the process that was typed at."""
    global _settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _settings = (dossier, pack)


def _read_chunk(chunk: list[Item]) -> list[Reading]:
    if _settings is None:
        raise RuntimeError("a reading process was given work before it was set up")
    dossier, pack = _settings
    return list(linked(read_documents(chunk, dossier, pack=pack), dossier))
