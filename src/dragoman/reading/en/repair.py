"""What a small parser gets wrong about reporting sentences, and the lexicon can put right.

Each repair rests on words, not on a sentence: a participle that has a subject and no auxiliary is a past tense; a word
that is a verb in our lists and has a subject where the sentence has no other verb is that verb; a sentence that opens
"Saying that …, X did" is about what X did.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.tree import Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def repaired(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree with the repairs that apply; the same object where none does."""
    tree = _finite_participles(_known_lemmas(tree, lexicon))
    tree = _past_read_as_modifier(_verbs_read_as_nouns(tree, lexicon), lexicon)
    tree = _participles_read_as_adjectives(tree, lexicon)
    tree = _inverted_subjects(tree, lexicon)
    tree = _second_main_verbs(_joined_infinitives(tree))
    return _trailing_participle(_opening_participle(tree))


def _known_lemmas(tree: Tree, lexicon: Lexicon) -> Tree:
    """A verb whose lemma no list knows: cut its ending so that it gives one that ours do ("underlined")."""
    lemmas = list(tree.lemmas)
    for i, pos in enumerate(tree.pos):
        if pos == "VERB" and lemmas[i] not in lexicon.verbs and lemmas[i] not in lexicon.units:
            lemmas[i] = next((v for v in _stems(tree.words[i].lower()) if v in lexicon.verbs), lemmas[i])
    return replace(tree, lemmas=tuple(lemmas)) if tuple(lemmas) != tree.lemmas else tree


def _stems(word: str) -> Iterator[str]:
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem, stem + "e")
            if stem[-1] == "i":
                yield stem[:-1] + "y"
            elif stem[-1] == stem[-2]:
                yield stem[:-1]


def _finite_participles(tree: Tree) -> Tree:
    """ "X expressed/VBN concern": with its own active subject and no auxiliary it is a past tense."""
    wrong = [
        i
        for i in range(len(tree))
        if tree.tags[i] == "VBN"
        and tree.relations[i].split(":")[0] in ("root", "conj", "ccomp", "parataxis")
        and any(tree.relations[k] == "nsubj" and k < i for k in tree.children[i])
        and not tree.kids(i, "aux", "cop")
    ]
    return replace(tree, tags=_with(tree.tags, wrong, "VBD")) if wrong else tree


def _verbs_read_as_nouns(tree: Tree, lexicon: Lexicon) -> Tree:
    """ "The ministry plans/NNS to shed …": the root has a subject and an infinitive or a clause under it."""
    tree = _plans_without_subject(tree, lexicon)
    root = tree.root
    if tree.pos[root] not in ("NOUN", "ADJ", "PROPN") or not tree.kids(root, "nsubj") or tree.kids(root, "cop", "aux"):
        return tree
    lemma = tree.lemmas[root]
    word = tree.words[root].lower()
    verb = next(
        (
            v
            for v in (
                lemma,
                word,
                word.removesuffix("s"),
                word.removesuffix("ed"),
                word.removesuffix("d"),
                word.removesuffix("ied") + "y",
            )
            if v in lexicon.verbs or v in lexicon.words["commit.verbs"]
        ),
        None,
    )
    if verb is None or not any(
        k > root for k in tree.kids(root, "acl", "ccomp", "obj", "obl", "xcomp", "nmod", "advcl")
    ):
        return tree
    tag = "VBD" if word.endswith("ed") else "VBZ"
    relations = list(tree.relations)
    for k in tree.kids(root, "acl"):
        relations[k] = "xcomp" if tree.has_to(k) else "ccomp"
    return replace(
        tree,
        pos=_with(tree.pos, [root], "VERB"),
        tags=_with(tree.tags, [root], tag),
        lemmas=_with(tree.lemmas, [root], verb),
        relations=tuple(relations),
    )


def _past_read_as_modifier(tree: Tree, lexicon: Lexicon) -> Tree:
    """ "The premier expressed/VBD:amod hope that …": a past tense with a noun before it governs the noun behind it."""
    for i in range(1, len(tree) - 1):
        noun = tree.heads[i]
        if tree.relations[i] != "amod" or tree.tags[i] != "VBD" or noun <= i:
            continue
        known = tree.lemmas[i] in lexicon.verbs or tree.lemmas[i] in lexicon.units
        before = (*tree.kids(i, "nsubj"), *(k for k in tree.kids(noun, "nsubj", "compound") if k < i))
        if not known or not before:
            continue
        subject = before[-1]
        top = tree.heads[noun] == noun
        moves = {i: (i, "root") if top else (tree.heads[noun], tree.relations[noun])}
        moves[noun] = (i, "obj" if (tree.pos[noun] == "NOUN" and noun > i + 1) or tree.tags[noun] == "NN" else "obl")
        moves[subject] = (i, "nsubj")
        moves |= {k: (subject, tree.relations[k]) for k in tree.children[noun] if k < subject}
        moves |= dict.fromkeys(tree.kids(noun, "ccomp"), (i, "ccomp"))
        return replace(tree.rehung(moves), pos=_with(tree.pos, [i], "VERB"))
    return tree


def _plans_without_subject(tree: Tree, lexicon: Lexicon) -> Tree:
    """ "The Safety Center plans/NNS to answer …": with no other verb the noun before it is its subject."""
    root = tree.root
    if tree.tags[root] != "NNS" or root + 1 >= len(tree) or tree.words[root + 1].lower() != "to":
        return tree
    if tree.lemmas[root] not in lexicon.words["commit.verbs"] or any(t in _FINITE for t in tree.tags):
        return tree
    name = root - 1
    if name < 0 or tree.heads[name] != root or tree.pos[name] not in ("NOUN", "PROPN"):
        return tree
    parts = (k for k in tree.children[root] if k < name)
    moves = {k: (name, tree.relations[k]) for k in parts if tree.relations[k] in _OF_A_NAME}
    return tree.rehung({**moves, name: (root, "nsubj")})


