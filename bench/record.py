"""How a large record answers: searches, questions, counts. Prints JSON.

    python bench/record.py [--documents 10000] [--at FOLDER] [--rounds 5]

Documents are generated: twenty claims each in paragraphs of real length, with words as common as words are (a thousand
of them by Zipf's law, invented), a state's name in each, and two marker words: one in 50,000 paragraphs, one in 500.
"""

import argparse
import bisect
import dataclasses
import hashlib
import json
import platform
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import store as small
from dragoman.record import Line, Reading
from dragoman.store import ClaimQuery, Record, SearchQuery

COMMON, RARE = 50_000, 500
"""Paragraphs with each of the two marker words, whatever the size of the record, where it has so many."""
WORDS = 30
"""Words put behind each sentence, so that a paragraph has some 50."""


def readings(documents: int) -> Iterator[tuple[Reading, bytes]]:
    """So many documents, the same ones every time."""
    chance = random.Random(11)
    syllables = ("ba", "ko", "ri", "ten", "mu", "sal", "ven", "dor", "li", "pa", "shu", "gra")
    words = [f"{a}{b}{c}" for a in syllables for b in syllables for c in syllables][:1_000]
    weights = [1 / (n + 1) for n in range(len(words))]
    for number in range(documents):
        yield _longer(number, chance.choices(words, weights, k=WORDS * small.PER_DOCUMENT), documents)


def _longer(number: int, words: list[str], documents: int) -> tuple[Reading, bytes]:
    """The small benchmark's document with a second sentence in every paragraph, behind all that it claims."""
    reading, _ = small.reading(number)
    document, added, text, lines = reading.document, 0, [], []
    shift = {}
    common, rare = (max(documents * small.PER_DOCUMENT // wanted, 1) for wanted in (COMMON, RARE))
    for n, line in enumerate(document.lines):
        place = number * small.PER_DOCUMENT + n
        marker = " quayside" * (place % common == 0) + " lanternfish" * (place % rare == 0)
        more = f" {' '.join(words[n * WORDS : (n + 1) * WORDS])}{marker}."
        text.append(document.text[line.start : line.end] + more)
        lines.append(Line(line.start + added, line.end + added + len(more), "body"))
        shift[line.start] = added
        added += len(more)
    starts = sorted(shift)

    def moved(at: int) -> int:
        return at + shift[starts[bisect.bisect_right(starts, at) - 1]]

    whole = "\n".join(text)
    data = whole.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    change = dataclasses.replace
    return (
        Reading(
            change(document, id=sha256[:16], sha256=sha256, text=whole, lines=tuple(lines)),
            tuple(change(m, start=moved(m.start), end=moved(m.end - 1) + 1) for m in reading.mentions),
            tuple(change(t, start=moved(t.start), end=moved(t.end - 1) + 1) for t in reading.times),
            tuple(
                change(c, passages=tuple((moved(a), moved(b - 1) + 1) for a, b in c.passages)) for c in reading.claims
            ),
            (),
        ),
        data,
    )


def _questions(record: Record) -> dict[str, tuple[Callable[[], Any], Callable[[Any], int]]]:
    def searched(words: str, **fields: Any) -> Callable[[], Any]:
        return lambda: record.search(SearchQuery(words, **fields))

    half = ClaimQuery(kinds=("commitment",), tracks=("dissuade",), limit=50)
    return {
        "top 20 of the common": (searched("quayside"), len),
        "top 20 of the rare": (searched("lanternfish"), len),
        "top 20 of the common, of one kind": (searched("quayside kind:commitment"), len),
        "top 20 of two words": (searched("quayside harbour"), len),
        "top 20 of a phrase": (searched('"closed to ore"'), len),
        "how many, common": (lambda: record.found(SearchQuery("quayside")), int),
        "facets of the common": (lambda: record.facets(SearchQuery("quayside")), lambda facets: int(facets.total)),
        "facets of the rare": (lambda: record.facets(SearchQuery("lanternfish")), lambda facets: int(facets.total)),
        "claims of a kind and track, the first 50": (lambda: list(record.claims(half)), len),
    }


def measure(documents: int, rounds: int, where: Path) -> dict[str, Any]:
    """All figures; medians of the rounds."""
    with Record.open(where) as record:
        began, began_cpu = time.perf_counter(), time.process_time()
        making = 0.0

        def timed() -> Iterator[tuple[Reading, bytes]]:
            nonlocal making
            made = readings(documents)
            while True:
                at = time.process_time()
                item = next(made, None)
                making += time.process_time() - at
                if item is None:
                    return
                yield item

        record.add_many(timed(), reader="bench", dossier="bench")
        cpu, wall = time.process_time() - began_cpu - making, time.perf_counter() - began - making
    claims = documents * small.PER_DOCUMENT
    found: dict[str, Any] = {}
    with Record.open(where, read_only=True) as record:
        for name, (ask, size) in _questions(record).items():
            taken = []
            for _ in range(rounds):
                began, began_cpu = time.perf_counter(), time.process_time()
                answer = ask()
                taken.append((time.perf_counter() - began, time.process_time() - began_cpu))
            found[name] = {
                "rows": size(answer),
                "wall_ms": round(statistics.median(t[0] for t in taken) * 1000, 1),
                "cpu_ms": round(statistics.median(t[1] for t in taken) * 1000, 1),
            }
    return {
        "documents": documents,
        "claims": claims,
        "insert_claims": {"per_wall_s": round(claims / wall), "per_cpu_s": round(claims / cpu)},
        "questions": found,
        "bytes": where.stat().st_size,
        "bytes_per_claim": round(where.stat().st_size / claims),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "python": platform.python_version(),
        "machine": platform.machine(),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--at", type=Path, help="a folder with room for it; by default that for temporary files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.at) as folder:
        print(json.dumps(measure(options.documents, options.rounds, Path(folder) / "bench.db"), indent=2))
