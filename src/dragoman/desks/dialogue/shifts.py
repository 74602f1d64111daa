"""Whether a share that is measured document by document moved, and when: a change-point test that says its p-value.

The statistic is the greatest departure of the running sum from a straight line (CUSUM). Its p-value comes from
shuffling the documents; of long series from the law it tends to (the supremum of a Brownian bridge). Documents are what
is shuffled, not claims: those of one document are not independent. Figures of size and power: docs/quality.md.
"""

import functools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from operator import itemgetter

LEAST_SIDE = 3
"""Documents that must stand on each side of a change."""
LEAST = 8
"""Documents below which nothing can be told: with fewer, no order of them is rarer than one in twenty often enough."""
SHUFFLES = 999
_LONG = 40
"""From so many documents on the limit law is close enough, and shuffling is slow."""
_ENOUGH = 60
"""Shuffles that go as far after which the p-value is clear (Besag and Clifford 1991)."""
_SEED = 20170104
_MANY = 60
"""Documents from which on a share's interval is the ratio estimator's."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of level in a series: `at` is the index of the first document after it, `p` how often chance does so."""

    at: int
    before: float
    after: float
    p: float


def find_shift(series: Sequence[float]) -> Shift | None:
    """The one most likely change of a series of shares (0 to 1) in order of time; None where too little can be told.

    The p-value is for this series alone: who looks at several must correct it (`holm`).
    """
    n = len(series)
    if n < LEAST or len(set(series)) < 2:
        return None
    at, observed = _cusum(series)
    p = _bridge(observed / (_deviation(series) * math.sqrt(n))) if n >= _LONG else _shuffled(series, observed)
    return Shift(at, _mean(series[:at]), _mean(series[at:]), p)


def holm(values: Sequence[float]) -> list[float]:
    """The p-values corrected for how many there are (Holm 1979), in the order given."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    corrected, highest = [0.0] * len(values), 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[i]))
        corrected[i] = highest
    return corrected


def bootstrap(documents: Sequence[tuple[int, int]], *, times: int = 200) -> tuple[float, float] | None:
    """The 95% interval of a share, from documents as (acts that count, acts); None of fewer than two documents.

    Of many documents the interval of the ratio estimator (Cochran 1977), which the bootstrap comes to, costs less.
    """
    if len(documents) < 2:
        return None
    if len(documents) > _MANY:
        return _of_ratio(documents)
    counts, acts = zip(*documents, strict=True)
    drawn = zip(_draws(len(acts), times), _drawn(acts, times), strict=True)
    shares = sorted(sum(draw(counts)) / whole if whole else 0.0 for draw, whole in drawn)
    return shares[int(0.025 * times)], shares[min(times - 1, int(0.975 * times))]


@functools.lru_cache(maxsize=_MANY)
def _draws(n: int, times: int) -> "list[itemgetter[tuple[int, ...]]]":
    """The draws of so many documents, the same for every share: what they are drawn from need not be drawn anew."""
    chance = random.Random(_SEED)
    return [itemgetter(*chance.choices(range(n), k=n)) for _ in range(times)]


@functools.lru_cache(maxsize=64)
def _drawn(acts: tuple[int, ...], times: int) -> list[int]:
    """The acts in each draw, the same for every track of a period."""
    return [sum(draw(acts)) for draw in _draws(len(acts), times)]


def _of_ratio(documents: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The normal interval of a ratio of two sums over documents."""
    n, whole = len(documents), sum(acts for _, acts in documents)
    share = sum(count for count, _ in documents) / whole
    spread = sum((count - share * acts) ** 2 for count, acts in documents)
    error = 1.96 * math.sqrt(spread * n / (n - 1)) / whole
    return max(0.0, share - error), min(1.0, share + error)


def _cusum(series: Sequence[float]) -> tuple[int, float]:
    """(index of the first value after the change, the statistic)."""
    mean = _mean(series)
    sums = [abs(total) for total in accumulate(value - mean for value in series[:-LEAST_SIDE])][LEAST_SIDE - 1 :]
    best = max(sums)
    return sums.index(best) + LEAST_SIDE, best


def _shuffled(series: Sequence[float], observed: float) -> float:
    mean = _mean(series)
    away = [value - mean for value in series]
    as_far = 0
    for done in range(1, SHUFFLES + 1):
        sums = accumulate(_shuffles(len(series)).order(done)(away)[:-LEAST_SIDE])
        furthest: float = max(map(abs, islice(sums, LEAST_SIDE - 1, None)))
        as_far += furthest >= observed - 1e-12
        if as_far == _ENOUGH:
            return as_far / done
    return (as_far + 1) / (SHUFFLES + 1)


class _Shuffles:
    """The orders in which so many documents are put, the same for every series; made as far as they are asked for."""

    def __init__(self, n: int) -> None:
        self._chance = random.Random(_SEED)
        self._order = list(range(n))
        self._made: list[itemgetter[tuple[int, ...]]] = []

    def order(self, number: int) -> "itemgetter[tuple[int, ...]]":
        """The one of this number, from 1 on."""
        while len(self._made) < number:
            self._chance.shuffle(self._order)
            self._made.append(itemgetter(*self._order))
        return self._made[number - 1]


@functools.lru_cache(maxsize=_LONG)
def _shuffles(n: int) -> _Shuffles:
    return _Shuffles(n)


def _bridge(x: float) -> float:
    """How often a Brownian bridge goes as far as x from nought (Kolmogorov's law)."""
    if x < 0.2:
        return 1.0
    terms = (math.exp(-2 * k * k * x * x) * (1 if k % 2 else -1) for k in range(1, 50))
    return min(1.0, max(0.0, 2 * sum(terms)))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _deviation(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.sqrt(sum((v - mean) ** 2 for v in values) / len(values))
