"""The words that only point, and what each of them can mean."""

from dragoman.reading.en.chains.words import chain_words
from dragoman.reading.en.mentions import Gender
from dragoman.reading.en.tree import Tree

GENDERED: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
FIRST = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine", "ourselves", "myself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
POSSESSIVE = frozenset({"his", "its", "their", "our", "my"})
COUNTED = frozenset({"both", "two", "three", "four", "five"})
"""Counting words that stand for parties named before: "the two agreed"."""


def is_pronoun(word: str) -> bool:
    """Whether the word, in lower case, points to somebody."""
    return word in GENDERED or word in NEUTER or word in PLURAL or word in FIRST


def is_possessive(tree: Tree, i: int) -> bool:
    """Whether the pronoun owns the noun behind it: "her" only where it does."""
    word = tree.words[i].lower()
    return word in POSSESSIVE or (word == "her" and tree.tags[i] != "PRP" and tree.heads[i] > i)


_REACH = 7
"""Words behind "it" among which its judging word stands."""


def is_empty(tree: Tree, i: int) -> bool:
    """Whether "it" stands for nothing that was named: "it is clear that", "it becomes hard to", "it seems"."""
    if tree.words[i].lower() != "it":
        return False
    head, words = tree.heads[i], chain_words()
    if tree.lemmas[head] in words.impersonal:
        return True
    behind = range(i + 1, min(i + _REACH, len(tree)))
    judged = next((k for k in behind if tree.pos[k] in ("ADJ", "NOUN") and tree.lemmas[k] not in words.willing), None)
    if judged is None or not any(tree.lemmas[k] in words.copulas for k in range(i + 1, judged)):
        return False
    return any(tree.words[k].lower() in ("to", "that", "for") for k in range(judged + 1, min(judged + 3, len(tree))))


def is_somebody(tree: Tree, i: int) -> bool:
    """Whether the verb tells that "it" is no thing: what decides or tries, what is urged, isolated or helped."""
    head, words = tree.heads[i], chain_words()
    if tree.pos[head] != "VERB" or tree.kids(head, "cop"):
        return False
    if tree.relations[i] == "nsubj":
        return tree.lemmas[head] in words.willed
    return tree.relations[i] in ("obj", "iobj") and tree.lemmas[head] in words.social
