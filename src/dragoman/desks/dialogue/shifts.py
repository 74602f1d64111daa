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
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

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
_EQUAL = 1e-12
"""Sums that differ by less are the same."""
_MANY = 60
"""Documents from which on a share's interval is the ratio estimator's."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of level in a series: `at` is the index of the first document after it, `p` how often chance does so."""

    at: int
    before: float
    after: float
    p: float


def find_shift(series: Sequence[float] | Array) -> Shift | None:
    """The one most likely change of a series of shares (0 to 1) in order of time; None where too little can be told.

    The p-value is for this series alone: who looks at several must correct it (`holm`).
    """
    n, values = len(series), np.asarray(series, float)
    if n < LEAST or (values == values[0]).all():
        return None
    at, observed = _cusum(values)
    p = _bridge(observed / (float(values.std()) * math.sqrt(n))) if n >= _LONG else _shuffled(values, observed)
    return Shift(at, float(values[:at].mean()), float(values[at:].mean()), p)


def holm(values: Sequence[float]) -> list[float]:
    """The p-values corrected for how many there are (Holm 1979), in the order given."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    corrected, highest = [0.0] * len(values), 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[i]))
        corrected[i] = highest
    return corrected


def bootstrap(documents: Sequence[tuple[int, int]], *, times: int = 200) -> tuple[float, float] | None:
    """The 95% interval of a share, from documents as (acts that count, acts); None of fewer than two documents."""
    counted = np.array(documents, np.int64).reshape(-1, 2)
    return interval(counted[:, 0], counted[:, 1], times=times)


def interval(counts: Array, acts: Array, *, times: int = 200) -> tuple[float, float] | None:
    """The same, of each document's acts that count, and its acts.

    Of many documents the interval of the ratio estimator (Cochran 1977), which the bootstrap comes to, costs less.
    """
    if len(acts) < 2:
        return None
    if len(acts) > _MANY:
        return _of_ratio(counts, acts)
    draws = _draws(len(acts), times)
    shares = np.sort(counts[draws].sum(axis=1) / np.maximum(acts[draws].sum(axis=1), 1))
    return float(shares[int(0.025 * times)]), float(shares[min(times - 1, int(0.975 * times))])


@functools.lru_cache(maxsize=_MANY)
def _draws(n: int, times: int) -> Array:
    """The draws of so many documents, the same for every share: what they are drawn from need not be drawn anew."""
    chance = random.Random(_SEED)
    return np.array([chance.choices(range(n), k=n) for _ in range(times)])


def _of_ratio(counts: Array, acts: Array) -> tuple[float, float]:
    """The normal interval of a ratio of two sums over documents."""
    n, whole = len(acts), int(acts.sum())
    share = float(counts.sum() / whole)
    spread = float(((counts - share * acts) ** 2).sum())
    error = 1.96 * math.sqrt(spread * n / (n - 1)) / whole
    return max(0.0, share - error), min(1.0, share + error)


def _cusum(values: Array) -> tuple[int, float]:
    """(index of the first value after the change, the statistic)."""
    sums = np.abs(np.cumsum(values - values.mean()))[LEAST_SIDE - 1 : -LEAST_SIDE]
    best = int(np.argmax(sums >= sums.max() - _EQUAL))
    return best + LEAST_SIDE, float(sums[best])


def _shuffled(values: Array, observed: float) -> float:
    sums = np.abs(np.cumsum((values - values.mean())[_orders(len(values))], axis=1))
    as_far = sums[:, LEAST_SIDE - 1 : -LEAST_SIDE].max(axis=1) >= observed - _EQUAL
    so_far = np.cumsum(as_far)
    if so_far[-1] >= _ENOUGH:
        return _ENOUGH / (int(np.argmax(so_far == _ENOUGH)) + 1)
    return (int(so_far[-1]) + 1) / (SHUFFLES + 1)


@functools.lru_cache(maxsize=_LONG)
def _orders(n: int) -> Array:
    """The orders in which so many documents are put, the same for every series."""
    chance, order, made = random.Random(_SEED), list(range(n)), []
    for _ in range(SHUFFLES):
        chance.shuffle(order)
        made.append(tuple(order))
    return np.array(made)


def _bridge(x: float) -> float:
    """How often a Brownian bridge goes as far as x from nought (Kolmogorov's law)."""
    if x < 0.2:
        return 1.0
    terms = (math.exp(-2 * k * k * x * x) * (1 if k % 2 else -1) for k in range(1, 50))
    return min(1.0, max(0.0, 2 * sum(terms)))
