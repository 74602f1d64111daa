"""How a large record answers what is asked of it: every question that may be asked often. Prints JSON.

    python bench/questions.py RECORD [--rounds 5] [--only WORD]

RECORD is a path or an address, made by bench/big.py. Each figure is the median of the rounds, by the clock on the
wall and of the processor (which knows nothing of a server's work). The first asking is told apart: it finds nothing in
memory. The page in the midst goes on from some 700,000th of two million claims.
"""

import argparse
import datetime
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from dragoman.store import ClaimQuery, DocumentQuery, Record, SearchQuery

MIDST = datetime.date(2012, 1, 1)
PAGE = 50
PATIENCE_MS = 5000
"""What takes longer is asked once."""


def questions(record: Record) -> dict[str, Callable[[], Any]]:
    """By name, what is asked. Each gives something that has a length, or a number."""

    def searched(words: str, **fields: Any) -> Callable[[], Any]:
        return lambda: record.search(SearchQuery(words, **fields))

    def listed(**fields: Any) -> Callable[[], Any]:
        return lambda: list(record.claims(ClaimQuery(**{"limit": PAGE, **fields})))

    def faceted(**fields: Any) -> Callable[[], Any]:
        def ask() -> Any:
            query = ClaimQuery(limit=PAGE, **fields)
            return [*record.claims(query), *record.claim_facets(query).months]

        return ask

    spring = {"since": datetime.date(2019, 3, 1), "until": datetime.date(2019, 5, 31)}
    deep = _deep(record)
    known = record.documents(DocumentQuery(limit=1))[0].id
    asked: dict[str, Callable[[], Any]] = {
        "search, common word": searched("quayside"),
        "search, rare word": searched("lanternfish"),
        "search, common word of one kind": searched("quayside kind:commitment"),
        "search, a phrase": searched('"Security Council"'),
        "search, how many": lambda: record.found(SearchQuery("quayside")),
        "search, facets of the common word": lambda: record.facets(SearchQuery("quayside")).kinds,
        "search, facets of the rare word": lambda: record.facets(SearchQuery("lanternfish")).kinds,
        "claims, page 1": listed(),
        "claims, a page in the midst": listed(after=deep),
        "claims, newest": listed(newest=True),
        "claims of a kind and track": listed(kinds=("commitment",), tracks=("dissuade",)),
        "claims of an actor": listed(actor="china"),
        "claims of an actor by name": listed(actor="Blinken"),
        "claims of a rare actor, kind and track": listed(actor="australia", kinds=("forecast",), tracks=("dialogue",)),
        "claims of three months": listed(**spring),
        "claims with words": listed(text="peace and security"),
        "claims with rare words": listed(text="lanternfish"),
        "claims of a document": listed(document=known),
        "claims as of today": listed(kinds=("call",), as_of=datetime.datetime.now(datetime.UTC)),
        "faceted claims": faceted(),
        "faceted claims of a kind": faceted(kinds=("commitment",)),
        "faceted claims of a kind and track": faceted(kinds=("commitment",), tracks=("dissuade",)),
        "faceted claims of an actor": faceted(actor="china"),
        "faceted claims of three months": faceted(**spring),
        "count": record.count,
        "count of a kind": lambda: record.count(ClaimQuery(kinds=("commitment",))),
        "count of an actor": lambda: record.count(ClaimQuery(actor="china")),
        "documents, page 1": lambda: record.documents(DocumentQuery(limit=PAGE)),
        "documents that name somebody": lambda: record.documents(DocumentQuery(names="china", limit=PAGE)),
        "documents of a day": lambda: record.documents(DocumentQuery(on=datetime.date(2019, 3, 1), limit=PAGE)),
        "actors": record.actors,
        "proposed persons": lambda: record.actors(proposed=True),
        "an actor": lambda: record.actor("china"),
        "a document": lambda: record.reading(known),
        "an id's beginning": lambda: record.find(known[:9]),
        "summary": lambda: [record.summary()],
    }
    return asked


def _deep(record: Record) -> str | None:
    """The id of a claim in the midst of the list."""
    return next((row.claim.id for row in record.claims(ClaimQuery(since=MIDST, limit=1))), None)


def measure(where: str, rounds: int, only: str) -> dict[str, Any]:
    """All figures, in milliseconds."""
    with Record.open(where, create=False, read_only=True) as record:
        told: dict[str, Any] = {}
        for name, ask in questions(record).items():
            if only not in name:
                continue
            taken = []
            for _ in range(rounds):
                began, began_cpu = time.perf_counter(), time.process_time()
                answer = ask()
                taken.append(((time.perf_counter() - began) * 1000, (time.process_time() - began_cpu) * 1000))
                if taken[0][0] > PATIENCE_MS:
                    break
            size = len(answer) if hasattr(answer, "__len__") else answer if isinstance(answer, int) else 1
            wall, cpu = (round(statistics.median(one), 1) for one in zip(*taken, strict=True))
            first = {"first_ms": round(taken[0][0], 1), "first_cpu_ms": round(taken[0][1], 1)}
            told[name] = {"rows": size, "ms": wall, "cpu_ms": cpu, **first}
            print(f"{name}: {told[name]}", flush=True)
        return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("record")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="questions whose name has this word")
    options = parser.parse_args()
    print(json.dumps(measure(options.record, options.rounds, options.only), indent=2))
