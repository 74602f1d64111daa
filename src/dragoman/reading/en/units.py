"""Units: a verb with the words that make it an act of speech ("express concern over")."""

from dragoman.reading.en.lexicon import CueUnit, Lexicon
from dragoman.reading.en.tree import Tree

_PARTICLES = frozenset({"for", "on", "upon", "to", "out", "with", "about", "at", "up", "forward", "as", "it", "of"})


def unit_at(tree: Tree, i: int, lexicon: Lexicon) -> tuple[CueUnit | None, int]:
    """The longest unit that the verb at `i` opens, and its last token; (None, i) where there is none."""
    for unit in lexicon.units.get(tree.lemmas[i], ()):
        last = _match_rest(tree, i, unit)
        if last is not None:
            if last + 1 < len(tree) and tree.words[last + 1].lower() in unit.prepositions:
                last += 1
            return unit, last
    return None, i


def _match_rest(tree: Tree, i: int, unit: CueUnit) -> int | None:
    at = i
    for word in unit.rest:
        reach = 2 if word in _PARTICLES and unit.verb != "ask" and unit.rest != ("as",) else 6
        found = None
        for j in range(at + 1, min(len(tree), at + 1 + reach)):
            if tree.lemmas[j] == word or tree.words[j].lower() == word:
                found = j
                break
            if word not in _PARTICLES and tree.pos[j] in ("NOUN", "PROPN") and tree.heads[j] not in range(j + 1, j + 4):
                break  # another noun is the object: "shared their countries' understanding"
            if word == "as" and tree.pos[j] in ("PROPN", "ADP"):
                continue  # "quoted an aide to the minister as"
            if tree.pos[j] in ("VERB", "PUNCT", "ADP", "SCONJ") and tree.words[j].lower() not in ("'s", "’s"):
                break
        if found is None:
            return None
        at = found
    return at
