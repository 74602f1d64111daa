"""A server as people start it, in a process of its own."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator


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
