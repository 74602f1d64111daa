"""What a clause says of itself: who does it, when, whether it is willed, asked, denied or conditional."""

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.reading.en.tree import Tree

Tense = Literal["past", "present", "future"]
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
OCCASIONS = frozenset({"opportunity", "occasion", "honor", "honour", "pleasure", "privilege", "floor"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "no"})
_PREDICATES = frozenset({"VERB", "AUX"})
# What a modal is where the tokenizer has cut it off a clitic: "won't" is wo + n't.
_MODALS = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with what decides its kind. Token indexes into the tree it was made from.

    `verb` is the lemma that carries the meaning, `modal` the lemma of its modal, `subject` the token of its subject,
    inherited from the clause it is joined to where it has none of its own.
    """

    head: int
    verb: str
    subject: int | None
    modal: str | None
    tense: Tense
    passive: bool
    copular: bool
    perfect: bool
    progressive: bool
    infinitive: bool
    negated: bool


def clause_of(tree: Tree, head: int, *, subject: int | None = None) -> Clause:
    """The clause headed by the token `head`; `subject` where the caller knows it better (an infinitive's agent)."""
    own = [k for k in tree.kids(head, "aux", "cop") if tree.lemmas[k] != "to"]
    auxiliaries = own or _borrowed_auxiliaries(tree, head)
    lemmas = [tree.lemmas[k] for k in auxiliaries]
    modal = next((_modal(tree, k) for k in auxiliaries if _modal(tree, k)), None)
    finite = auxiliaries[0] if auxiliaries else head
    infinitive = any(tree.lemmas[k] == "to" for k in tree.kids(head, "mark", "aux")) and modal is None
    below = {tree.relations[k] for k in tree.children[head]}
    passive = "aux:pass" in below or ("nsubj:pass" in below and lemmas != ["have"])  # "has changed" is no passive
    return Clause(
        head=head,
        verb=tree.lemmas[head],
        subject=subject if subject is not None else subject_of(tree, head),
        modal=modal,
        tense=_tense(tree, finite, modal, main=finite == head),
        passive=passive,
        copular=bool(tree.kids(head, "cop")),
        perfect="have" in lemmas,
        progressive=tree.tags[head] == "VBG" and "be" in lemmas,
        infinitive=infinitive,
        negated=_negated(tree, head),
    )


def subject_of(tree: Tree, head: int) -> int | None:
    """The subject of a predicate, its own or the one it shares; for a relative pronoun the noun it stands for."""
    seen: set[int] = set()
    at = head
    while at not in seen:
        seen.add(at)
        own = [k for k in tree.kids(at, "nsubj", "csubj") if k < at or tree.pos[k] != "PUNCT"]
        own = own or [k for a in tree.kids(at, "aux") for k in tree.kids(a, "nsubj")]  # hung on "has" of "has yet to"
        if own:
            return _antecedent(tree, at, own[0])
        expletive = [k for k in tree.kids(at, "expl") if k < at and tree.pos[at] == "VERB" and tree.lemmas[k] == "it"]
        if expletive:  # a small parser's word for an "it" that means somebody: "it will seek"
            return expletive[0]
        relation, up = tree.relations[at].split(":")[0], tree.heads[at]
        if relation == "acl":
            return _subject_from_noun(tree, at, up)
        if relation == "xcomp":
            objects = tree.kids(up, "obj", "iobj")
            if objects and tree.lemmas[up] not in ("promise", "pledge", "vow"):
                return objects[0]
        if relation not in ("conj", "xcomp", "advcl"):
            return None
        at = up
    return None


def _subject_from_noun(tree: Tree, verb: int, noun: int) -> int | None:
    """The subject of a clause that hangs on a noun: the noun, but in "met with X to discuss" who met.

    Likewise in "take this opportunity to thank": whoever takes it.
    """
    if not tree.has_to(verb) or (tree.pos[noun] != "PROPN" and tree.lemmas[noun] not in OCCASIONS):
        return noun
    governor = next((v for v in tree.ancestors(verb) if tree.pos[v] == "VERB"), None)
    return subject_of(tree, governor) if governor is not None else None


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    if tree.relations[verb] == "acl:relcl" and tree.words[subject].lower() in _RELATIVES:
        return tree.heads[verb]
    return subject


def _borrowed_auxiliaries(tree: Tree, head: int) -> list[int]:
    """A second verb joined by "and" without a subject of its own stands under the first one's auxiliaries."""
    if tree.relations[head] != "conj" or tree.kids(head, "nsubj", "csubj") or tree.pos[head] not in _PREDICATES:
        return []
    first = tree.heads[head]
    while tree.relations[first] == "conj" and not tree.kids(first, "nsubj", "aux") and tree.heads[first] != first:
        first = tree.heads[first]  # "will freeze, seize and expel": the first one has the modal
    shared = [k for k in tree.kids(first, "aux") if tree.lemmas[k] != "to"]
    if not shared:
        return []
    bare = tree.tags[head] in ("VB", "VBP") or (tree.tags[head] in ("VBN", "VBD") and tree.tags[first] == "VBN")
    return shared if bare or tree.tags[head] == tree.tags[first] else []


def _modal(tree: Tree, k: int) -> str | None:
    if tree.tags[k] == "MD" or tree.words[k].lower() in ("will", "'ll", "’ll", "wo"):
        word = tree.words[k].lower()
        return _MODALS.get(word, word)
    return None


def _tense(tree: Tree, finite: int, modal: str | None, *, main: bool) -> Tense:
    if modal in ("will", "shall"):
        return "future"
    if tree.tags[finite] == "VBD" or tree.words[finite].lower() in ("was", "were", "had", "did"):
        return "past"
    if tree.words[finite].lower() in ("has", "have", "'ve", "’ve"):
        return "present" if main else "past"  # "has a duty" is a state, "has done" a deed
    return "past" if tree.tags[finite] == "VBN" else "present"


def _negated(tree: Tree, head: int) -> bool:
    for k in tree.children[head]:
        word = tree.words[k].lower()
        if word == "not" and k + 1 < len(tree) and tree.words[k + 1].lower() == "only":
            continue  # "not only … but also" denies nothing
        if word in _NEGATIONS and tree.relations[k].split(":")[0] in ("advmod", "cc", "aux", "neg", "det"):
            return True
        if tree.relations[k].startswith("nsubj") and any(tree.words[d].lower() == "neither" for d in tree.subtree(k)):
            return True
        if tree.relations[k].split(":")[0] in ("nsubj", "obj") and _is_nothing(tree, k):
            return True
    if any(tree.words[k].lower() == "no" for k in tree.kids(head, "det")):
        return True
    return tree.relations[head] == "conj" and any(tree.words[k].lower() == "nor" for k in tree.kids(head, "cc"))


def _is_nothing(tree: Tree, noun: int) -> bool:
    if tree.words[noun].lower() in ("nobody", "nothing", "none"):
        return True
    return any(tree.words[d].lower() == "no" for d in tree.kids(noun, "det", "advmod"))


def predicates(tree: Tree, head: int, low: int, high: int) -> list[int]:
    """`head` and the verbs joined to it by "and" inside [low, high): each will be a claim of its own.

    A verb joined to a verb only; joined nouns stay one claim.
    """
    heads = [head]
    for at in heads:
        for k in tree.kids(at, "conj"):
            if _is_manner(tree, at, k):
                continue
            if low <= k < high and _is_predicate(tree, k) and _is_predicate(tree, at) and k not in heads:
                heads.append(k)
    return sorted(heads)


def _is_manner(tree: Tree, at: int, k: int) -> bool:
    """ "Will serve by building X, and expanding Y": a participle joined to the verb, not to the one it goes with."""
    bare = tree.tags[k] == "VBG" and not tree.kids(k, "aux", "nsubj", "cop")
    return bare and tree.tags[at] != "VBG" and any(tree.tags[j] == "VBG" and at < j < k for j in tree.kids(at, "advcl"))


def _is_predicate(tree: Tree, k: int) -> bool:
    if tree.pos[k] == "VERB":
        return True
    return tree.pos[k] in ("AUX", "ADJ", "NOUN", "PROPN", "PRON", "ADV") and bool(tree.kids(k, "cop", "nsubj"))


def left_edge(tree: Tree, k: int, low: int) -> int:
    """The first token of a joined clause: its own leftmost word, not before `low`, without the "and" that joins it."""
    own = [j for j in tree.subtree(k) if low <= j <= k]
    start = min(own, default=k)
    while start < k and (tree.relations[start] in ("cc", "punct") or tree.pos[start] in ("PUNCT", "CCONJ")):
        start += 1
    return start


def condition_of(tree: Tree, head: int, openers: frozenset[str], low: int, high: int) -> tuple[int, int] | None:
    """The token range [i, j) of the condition a predicate stands under, opened by one of the words; or None."""
    for at in (head, *tree.kids(head, "xcomp", "ccomp"), tree.heads[head]):
        for k in tree.kids(at, "advcl"):
            tokens = [j for j in tree.subtree(k) if low <= j < high]
            if not tokens:
                continue
            first = tokens[0]
            marks = {tree.lemmas[j] for j in tree.kids(k, "mark")} | {tree.words[first].lower()}
            if marks & openers and head not in tokens:
                if first > low and tree.words[first - 1].lower() in ("only", "even"):
                    first -= 1
                return first, tokens[-1] + 1
    return None


_CONDITION_UNIT = re.compile(
    r"\b(?:(?:only |even )?if|unless|only after|as long as|so long as|on (?:the )?condition that"
    r"|in the event (?:of|that)|in case of|provided that)\b",
    re.IGNORECASE,
)
# "Should the North resume its tests, …": a condition without its "if".
_INVERTED = re.compile(r"(?:Should|Were|Had) (?:the |its |any |a |an )?\w")


def condition_by_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The condition by its words alone, where the parse shows none: from its mark to the next comma or the end."""
    if _INVERTED.match(text, start):
        comma = text.find(",", start, end)
        return (start, comma) if comma > 0 else None
    match = _CONDITION_UNIT.search(text, start, end)
    if match is None:
        return None
    stop = end
    if match.start() <= start + 4:  # fronted: it ends at its comma
        comma = text.find(",", match.end(), end)
        if comma < 0:
            return None
        stop = comma
    else:
        comma = text.find(",", match.end() + 20, end)
        stop = comma if comma > 0 else end
    return match.start(), stop
