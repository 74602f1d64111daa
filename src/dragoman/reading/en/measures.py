"""Sanction measures: by what instrument, on what, doing what, how much, on whom (measures.toml).

A claim has one where its words tell of a measure: a word for one ("sanctions", "asset freeze"), or an act that only
measures do to what only measures fall on ("caps crude oil"), or a resolution that an act of that kind is done to.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from dragoman.reading.en.amounts import find_amount
from dragoman.reading.en.mentions import Found
from dragoman.reading.en.said import Said
from dragoman.reading.en.tree import Tree
from dragoman.record import Measure

_RESOLUTION = re.compile(r"\bresolutions? (?:No\. ?)?(\d{3,4})(?: ?\(\d{4}\))?", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"\b(?:operative )?(?:paragraph|para\.?|OP) ?(\d{1,3}(?: ?\([a-z]\))?)",
    re.IGNORECASE,
)
_LONGEST_OBJECT = 14
"""Words: what is longer is no name of a thing but a clause."""
# Relations that lead out of a noun phrase into a clause about it.
_CLAUSES = frozenset({"acl:relcl", "parataxis", "advcl", "appos", "conj", "cc", "punct", "acl"})
_ORDERS = frozenset({"ban", "cap", "restrict", "freeze", "designate", "inspect", "seize", "repatriate", "deregister"})
"""What an instrument itself does."""


@dataclass(frozen=True, slots=True)
class _Words:
    actions: Mapping[str, str]
    nominal: Mapping[str, str]
    about: frozenset[str]
    measures: re.Pattern[str]
    objects: re.Pattern[str]
    weak: frozenset[str]
    own: frozenset[str]
    aimed: frozenset[str]


@functools.cache
def _words() -> _Words:
    text = resources.files("dragoman.reading.en").joinpath("measures.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    words = data["words"]
    return _Words(
        actions={verb: action for action, verbs in data["actions"].items() for verb in verbs},
        nominal=data["nominal"],
        about=frozenset(words["about"]),
        measures=_any_of(words["measures"]),
        objects=_any_of(words["objects"]),
        weak=frozenset(words["weak"]),
        own=frozenset(words["own"]),
        aimed=frozenset(words["aimed"]),
    )


def measure_of(said: Said, text: str, named: Sequence[Found], owner: str | None) -> Measure | None:
    """The measure a claim tells of. `named` are its sentence's mentions, `owner` who would impose one of its own."""
    words, tree = _words(), said.tree
    lemmas = _lemmas(tree, range(said.low, said.high))
    measures = words.measures.search(lemmas)
    objects = words.objects.search(lemmas)
    if measures is None and objects is None:
        return None
    acts = [(i, a) for i, a in _acts(words, said) if measures or a in _ORDERS]
    if not acts:
        return _bare(words, said, text, named, owner) if measures and "sanction" in measures.group() else None
    at, action = _telling(acts, adopted="resolution" in (measures.group() if measures else ""))
    start, end = tree.starts[said.low], tree.ends[said.high - 1]
    amount = find_amount(text, start, end)
    object_ = _object(words, tree, at, said, about=action in words.about)
    if object_ is None and action in _ORDERS and not measures:
        return None
    instrument = _instrument(text, named, tree, said, owner, words)
    scope = _scope(words, tree, said, text, named)
    if measures and measures.group().strip() in words.weak and not (instrument or object_):
        return None
    return Measure(
        instrument=instrument,
        object=object_,
        action=action,
        amount=amount.number if amount else None,
        unit=amount.unit if amount else None,
        per=amount.per if amount else None,
        scope=scope,
    )


def _bare(words: _Words, said: Said, text: str, named: Sequence[Found], owner: str | None) -> Measure | None:
    """Sanctions that are only spoken of: what they are, and on whom."""
    instrument = _instrument(text, named, said.tree, said, owner, words)
    scope = _scope(words, said.tree, said, text, named)
    if instrument is None and scope is None:
        return None
    return Measure(instrument=instrument, object=None, action=None, scope=scope)


def _acts(words: _Words, said: Said) -> Iterator[tuple[int, str]]:
    """(token, action) of what is done, the predicate first, then what depends on it, in text order."""
    tree, head = said.tree, said.head
    order = [head, *(i for i in range(said.low, said.high) if i != head)]
    for i in order:
        lemma = tree.lemmas[i]
        action = words.actions.get(lemma) if tree.pos[i] == "VERB" else words.nominal.get(lemma)
        if action is not None:
            yield i, action


