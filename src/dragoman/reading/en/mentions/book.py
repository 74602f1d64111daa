"""The mentions of one document as reading goes on: looked up by place, added to, numbered at the end."""

import bisect
from collections.abc import Iterable

from dragoman.reading.en.mentions.found import Found
from dragoman.record import Mention


class MentionBook:
    """Mentions kept in text order. A place holds one mention of an exact span; longer and shorter ones may overlap."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._all: dict[tuple[int, int], Found] = {}
        for f in found:
            self._all.setdefault((f.start, f.end), f)
        self._starts = sorted(self._all)
        self._longest = max((e - s for s, e in self._starts), default=0)

    def add(self, found: Found) -> Found:
        """The mention, kept; where its span is taken by one that says more, that one."""
        key = (found.start, found.end)
        if key in self._all:
            old = self._all[key]
            if old.how != "pronoun" or old.name:
                return old
            self._all[key] = found
            return found
        self._all[key] = found
        bisect.insort(self._starts, key)
        self._longest = max(self._longest, found.end - found.start)
        return found

    def rename(self, found: Found) -> None:
        """Let a mention that is kept say more: the same words under a fuller name."""
        self._all[found.start, found.end] = found

    def over(self, start: int, end: int) -> list[Found]:
        """Mentions that overlap `start:end`, in text order."""
        at = bisect.bisect_left(self._starts, (start - self._longest, 0))
        found = []
        while at < len(self._starts) and self._starts[at][0] < end:
            key = self._starts[at]
            if key[1] > start:
                found.append(self._all[key])
            at += 1
        return found

    def at(self, start: int, end: int) -> Found | None:
        """The mention a head word at `start:end` belongs to: the longest that ends with it, else the longest."""
        covering = [f for f in self.over(start, end) if f.start <= start and end <= f.end]
        if not covering:
            return None
        return max(covering, key=lambda f: (f.end == end, f.kind == "person", f.end - f.start))

    def before(self, offset: int) -> Iterable[Found]:
        """Mentions that begin before `offset`, nearest first."""
        for at in range(bisect.bisect_left(self._starts, (offset, 0)) - 1, -1, -1):
            yield self._all[self._starts[at]]

    def numbered(self) -> tuple[dict[tuple[int, int], str], tuple[Mention, ...]]:
        """Ids by span, and the mentions as the reading lists them. Pronouns that nobody resolved are left out."""
        kept = [self._all[key] for key in self._starts if self._all[key].name]
        ids = {(f.start, f.end): f"m{n}" for n, f in enumerate(kept, 1)}
        mentions = tuple(Mention(ids[f.start, f.end], f.start, f.end, f.kind, f.actor, f.name, f.how) for f in kept)
        return ids, mentions
