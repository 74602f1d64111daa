"""What finding mentions and following chains costs of the reading of a corpus.

usage: python bench/mentions.py CORPUS.jsonl[.gz] [DOCUMENTS]

Prints the share of time spent in finding names (before the parse) and in chains (after it), by the wall clock inside
the functions that do it, against the whole reading; the language pack is loaded before the clock starts.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.dossier import load_dossier
from dragoman.reading import read_documents
from dragoman.reading.en import english
from dragoman.reading.en.chains import Discourse
from dragoman.reading.en.language_pack import load_pack
from dragoman.sources import SourceFault, find_raws, read_raw


class Clock:
    """Adds up the time inside what it wraps."""

    def __init__(self) -> None:
        self.spent = 0.0

    def timed(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, timed."""

        def timed(*args: Any, **options: Any) -> Any:
            started = time.perf_counter()
            try:
                return work(*args, **options)
            finally:
                self.spent += time.perf_counter() - started

        return timed


def main() -> None:
    """Read the documents once and print the shares."""
    dossier, most = load_dossier(), int(sys.argv[2]) if len(sys.argv) > 2 else 200
    items = []
    for raw in find_raws([Path(sys.argv[1])]):
        if isinstance(raw, SourceFault):
            raise SystemExit(f"{raw.source}: {raw.message}")
        for sourced in read_raw(raw, dossier):
            if not isinstance(sourced, SourceFault) and len(items) < most:
                items.append((sourced.document, sourced.problems))
    load_pack()
    names, chains = Clock(), Clock()
    english.find_names = names.timed(english.find_names)  # type: ignore[assignment]
    for method in ("enter", "settle", "who", "can_speak"):
        setattr(Discourse, method, chains.timed(getattr(Discourse, method)))
    started = time.perf_counter()
    count = sum(1 for _ in read_documents(items, dossier))
    whole = time.perf_counter() - started
    print(f"{count} documents in {whole:.1f} s: names {names.spent / whole:.1%}, chains {chains.spent / whole:.1%}")


if __name__ == "__main__":
    main()
