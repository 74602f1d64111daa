"""Keep the floors: what was once reached may not be lost unnoticed.

usage: python -m tests.gate.floors                     say how each figure stands against its floor
       python -m tests.gate.floors --update            raise floors to what is measured now
                  [--lower "CORPUS: METRIC" --because "WHY"] …   and let this one fall
       python -m tests.gate.floors --pin               take changed documents or answers as the new ones

A floor is lowered only by name and with a reason, and the reason must also be told in CHANGELOG.md, where a user sees
it. The file is sealed: a floor changed by hand no longer fits the seal.
"""

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .gold import REPOSITORY
from .measure import CORPORA, Figures, digest, has_shared, pinned_files

FILE = Path(__file__).resolve().parent / "floors.toml"
PAGE = REPOSITORY / "docs" / "quality.md"
BEGIN, END = "<!-- floors: written by python -m tests.gate.floors -->", "<!-- end of floors -->"
HEAD = """\
# Floors of the quality gate, and what they were measured on. docs/quality.md tells what each figure means.
# Written by `python -m tests.gate.floors`, which refuses to lower a floor without a reason. Not to be edited by hand.
"""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that was let down, and why."""

    metric: str
    before: float
    after: float
    because: str


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors by corpus and metric, the pinned files by corpus, and every floor ever let down."""

    floors: dict[str, dict[str, float]] = field(default_factory=dict)
    pins: dict[str, dict[str, str]] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()
    seal: str = ""

    def expected_seal(self) -> str:
        """What the seal must be for these floors and these lowerings."""
        let_down = [[x.metric, x.before, x.after, x.because] for x in self.lowered]
        text = json.dumps([self.floors, let_down], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def load_floors(path: Path = FILE) -> Floors:
    """The floors as they stand in the file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Floors(
        floors=data.get("floors", {}),
        pins=data.get("pins", {}),
        lowered=tuple(Lowered(**x) for x in data.get("lowered", [])),
        seal=data["seal"],
    )


def save_floors(floors: Floors, path: Path = FILE) -> None:
    """Write the file anew, sealed."""
    out = [HEAD, f'seal = "{floors.expected_seal()}"\n']
    for item in floors.lowered:
        out.append(f"\n[[lowered]]\nmetric = {_quote(item.metric)}\n")
        out.append(f"before = {item.before:.2f}\nafter = {item.after:.2f}\nbecause = {_quote(item.because)}\n")
    for name, tables in (("floors", floors.floors), ("pins", floors.pins)):
        for corpus, rows in tables.items():
            out.append(f"\n[{name}.{corpus}]\n")
            out.extend(f"{_quote(key)} = {_value(rows[key])}\n" for key in sorted(rows))
    path.write_text("".join(out), encoding="utf-8")


def tell(floors: Floors, path: Path = PAGE) -> None:
    """Write the floors into their page, between its two marks."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{told(floors)}{END}{after}", encoding="utf-8")


def told(floors: Floors) -> str:
    """The floors as Markdown tables: one of the corpora that are scored alike, one of the checklist."""
    tables = [_table(floors, corpora) for corpora in (("examples", "dev"), ("seeds",))]
    return "\n".join(filter(None, tables)) or "No floor has been measured yet.\n"