def _telling(acts: Sequence[tuple[int, str]], *, adopted: bool) -> tuple[int, str]:
    """The act that says most: the predicate's, but of an adopted resolution what it orders, where that is told."""
    ordered = next(((i, a) for i, a in acts if a in _ORDERS), None)
    return ordered if adopted and ordered and acts[0][1] == "impose" else acts[0]


def _object(words: _Words, tree: Tree, at: int, said: Said, *, about: bool) -> str | None:
    """What the measure falls on: the object of the act, or what stands behind "on" and "against" the measure."""
    direct = [k for k in tree.kids(at, "obj", "nsubj:pass") if said.low <= k < said.high]
    if tree.pos[at] != "VERB":
        direct = [k for k in tree.kids(at, "nmod", "compound") if said.low <= k < said.high]
    if not about:
        direct = direct or [k for k in tree.kids(at, "obl", "nmod") if said.low <= k < said.high]
        return next((t for k in direct if (t := _phrase(words, tree, k, said))), None)
    below = [at, *(i for k in direct for i in tree.subtree(k))]
    behind = [
        d for i in below for d in tree.kids(i, "nmod", "obl") if _aimed(words, tree, d) and said.low <= d < said.high
    ]
    if found := next((t for d in behind if (t := _phrase(words, tree, d, said))), None):
        return found
    return next((t for k in direct if (t := _phrase(words, tree, k, said))), None)


def _phrase(words: _Words, tree: Tree, head: int, said: Said) -> str | None:
    """The noun phrase as printed, without what opens it and the clauses behind it, if measures fall on such things."""
    kept = sorted(_inner(tree, head, said))
    if not kept or len(kept) > _LONGEST_OBJECT:
        return None
    if not words.objects.search(_lemmas(tree, kept)):
        return None
    while kept and (tree.pos[kept[0]] in ("DET", "ADP", "PRON", "PUNCT")):
        kept = kept[1:]
    printed = (tree.words[i].lower() if i == said.low else tree.words[i] for i in kept)
    return " ".join(printed).replace(" ’s", "’s").replace(" 's", "'s") or None


def _inner(tree: Tree, head: int, said: Said) -> Iterable[int]:
    """The tokens of a noun phrase, the clauses about it left out."""
    found = {head}
    for k in tree.children[head]:
        relation = tree.relations[k]
        if relation in _CLAUSES and not (relation == "conj" and tree.pos[k] in ("NOUN", "PROPN")) and relation != "cc":
            continue
        if said.low <= k < said.high:
            found.update(_inner(tree, k, said))
    return found


def _aimed(words: _Words, tree: Tree, k: int) -> bool:
    return any(tree.words[c].lower() in words.aimed for c in tree.kids(k, "case"))


def _instrument(
    text: str, named: Sequence[Found], tree: Tree, said: Said, owner: str | None, words: _Words
) -> str | None:
    """The resolution or order that the sentence names, with its paragraph; else whose own measure it is."""
    sentence = (tree.start, tree.end)
    content = (tree.starts[said.low], tree.ends[said.high - 1])
    for start, end in (content, sentence):
        if number := _RESOLUTION.search(text, start, end):
            paragraph = _PARAGRAPH.search(text, start, end)
            return f"UNSCR {number.group(1)}" + (f" ¶{paragraph.group(1).replace(' ', '')}" if paragraph else "")
    order = next((f.name for f in named if f.kind == "instrument" and _is_order(f.name)), None)
    if order:
        return order
    spoken = {tree.lemmas[i] for i in range(said.low, said.high)}
    if owner and spoken & words.own and "sanction" in spoken:
        return f"{owner} unilateral sanctions"
    return None


def _is_order(name: str) -> bool:
    return name.startswith(("Executive Order", "UN Security Council Resolution"))


def _scope(words: _Words, tree: Tree, said: Said, text: str, named: Sequence[Found]) -> str | None:
    """On whom it falls: a state or body behind "on" or "against"."""
    for k in range(said.low, said.high):
        if tree.relations[k].split(":")[0] not in ("nmod", "obl") or not _aimed(words, tree, k):
            continue
        for f in named:
            if f.start <= tree.starts[k] < f.end and f.kind in ("state", "organisation", "person", "group"):
                return f.name
    return None


def _lemmas(tree: Tree, tokens: Iterable[int]) -> str:
    return f" {' '.join(tree.lemmas[i] for i in tokens)} "


def _any_of(listed: Iterable[str]) -> re.Pattern[str]:
    forms = sorted(listed, key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(map(re.escape, forms))})(?= )")
