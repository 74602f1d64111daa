"""Which judgements stand, and what they make one: withdrawn and superseded ones fall away, contradictions are shown.

Everything here is computed from the judgements as they were made, the first first, so that nothing need be rewritten
when one of them is taken back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.record import Judgement, Verdict

QUESTION: Mapping[Verdict, str] = {
    "right": "reading",
    "wrong": "reading",
    "corrected": "reading",
    "same": "identity",
    "different": "identity",
    "kept": "outcome",
    "broken": "outcome",
}
"""What a verdict answers. A person who answers one question about the same things again has thought better of it."""


def without_withdrawn(made: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that were not taken back, and no withdrawals. One that was itself taken back takes nothing back.

    `made` has them in the order in which they were made.
    """
    withdrawn: set[str] = set()
    for judgement in reversed(made):
        if judgement.verdict == "withdrawn" and judgement.id not in withdrawn:
            withdrawn.update(judgement.about)
    return [j for j in made if j.verdict != "withdrawn" and j.id not in withdrawn]


def standing(made: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that count, in the order in which they were made.

    Of one person's answers to one question about the same things the last one counts; of two persons' both do.
    """
    last = {_question(judgement): judgement.id for judgement in without_withdrawn(made)}
    return [j for j in without_withdrawn(made) if last[_question(j)] == j.id]


def _question(judgement: Judgement) -> tuple[str, str, frozenset[str]]:
    return judgement.by, QUESTION[judgement.verdict], frozenset(judgement.about)


def decided(judgements: Iterable[Judgement]) -> dict[frozenset[str], Judgement]:
    """The last `same` or `different` said of each two things. `judgements` are in the order in which they were made."""
    return {
        frozenset(pair): judgement
        for judgement in judgements
        if QUESTION.get(judgement.verdict) == "identity"
        for pair in combinations(judgement.about, 2)
    }


@dataclass(frozen=True, slots=True)
class Overruled:
    """A judgement that cannot hold together with later ones, for this pair: what a page shows beside the merge."""

    judgement: Judgement
    pair: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What is one. `canonical` has the name of its group for each id in a group; other ids are their own."""

    canonical: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    overruled: tuple[Overruled, ...]

    def name(self, thing: str) -> str:
        """The id under which a thing is counted."""
        return self.canonical.get(thing, thing)

    def group(self, thing: str) -> tuple[str, ...]:
        """All ids that are one with it, the canonical one first; itself alone where nothing is."""
        return self.members.get(self.name(thing), (thing,))


def merge(
    judgements: Iterable[Judgement],
    *,
    ties: Iterable[tuple[str, str]] = (),
    rank: Callable[[str], tuple[object, ...]] | None = None,
) -> Merged:
    """The groups that `same` and `different` make, with the machine's own `ties` below every judgement.

    `judgements` are those that stand, in the order in which they were made; `ties` the surest first. The later wins: a
    judgement that would join what later ones keep apart, or part what they join, is overruled and told. The canonical
    id is the least by `rank`, then by itself.
    """
    groups = _Groups()
    overruled: list[Overruled] = []
    for judgement in reversed(list(judgements)):
        if judgement.verdict not in ("same", "different"):
            continue
        hold = groups.join if judgement.verdict == "same" else groups.part
        failed = [pair for pair in combinations(judgement.about, 2) if not hold(*pair)]
        overruled += [Overruled(judgement, pair) for pair in failed]
    for pair in ties:
        groups.join(*pair)
    members = {}
    for group in groups.all():
        first, *others = sorted(group, key=lambda thing: (*(rank(thing) if rank else ()), thing))
        members[first] = (first, *others)
    canonical = {thing: first for first, group in members.items() for thing in group}
    return Merged(canonical, members, tuple(reversed(overruled)))


class _Groups:
    """Disjoint sets of ids, some of which must stay apart."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = {}

    def join(self, one: str, other: str) -> bool:
        """Make two one; False where they must stay apart."""
        a, b = self._root(one), self._root(other)
        if a == b:
            return True
        if b in self._apart.get(a, ()):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] |= self._members.pop(b)
        for third in self._apart.pop(b, set()):
            self._apart[third].discard(b)
            self._keep_apart(a, third)
        return True

    def part(self, one: str, other: str) -> bool:
        """Keep two apart; False where they are one already."""
        a, b = self._root(one), self._root(other)
        if a == b:
            return False
        self._keep_apart(a, b)
        return True

    def all(self) -> Iterator[set[str]]:
        """The sets of more than one."""
        return (group for group in self._members.values() if len(group) > 1)

    def _keep_apart(self, a: str, b: str) -> None:
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)

    def _root(self, thing: str) -> str:
        if thing not in self._parent:
            self._parent[thing] = thing
            self._members[thing] = {thing}
        while (parent := self._parent[thing]) != thing:
            self._parent[thing] = thing = self._parent[parent]
        return thing
