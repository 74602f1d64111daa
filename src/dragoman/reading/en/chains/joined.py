"""Which words a joined subject has: "Japan, the wise Korea and Mongolia" are three, however the parse hangs them."""

from dragoman.reading.en.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})


def joined_heads(tree: Tree, i: int) -> list[int]:
    """The head words of the phrase at `i` and of all that are joined to it, in text order, `i` among them."""
    heads = [i]
    if tree.relations[i].split(":")[0] == "nsubj":  # "A and the good B": two subjects of one verb
        beside = [k for k in tree.kids(tree.heads[i], "nsubj") if tree.pos[k] == "PROPN" and k != i]
        heads += [k for k in beside if _listed_between(tree, min(i, k), max(i, k))]
    for at in heads:  # "A, B and C" may be a chain of conjuncts
        heads += [k for k in tree.kids(at, "conj") if tree.pos[k] in _NOMINAL and k not in heads]
    last = max(heads)
    for at in [h for h in heads if h < last]:  # of a list the parse takes one for an apposition
        heads += [k for k in tree.kids(at, "appos") if tree.pos[k] == "PROPN" and at < k < last and k not in heads]
    return sorted(heads)


def _listed_between(tree: Tree, low: int, high: int) -> bool:
    """Whether only words of a list stand between: names, their adjectives, commas, "and"; or nothing at all."""
    between = range(low + 1, high)
    return all(
        tree.pos[k] in ("PROPN", "ADJ", "DET", "CCONJ", "PUNCT", "NOUN") and tree.words[k] not in ("(", ")", "—", ";")
        for k in between
    )
