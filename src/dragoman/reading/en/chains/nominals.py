"""Common nouns that stand for somebody: "the minister" for the one named before, "the union" for itself.

"The minister" is the last person whose printed title says so; where two such persons stand in one sentence, neither.
A noun of people or bodies that nobody bears as a title names its own bearer by its words.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dragoman.reading.en.chains.nouns import kind_of_noun, phrase_of
from dragoman.reading.en.chains.standing import Standing, standing_of
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.mentions import Found
from dragoman.reading.en.tree import Tree

_POINTING = frozenset({"the", "this", "that"})
_OFFICES = frozenset({"office", "organisation", "state"})


def nominals_of(
    tree: Tree, sentence: int, taken: Collection[int], before: Sequence[Standing], lexicon: Lexicon
) -> Iterator[Standing]:
    """Nouns of one sentence that stand for somebody; `taken` are tokens of names, `before` what was named so far."""
    for i, tag in enumerate(tree.tags):
        if tag not in ("NN", "NNP") or i in taken or tree.words[i].lower() not in lexicon.words["speakers.nouns"]:
            continue
        kind = kind_of_noun(tree, i, lexicon, plural=False)
        if kind not in _OFFICES or tree.relations[i] == "compound":
            continue
        low, high = phrase_of(tree, i)
        words = [w.lower() for w in tree.words[low : high + 1]]
        start, end = tree.starts[low], tree.ends[high]
        bearer = _bearer(words, before, start) if kind == "office" and _points(tree, i, words) else None
        found = (
            replace(bearer, start=start, end=end, how="title", title="")
            if bearer is not None
            else Found(start, end, kind, "name", " ".join(tree.words[low : high + 1]), head=tree.lemmas[i])
        )
        standing = standing_of(found, tree, sentence)
        if standing is not None:
            yield standing


def _points(tree: Tree, i: int, words: Sequence[str]) -> bool:
    """Whether the noun points back: "the minister", but not "the minister of a neighbour", "the minister who left"."""
    return words[0] in _POINTING and not tree.kids(i, "nmod", "acl")


def _bearer(words: Sequence[str], before: Sequence[Standing], start: int) -> Found | None:
    """The last person whose title holds these words; None where two of one sentence do."""
    wanted = set(words[1:])
    bearers = [
        s
        for s in before
        if s.found.kind == "person" and s.found.start < start and wanted <= set(s.found.title.lower().split())
    ]
    if not bearers:
        return None
    last = bearers[-1]
    return last.found if len({s.found.name for s in bearers if s.sentence == last.sentence}) == 1 else None
