"""Texts of many acts, each once, in few large pieces: a Python object for each would take several times the memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from dragoman.store.numbering import spread
from dragoman.store.query import Party

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a family, each once, as UTF-8 one behind the other. Number 0 is none, 1 the first."""

    hashes: Array
    starts: Array
    words: bytes

    def __len__(self) -> int:
        return len(self.hashes) + 1

    def __getitem__(self, number: int) -> str:
        if number == 0:
            return ""
        return self.words[self.starts[number - 1] : self.starts[number]].decode()

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Texts":
        """Of texts that are all different."""
        encoded = [one.encode() for one in texts]
        starts = np.fromiter(accumulate(map(len, encoded), initial=0), np.int64)
        return cls(np.arange(len(encoded), dtype=np.uint64), starts, b"".join(encoded))


@dataclass(frozen=True, slots=True)
class People:
    """Who stands in the lists of parties: those of list n are `members[starts[n]:starts[n + 1]]`, places in `known`."""

    known: "Known"
    starts: Array
    members: Array

    def sizes(self, lists: Array) -> Array:
        """How many are in each of these lists."""
        found: Array = np.diff(self.starts)[lists]
        return found

    def of(self, lists: Array) -> tuple[Array, Array]:
        """Everybody in these lists, one list after the other: in which of them (its place among these), and who."""
        which, where = spread(self.starts[lists], self.sizes(lists))
        return which, self.members[where]


class Known(Sequence[Party]):
    """Parties, each made when it is asked for."""

    def __init__(self, texts: Texts) -> None:
        """`texts` as `packed` makes them."""
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts) - 1

    @overload
    def __getitem__(self, place: int) -> Party: ...
    @overload
    def __getitem__(self, place: slice) -> list[Party]: ...
    def __getitem__(self, place: int | slice) -> Party | list[Party]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        size, _, both = self._texts[place + 1].partition(":")
        return Party(both[int(size) :], both[: int(size)]) if size else Party(both, None)


def packed(name: str, actor: str | None) -> str:
    """A party as a text: how long the actor's id is, the id and the name, whatever stands in them."""
    return f":{name}" if actor is None else f"{len(actor)}:{actor}{name}"
