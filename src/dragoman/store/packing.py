"""Columns of numbers side by side in one row of bytes, as `claim_columns` and `reading_columns` keep them."""

import struct
from collections.abc import Sequence
from typing import Any

Columns = dict[str, list[Any]]


class Layout:
    """Which columns are packed: each one's name, its kind of number (as `struct` calls it) and what has a value in it.

    In front stands how many there are of each of those things; then the columns follow, little-endian.
    """

    def __init__(self, columns: Sequence[tuple[str, str, str]]) -> None:
        self.columns = tuple(columns)
        self.things = tuple(dict.fromkeys(of for _, _, of in columns))
        self._head = struct.Struct(f"<{len(self.things)}I")
        self._first = {of: next(name for name, _, its in columns if its == of) for of in self.things}

    def empty(self) -> Columns:
        """No value in any."""
        return {name: [] for name, _, _ in self.columns}

    def pack(self, columns: Columns) -> bytes:
        """The columns as bytes."""
        head = self._head.pack(*(len(columns[self._first[of]]) for of in self.things))
        packed = (struct.pack(f"<{len(columns[name])}{kind}", *columns[name]) for name, kind, _ in self.columns)
        return head + b"".join(packed)

    def places(self, packed: bytes) -> list[tuple[str, int, int]]:
        """Each column's name, where it begins, and how many values it has. Raises struct.error without a head."""
        sizes, at = dict(zip(self.things, self._head.unpack_from(packed), strict=True)), self._head.size
        found = []
        for name, kind, of in self.columns:
            found.append((name, at, sizes[of]))
            at += sizes[of] * struct.calcsize(f"<{kind}")
        return found

    def unpack(self, packed: bytes) -> Columns:
        """The columns that were packed. Raises struct.error where the bytes are too few."""
        kinds = {name: kind for name, kind, _ in self.columns}
        return {
            name: list(struct.unpack_from(f"<{many}{kinds[name]}", packed, at))
            for name, at, many in self.places(packed)
        }
