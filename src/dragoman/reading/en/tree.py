"""A parsed sentence, as parallel columns: what every English stage walks, whichever pipeline made it.

Plain tuples rather than spaCy tokens: they pickle, compare, cost no call into another library per look, and hold the
parser to one scheme, Universal Dependencies v2.
"""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class AsideTokens:
    """Tokens [low, high) that stand between commas: a report inside what it reports (`report`), or a phrase."""

    low: int
    high: int
    report: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence. Column `i` of each tuple describes token `i`.

    Offsets are code points into `document.text`. `heads[i]` is an index in this sentence, the root's own index for the
    root. A *unit* (a title with its name, say) is one token whose offsets cover all of its words.
    """

    start: int
    end: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    """The printed words (`text[starts[i]:ends[i]]`)."""
    lemmas: tuple[str, ...]
    """Lower-case dictionary forms."""
    pos: tuple[str, ...]
    """UPOS: NOUN, PROPN, VERB, AUX …"""
    tags: tuple[str, ...]
    """Penn Treebank tags (VBD, NNP, MD …), '' where the pipeline gives none."""
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    """UD v2 with subtypes: nsubj, nsubj:pass, obl:agent …"""
    children: tuple[tuple[int, ...], ...]
    """For each token, its dependents in text order."""
    asides: tuple[AsideTokens, ...] = ()
    """What was parsed apart from the rest, in the order it was put in (asides.py)."""

    def __len__(self) -> int:
        return len(self.words)

    @property
    def root(self) -> int:
        """The index of the token that heads itself."""
        return next((i for i, h in enumerate(self.heads) if h == i), 0)

    def first_word(self) -> int:
        """The first token that is no mark."""
        return next((i for i, pos in enumerate(self.pos) if pos not in ("PUNCT", "SYM")), 0)

    def kids(self, i: int, *relations: str) -> tuple[int, ...]:
        """Dependents of `i` whose relation is one of those given (a bare name takes its subtypes too)."""
        return tuple(
            k
            for k in self.children[i]
            if self.relations[k] in relations or self.relations[k].split(":")[0] in relations
        )

    def kid(self, i: int, *relations: str) -> int | None:
        """The first of `kids`, or None."""
        return next(iter(self.kids(i, *relations)), None)

    def has_to(self, i: int) -> bool:
        """Whether `i` is marked as an infinitive: "to …"."""
        return any(self.words[m].lower() == "to" for m in self.kids(i, "mark", "aux"))

    def rehung(self, moves: Mapping[int, tuple[int, str]]) -> "Tree":
        """The tree with some tokens under other heads: token -> (head, relation); its own place makes it the root."""
        if not moves:
            return self
        heads, relations, children = list(self.heads), list(self.relations), list(self.children)
        for k, (head, relation) in moves.items():
            children[heads[k]] = tuple(c for c in children[heads[k]] if c != k)
            if head != k:
                children[head] = tuple(sorted((*children[head], k)))
            heads[k], relations[k] = head, relation
        return replace(self, heads=tuple(heads), relations=tuple(relations), children=tuple(children))

    def aside_of(self, i: int) -> AsideTokens | None:
        """The aside that the token stands in, or None."""
        return next((a for a in self.asides if a.low <= i < a.high), None)

    def subtree(self, i: int) -> list[int]:
        """`i` and everything below it, in text order. Safe on any head column, cycles included."""
        seen = {i}
        queue = [i]
        for at in queue:
            for k in self.children[at]:
                if k not in seen:
                    seen.add(k)
                    queue.append(k)
        return sorted(seen)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above `i`, nearest first; ends at the root."""
        seen = {i}
        while (up := self.heads[i]) not in seen:
            seen.add(up)
            yield up
            i = up

    def at(self, offset: int) -> int | None:
        """The token that covers this offset, or None (white space, outside)."""
        i = bisect.bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] else None

    def first_from(self, offset: int) -> int:
        """The first token that begins at `offset` or later; the number of tokens where none does."""
        return bisect.bisect_left(self.starts, offset)


def children_of(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """For each token, those that it heads, in text order."""
    children: list[list[int]] = [[] for _ in heads]
    for k, head in enumerate(heads):
        if head != k:
            children[head].append(k)
    return tuple(map(tuple, children))
