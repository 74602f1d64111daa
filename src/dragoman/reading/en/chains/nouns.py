"""Noun phrases that no list of names knows: where they begin and end, and what kind of thing their noun names."""

from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.mentions.given import names_a_thing
from dragoman.reading.en.mentions.titles import is_title_word, title_words
from dragoman.reading.en.tree import Tree
from dragoman.record import MentionKind


def phrase_of(tree: Tree, i: int) -> tuple[int, int]:
    """The first and the last token of the phrase that the noun `i` heads, without what follows it."""
    low = high = i
    for k in tree.kids(i, "det", "amod", "compound", "nmod:poss", "nummod", "flat"):
        if k < i:
            low = min(low, *tree.subtree(k), k)
    for k in tree.kids(i, "flat"):
        high = max(high, k)
    return low, high


def kind_of_noun(tree: Tree, i: int, lexicon: Lexicon, *, plural: bool) -> MentionKind:
    """What the noun names, by the lists: several people or bodies are a group."""
    lemma, words = tree.lemmas[i], lexicon.words
    if tree.pos[i] == "PROPN" and tree.lemmas[i].removesuffix("s") in words["nouns.countries"]:
        return "group" if plural else "state"  # "all States", "every Member State"
    if tree.pos[i] == "PROPN" and tree.words[i] in title_words().heads:
        return "office"
    if tree.pos[i] == "PROPN" and (is_title_word(tree.words[i]) or names_a_thing(tree.words[i])):
        return "other"
    if tree.pos[i] == "PROPN":
        return "person" if not tree.kids(i, "det") else "organisation"
    if lemma in words["nouns.people"]:
        return "group" if plural else "office"
    if lemma in words["nouns.bodies"]:
        return "group" if plural else "organisation"
    if lemma in words["nouns.countries"]:
        return "group" if plural else "state"
    if lemma in words["nouns.gatherings"]:
        return "forum"
    if lemma in words["parties.nouns"]:
        return "group"
    if lemma in words["speakers.nouns"]:
        return "group" if plural or tree.pos[i] in ("PRON", "NUM", "DET", "ADJ") else "office"
    return "other"
