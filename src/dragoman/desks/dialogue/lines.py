"""Answers of many lines, of which few are looked at: what is shown of a line is unpacked when it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Self, TypeVar, overload

Packed = TypeVar("Packed")
Line = TypeVar("Line")

AT_ONCE = 500
"""Lines unpacked at a time, where all are gone through."""


class Lines(Sequence[Line], Generic[Packed, Line]):
    """Lines in order. Take slices: each asks the record once."""

    def __init__(self, packed: Sequence[Packed], unpack: Callable[[Sequence[Packed]], list[Line]]) -> None:
        """`packed` is what there is, cheap to go through; `unpack` makes lines of some of it, in the same order."""
        self.packed = packed
        self._unpack = unpack

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, int):
            return self._unpack([self.packed[at]])[0]
        return self._unpack(self.packed[at])

    def __iter__(self) -> Iterator[Line]:
        for start in range(0, len(self.packed), AT_ONCE):
            yield from self._unpack(self.packed[start : start + AT_ONCE])

    def of(self, packed: Sequence[Packed]) -> Self:
        """Other lines of the same answer: some of them, or in another order."""
        return type(self)(packed, self._unpack)
