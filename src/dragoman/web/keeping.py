"""Answers that took long are kept for whoever asks the same of the record as it still stands.

The record's log has a number for every change, written with the change itself: while the last number is the same, so
is every answer of the same day.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from dragoman.web.answers import Answer

MOST = 32
"""Answers kept; the one not asked for longest goes first."""


@dataclass(slots=True)
class Kept:
    """Answers by what was asked, each with the state of the record that it was made from."""

    _answers: OrderedDict[Hashable, tuple[Hashable, Answer]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, asked: Hashable, state: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer to what was asked of this state, made where there is none."""
        with self._lock:
            found = self._answers.get(asked)
            if found and found[0] == state:
                self._answers.move_to_end(asked)
                return found[1]
        made = make()
        with self._lock:
            self._answers[asked] = (state, made)
            self._answers.move_to_end(asked)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return made
