"""Which paragraphs of a text and of its translation go together: by how long they are and the numbers in them.

After Gale and Church (1993), who align by length alone; numbers are the one kind of word that most pairs of languages
share. What is shown beside another may be wrong, so nothing is concluded from it: it only saves scrolling.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BAND = 30
"""Paragraphs by which two that go together may lie apart, beyond what the lengths of the texts make of it."""
ALONE, TWO, NUMBERS = 0.45, 0.5, 0.8
"""What it costs to leave a paragraph alone, to lay two beside one; and what numbers weigh, half of it for or against.

Chosen of 24 settings on 600 pairs of Korean and English sentences, put together to texts of 20 of which some are left
out or run together: of the pairs, F1 is 0.99 where nothing is left out, 0.88 where a tenth is, 0.76 where a fifth is
(in the order in which they come: 1, 0.45 and 0.35). To be measured anew where whole documents are at hand.
"""
MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
_NUMBER = re.compile(r"\d+")

Group = tuple[Sequence[str], Sequence[str]]
"""Paragraphs of either side that go together; one side may be empty."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A text's paragraphs, how long each is (weighed so that both texts are as long) and its numbers."""

    lengths: Sequence[float]
    numbers: Sequence[frozenset[str]]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "_Measured":
        whole = sum(map(len, texts)) or 1
        return cls([len(text) / whole for text in texts], [frozenset(_NUMBER.findall(text)) for text in texts])

    def length(self, first: int, last: int) -> float:
        return sum(self.lengths[first:last])

    def named(self, first: int, last: int) -> frozenset[str]:
        return frozenset().union(*self.numbers[first:last])


def aligned(here: Sequence[str], there: Sequence[str]) -> Iterator[Group]:
    """The paragraphs of both, in order, as they go together at the least cost."""
    mine, theirs = _Measured.of(here), _Measured.of(there)
    costs = {(0, 0): 0.0}
    steps: dict[tuple[int, int], tuple[int, int]] = {}
    for i, j in _cells(len(here), len(there)):
        found = [
            (costs[i - a, j - b] + _cost(mine, theirs, (i - a, i), (j - b, j)), (a, b))
            for a, b in MOVES
            if (i - a, j - b) in costs
        ]
        if found:
            costs[i, j], steps[i, j] = min(found)
    at, groups = (len(here), len(there)), []
    while at != (0, 0):
        a, b = steps[at]
        before = (at[0] - a, at[1] - b)
        groups.append((here[before[0] : at[0]], there[before[1] : at[1]]))
        at = before
    yield from reversed(groups)


def _cells(rows: int, columns: int) -> Iterator[tuple[int, int]]:
    """The places worth looking at, near the straight line from the beginning of both texts to their ends."""
    wide = BAND + abs(rows - columns)
    for i in range(rows + 1):
        middle = i * columns // max(rows, 1)
        for j in range(max(0, middle - wide), min(columns, middle + wide) + 1):
            if (i, j) != (0, 0):
                yield i, j


def _cost(mine: _Measured, theirs: _Measured, left: tuple[int, int], right: tuple[int, int]) -> float:
    if left[0] == left[1] or right[0] == right[1]:
        return ALONE
    one, other = mine.length(*left), theirs.length(*right)
    cost = abs(one - other) / ((one + other) or 1)
    numbers, others = mine.named(*left), theirs.named(*right)
    if numbers and others:  # one side alone may have written them out
        cost += NUMBERS * (0.5 - len(numbers & others) / len(numbers | others))
    return cost + (TWO if left[1] - left[0] + right[1] - right[0] > 2 else 0)
