"""Reading in a process of its own, asked and answering line by line, for a program that must stay small and never hang.

What is asked: one file, and what the user says of it. What is answered, as it happens: each document and what the
record made of it, each fault, and `done`. The process may have so much memory and is ended by whoever started it.
"""

import contextlib
import datetime
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from dragoman.record import DragomanError

MEMORY = 6 << 30
"""Bytes of address space: the parser and its model take 2 GiB of it, most of that never touched."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from dragoman.fleet.worker import serve; serve()"


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read: where it lies, how it is named on record, and what the user says of it (ISO date)."""

    path: str
    source: str
    date: str | None = None
    publisher: str | None = None
    language: str | None = None


class WorkerGoneError(DragomanError):
    """The process ended over a file: out of memory, hurt by what it read, or stopped."""


class Worker:
    """A process that reads files into one record, one after the other. It starts when it is first asked."""

    def __init__(self, record: str, *, dossier: str | None = None, memory: int = MEMORY) -> None:
        self._settings = {"record": record, "dossier": dossier, "memory": memory}
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def read(self, task: Task, *, silence_s: float) -> Iterator[dict[str, Any]]:
        """What happens to a file, as it happens. Silent for so long, the process is ended.

        Raises WorkerGoneError where the process ended before it was done.
        """
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise WorkerGoneError("the reading process has no pipes")
        late = threading.Event()
        try:
            process.stdin.write(json.dumps(asdict(task)) + "\n")
            process.stdin.flush()
            while True:
                timer = threading.Timer(silence_s, _give_up, (process, late))
                timer.start()
                try:
                    line = process.stdout.readline()
                finally:
                    timer.cancel()
                said: dict[str, Any] = json.loads(line)
                if "done" in said:
                    return
                yield said
        except (OSError, ValueError) as fault:
            self.stop()
            why = f"it said nothing for {silence_s:.0f} seconds" if late.is_set() else "its process was ended"
            raise WorkerGoneError(f"given up: {why}, perhaps over what the file holds") from fault

    def stop(self) -> None:
        """End the process, between two writes where it can be; what it has written stays."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _running(self) -> "subprocess.Popen[str]":
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _START, *sys.path],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    env=os.environ | {"DRAGOMAN_WORKER": json.dumps(self._settings)},
                    start_new_session=True,  # Ctrl-C is for the server, which ends it in good order
                )
            return self._process


def _give_up(process: "subprocess.Popen[str]", late: threading.Event) -> None:
    late.set()
    process.kill()


def serve() -> None:
    """The process's life: read what is asked for until there is nobody left to ask."""
    import signal

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: what is being written is finished
    settings = json.loads(os.environ["DRAGOMAN_WORKER"])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    _bound_memory(settings["memory"])
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        _serve(settings, io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8"), answers)


def _serve(settings: dict[str, Any], tasks: IO[str], answers: IO[str]) -> None:
    from dragoman.dossier import load_dossier
    from dragoman.fleet.counting import FEW
    from dragoman.fleet.intake import Reader
    from dragoman.fleet.pool import read_in_processes
    from dragoman.identity.persons import linking_version
    from dragoman.reading import reader_version
    from dragoman.store import Record

    dossier = load_dossier(settings["dossier"])
    version = f"{reader_version(None)}-{linking_version()}"
    reader = Reader(dossier, version, partial(read_in_processes, dossier=dossier, pack=None, processes=1))
    for line in tasks:
        try:
            with Record.open(settings["record"], create=False) as record:
                # Acts that are far behind are the server's to have counted: nobody waits for that over a file.
                counting = record.acts.current() or record.count() <= FEW
                for said in _read(Task(**json.loads(line)), reader, record):
                    _say(answers, said)
                record.link(count=counting)
        except DragomanError as fault:
            _say(answers, {"fault": str(fault)})
        except MemoryError:
            _say(answers, {"fault": "needs more memory than a reading process may have"})
        _say(answers, {"done": True})


def _read(task: Task, reader: Any, record: Any) -> Iterator[dict[str, Any]]:
    from dragoman.fleet.intake import batches, read_batch
    from dragoman.sources import Given, Raw, SourceFault, read_raw

    faults: list[SourceFault] = []
    date = datetime.date.fromisoformat(task.date) if task.date else None
    given = Given(date=date, publisher=task.publisher, language=task.language)

    def documents() -> Iterator[Any]:
        for found in read_raw(Raw(task.source, Path(task.path)), reader.dossier, given=given):
            if isinstance(found, SourceFault):
                faults.append(found)
            else:
                yield found

    for batch in batches(documents()):
        for outcome in read_batch(batch, reader, record):
            reading = outcome.reading
            yield {
                "document": reading.document.id,
                "title": reading.document.title,
                "state": outcome.state,
                "claims": len(reading.claims),
                "problems": [problem.message for problem in reading.problems],
            }
        yield from ({"fault": told} for told in _told(faults, task.source))
        faults.clear()
    yield from ({"fault": told} for told in _told(faults, task.source))


def _told(faults: "list[Any]", source: str) -> Iterator[str]:
    for fault in faults:
        place = fault.source.removeprefix(source).lstrip("!/ ")
        yield f"{place}: {fault.message}" if place else fault.message


def _say(answers: IO[str], said: dict[str, Any]) -> None:
    answers.write(json.dumps(said, ensure_ascii=False) + "\n")
    answers.flush()


def _bound_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system: then time alone is bounded
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