def _table(floors: Floors, corpora: Sequence[str]) -> str:
    """A row for each metric, a column for each corpus; empty where none of them has floors."""
    columns = [floors.floors[c] for c in corpora if c in floors.floors]
    heads = [c for c in corpora if c in floors.floors]
    if not columns:
        return ""
    rows = [f"| figure | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for metric in sorted({m for column in columns for m in column}):
        cells = (f"{column[metric]:.2f}" if metric in column else "" for column in columns)
        rows.append(f"| {metric} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def floor_of(value: float) -> float:
    """The floor a figure earns: its whole hundredths, so that a rounding elsewhere does not break the gate."""
    return math.floor(value * 100 + 1e-9) / 100


def fallen(floors: Floors, corpus: str, figures: Figures) -> list[str]:
    """A line for every figure under its floor, for every figure without one, and for every floor without a figure."""
    kept = floors.floors.get(corpus, {})
    lines = [
        f"{corpus}: {metric}: {figures[metric]:.3f} is under its floor {kept[metric]:.2f}"
        for metric in figures
        if metric in kept and floor_of(figures[metric]) < kept[metric]
    ]
    lines += [f"{corpus}: {metric} has no floor yet" for metric in figures if metric not in kept]
    lines += [f"{corpus}: {metric} has a floor and is no longer measured" for metric in kept if metric not in figures]
    return lines


def changed_pins(floors: Floors, corpus: str) -> list[str]:
    """A line for every file that is not the one the floors were measured on."""
    pins, now = floors.pins.get(corpus, {}), dict(digest(p) for p in pinned_files(corpus))
    return sorted(
        f"{name}: {'gone' if name not in now else 'new' if name not in pins else 'changed'}"
        for name in pins.keys() | now.keys()
        if pins.get(name) != now.get(name)
    )


def raised(floors: Floors, corpus: str, figures: Figures, reasons: Mapping[str, str]) -> tuple[Floors, list[str]]:
    """The floors with the figures taken in, and a line for each metric that fell without a reason given for it.

    A metric no longer measured counts as fallen to nothing.
    """
    kept = dict(floors.floors.get(corpus, {}))
    lowered, refused = list(floors.lowered), []
    for metric in sorted(kept.keys() | figures.keys()):
        before, after = kept.get(metric, 0.0), floor_of(figures.get(metric, 0.0))
        name = f"{corpus}: {metric}"
        if after < before and name not in reasons:
            refused.append(f"{name} would fall from {before:.2f} to {after:.2f}")
            continue
        if after < before:
            lowered.append(Lowered(name, before, after, reasons[name]))
        kept[metric] = after
        if metric not in figures:
            del kept[metric]
    return replace(floors, floors={**floors.floors, corpus: kept}, lowered=tuple(lowered)), refused


def main(argv: Sequence[str]) -> int:
    """The command. 0 done, 1 a floor would fall or the file does not hold, 2 wrong usage."""
    arguments = _arguments(argv)
    floors = load_floors()
    corpora = [c for c in CORPORA if c == "examples" or has_shared()]
    if arguments.pin:
        pins = {c: dict(digest(p) for p in pinned_files(c)) for c in corpora}
        save_floors(replace(floors, pins={**floors.pins, **pins}))
        print(f"pinned {sum(map(len, pins.values()))} files of {', '.join(corpora)}")
        return 0
    changed = [line for corpus in corpora for line in changed_pins(floors, corpus)]
    faults = [f"{line} since it was pinned: --pin takes it as it is" for line in changed]
    if floors.seal != floors.expected_seal():
        faults.append("floors.toml was changed by hand: take its last committed version and use --update")
    reasons = dict(zip(arguments.lower, arguments.because, strict=True))
    if not faults:
        for corpus in corpora:
            figures = CORPORA[corpus]()
            for metric, value in sorted(figures.items()):
                floor = floors.floors.get(corpus, {}).get(metric)
                print(f"{corpus:9} {metric:24} {value:.3f}  floor {'none' if floor is None else f'{floor:.2f}'}")
            if arguments.update:
                floors, refused = raised(floors, corpus, figures, reasons)
                faults += refused
            else:
                faults += fallen(floors, corpus, figures)
    if arguments.update and not faults:
        save_floors(floors)
        tell(floors)
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.gate.floors", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--update", action="store_true", help="raise floors to what is measured now")
    parser.add_argument("--pin", action="store_true", help="take changed documents or answers as the new ones")
    parser.add_argument("--lower", action="append", default=[], metavar="METRIC", help='as printed: "dev: claim f1"')
    parser.add_argument("--because", action="append", default=[], metavar="WHY", help="one for each --lower")
    arguments = parser.parse_args(argv)
    if len(arguments.lower) != len(arguments.because) or (arguments.lower and not arguments.update):
        parser.error("--lower goes with --update, and each with its own --because")
    return arguments


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _value(value: float | str) -> str:
    return _quote(value) if isinstance(value, str) else f"{value:.2f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
