"""The server as it is started and stopped: only on this machine, with a clear line where it cannot be."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from dragoman.record import DragomanError
from dragoman.store import Record
from dragoman.web.serve import serve
from invented_readings import pledge


@pytest.fixture
def record(tmp_path: Path) -> str:
    where = tmp_path / "dragoman.db"
    with Record.open(where) as record:
        record.add(*pledge(), reader="r", dossier="d")
    return str(where)


def refused(record: str, host: str, port: int) -> str:
    told: list[str] = []
    with pytest.raises(DragomanError) as fault:
        serve(record, host=host, port=port, dossier=None, told=told.append)
    assert told == []
    return str(fault.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "record.example", "", "127.0.0.1.example"])
def test_no_address_but_this_machine_s(record: str, host: str) -> None:
    assert "--host 127.0.0.1" in refused(record, host, 0)


def test_a_port_that_is_taken(record: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port} cannot be listened on" in refused(record, "127.0.0.1", port)


def test_no_record(tmp_path: Path) -> None:
    assert "there is no record" in refused(str(tmp_path / "none.db"), "127.0.0.1", 0)


def test_it_answers_and_ends_at_ctrl_c(record: str) -> None:
    command = [sys.executable, "-m", "dragoman.cli", "serve", "--record", record, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split(": ")[-1].strip()
            told = httpx.get(f"{address}index.json", trust_env=False, timeout=60)
            server.send_signal(signal.SIGINT)
            _, faults = server.communicate(timeout=60)
        finally:
            server.kill()
    assert told.json()["documents"] == 1
    assert "server" not in told.headers
    assert (server.returncode, faults) == (0, "stopped\n")
