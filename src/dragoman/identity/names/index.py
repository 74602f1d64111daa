"""Names looked up by how they may be written: any script, romanisation and order, among hundreds of thousands."""

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.identity.names.likeness import Likeness, same_name
from dragoman.identity.names.printed import bare
from dragoman.identity.names.skeleton import keys_to_try, skeletons

REMEMBERED = 10_000
"""Answers kept: the same few names stand in document after document."""


class Match(NamedTuple):
    """A name of the index that may be the one asked for, whose it is, and how alike they are."""

    id: str
    name: str
    likeness: Likeness


class NameIndex:
    """Names and whose they are. Built once; safe to share between threads once built."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are (id, printed form) pairs; one id may have many forms, and one form many ids."""
        self._bearers: dict[str, list[str]] = {}
        for id_, name in names:
            self._bearers.setdefault(name, []).append(id_)
        forms = list(self._bearers)
        self._by_key: dict[str, list[str]] = {}
        whole, ends = skeletons(forms)
        place = self._by_key.setdefault
        for name, key, end in zip(forms, whole, ends, strict=True):
            place(key, []).append(name)
            if end and end != key:
                place(end, []).append(name)
        self._found: dict[str, tuple[Match, ...]] = {}

    def __len__(self) -> int:
        """How many different forms there are."""
        return len(self._bearers)

    def find(self, name: str) -> tuple[Match, ...]:
        """The names that may be this one, the likest first, each id once. A bare surname finds nothing but itself."""
        found = self._found.get(name)
        if found is None:
            found = tuple(self._look_up(name))
            if len(self._found) < REMEMBERED:
                self._found[name] = found
        return found

    def _look_up(self, name: str) -> list[Match]:
        best: dict[str, Match] = {}
        for other in self._candidates(name):
            likeness = same_name(name, other)
            if not likeness.same:
                continue
            for id_ in self._bearers[other]:
                known = best.get(id_)
                if known is None or likeness.score > known.likeness.score:
                    best[id_] = Match(id_, other, likeness)
        return sorted(best.values(), key=lambda match: (-match.likeness.score, match.id))

    def _candidates(self, name: str) -> Iterable[str]:
        if not bare(name):
            return ()
        return dict.fromkeys(other for key in keys_to_try(name) for other in self._by_key.get(key, ()))
