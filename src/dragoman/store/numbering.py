"""Whole numbers, each once, and numbered.

`numpy.unique` hashes them, or sorts their places: of two millions that takes half a second and more, where sorting the
numbers themselves, or a place for each number there may be, takes some thirtieth of that.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
ROOM = 1 << 22
"""Numbers up to this have a place each, and others where there are not many times more places than numbers."""


def once(values: Array) -> Array:
    """The different ones, in order. None is negative."""
    if _roomy(values):
        return np.flatnonzero(_there(values))
    ordered = np.sort(values)
    return ordered[_begins(ordered)]


def counted(values: Array) -> tuple[Array, Array]:
    """The different ones, in order, and how often each is there."""
    ordered = np.sort(values)
    first = turns(ordered)
    return ordered[first], np.diff(first, append=len(ordered))


def numbered(values: Array) -> tuple[Array, Array]:
    """The different ones, in order, and which of these each is."""
    if not _roomy(values):
        known, which = np.unique(values, return_inverse=True)
        return known, which
    there = _there(values)
    return np.flatnonzero(there), (np.cumsum(there) - 1)[values]


def turns(values: Array) -> Array:
    """Where each stretch of one number begins."""
    return np.flatnonzero(_begins(values))


def _begins(values: Array) -> NDArray[np.bool_]:
    found = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def starts(many: Array) -> Array:
    """Where the things begin that each has so `many` of, one behind the other; and where they end. In 32 bits."""
    found = np.zeros(len(many) + 1, np.int32)
    np.cumsum(many, dtype=np.int32, out=found[1:])
    return found


def spread(begins: Array, sizes: Array) -> tuple[Array, Array]:
    """Stretches one behind the other, each from where it begins and so long: of each place which stretch, and where.

    In 32 bits, as there are millions of places, and not thousands of millions.
    """
    which = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    where = (begins + sizes - np.cumsum(sizes, dtype=np.int32)).astype(np.int32, copy=False)[which]
    where += np.arange(len(where), dtype=np.int32)
    return which, where


def pairs(first: Array, second: Array, many: int) -> Array:
    """Each pair as one number; of `second` there are so `many` different ones."""
    found = np.multiply(first, many, dtype=np.int64)
    found += second
    return found


def first_places(values: Array, many: int) -> Array:
    """Of each number below `many` where it comes first; how many there are where it does not come."""
    found = np.full(many, len(values))
    found[values[::-1]] = np.arange(len(values) - 1, -1, -1)  # of one number the last that is written stays
    return found


def _there(values: Array) -> NDArray[np.bool_]:
    there = np.zeros(int(values.max(initial=0)) + 1, bool)
    there[values] = True
    return there if len(values) else there[:0]


def _roomy(values: Array) -> bool:
    return int(values.max(initial=0)) < max(ROOM, 4 * len(values))
