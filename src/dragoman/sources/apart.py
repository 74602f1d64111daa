"""Documents in which time or memory can be lost, read in a process of their own that can be stopped.

No bound within a process holds for a parser written in C. So PDFs, and whatever is large, go to a child that lives as
long as it behaves: it may have so much memory, and is killed when a document has had its time. All else is read here.
"""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import IO, Any

from dragoman.record import Problem, SourceError
from dragoman.sources.encoding import looks_binary
from dragoman.sources.formats import BINARY, content_of, text_content
from dragoman.sources.limits import Limits, took_too_long
from dragoman.sources.nouns import Block, Content, Facts

_LARGE = 1024 * 1024
"""Bytes; below that no text format has room to lose minutes in."""
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; from dragoman.sources.apart import serve; "
    "serve(sys.stdin.buffer, sys.stdout.buffer)"
)


def read_bytes(data: bytes, *, charset: str | None, limits: Limits) -> Content:
    """The content of a document's bytes, whatever their format. Raises SourceError."""
    large = len(data) > _LARGE and not looks_binary(data)  # what is refused at a glance need not be sent
    if large or any(form.fits(data) for form in BINARY):
        return _child(limits).read(data, {"charset": charset}, limits)
    return content_of(data, charset=charset, limits=limits)


def read_characters(text: str, *, limits: Limits) -> Content:
    """The content of a text in any of the text formats. Raises SourceError."""
    if len(text) > _LARGE:
        return _child(limits).read(text.encode("utf-8", "surrogatepass"), {"decoded": True}, limits)
    return text_content(text, limits=limits)


class Child:
    """A process that reads one document at a time, started when first needed and again after it had to be stopped."""

    def __init__(self, *, memory: int) -> None:
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, data: bytes, task: dict[str, Any], limits: Limits) -> Content:
        """The content, or SourceError: what the child says, or that it took too long or was stopped by the system."""
        with self._lock:
            process = self._running()
            late = threading.Event()
            timer = threading.Timer(limits.max_seconds, _give_up, (process, late))
            timer.start()
            try:
                answer = self._ask(process, {**task, "limits": asdict(limits)}, data)
            finally:
                timer.cancel()
            if answer is None:
                self.stop()
                stopped = "its reader was stopped: out of memory, or hurt by what the file holds"
                raise SourceError(took_too_long(limits.max_seconds) if late.is_set() else stopped)
        if "fault" in answer:
            raise SourceError(answer["fault"])
        return _content(answer)

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
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
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"DRAGOMAN_CHILD_MEMORY": str(self._memory)},
            )
        return self._process

    @staticmethod
    def _ask(process: "subprocess.Popen[bytes]", task: dict[str, Any], data: bytes) -> dict[str, Any] | None:
        """The child's answer; None where it died over it."""
        if process.stdin is None or process.stdout is None:
            return None
        try:
            _send(process.stdin, task, data)
            answer, _ = _receive(process.stdout)
        except (OSError, ValueError, EOFError):
            return None
        return answer


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
    while True:
        try:
            task, data = _receive(requests)
        except (EOFError, ValueError):
            return
        _send(answers, _answer(task, data), b"")


def _answer(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    limits = Limits(**task["limits"])
    try:
        if task.get("decoded"):
            content = text_content(data.decode("utf-8", "surrogatepass"), limits=limits)
        else:
            content = content_of(data, charset=task.get("charset"), limits=limits)
    except SourceError as fault:
        return {"fault": str(fault)}
    except MemoryError:
        return {"fault": f"needs more than {limits.max_memory} bytes of memory; allow it with --limits memory=…"}
    except RecursionError:
        return {"fault": "is nested too deep"}
    return asdict(content)


def _content(answer: dict[str, Any]) -> Content:
    return Content(
        answer["text"],
        tuple(Block(**block) for block in answer["blocks"]),
        Facts(**answer["facts"]),
        tuple(Problem(**problem) for problem in answer["problems"]),
    )


def _bound_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system: then time alone is bounded
        return
    if size:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _send(pipe: IO[bytes], message: dict[str, Any], data: bytes) -> None:
    """JSON and bytes, each after its length. JSON, so that a hurt child cannot have the parent run code."""
    head = json.dumps(message).encode()
    pipe.write(len(head).to_bytes(8, "big") + len(data).to_bytes(8, "big") + head + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    sizes = _exactly(pipe, 16)
    head = _exactly(pipe, int.from_bytes(sizes[:8], "big"))
    data = _exactly(pipe, int.from_bytes(sizes[8:], "big"))
    message = json.loads(head)
    if not isinstance(message, dict):
        raise ValueError("no message")
    return message, data


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
