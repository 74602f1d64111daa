"""A server whose pages are made by processes of their own answers as one that makes them itself."""

import os
import re
import signal
import time
from pathlib import Path

import httpx
import pytest
from started import started

from dragoman.store import Record
from invented_readings import Clock, day, promise

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
ADDRESSES = (
    *(
        "/",
        "/index.json",
        "/claims",
        "/claims.csv?limit=1",
        "/claims?actor=dprk&lang=ko",
        "/commitments",
        "/calls.json",
    ),
    *("/documents", "/actors", "/actor/dprk", "/review", "/log", "/search?words=bridge", "/claims.atom", "/help"),
    *("/claims?actr=dprk", "/claims.json?actr=dprk", "/claim/c0", "/nowhere"),
)


@pytest.fixture
def record(tmp_path: Path) -> str:
    where = tmp_path / "dragoman.db"
    with Record.open(where, clock=Clock()) as record:
        for n in range(1, 5):
            record.add(*promise(n, day(f"2024-03-0{n}")), reader="r", dossier="d")
        record.link()
    return str(where)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def fetch(asks: httpx.Client, address: str) -> httpx.Response:
    """As somebody who has chosen nothing before."""
    asks.cookies.clear()
    return asks.get(address, timeout=60)


def plain(answer: httpx.Response, base: str) -> tuple[int, str, dict[str, str]]:
    """Without what is another one with every start: the form's secret, the port."""
    text = re.sub(r'(name="form-token" value=")[0-9a-f]+', r"\1", answer.text.replace(base.rstrip("/"), "BASE"))
    headers = {name: value for name, value in answer.headers.items() if name not in ("date", "content-length")}
    return answer.status_code, text, headers


def test_every_page_is_the_same_whoever_makes_it(record: str) -> None:
    answers = []
    for many in ("1", "2"):
        with started(record, "--workers", many) as (server, base), httpx.Client(base_url=base, trust_env=False) as asks:
            twice = [[plain(fetch(asks, address), base) for address in ADDRESSES] for _ in range(2)]
            assert twice[0] == twice[1], "what is kept is what was made"
            answers.append(twice[0])
            assert len(children_of(server.pid)) == (1 if many == "2" else 0)
    assert [one[0] for one in answers[0]] == [*(200,) * 15, 422, 422, 404, 404]
    assert dict(zip(ADDRESSES, answers[0], strict=True)) == dict(zip(ADDRESSES, answers[1], strict=True))


def test_what_is_decided_is_on_every_page_after_it(record: str) -> None:
    with started(record, "--workers", "2") as (_, base), httpx.Client(base_url=base, trust_env=False) as asks:
        claim = asks.get("/claims.json", timeout=60).json()["claims"][0]["claim"]["id"]
        for n in range(3):
            page = asks.get(f"/claim/{claim}", timeout=60)
            token = re.findall(r'name="form-token" value="([0-9a-f]+)"', page.text)[0]
            sent = {"verdict": ("right", "wrong", "right")[n], "about": claim, "why": f"for reason {n}"}
            answer = asks.post("/judge.json", data={**sent, "form-token": token}, timeout=60)
            assert answer.status_code == 201, answer.text
            for _ in range(2):
                assert f"for reason {n}" in asks.get(f"/claim/{claim}", timeout=60).text


def test_who_is_left_makes_the_pages_and_in_the_end_the_server_does(record: str) -> None:
    with started(record, "--workers", "3") as (server, base), httpx.Client(base_url=base, trust_env=False) as asks:
        first, second = children_of(server.pid)
        assert asks.get("/claims?limit=1", timeout=60).status_code == 200
        os.kill(first, signal.SIGKILL)
        assert [asks.get(f"/claims?limit={n}", timeout=60).status_code for n in range(2, 6)] == [200] * 4
        os.kill(second, signal.SIGKILL)
        assert [asks.get(f"/claims?limit={n}", timeout=60).status_code for n in range(6, 9)] == [200] * 3
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)
        assert server.returncode == 0
        assert not any(_lives(child) for child in (first, second))


def test_a_server_that_is_killed_takes_them_with_it(record: str) -> None:
    with started(record, "--workers", "2") as (server, _):
        children = children_of(server.pid)
        server.kill()
        server.wait(60)
        until = time.monotonic() + 10
        while any(_lives(child) for child in children) and time.monotonic() < until:
            time.sleep(0.05)
        assert len(children) == 1 and not any(_lives(child) for child in children)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
