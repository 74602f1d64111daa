"""Reading and serving as people start them, each in a process of its own."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def started(record: str, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of the record, and its address."""
    command = [sys.executable, "-m", "dragoman.cli", "serve", "--record", record, "--port", "0", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            yield server, address
        finally:
            server.kill()


def read_into(record: Path, *what: Path) -> None:
    command = [sys.executable, "-m", "dragoman.cli", "read", *map(str, what), "--record", str(record)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 1), done.stderr
