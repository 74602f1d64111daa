"""Documents in which time or memory can be lost, read in a process of their own that can be stopped.

No bound within a process holds for a parser written in C. So PDFs and Word files, and whatever is large, go to a child
that lives as long as it behaves: it may have so much memory, and is killed when a document has had its time. All else
is read here.
"""

import atexit
import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from typing import IO, Any

from dragoman.dossier import Dossier
from dragoman.record import Document, Problem, Reading, SourceError
from dragoman.record.wire import reading_from_json, reading_to_json
from dragoman.sources.document import Task, read_here
from dragoman.sources.encoding import looks_binary
from dragoman.sources.formats import BINARY
from dragoman.sources.limits import Limits, took_too_long

_LARGE = 256 * 1024
"""Bytes; below that no text format has room to lose minutes in."""
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; from dragoman.sources.apart import serve; "
    "serve(sys.stdin.buffer, sys.stdout.buffer)"
)
Read = tuple[Document, tuple[Problem, ...]]


def read_document(data: bytes, task: Task, dossier: Dossier, limits: Limits) -> Read:
    """A document from its bytes, or from its text where the task has that. Raises SourceError where it is none."""
    if _needs_watching(data, task):
        return _child(limits).read(data, task, dossier, limits)
    return read_here(data, task, dossier, limits)


def _needs_watching(data: bytes, task: Task) -> bool:
    if task.text is not None:
        return len(task.text) > _LARGE
    if any(form.fits(data) for form in BINARY):
        return True
    return len(data) > _LARGE and not looks_binary(data)  # what is refused at a glance need not be sent


class Child:
    """A process that reads one document at a time, started when first needed and again after it had to be stopped."""

    def __init__(self, *, memory: int) -> None:
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._dossier: Dossier | None = None
        self._lock = threading.Lock()

    def read(self, data: bytes, task: Task, dossier: Dossier, limits: Limits) -> Read:
        """The document, or SourceError: what the child says, or that it took too long or was stopped by the system."""
        with self._lock:
            process = self._running()
            late = threading.Event()
            timer = threading.Timer(limits.max_seconds, _give_up, (process, late))
            timer.start()
            try:
                new = None if dossier is self._dossier else dossier
                answer = _asked(process, pickle.dumps((task, limits, new)), data)
            except BaseException:
                self.stop()  # else its late answer would be taken for that to the next question
                raise
            finally:
                timer.cancel()
            if answer is None:
                self.stop()
                stopped = "its reader was stopped: out of memory, or hurt by what the file holds"
                raise SourceError(took_too_long(limits.max_seconds) if late.is_set() else stopped)
            self._dossier = dossier
        if "fault" in answer:
            raise SourceError(answer["fault"])
        reading = reading_from_json(answer)
        return reading.document, reading.problems

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._dossier = self._process, None, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._dossier = None
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"DRAGOMAN_CHILD_MEMORY": str(self._memory)},
            )
        return self._process


def _asked(process: "subprocess.Popen[bytes]", task: bytes, data: bytes) -> dict[str, Any] | None:
    """The child's answer; None where it died over it."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        _send(process.stdin, task, data)
        answer, _ = _receive(process.stdout)
        # JSON, so that a child which a document has taken over cannot have the parent run code.
        said = json.loads(answer)
    except (OSError, ValueError, EOFError):
        return None
    return said if isinstance(said, dict) else None


def _give_up(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    process.kill()


_children: dict[tuple[int, int], Child] = {}
"""One a process and bound on memory, kept because starting one costs as much as reading ten documents. By process,
so that a fork does not write into its parent's pipes."""


def _child(limits: Limits) -> Child:
    key = (os.getpid(), limits.max_memory)
    if key not in _children:
        _children[key] = child = Child(memory=limits.max_memory)
        atexit.register(child.stop)
    return _children[key]


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """The child's life: answer until there is nobody left to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent; the child ends when its pipe does
    _bound_memory(int(os.environ.get("DRAGOMAN_CHILD_MEMORY", "0")))
    answers = os.fdopen(os.dup(answers.fileno()), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand among the answers
    dossier: Dossier | None = None
    while True:
        try:
            asked, data = _receive(requests)
        except EOFError:
            return
        task, limits, new = pickle.loads(asked)  # from the parent, whose code this is
        _end_after(limits.max_seconds + 5)
        dossier = dossier if new is None else new
        if dossier is None:
            raise ValueError("asked to read before a dossier was sent")
        _send(answers, json.dumps(_answer(data, task, dossier, limits)).encode(), b"")
        _end_after(0)


def _answer(data: bytes, task: Task, dossier: Dossier, limits: Limits) -> dict[str, Any]:
    try:
        document, problems = read_here(data, task, dossier, limits)
    except SourceError as fault:
        return {"fault": str(fault)}
    except MemoryError:
        return {"fault": f"needs more than {limits.max_memory} bytes of memory; allow it with --limits memory=…"}
    except RecursionError:
        return {"fault": "is nested too deep"}
    return reading_to_json(Reading(document, (), (), (), problems))


def _end_after(seconds: int) -> None:
    """End this process then, should its parent no longer be there to do it; 0 takes it back."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _bound_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system: then time alone is bounded
        return
    if size:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _send(pipe: IO[bytes], head: bytes, data: bytes) -> None:
    """Two pieces, each after its length."""
    pipe.write(len(head).to_bytes(8, "big") + len(data).to_bytes(8, "big") + head)
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    sizes = _exactly(pipe, 16)
    head = _exactly(pipe, int.from_bytes(sizes[:8], "big"))
    return head, _exactly(pipe, int.from_bytes(sizes[8:], "big"))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
