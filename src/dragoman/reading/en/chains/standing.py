"""Where in its sentence a mention stands: the token that heads it, and the part it has in the clause."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from dragoman.reading.en.chains.words import chain_words
from dragoman.reading.en.mentions import Found
from dragoman.reading.en.tree import Tree

Role = Literal["subject", "object", "oblique", "inside"]
_INNER = frozenset({"conj", "appos", "flat", "compound", "parataxis"})
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "csubj"})
_PARTIES = frozenset({"person", "office", "organisation", "state"})
_DEEP: Final = 12
"""Steps up a tree after which a parse is taken for a fault."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention in its sentence. `sentence` counts from the document's first, `token` indexes into `tree`.

    `main` tells whether its clause is the sentence's own, `speaks` whether what stands there reports speech.
    """

    found: Found
    tree: Tree
    sentence: int
    token: int
    role: Role
    main: bool
    speaks: bool = False


def standing_of(found: Found, tree: Tree, sentence: int, speaking: Collection[int] = ()) -> Standing | None:
    """The mention's place in the sentence; None where no token of it stands there.

    `speaking` are the tokens that are subjects of reports.
    """
    token = head_token(tree, found.start, found.end)
    if token is None:
        return None
    role, at = role_of(tree, token)
    return Standing(found, tree, sentence, token, role, _in_main_clause(tree, at), token in speaking)


def joint_of(named: Sequence[Standing]) -> Iterator[Standing]:
    """Parties of one sentence joined by "and", each company as one group: "they" may mean it."""
    by_place: dict[int, list[Standing]] = {}
    for s in named:
        if s.found.kind in _PARTIES and not s.found.plural:
            by_place.setdefault(_met_by(s.tree, _first_joined(s.tree, s.token)), []).append(s)
    by_place.update({-1 - n: list(pair) for n, pair in enumerate(pairwise(named)) if _agree(*pair)})
    for company in by_place.values():
        if len({s.found.name for s in company}) < 2 or len({s.found.kind for s in company}) > 1:
            continue
        foremost = max(company, key=_is_subject)
        yield replace(foremost, found=together([s.found for s in company]))


def _is_subject(standing: Standing) -> bool:
    return standing.role == "subject"


def _agree(first: Standing, second: Standing) -> bool:
    """ "As Japan and the United States are …": a plural verb tells that both are its subject, whatever the parse."""
    tree = second.tree
    between = [
        tree.words[i].lower() for i in range(tree.first_from(first.found.end), tree.first_from(second.found.start))
    ]
    if between not in (["and"], ["and", "the"]) or second.role != "subject" or second.found.kind not in _PARTIES:
        return False
    verb = tree.heads[role_of(tree, second.token)[1]]
    finite = next(iter(tree.kids(verb, "aux", "cop")), verb)
    return tree.tags[finite] == "VBP" or tree.words[finite].lower() in ("were", "have")


def together(found: Sequence[Found]) -> Found:
    """Several parties as one group, under all their names."""
    names = list(dict.fromkeys(f.name for f in found))
    state = found[0].state if len({f.state for f in found}) == 1 else None
    name = ", ".join(names[:-1]) + f" and {names[-1]}"
    end = max(f.end for f in found)
    return Found(min(f.start for f in found), end, "group", "group", name, state=state, plural=True)


def _met_by(tree: Tree, i: int) -> int:
    """Of those whom somebody meets, or talks with, whoever does: "they" are both."""
    verb = tree.heads[i]
    with_whom = tree.relations[i] == "obl" and any(tree.words[k].lower() == "with" for k in tree.kids(i, "case"))
    met = tree.relations[i] == "obj" and tree.lemmas[verb] == "meet"
    subject = tree.kid(verb, "nsubj")
    return subject if (with_whom or met) and subject is not None and tree.lemmas[verb] in chain_words().meeting else i


def things_of(tree: Tree, sentence: int, taken: Collection[int]) -> Iterator[Standing]:
    """Common nouns that are subject or object: "it" and "they" may mean these, and then nobody that is named."""
    for i, tag in enumerate(tree.tags):
        if tag not in ("NN", "NNS") or i in taken:
            continue
        role, at = role_of(tree, i)
        if at != i or role not in ("subject", "object") or tree.relations[i] == "root":
            continue
        found = Found(
            tree.starts[i], tree.ends[i], "other", "name", f"{tree.words[i]}@{tree.starts[i]}", plural=tag == "NNS"
        )
        yield Standing(found, tree, sentence, i, role, _in_main_clause(tree, i))


def _first_joined(tree: Tree, i: int) -> int:
    for _ in range(_DEEP):
        if tree.relations[i].split(":")[0] != "conj" or tree.heads[i] == i:
            break
        i = tree.heads[i]
    return i


def head_token(tree: Tree, start: int, end: int) -> int | None:
    """The token of `text[start:end]` that hangs from outside it."""
    low, high = tree.first_from(start), tree.first_from(end)
    if low == high and low and tree.ends[low - 1] > start:  # inside a title with its name: one token to the parse
        return low - 1
    for i in range(low, high):
        if not low <= tree.heads[i] < high or tree.heads[i] == i:
            return i
    return None


def role_of(tree: Tree, i: int) -> tuple[Role, int]:
    """The part that the phrase headed by `i` plays, and the token it plays it by: that of what it is joined to."""
    for _ in range(_DEEP):
        if tree.relations[i].split(":")[0] not in _INNER or tree.heads[i] == i or tree.pos[tree.heads[i]] == "VERB":
            break
        i = tree.heads[i]
    relation = tree.relations[i]
    if relation.startswith(("nsubj", "csubj")) or relation in ("root", "obl:agent"):
        return "subject", i
    if relation.split(":")[0] in ("obj", "iobj"):
        return "object", i
    if relation.split(":")[0] == "obl":
        told = any(tree.words[k].lower() == "according" for k in tree.kids(i, "case"))
        return ("subject" if told else "oblique"), i
    return ("oblique" if relation == "nmod:poss" else "inside"), i  # whose launch it is stands out from "in the US"


def _in_main_clause(tree: Tree, i: int) -> bool:
    for _ in range(_DEEP):
        if tree.relations[i].split(":")[0] in _CLAUSES:
            return False
        if tree.heads[i] == i:
            break
        i = tree.heads[i]
    return True


def clause_of_token(tree: Tree, i: int) -> int:
    """The predicate that governs `i`: the nearest verb, or word with a subject or copula, above it."""
    for up in tree.ancestors(i):
        if tree.pos[up] in ("VERB", "AUX") or tree.kids(up, "nsubj", "cop"):
            return up
    return tree.root


def is_below(tree: Tree, i: int, top: int) -> bool:
    """Whether `i` is `top` or hangs from it."""
    return i == top or top in tree.ancestors(i)
