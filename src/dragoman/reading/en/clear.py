"""ClearNLP labels (what en_core_web_* pipelines give) brought to Universal Dependencies.

Enough that every later stage finds its subjects, objects, complements and obliques where it looks for them; not a full
conversion. Each step moves one word up into its head's place, so trees stay trees.
"""

from collections.abc import Iterable, Sequence

_MARKS_CLEAR = {"dobj", "pobj", "nsubjpass"}
_RENAMED = {
    "ROOT": "root",
    "acomp": "xcomp",
    "agent": "obl:agent",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "advmod",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X"}


def is_clear(labels: Iterable[str]) -> bool:
    """Whether a parser's labels are ClearNLP's."""
    return len(_MARKS_CLEAR & set(labels)) > 1


def to_universal(
    words: Sequence[str],
    lemmas: Sequence[str],
    tags: Sequence[str],
    pos: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
) -> tuple[list[int], list[str], list[str]]:
    """(heads, relations, UPOS) of the same sentence in UD. Heads are indices, the root's its own."""
    up, rel, kind = list(heads), list(relations), list(pos)
    for i, tag in enumerate(tags):
        if rel[i] == "aux" and tag == "TO":
            rel[i], kind[i] = "mark", "PART"
    _lift_prepositions(up, rel, kind)
    _lift_predicates(lemmas, up, rel, kind)
    _flatten_conjuncts(up, rel)
    return up, [_RENAMED.get(r, r) for r in rel], kind


def _swap(up: list[int], rel: list[str], low: int, high: int) -> None:
    """`low` takes the place of its head `high`, and with it the other dependents."""
    for k, head in enumerate(up):
        if head == high and k not in (low, high):
            up[k] = low
    up[low] = low if up[high] == high else up[high]
    rel[low] = rel[high]
    up[high] = low


def _lift_prepositions(up: list[int], rel: list[str], kind: list[str]) -> None:
    """in <- prep, Seoul <- pobj of "in": Seoul becomes the oblique and "in" its case."""
    for i in range(len(up)):
        if rel[i] not in ("pobj", "pcomp") or up[i] == i:
            continue
        high = up[i]
        if rel[high] not in ("prep", "agent", "dative", "ROOT"):
            continue
        clause = rel[i] == "pcomp"
        _swap(up, rel, i, high)
        rel[high] = "mark" if clause else "case"
        if rel[i] == "ROOT":
            continue
        under_noun = kind[up[i]] in _NOMINAL
        if clause:
            rel[i] = "acl" if under_noun else "advcl"
        else:
            rel[i] = "obl:agent" if rel[i] == "agent" else "nmod" if under_noun else "obl"


def _lift_predicates(lemmas: Sequence[str], up: list[int], rel: list[str], kind: list[str]) -> None:
    """is <- attr/acomp: the predicate heads the clause and "is" becomes its copula."""
    for i in range(len(up)):
        high = up[i]
        if rel[i] in ("attr", "acomp") and high != i and lemmas[high] == "be" and kind[high] in ("AUX", "VERB"):
            _swap(up, rel, i, high)
            rel[high], kind[high] = "cop", "AUX"


def _flatten_conjuncts(up: list[int], rel: list[str]) -> None:
    """Conjuncts hang from the first one, and a conjunction from the conjunct it brings in."""
    for i in range(len(up)):
        seen = {i}
        while rel[i] == "conj" and rel[up[i]] == "conj" and up[i] not in seen:
            seen.add(up[i])
            up[i] = up[up[i]]
    for i in range(len(up)):
        if rel[i] == "cc":
            later = (k for k in range(i + 1, len(up)) if rel[k] == "conj" and up[k] in (up[i], up[up[i]]))
            up[i] = next(later, up[i])
