"""A text without its white space: answers and readings may break lines differently and still mean the same words."""

from collections.abc import Iterable, Iterator
from itertools import count


class FlatText:
    """A text whose offsets can be told without white space, and searched without it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._before: list[int] = []
        kept: list[str] = []
        for character in text:
            self._before.append(len(kept))
            if not character.isspace():
                kept.append(character)
        self._before.append(len(kept))
        self.flat = "".join(kept)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch, counted without white space."""
        return self._before[start], self._before[end]

    def find(self, words: str, at: int = 0) -> tuple[int, int] | None:
        """Where the words stand for the (at + 1)th time, or None."""
        wanted, place = flatten(words), -1
        for _ in range(at + 1):
            place = self.flat.find(wanted, place + 1)
            if place < 0:
                return None
        return place, place + len(wanted)

    def find_all(self, words: str) -> Iterator[tuple[int, int]]:
        """Every place where the words stand."""
        for at in count():
            place = self.find(words, at)
            if place is None:
                return
            yield place


def flatten(words: str) -> str:
    """The words without white space."""
    return "".join(words.split())


def cover(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Every place in the spans."""
    return frozenset(place for start, end in spans for place in range(start, end))


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two stretches are the same claim's words: half of their union shared, or four fifths of either."""
    both = len(one & other)
    return bool(both) and (both / len(one | other) >= 0.5 or both / len(one) >= 0.8 or both / len(other) >= 0.8)
