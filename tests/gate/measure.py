"""Everything the gate measures, by corpus: the examples always, the shared material where it is.

The shared tools are run as they are, in processes of their own, on readings made in this one.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from dragoman.record import Reading
from dragoman.record.wire import dump_reading

from .gold import FOLDER, REPOSITORY, load_golds
from .produce import read_files
from .score import score

SHARED = REPOSITORY.parent / "shared"
Figures = dict[str, float]


class ToolError(Exception):
    """A shared tool did not run to its end: what it printed is the message."""


def measure_examples() -> Figures:
    """Our scorer's figures on our examples."""
    golds = load_golds()
    return score(zip(golds, read_files([g.document for g in golds]), strict=True)).figures()


def measure_seeds() -> Figures:
    """What of the checklist the readings of the seed documents caught, by phenomenon. Recall only."""
    printed = _run("seed_coverage.py", read_files([SHARED / "seeds"]))
    rows = re.findall(r"^(.+?) +(\d+)/ *(\d+) ", printed, flags=re.MULTILINE)
    return {name: int(caught) / int(asked) for name, caught, asked in rows}


def measure_dev() -> Figures:
    """The shared scorer's figures on the shared gold documents, under the names that ours have."""
    dev = SHARED / "gold" / "dev"
    printed = _run("score_readings.py", read_files(dev_files()), str(dev), "--json")
    figures: Figures = {}
    for metric, row in json.loads(printed).items():
        if not isinstance(row, dict):
            continue
        if "share" in row:
            figures[metric.removesuffix(" of found").removesuffix(" date")] = row["share"]
        else:
            figures[f"{metric} f1"] = row["f1"]
            if metric == "claim":
                figures["claim precision"], figures["claim recall"] = row["p"], row["r"]
    return figures


def contract_faults() -> str:
    """What the shared contract checker says of the readings of everything the gate reads; empty where they hold."""
    readings = list(read_files([*(g.document for g in load_golds()), SHARED / "seeds", *dev_files()]))
    with tempfile.TemporaryDirectory() as folder:
        file = _write(readings, Path(folder))
        done = _call("check_readings.py", str(file))
    return "" if done.returncode == 0 else done.stdout[-4000:] + done.stderr[-2000:]


CORPORA = {"examples": measure_examples, "seeds": measure_seeds, "dev": measure_dev}
"""What is measured, by the name of its table in floors.toml."""


def has_shared() -> bool:
    """Whether the shared material stands beside the repository."""
    return (SHARED / "seeds").is_dir() and (SHARED / "gold" / "dev").is_dir()


def pinned_files(corpus: str) -> list[Path]:
    """The files a corpus's figures rest on, beside the code that is measured."""
    if corpus == "examples":
        return [*(g.document for g in load_golds()), *sorted(FOLDER.glob("*.json"))]
    if corpus == "seeds":
        lists = sorted((SHARED / "checklist").glob("*.json*"))
        return [*sorted((SHARED / "seeds").glob("*.txt")), *lists, SHARED / "tools" / "seed_coverage.py"]
    return [p for p in sorted((SHARED / "gold" / "dev").iterdir()) if p.suffix != ".md"] + [
        SHARED / "tools" / "score_readings.py"
    ]


def digest(path: Path) -> tuple[str, str]:
    """A pinned file's name, from the repository or from beside it, and the sha256 of its bytes."""
    root = REPOSITORY if path.is_relative_to(REPOSITORY) else REPOSITORY.parent
    return path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def dev_files() -> list[Path]:
    """The shared gold documents: those with facts beside the text as a corpus, the others as they are."""
    dev = SHARED / "gold" / "dev"
    corpus = dev / "documents.jsonl"
    rows = {json.loads(row)["id"] for row in corpus.read_text(encoding="utf-8").splitlines() if row.strip()}
    return [corpus, *(p for p in sorted(dev.glob("*.txt")) if p.stem not in rows)]


def _run(tool: str, readings: Iterable[Reading], *arguments: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done = _call(tool, str(_write(readings, Path(folder))), *arguments)
    if done.returncode != 0:
        raise ToolError(f"{tool}: {done.stderr[-2000:] or done.stdout[-2000:]}")
    return done.stdout


def _write(readings: Iterable[Reading], folder: Path) -> Path:
    file = folder / "readings.jsonl"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(dump_reading(r) + "\n" for r in readings)
    return file


def _call(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SHARED / "tools" / tool), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
