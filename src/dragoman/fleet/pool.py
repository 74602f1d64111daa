"""Reading spread over the processes of one machine, on the standard library's own engine."""

import itertools
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from dragoman.dossier import Dossier
from dragoman.reading import read_documents
from dragoman.record import Document, Problem, Reading

Item = tuple[Document, tuple[Problem, ...]]

CHUNK = 16
"""Documents a process is handed at a time: enough to fill its parser, few enough to share the work evenly."""
AHEAD = 2
"""Chunks waiting for each process: the input is read no further ahead than that, so memory stays bounded."""

_settings: tuple[Dossier, str | None] | None = None


def read_in_processes(
    items: Iterable[Item], dossier: Dossier, *, pack: str | None = None, processes: int
) -> Iterator[Reading]:
    """The readings of `items` in their order, made by `processes` processes; byte for byte what one would make.

    With one process nothing is started. Raises ValueError for fewer than one, and what reading itself raises.
    """
    if processes < 1:
        raise ValueError(f"reading needs at least one process, not {processes}")
    if processes == 1:
        yield from read_documents(items, dossier, pack=pack)
        return
    source = iter(items)
    # "spawn" starts clean everywhere: a forked child would share locks and threads of libraries already loaded.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(dossier, pack)) as pool:
        waiting: deque[Future[list[Reading]]] = deque()
        try:
            while True:
                while len(waiting) < processes * AHEAD and (chunk := list(itertools.islice(source, CHUNK))):
                    waiting.append(pool.submit(_read_chunk, chunk))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin(dossier: Dossier, pack: str | None) -> None:
    """In a new process: keep what every chunk needs; leave Ctrl-C to the process that was typed at."""
    global _settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _settings = (dossier, pack)


def _read_chunk(chunk: list[Item]) -> list[Reading]:
    if _settings is None:
        raise RuntimeError("a reading process was given work before it was set up")
    dossier, pack = _settings
    return list(read_documents(chunk, dossier, pack=pack))
