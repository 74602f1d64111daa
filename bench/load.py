"""How quickly the workbench answers many who read at once. Prints JSON.

    python bench/load.py RECORD [--users 20] [--seconds 60] [--pages home,claims] [--rounds 3]

Starts `dragoman serve --read-only` over RECORD on the loopback and ends it. Addresses are drawn from what the record
holds, the same ones each time. First one reader asks for every page by turns, which tells what a page costs the server
in processor time, whatever else the machine does; then all read at once for so long, a page after the other, and what
is told is the time to the first byte of the answer by the clock on the wall. The first asking of a page is told apart.
"""

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from dragoman.store import ClaimQuery, DocumentQuery, Record

DRAWN = 40
"""Documents, claims and actors that are looked at."""
MIDST = 500
"""How far into the list of documents those stand that are drawn from."""
TICKS = os.sysconf("SC_CLK_TCK")
LISTS = ("actors", "calls", "commitments", "disagreements", "forecasts", "log", "positions", "problems", "relations")


def addresses(record: Record) -> dict[str, list[str]]:
    """For each kind of page, addresses of it."""
    chance = random.Random(7)
    documents = chance.sample(some := record.documents(DocumentQuery(limit=MIDST)), min(DRAWN, len(some)))
    read = [next(iter(record.claims(ClaimQuery(document=one.id, limit=1))), None) for one in documents]
    claims = [row for row in read if row is not None]
    actors = [row.id for row in record.actors()[: DRAWN * 2]]
    words = {word for one in documents for word in re.findall(r"[A-Za-z]{7,}", one.title or "")}
    months = sorted({str(row.day)[:7] for row in claims if row.day})
    drawn = chance.sample(actors, min(DRAWN, len(actors)))
    return {
        "home": ["/"],
        **{name: [f"/{name}"] for name in LISTS},
        "sources": ["/sources"],
        "documents": ["/documents", *(f"/documents?after={one.id}" for one in documents)],
        "documents of a month": [f"/documents?since={month}&until={month}" for month in months],
        "document": [f"/document/{one.id}" for one in documents],
        "claims": ["/claims", *(f"/claims?after={row.claim.id}" for row in claims)],
        "claims of a kind": [f"/claims?kind={kind}" for kind in sorted({row.claim.kind for row in claims})],
        "claims of an actor": [f"/claims?actor={actor}" for actor in drawn],
        "claim": [f"/claim/{row.claim.id}" for row in claims],
        "actor": [f"/actor/{actor}" for actor in drawn],
        "search": [f"/search?words={word}" for word in chance.sample(sorted(words), min(DRAWN, len(words)))],
    }


class Server:
    """`dragoman serve` as a process of its own."""

    def __init__(self, record: str) -> None:
        code = "import sys; from dragoman.cli import main; sys.exit(main())"
        command = [sys.executable, "-c", code, "serve", "--record", record, "--read-only", "--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address = self._told()

    def _told(self) -> str:
        for line in self._process.stdout or ():
            if found := re.search(r"http://\S+", line):
                return found[0].rstrip("/")
        raise SystemExit("dragoman serve ended before it told its address")

    def cpu_s(self) -> float:
        """Processor time it has taken."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_mb(self) -> dict[str, int]:
        """What it holds in memory now, and has held at most."""
        told = Path(f"/proc/{self._process.pid}/status").read_text()
        found = dict(re.findall(r"(VmRSS|VmHWM):\s+(\d+)", told))
        return {"now": int(found["VmRSS"]) // 1024, "most": int(found["VmHWM"]) // 1024}

    def end(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(timeout=30)


async def first_byte_ms(client: httpx.AsyncClient, address: str) -> float:
    """How long until the answer begins."""
    began = time.perf_counter()
    async with client.stream("GET", address) as answer:
        taken = (time.perf_counter() - began) * 1000
        await answer.aread()
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    return taken


async def one_by_one(client: httpx.AsyncClient, server: Server, pages: dict[str, list[str]], rounds: int) -> Any:
    """What each page costs the server, in processor milliseconds: the first of its kind, and the mean of the rest."""
    told = {}
    for name, some in pages.items():
        began = server.cpu_s()
        first = await first_byte_ms(client, some[0])
        opened = server.cpu_s()
        later = [some[(n + 1) % len(some)] for n in range(rounds)]
        walls = [await first_byte_ms(client, address) for address in later]
        cpu = (server.cpu_s() - opened) * 1000 / rounds
        told[name] = {
            "first_ms": round(first),
            "first_cpu_ms": round((opened - began) * 1000),
            "ms": round(statistics.median(walls)),
            "cpu_ms": round(cpu),
        }
        print(f"{name}: {told[name]}", file=sys.stderr, flush=True)
    return told


async def at_once(client: httpx.AsyncClient, pages: dict[str, list[str]], users: int, seconds: float) -> Any:
    """Times to the first byte while so many read."""
    taken: defaultdict[str, list[float]] = defaultdict(list)
    until = time.perf_counter() + seconds

    async def read(chance: random.Random) -> None:
        while time.perf_counter() < until:
            name = chance.choice(sorted(pages))
            taken[name].append(await first_byte_ms(client, chance.choice(pages[name])))

    await asyncio.gather(*(read(random.Random(n)) for n in range(users)))
    every = [one for some in taken.values() for one in some]
    return {"all": figures(every), **{name: figures(some) for name, some in sorted(taken.items())}}


def figures(taken: Sequence[float]) -> dict[str, int]:
    """How many, their median, and what one in a hundred exceeds."""
    ordered = sorted(taken)
    return {
        "pages": len(ordered),
        "median_ms": round(statistics.median(ordered)),
        "p99_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]),
    }


async def measure(options: argparse.Namespace) -> dict[str, Any]:
    """All figures."""
    with Record.open(options.record, create=False, read_only=True) as record:
        pages = {name: some for name, some in addresses(record).items() if some}
        size = {"documents": record.summary().documents, "claims": record.summary().claims}
    wanted = Counter(options.pages.split(",")) if options.pages else Counter(pages)
    pages = {name: some for name, some in pages.items() if name in wanted}
    server = Server(options.record)
    limits = httpx.Limits(max_connections=options.users)
    try:
        async with httpx.AsyncClient(base_url=server.address, timeout=120, limits=limits, trust_env=False) as client:
            alone = await one_by_one(client, server, pages, options.rounds)
            memory, began = server.memory_mb(), server.cpu_s()
            together = await at_once(client, pages, options.users, options.seconds)
            cpu = server.cpu_s() - began
        return {
            "record": size,
            "users": options.users,
            "one_by_one": alone,
            "at_once": together,
            "cpu_ms_a_page_at_once": round(cpu * 1000 / max(together["all"]["pages"], 1)),
            "memory_mb": {"after_one_by_one": memory, "in_the_end": server.memory_mb()},
        }
    finally:
        server.end()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("record")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--pages", default="", help="kinds of pages, with commas between them; all, where none is named"
    )
    parser.add_argument("--rounds", type=int, default=5)
    print(json.dumps(asyncio.run(measure(parser.parse_args())), indent=2))
