"""How fast Dragoman is here. Prints JSON, and writes it to bench/results/.

    python bench/run.py [PATH …] [--rounds 5] [--seconds 20]

Reading is measured in processes of their own, each held to one core: once alone, once two side by side, each with all
of the documents. A document set that takes less than `--seconds` is read over and over until it does. Loading the
language pack is told apart; finding and decoding files counts as reading. Every figure is the median of the rounds.

Sentences are those the reader splits speaking lines into; tokens are words and punctuation marks in them.
"""

import argparse
import datetime
import importlib.util
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
TOKEN = re.compile(r"\w+|[^\w\s]")
CLAIMS = 10_000


def main() -> None:
    """Measure everything and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "examples" / "documents"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=20.0, help="read at least so long in each round")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker is not None:
        print(json.dumps(work(args.paths, args.seconds, core=args.worker)))
        return
    results = measure(args.paths, rounds=args.rounds, seconds=args.seconds)
    text = json.dumps(results, indent=2, ensure_ascii=False)
    RESULTS.mkdir(parents=True, exist_ok=True)
    place = RESULTS / f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%SZ}.json"
    place.write_text(text + "\n", encoding="utf-8")
    print(text)


def measure(paths: list[Path], *, rounds: int, seconds: float) -> dict[str, Any]:
    """All figures."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0, 1]
    one = [side_by_side(paths, seconds, cores[:1]) for _ in range(rounds)]
    two = [side_by_side(paths, seconds, cores[:2]) for _ in range(rounds)] if len(cores) > 1 else []
    return {
        "machine": machine(),
        "corpus": {
            "paths": [str(path) for path in paths],
            **{key: one[0][0][key] for key in ("documents", "sentences", "tokens", "claims")},
        },
        "rounds": rounds,
        "read_one_core": throughput(one),
        "read_two_cores": throughput(two) if two else None,
        "load_s": median(worker["load_s"] for workers in one for worker in workers),
        "peak_mib": median(worker["peak_mib"] for workers in one for worker in workers),
        "help": command(["--help"], rounds),
        "claims": claims(rounds),
    }


def machine() -> dict[str, Any]:
    """What it was measured on."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    memory = next(
        (int(line.split()[1]) // 1024 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), None
    )
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "load_before": [round(x, 2) for x in os.getloadavg()],
        "memory_mib": memory,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "dragoman": version("dragoman"),
        "spacy": version("spacy"),
        "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []


def side_by_side(paths: list[Path], seconds: float, cores: list[int]) -> list[dict[str, Any]]:
    """One worker a core, all at once."""
    # Numeric libraries would otherwise start a thread for every core of the machine.
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    workers = [
        subprocess.Popen(
            [sys.executable, __file__, *map(str, paths), "--seconds", str(seconds), "--worker", str(core)],
            stdout=subprocess.PIPE,
            env=environment,
        )
        for core in cores
    ]
    printed = [worker.communicate()[0] for worker in workers]
    if any(worker.returncode for worker in workers):
        raise SystemExit("a worker failed; its own message stands above")
    return [json.loads(text) for text in printed]


def work(paths: list[Path], seconds: float, *, core: int) -> dict[str, Any]:
    """Read the documents in this process, again and again for so long, held to one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    from dragoman.dossier import load_dossier
    from dragoman.reading import read_documents
    from dragoman.sources import Sourced, read_sources, read_text

    began = time.perf_counter()
    dossier = load_dossier()
    trial = read_text("The ministry said that it will open the harbour.", dossier)
    list(read_documents([(trial.document, ())], dossier))
    load_s = time.perf_counter() - began

    rounds, claims, documents, read_s, cpu_s = 0, 0, [], 0.0, 0.0
    while read_s < seconds:
        began, cpu_began = time.perf_counter(), time.process_time()
        documents = [one for one in read_sources(paths, dossier) if isinstance(one, Sourced)]
        items = ((one.document, one.problems) for one in documents)
        claims = sum(len(reading.claims) for reading in read_documents(items, dossier))
        read_s += time.perf_counter() - began
        cpu_s += time.process_time() - cpu_began
        rounds += 1
    sentences, tokens = sizes(documents)
    return {
        "documents": len(documents),
        "sentences": sentences,
        "tokens": tokens,
        "claims": claims,
        "load_s": load_s,
        "read_s": read_s / rounds,
        "cpu_s": cpu_s / rounds,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def sizes(documents: list[Any]) -> tuple[int, int]:
    """How many sentences and tokens speak in the documents whose claims are read."""
    from dragoman.reading.en.sentences import split_sentences
    from dragoman.record import SPEAKING_ROLES

    spans = [
        one.document.text[start:end]
        for one in documents
        if one.document.language == "en"
        for line in one.document.lines
        if line.role in SPEAKING_ROLES
        for start, end in split_sentences(one.document.text, line.start, line.end)
    ]
    return len(spans), sum(len(TOKEN.findall(span)) for span in spans)


def throughput(rounds: list[list[dict[str, Any]]]) -> dict[str, float]:
    """Documents, sentences and tokens a second, all workers of a round together; and a second of processor time.

    On a machine that does other work too, the second is the one to compare.
    """
    units = ("documents", "sentences", "tokens")
    return {
        f"{unit}_per_{second}": median(sum(worker[unit] / worker[taken] for worker in workers) for workers in rounds)
        for second, taken in (("s", "read_s"), ("cpu_s", "cpu_s"))
        for unit in units
    }


def claims(rounds: int) -> dict[str, Any]:
    """`dragoman claims` on a record of generated claims, as a command, start-up and all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        generated = _generator()
        from dragoman.store import Record

        with Record.open(path) as record:
            record.add_many(generated.readings(CLAIMS), reader="bench", dossier="bench")
        where = ["--record", str(path)]
        return {
            "claims_in_record": CLAIMS,
            "commitments": command(["claims", "--kind", "commitment", *where], rounds),
            "one_actor_on_a_track": command(["claims", "--actor", "Tarnia", "--track", "dissuade", *where], rounds),
            "all_as_jsonl": command(["claims", "--format", "jsonl", *where], rounds),
            "brief": command(["brief", *where], rounds),
        }


def _generator() -> ModuleType:
    """bench/store.py, which generates readings; bench is a folder of programs, not a package."""
    spec = importlib.util.spec_from_file_location("bench_store", ROOT / "bench" / "store.py")
    if spec is None or spec.loader is None:
        raise SystemExit("bench/store.py is missing")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_store"] = module
    spec.loader.exec_module(module)
    return module


def command(words: list[str], rounds: int) -> dict[str, float]:
    """CPU and wall time of one command line, in a process of its own."""
    taken = list(_times(words, rounds))
    return {"cpu_s": median(cpu for cpu, _ in taken), "wall_s": median(wall for _, wall in taken)}


def _times(words: list[str], rounds: int) -> Iterator[tuple[float, float]]:
    for _ in range(rounds):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        code = "import sys; from dragoman.cli import main; sys.argv[0] = 'dragoman'; main()"
        subprocess.run([sys.executable, "-c", code, *words], stdout=subprocess.DEVNULL, check=True)
        wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        yield after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall


def median(values: Iterator[float]) -> float:
    """The median, to four places."""
    return round(statistics.median(values), 4)


if __name__ == "__main__":
    main()
