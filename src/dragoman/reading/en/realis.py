"""Whether a verb of the lexicon stands as a report: done, not denied, asked for, wished, conditional or to come."""

from dragoman.reading.en.clauses import OCCASIONS, subject_of
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.tree import Tree
from dragoman.reading.en.units import unit_at

# Where in a sentence a word can report: what a small parser calls "dep" or "list" included.
_REPORTING_RELATIONS = frozenset(
    {"root", "conj", "ccomp", "advcl", "acl", "parataxis", "xcomp", "csubj"}
    | {"appos", "discourse", "list", "dep", "orphan"}
)
FIRST_PERSONS = frozenset({"we", "i"})
_WILLING = frozenset(
    {"want", "wish", "like", "love", "continue", "let", "join", "go", "begin", "start", "allow", "permit"}
)
# A first person's own word under one of these is said all the same: "I can report that", "I would argue that".
_POLITE = frozenset({"can", "would", "might", "may", "could"})
_FEELING = frozenset(
    {"proud", "pleased", "delighted", "happy", "glad", "sorry", "able", "honored", "honoured", "sad", "ashamed"}
)
# Behind one of these a verb is no deed done: a condition, a purpose, a time.
_UNREAL_MARKS = frozenset(
    {"if", "unless", "whether", "for", "of", "without", "before", "after", "until", "from", "lest"}
)
_ANONYMOUS = frozenset({"name", "identify", "quote"})


def is_passive(tree: Tree, i: int) -> bool:
    """Whether the verb stands in the passive."""
    return any(tree.relations[k] in ("nsubj:pass", "aux:pass") for k in tree.children[i])


def has_clause(tree: Tree, i: int) -> bool:
    """Whether the verb at `i` has a clause for its object or, in the passive, its subject."""
    return bool(tree.kids(i, "ccomp")) or any(tree.relations[k].startswith("csubj") for k in tree.children[i])


def reports(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether the verb stands as something done: no modal but a wish's, no denial, no bare participle."""
    unnamed = (k for k in tree.kids(i, "xcomp") if tree.lemmas[k] in _ANONYMOUS and is_passive(tree, k))
    if tree.lemmas[i] in ("ask", "request") and any(unnamed):
        return False  # "who asked not to be named"
    relation = tree.relations[i]
    if relation.split(":")[0] not in _REPORTING_RELATIONS:
        return False
    if relation == "acl" and tree.tags[i] not in ("VBG", "VB"):
        return False
    if relation == "advcl" and tree.tags[i] == "VBN" and not tree.kids(i, "nsubj", "aux"):
        return False  # "Asked about the report, the spokesman said"
    if tree.tags[i] in ("VBN", "VBD") and tree.first_word() == i and not tree.kids(i, "nsubj"):
        return False  # the same, where the parse makes it the main verb
    above = tree.lemmas[tree.heads[i]]
    asked = lexicon.verbs.get(above) == "ask" or above in ("insist", "suggest")
    if relation == "ccomp" and tree.tags[i] == "VB" and asked:
        return False  # "suggested that Korea propose": what is asked for is no report
    if _is_asked(tree, i):
        return False
    return not any(_unreal(tree, i, k) for k in tree.children[i]) and _infinitive_reports(tree, i, lexicon)


def _is_asked(tree: Tree, i: int) -> bool:
    """ "Have they forgotten that …?": a question whether anybody did."""
    if "?" not in tree.words[-2:] or tree.relations[i] not in ("root", "conj", "parataxis"):
        return False
    subjects, helpers = tree.kids(i, "nsubj"), tree.kids(i, "aux")
    return bool(subjects and helpers) and helpers[0] < subjects[0]


def _unreal(tree: Tree, i: int, k: int) -> bool:
    """Whether the word `k` denies the verb `i` or puts it under a modal or a condition."""
    word = tree.words[k].lower()
    if tree.relations[k].split(":")[0] in ("advmod", "aux") and word in ("not", "n't", "n’t", "never"):
        return True
    if tree.tags[k] == "MD":
        subject = subject_of(tree, i)
        ours = subject is not None and tree.lemmas[subject] in FIRST_PERSONS
        if ours and word in _POLITE and (word == "would" or has_clause(tree, i)):
            return False
        return not (word in ("would", "must", "can", "may") and tree.lemmas[i] in _WILLING)
    if word in ("when", "whenever", "once") and tree.tags[i] in ("VBZ", "VBP"):
        return tree.relations[tree.heads[k]].split(":")[0] == "advcl"
    return tree.relations[k] == "mark" and word in _UNREAL_MARKS


def _infinitive_reports(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """A to-infinitive reports after a wish ("we wish to thank") and as a purpose of a deed done ("met to discuss")."""
    if not tree.has_to(i):
        return _not_under_modal(tree, i)
    relation, up = tree.relations[i].split(":")[0], tree.heads[i]
    if relation == "xcomp" and tree.lemmas[up] in _FEELING:
        return bool(tree.kids(up, "cop"))  # "I am proud to announce"
    if any(tree.lemmas[k] in OCCASIONS for k in (up, *tree.kids(up, "obj"))):
        return True  # "I take this opportunity to thank"
    if relation == "xcomp":
        return tree.lemmas[up] in _WILLING and not any(
            tree.words[k].lower() in ("will", "'ll", "should") for k in tree.kids(up, "aux")
        )
    unit, _ = unit_at(tree, up, lexicon)
    if (unit.act if unit else lexicon.verbs.get(tree.lemmas[up])) in ("ask", "pledge", "agree", "hold"):
        return False  # what is asked or promised is no report yet
    own, _ = unit_at(tree, i, lexicon)
    if (own.act if own else lexicon.verbs.get(tree.lemmas[i])) == "discuss":
        return False  # "met with X to discuss Y" is one deed
    if lexicon.verbs.get(tree.lemmas[i]) == "hold" or tree.lemmas[i] in lexicon.clausal | lexicon.frames["purposes"]:
        return False  # "to find a way", "to maintain ties", "to address the challenge"
    if relation not in ("advcl", "conj", "acl") or up > i:
        return False  # up > i: fronted
    if relation == "acl" and tree.pos[up] != "PROPN":
        return False  # part of a noun: "efforts to explain"
    done = tree.tags[up] in ("VBD", "VBZ", "VBP", "")
    return done and not any(tree.tags[k] == "MD" for k in tree.kids(up, "aux"))


def _not_under_modal(tree: Tree, i: int) -> bool:
    """A joined bare verb stands under the first one's modal: "will meet X and discuss Y" reports nothing yet."""
    if tree.relations[i] != "conj" or tree.kids(i, "nsubj") or tree.tags[i] not in ("VB", "VBP"):
        return True
    first = tree.heads[i]
    return not any(tree.tags[k] == "MD" or tree.words[k].lower() == "to" for k in tree.kids(first, "aux", "mark"))
