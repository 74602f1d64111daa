"""Puts the tree of an aside, parsed apart, into the tree of its sentence (asides.py tells what an aside is)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.reading.en.asides import Aside
from dragoman.reading.en.tree import AsideTokens, Tree, children_of

_T = TypeVar("_T")


def spliced(tree: Tree, asides: Sequence[Aside], trees: Sequence[Tree]) -> Tree:
    """The sentence with each aside's tree (`trees`, one each) in the place of its stand-in."""
    for aside, inner in zip(asides, trees, strict=True):
        at = tree.at(aside.low)
        if at is not None and len(inner) and (tree.starts[at], tree.ends[at]) == (aside.low, aside.high):
            tree = _put_in(tree, at, inner, aside)
    return tree


def _put_in(tree: Tree, at: int, inner: Tree, aside: Aside) -> Tree:
    """`inner` and the marks about it for the token `at`: its root hangs where that hung, or on the noun it tells of."""
    marked = _with_marks(inner, tree.words[at], aside)
    size, root = len(marked), marked.root + at

    def moved(i: int) -> int:
        return i if i < at else root if i == at else i + size - 1

    noun = _told_of(tree, at) if aside.kind == "phrase" else None
    above = moved(noun if noun is not None else tree.heads[at])
    relation = (
        "root" if above == root else "parataxis" if noun is None else "acl:relcl" if _has_verb(inner) else "appos"
    )
    mine = [above if i == marked.root else h + at for i, h in enumerate(marked.heads)]
    told = [relation if i == marked.root else r for i, r in enumerate(marked.relations)]
    heads = [moved(h) for h in tree.heads]
    heads[at : at + 1] = mine
    kept = tuple(AsideTokens(moved(a.low), moved(a.high - 1) + 1, a.report) for a in tree.asides)
    return replace(
        tree,
        starts=_inserted(tree.starts, at, marked.starts),
        ends=_inserted(tree.ends, at, marked.ends),
        words=_inserted(tree.words, at, marked.words),
        lemmas=_inserted(tree.lemmas, at, marked.lemmas),
        pos=_inserted(tree.pos, at, marked.pos),
        tags=_inserted(tree.tags, at, marked.tags),
        heads=tuple(heads),
        relations=_inserted(tree.relations, at, tuple(told)),
        children=children_of(heads),
        asides=(*kept, AsideTokens(at, at + size, aside.kind == "report")),
    )


def _with_marks(inner: Tree, printed: str, aside: Aside) -> Tree:
    """The aside's tree with the commas and quotation marks on its sides, under its root. `printed`: all of it."""
    places = [i for i in range(aside.low, aside.high) if not aside.start <= i < aside.end]
    marks = [i for i in places if not printed[i - aside.low].isspace()]
    before = sum(1 for i in marks if i < aside.start)
    first, last = marks[:before], marks[before:]
    signs = tuple(printed[i - aside.low] for i in marks)
    root = inner.root + before
    heads = [*(root for _ in first), *(h + before for h in inner.heads), *(root for _ in last)]
    return replace(
        inner,
        starts=(*first, *inner.starts, *last),
        ends=(*(i + 1 for i in first), *inner.ends, *(i + 1 for i in last)),
        words=_between(signs, before, inner.words),
        lemmas=_between(signs, before, inner.lemmas),
        pos=_between(("PUNCT",) * len(marks), before, inner.pos),
        tags=_between((",",) * len(marks), before, inner.tags),
        heads=tuple(heads),
        relations=_between(("punct",) * len(marks), before, inner.relations),
        children=children_of(heads),
    )


def _between(marks: tuple[str, ...], before: int, column: tuple[str, ...]) -> tuple[str, ...]:
    return (*marks[:before], *column, *marks[before:])


def _inserted(column: tuple[_T, ...], at: int, new: tuple[_T, ...]) -> tuple[_T, ...]:
    return (*column[:at], *new, *column[at + 1 :])


def _told_of(tree: Tree, at: int) -> int | None:
    """The noun that a phrase behind a comma tells of: the subject that ends there."""
    before = next((k for k in range(at - 1, -1, -1) if tree.pos[k] != "PUNCT"), None)
    if before is None:
        return None
    for k in (before, *tree.ancestors(before)):
        if tree.relations[k].startswith("nsubj") and k < at:
            return k
    return before


def _has_verb(tree: Tree) -> bool:
    return tree.pos[tree.root] in ("VERB", "AUX") or bool(tree.kids(tree.root, "cop"))
