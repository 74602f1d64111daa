"""How quickly the workbench answers many who read at once. Prints JSON.

    python bench/load.py RECORD [--users 20] [--seconds 60] [--think 0] [--workers N] [--pages home,claims] [--rounds 3]

Starts `dragoman serve --read-only` over RECORD on the loopback and ends it. Addresses are drawn from what the record
holds, the same ones each time. First one reader asks for every page by turns, each address once, which tells what a
page costs the server in processor time, whatever else the machine does; then all read at once for so long, a page after
the other, each looking at it for `--think` seconds on the average, and what is told is the time to the first byte of
the answer by the clock on the wall: of all pages, of those whose address nobody had asked for before, which the server
has to make, and of the others, most of which it kept. Processes and memory are counted together; memory is what they
have in common counted once (PSS).
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

from dragoman.store import ClaimQuery, DocumentQuery, Record

DRAWN = 40
"""Documents, claims and actors that are looked at."""
MIDST = 500
"""How far into the list of documents those stand that are drawn from."""
TICKS = os.sysconf("SC_CLK_TCK")
LISTS = ("actors", "log", "problems", "sources")
DESKS = ("calls", "commitments", "disagreements", "forecasts", "positions", "relations")
LOOK_S = 1
"""So often it is looked how much memory the server holds."""
WAIT_S = 120
"""So long an answer is waited for."""


def addresses(record: Record) -> dict[str, list[str]]:
    """For each kind of page, addresses of it."""
    chance = random.Random(7)
    documents = chance.sample(some := record.documents(DocumentQuery(limit=MIDST)), min(DRAWN, len(some)))
    read = [next(iter(record.claims(ClaimQuery(document=one.id, limit=1))), None) for one in documents]
    claims = [row for row in read if row is not None]
    actors = [row.id for row in record.actors()[: DRAWN * 2]]
    words = {word for one in documents for word in re.findall(r"[A-Za-z]{7,}", one.title or "")}
    months = sorted({str(row.day)[:7] for row in claims if row.day})
    tracks = sorted(record.claim_facets(ClaimQuery()).tracks)
    drawn = chance.sample(actors, min(DRAWN, len(actors)))
    filters = [f"actor={actor}" for actor in drawn[:4]]
    filters += [f"track={track}" for track in chance.sample(tracks, min(2, len(tracks)))]
    filters += [f"since={month}&until={month}" for month in months[:2]]
    return {
        "home": ["/"],
        **{name: [f"/{name}"] for name in (*LISTS, *DESKS)},
        **{f"{name} of some": [f"/{name}?{one}" for one in filters] for name in DESKS},
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
    """`dragoman serve` as a process of its own, with those it starts."""

    def __init__(self, record: str, workers: int | None) -> None:
        code = "import sys; from dragoman.cli import main; sys.exit(main())"
        command = [sys.executable, "-c", code, "serve", "--record", record, "--read-only", "--port", "0"]
        command += ["--workers", str(workers)] if workers else []
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.host, self.port = self._told()

    def _told(self) -> tuple[str, int]:
        for line in self._process.stdout or ():
            if found := re.search(r"http://([^:/]+):(\d+)", line):
                return found[1], int(found[2])
        raise SystemExit("dragoman serve ended before it told its address")

    def _all(self) -> list[Path]:
        """Its processes, itself first."""
        found = [self._process.pid]
        for pid in found:
            found += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return [Path(f"/proc/{pid}") for pid in found]

    def cpu_s(self) -> float:
        """Processor time they have taken."""
        fields = [(each / "stat").read_text().rpartition(")")[2].split() for each in self._all()]
        return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS

    def memory_mb(self) -> dict[str, Any]:
        """What they hold in memory now, together and each."""
        rolled = [(each / "smaps_rollup").read_text() for each in self._all()]
        told = [dict(re.findall(r"(?m)^(Rss|Pss):\s+(\d+)", one)) for one in rolled]
        return {
            "together": sum(int(one["Pss"]) for one in told) // 1024,
            "rss_each": [int(one["Rss"]) // 1024 for one in told],
        }

    def end(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(timeout=30)


class Reader:
    """Somebody at a browser, with a connection that is kept; as little work as can be, for the server is to do it."""

    def __init__(self, server: Server) -> None:
        self._host, self._port = server.host, server.port
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def first_byte_ms(self, address: str) -> float:
        """How long until the answer begins."""
        async with asyncio.timeout(WAIT_S):
            kept = self._line is not None
            found = await self._ask(address)
            if found is None and kept:  # the server has hung up while the reader looked at a page
                found = await self._ask(address)
        if found is None:
            raise SystemExit(f"{address} was not answered")
        return found

    async def _ask(self, address: str) -> float | None:
        if self._line is None:
            self._line = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._line
        began = time.perf_counter()
        try:
            writer.write(f"GET {address} HTTP/1.1\r\nhost: {self._host}\r\n\r\n".encode())
            first = await reader.readline()
        except ConnectionError:
            first = b""
        taken = (time.perf_counter() - began) * 1000
        if not first:
            writer.close()
            self._line = None
            return None
        if b" 200 " not in first:
            raise SystemExit(f"{address} answered {first.decode().strip()}")
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = re.search(r"content-length: (\d+)", head)
        await reader.readexactly(int(length[1]) if length else 0)
        return taken


async def one_by_one(server: Server, pages: dict[str, list[str]], rounds: int, asked: set[str]) -> Any:
    """What each page costs the server, in processor milliseconds: the first of its kind, others, and one once more."""
    told, reader = {}, Reader(server)
    for name, some in pages.items():
        began = server.cpu_s()
        first = await reader.first_byte_ms(some[0])
        opened = server.cpu_s()
        others = some[1 : rounds + 1]
        walls = [await reader.first_byte_ms(address) for address in others]
        done = server.cpu_s()
        for _ in range(rounds):
            await reader.first_byte_ms(some[0])
        asked.update(some[: rounds + 1])
        told[name] = {
            "first_ms": round(first),
            "first_cpu_ms": round((opened - began) * 1000),
            "other_ms": round(statistics.median(walls)) if walls else None,
            "other_cpu_ms": round((done - opened) * 1000 / len(others)) if others else None,
            "again_cpu_ms": round((server.cpu_s() - done) * 1000 / rounds, 1),
        }
        print(f"{name}: {told[name]}", file=sys.stderr, flush=True)
    return told


async def at_once(
    server: Server, pages: dict[str, list[str]], options: argparse.Namespace, asked: set[str]
) -> tuple[dict[str, Any], int]:
    """Times to the first byte while so many read; and the most memory that was held, looked at every few seconds."""
    taken: defaultdict[str, list[float]] = defaultdict(list)
    new: list[float] = []
    again: list[float] = []
    until = time.perf_counter() + options.seconds

    async def read(chance: random.Random) -> None:
        reader = Reader(server)
        while time.perf_counter() < until:
            name = chance.choice(sorted(pages))
            address = chance.choice(pages[name])
            kept = address in asked
            asked.add(address)
            ms = await reader.first_byte_ms(address)
            taken[name].append(ms)
            (again if kept else new).append(ms)
            if options.think:
                await asyncio.sleep(min(chance.expovariate(1 / options.think), until - time.perf_counter()))

    held = [server.memory_mb()["together"]]

    async def look() -> None:
        while time.perf_counter() < until - LOOK_S:
            await asyncio.sleep(LOOK_S)
            held.append((await asyncio.to_thread(server.memory_mb))["together"])

    await asyncio.gather(look(), *(read(random.Random(n)) for n in range(options.users)))
    every = [one for some in taken.values() for one in some]
    each = {name: figures(some) for name, some in sorted(taken.items())}
    return {"all": figures(every), "new": figures(new), "again": figures(again), **each}, max(held)


def figures(taken: Sequence[float]) -> dict[str, int | None]:
    """How many, their median, and what one in a hundred exceeds."""
    if not taken:
        return {"pages": 0, "median_ms": None, "p99_ms": None}
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
    server = Server(options.record, options.workers)
    asked: set[str] = set()
    try:
        alone = await one_by_one(server, pages, options.rounds, asked)
        memory, began, own = server.memory_mb(), server.cpu_s(), time.process_time()
        together, most = await at_once(server, pages, options, asked)
        cpu = server.cpu_s() - began
        return {
            "record": size,
            "users": options.users,
            "think_s": options.think,
            "one_by_one": alone,
            "at_once": together,
            "cpu_ms_a_page_at_once": round(cpu * 1000 / max(together["all"]["pages"], 1), 1),
            "cpu_s_at_once": {"server": round(cpu, 1), "readers": round(time.process_time() - own, 1)},
            "memory_mb": {"after_one_by_one": memory, "most": most, "in_the_end": server.memory_mb()},
        }
    finally:
        server.end()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("record")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=0, help="seconds that a page is looked at, on the average")
    parser.add_argument("--workers", type=int, help="as `dragoman serve` takes it")
    parser.add_argument(
        "--pages", default="", help="kinds of pages, with commas between them; all, where none is named"
    )
    parser.add_argument("--rounds", type=int, default=5)
    print(json.dumps(asyncio.run(measure(parser.parse_args())), indent=2))
