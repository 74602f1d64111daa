"""Columns of few different values, held as which of these each is.

Two million days are some 7,000 different ones: two bytes each say which, where four would hold the day itself.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
MANY = 1 << 16
"""There may be so many whole numbers between the least and the greatest of few values."""
SOME = 10_000
"""Rows that are looked at for which values there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """`values`: the different ones, in order; `which` of them each row has. Indexed and compared as an array is."""

    values: Array
    which: Array

    def __len__(self) -> int:
        return len(self.which)

    def __getitem__(self, rows: Any) -> Any:
        return self.values[self.which[rows]]

    def __lt__(self, other: Any) -> Array:
        return self._compared(operator.lt, other)

    def __le__(self, other: Any) -> Array:
        return self._compared(operator.le, other)

    def __gt__(self, other: Any) -> Array:
        return self._compared(operator.gt, other)

    def __ge__(self, other: Any) -> Array:
        return self._compared(operator.ge, other)

    def _compared(self, how: Callable[[Any, Any], Array], other: Any) -> Array:
        found: Array = how(self.values, other)[self.which]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Keys(Coded):
    """Keys of claims: `values` has the first that each document's reading may have, `place` what is added to it."""

    place: Array

    def __getitem__(self, rows: Any) -> Any:
        return self.values[self.which[rows]] + self.place[rows]

    def _compared(self, how: Callable[[Any, Any], Array], other: Any) -> Array:
        return how(self[:], other)


Column: TypeAlias = Array | Coded


def narrow_keys(keys: Array, document: Array, size: int) -> Column:
    """Keys of claims of these documents, in as few bytes as their places ask for; a reading has up to `size` keys."""
    place = keys % size
    first = keys - place
    firsts = np.zeros(int(document.max(initial=0)) + 1, np.int64)
    firsts[document] = first
    if not np.array_equal(firsts[document], first):
        return keys  # some document has two readings here
    return Keys(firsts, document, place.astype(np.min_scalar_type(int(place.max(initial=0)))))


def narrow(values: Array) -> Column:
    """The column in as few bytes as its different values ask for. None of them is NaN."""
    if values.dtype.itemsize == 1 or not len(values):
        return values
    different, which = _placed(values) if _is_dense(values) else _found(values)
    if which.dtype.itemsize >= values.dtype.itemsize:
        return values
    return Coded(different, which)


def _is_dense(values: Array) -> bool:
    """Whether there are not many times more whole numbers between the least and the greatest than values."""
    whole = values.dtype.kind == "u" or (values.dtype.kind == "i" and values.dtype.itemsize > 2)
    return whole and int(values.max()) - int(values.min()) < max(4 * len(values), MANY)


def _placed(values: Array) -> tuple[Array, Array]:
    """The different ones, and which each is, by a place for each there may be: sorting takes thirty times as long."""
    low = values.min()
    shifted = values - low
    there = np.zeros(int(shifted.max()) + 1, bool)
    there[shifted] = True
    offsets = np.flatnonzero(there)
    place = np.zeros(len(there), _kind(offsets))
    place[offsets] = np.arange(len(offsets))
    return (offsets + low).astype(values.dtype), place[shifted]


def _found(values: Array) -> tuple[Array, Array]:
    """The same by looking each up: first among those of some rows, as the others mostly have the same."""
    different = np.unique(values[:: len(values) // SOME + 1])
    which = np.searchsorted(different[:-1], values)
    others = values[different[which] != values]
    if len(others):
        different = np.union1d(different, others)
        which = np.searchsorted(different, values)
    return different, which.astype(_kind(different))


def _kind(different: Array) -> Any:
    return np.min_scalar_type(len(different) - 1)
