"""How a dossier's faults are told: one line, with file and line, what is wrong and what to do."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.record import DossierError

# Beyond this many candidates a suggestion costs more than it helps: difflib compares with every one.
SUGGEST_AMONG = 5_000


@dataclass(slots=True)
class Place:
    """A line of a dossier file; line 0 is the file as a whole."""

    # Not frozen, as Bearer is not: one is made for every entry, and a frozen one takes three times as long to make.

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else str(self.path)


def fault(place: Place, message: str) -> DossierError:
    """The error to raise for what is wrong at `place`. White space in `message` becomes single spaces: one line."""
    return DossierError(f"{place}: {' '.join(message.split())}")


def near(word: str, known: Iterable[str]) -> str:
    """` (did you mean "rok"?)` where a known word is close to `word`, else an empty string."""
    candidates = [k for k in known if abs(len(k) - len(word)) <= 3][:SUGGEST_AMONG]
    close = difflib.get_close_matches(word, candidates, n=1, cutoff=0.7)
    return f' (did you mean "{close[0]}"?)' if close else ""