_OF_A_NAME = frozenset({"det", "amod", "compound", "nmod:poss", "nummod"})


def _participles_read_as_adjectives(tree: Tree, lexicon: Lexicon) -> Tree:
    """ "…, unveiling/JJ that the government will …": behind a comma and before "that" it reports."""
    for i in range(1, len(tree) - 1):
        word = tree.words[i].lower()
        if (
            not word.endswith("ing")
            or tree.pos[i] not in ("ADJ", "NOUN")
            or tree.words[i + 1].lower() != "that"
            or tree.words[i - 1] != ","
        ):
            continue
        stem = word[:-3]
        verb = next((v for v in (stem, stem + "e", stem[:-1]) if v in lexicon.verbs), None)
        if verb is not None:
            tree = replace(
                tree,
                pos=_with(tree.pos, [i], "VERB"),
                tags=_with(tree.tags, [i], "VBG"),
                lemmas=_with(tree.lemmas, [i], verb),
                relations=_with(tree.relations, [i], "advcl"),
            )
    return tree


def _inverted_subjects(tree: Tree, lexicon: Lexicon) -> Tree:
    """ "“…,” said a State Department official who …": behind a quotation the speaker follows the verb."""
    for i in range(1, len(tree) - 1):
        inverted = tree.tags[i] in ("VBD", "VBZ") and tree.words[i - 1] in _BEFORE_INVERSION
        asks = lexicon.verbs.get(tree.lemmas[i]) == "ask" and tree.words[i - 1] != ","
        says = lexicon.verbs.get(tree.lemmas[i]) == "say"
        if not inverted or not (says or asks) or tree.kids(i, "nsubj"):
            continue
        speaker = _phrase_head(tree, i + 1)
        if speaker is None or speaker in (tree.root, i) or i in tree.subtree(speaker):
            continue
        tree = tree.rehung({speaker: (i, "nsubj")})
    return tree


_BEFORE_INVERSION = frozenset({"”", '"', "’", "'", ","})
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})


def _phrase_head(tree: Tree, start: int) -> int | None:
    """The last noun of the phrase that begins at `start`; None where no phrase does."""
    end = start
    while (
        end < len(tree)
        and (tree.pos[end] in _IN_PHRASE or tree.words[end] in ("-", "'s", "’s"))
        and tree.words[end].lower() != "who"
    ):
        end += 1
    return next((k for k in range(end - 1, start - 1, -1) if tree.pos[k] in ("NOUN", "PROPN", "PRON")), None)


def _joined_infinitives(tree: Tree) -> Tree:
    """ "call on all to support … and to refrain …": the second infinitive goes with the first."""
    moves = {}
    for k, up in enumerate(tree.heads):
        if tree.relations[k] != "conj" or not tree.has_to(k) or tree.has_to(up) or tree.pos[up] != "VERB":
            continue
        first = next((j for j in tree.kids(up, "advcl", "xcomp", "ccomp") if up < j < k and tree.has_to(j)), None)
        if first is not None:
            moves[k] = (first, "conj")
    return tree.rehung(moves)


def _second_main_verbs(tree: Tree) -> Tree:
    """ "X reaffirmed that the door remains open and decided to …": a past tense goes with the past tense above."""
    moves = {}
    for k, up in enumerate(tree.heads):
        under = tree.tags[up] == "VBD" or (tree.tags[up] == "VBN" and not tree.kids(up, "aux"))
        past = tree.relations[k] == "conj" and tree.tags[k] == "VBD" and not under
        if not past or tree.kids(k, "nsubj"):
            continue
        above = next((j for j in tree.ancestors(up) if tree.tags[j] == "VBD"), None)
        if above is not None and above < up:
            moves[k] = (above, "conj")
    return tree.rehung(moves)


def _opening_participle(tree: Tree) -> Tree:
    """ "Saying that …, the ministry emphasized …": the finite verb behind the comma heads the sentence."""
    root = tree.root
    if tree.tags[root] != "VBG" or tree.kids(root, "aux", "nsubj") or root > 2:
        return tree
    main = next(
        (
            k
            for k in tree.children[root]
            if k > root
            and tree.tags[k] in _FINITE
            and tree.pos[k] == "VERB"
            and any(tree.relations[s].startswith("nsubj") for s in tree.children[k])
            and any(tree.words[j] == "," for j in range(root + 1, k))
            and not any(tree.words[m].lower() in ("that", "if", "as") for m in tree.kids(k, "mark"))
        ),
        None,
    )
    if main is None:
        return tree
    return tree.rehung({main: (main, "root"), root: (main, "advcl")})


def _trailing_participle(tree: Tree) -> Tree:
    """ "X is one of the tasks aimed at Y": what has a copula and a subject is no subject but the predicate."""
    root = tree.root
    if tree.tags[root] not in ("VBD", "VBN"):
        return tree
    predicate = next(
        (k for k in tree.kids(root, "nsubj") if k < root and tree.kids(k, "cop") and tree.kids(k, "nsubj")), None
    )
    if predicate is None:
        return tree
    tree = tree.rehung({predicate: (predicate, "root"), root: (predicate, "acl")})
    return replace(tree, tags=_with(tree.tags, [root], "VBN"))


def _with(column: tuple[str, ...], places: list[int], value: str) -> tuple[str, ...]:
    changed = list(column)
    for i in places:
        changed[i] = value
    return tuple(changed)
