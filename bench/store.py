"""How fast the record takes claims in and gives them back. Prints JSON.

    python bench/store.py [--claims 10000] [--rounds 5]

Documents are generated: 20 claims each, three parties and a track a claim, in invented states. Time of reading is not
in it, that of making the rows ready and writing them to disk is.
"""

import argparse
import datetime
import hashlib
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

from dragoman.record import (
    Attribution,
    Claim,
    ClaimKind,
    Document,
    Line,
    Mention,
    Period,
    Published,
    Publisher,
    Reading,
    Time,
)
from dragoman.store import ClaimQuery, Record

PER_DOCUMENT = 20
STATES = ("Marsovia", "Tarnia", "Oldmark", "Vessia", "Quarrow", "Hillandia", "Lowmere")
TRACKS = ("dissuade.trade", "dissuade.finance", "dialogue.talks", "deter.posture", "partners.other", "public")
KINDS = get_args(ClaimKind)
FIRST_DAY = datetime.date(2017, 1, 1)


def readings(claims: int) -> Iterator[tuple[Reading, bytes]]:
    """Readings with so many claims together, the same ones every time."""
    for number in range(claims // PER_DOCUMENT):
        yield reading(number)


def reading(number: int) -> tuple[Reading, bytes]:
    """One document: a line a claim, each with its speaker, doer and recipient."""
    lines, mentions, times, claims, start = [], [], [], [], 0
    for n in range(PER_DOCUMENT):
        seed = number * 31 + n * 7
        names = [STATES[(seed + k * k) % len(STATES)] for k in range(3)]
        content = f"will keep the harbour of {names[2]} closed to ore from {names[1]} until {2018 + seed % 9}"
        line = f"The envoy of {names[0]}, speaking in case {number}-{n}, said that {names[1]} {content}."
        for k, name in enumerate(names):
            at = start + line.index(name)
            mentions.append(
                Mention(f"m{n * 3 + k}", at, at + len(name), "state", f"state.{name.lower()}", name, "name")
            )
        first = start + line.index("will keep")
        year = Period(datetime.date(2018 + seed % 9, 1, 1), datetime.date(2018 + seed % 9, 12, 31), "year")
        times.append(Time(f"t{n}", first + len(content) - 4, first + len(content), year, "absolute", 0.9))
        claims.append(_claim(number, n, seed, (first, first + len(content))))
        lines.append((start, line))
        start += len(line) + 1
    text = "\n".join(line for _, line in lines)
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    day = Published(Period.day(FIRST_DAY + datetime.timedelta(days=number % 2500)), "meta", 0.9)
    document = Document(
        id=sha256[:16],
        source=f"bench/{number}.txt",
        sha256=sha256,
        title=f"Case {number}",
        kind="press-release",
        publisher=Publisher("marsovia.mfa", "Marsovian Foreign Ministry"),
        language="en",
        published=day,
        text=text,
        lines=tuple(Line(at, at + len(line), "body") for at, line in lines),
    )
    return Reading(document, tuple(mentions), tuple(times), tuple(claims), ()), data


def _claim(number: int, n: int, seed: int, passage: tuple[int, int]) -> Claim:
    return Claim(
        id=hashlib.sha256(f"{number} {n}".encode()).hexdigest()[:16],
        kind=KINDS[seed % len(KINDS)],
        passages=(passage,),
        attribution=(Attribution("indirect", (f"m{n * 3}",), None, "say"),),
        actors=(f"m{n * 3 + 1}",),
        recipients=(f"m{n * 3 + 2}",),
        polarity="positive",
        modality="intended",
        condition=None,
        time=f"t{n}",
        tracks=(TRACKS[seed % len(TRACKS)],),
        wording=(),
        event=None,
        measure=None,
        confidence=0.5 + (seed % 50) / 100,
        by=("bench",),
    )


QUERIES = {
    "kind": ClaimQuery(kinds=("commitment",)),
    "actor id": ClaimQuery(actor="state.tarnia", role="speaker"),
    "actor name": ClaimQuery(actor="Tarnia", role="speaker"),
    "track": ClaimQuery(tracks=("dissuade",), kinds=("call",)),
    "year": ClaimQuery(since=datetime.date(2017, 1, 1), until=datetime.date(2017, 3, 31)),
    "text": ClaimQuery(text="closed to ORE from vessia"),
    "document": ClaimQuery(document=reading(7)[0].document.id),
    "as of": ClaimQuery(kinds=("forecast",), as_of=datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)),
    "first 50": ClaimQuery(limit=50),
    "everything": ClaimQuery(),
}


def _ms(work: Callable[[], Any], rounds: int) -> dict[str, float]:
    """Medians: by the clock on the wall, and of the processor's time, which other programs disturb less."""
    wall, cpu = [], []
    for _ in range(rounds):
        began, began_cpu = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - began_cpu) * 1000)
    return {"wall_ms": round(statistics.median(wall), 2), "cpu_ms": round(statistics.median(cpu), 2)}


def _fill(where: Path, claims: int, *, one_by_one: bool = False) -> dict[str, float]:
    """Claims a second, into a new record; with each document a transaction of its own, or in batches."""
    items = list(readings(claims))
    with Record.open(where) as record:
        began, began_cpu = time.perf_counter(), time.process_time()
        if one_by_one:
            for item in items:
                record.add(*item, reader="bench", dossier="bench")
        else:
            record.add_many(items, reader="bench", dossier="bench")
        cpu, wall = time.process_time() - began_cpu, time.perf_counter() - began
    return {"per_wall_s": round(claims / wall), "per_cpu_s": round(claims / cpu)}


def _medians(each: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(one[name] for one in each) for name in each[0]}


def _import_ms() -> float:
    code = "import time; t = time.perf_counter(); import dragoman.store; print((time.perf_counter() - t) * 1000)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def measure(claims: int, rounds: int) -> dict[str, Any]:
    """All figures; medians of the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "0.db"
        batches = [_fill(Path(folder) / f"{n}.db", claims) for n in range(rounds)]
        singles = [_fill(Path(folder) / f"single{n}.db", claims // 5, one_by_one=True) for n in range(rounds)]
        with Record.open(where, read_only=True) as record:
            asked = {
                name: {"rows": sum(1 for _ in record.claims(q)), **_ms(lambda q=q: list(record.claims(q)), rounds)}
                for name, q in QUERIES.items()
            }
            counted = _ms(lambda: record.count(QUERIES["kind"]), rounds)
            document = reading(7)[0].document
            knows = _ms(lambda: record.knows(document, reader="bench", dossier="bench"), rounds * 20)
            checked = _ms(record.check, 1)
        size = where.stat().st_size
        opened = _ms(lambda: Record.open(where, read_only=True).close(), rounds)
    return {
        "claims": claims,
        "rounds": rounds,
        "insert_claims": {"in_batches": _medians(batches), "one_document_at_a_time": _medians(singles)},
        "questions": asked,
        "count": counted,
        "knows": knows,
        "check": checked,
        "open": opened,
        "import_ms": round(statistics.median(_import_ms() for _ in range(rounds)), 1),
        "bytes_per_claim": round(size / claims),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "python": platform.python_version(),
        "machine": platform.machine(),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(json.dumps(measure(options.claims, options.rounds), indent=2))
