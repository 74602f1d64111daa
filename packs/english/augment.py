"""More of our register from the gold trees: what official pages print and web treebanks do not.

Each epoch draws anew. A share of the sentences is changed (letter case, full stop, list marks, names); the rest stand
as they are. Shares were set by sense of the register, not tuned.
"""

from __future__ import annotations

import random
from dataclasses import replace

from nodes import Node, lay_out
from templates import Grammar, generated
from treebank import Gold, Word

UPPER, TITLED, STOPLESS, MARKED, NAMED = 0.02, 0.03, 0.04, 0.03, 0.25
TEMPLATES = 0.06
"""Generated sentences, as a share of the gold ones."""


def in_our_register(gold: list[Gold], chance: random.Random) -> list[Gold]:
    """One epoch's sentences: the gold ones, some changed, and generated ones."""
    grammar = Grammar(chance)
    return [_changed(g, grammar) for g in gold] + generated(int(TEMPLATES * len(gold)), chance)


def _changed(gold: Gold, grammar: Grammar) -> Gold:
    if grammar.some(NAMED):
        gold = with_korean_name(gold, grammar)
    if grammar.some(UPPER):
        gold = _forms(gold, [w.form.upper() for w in gold.words])
    elif grammar.some(TITLED):
        gold = _forms(gold, [w.form.capitalize() if _is_long(w) else w.form for w in gold.words])
    if grammar.some(STOPLESS) and len(gold.words) > 3:
        gold = without_stop(gold)
    if grammar.some(MARKED):
        gold = with_mark(gold, grammar)
    return gold


def _is_long(word: Word) -> bool:
    return word.form.islower() and (word.pos not in ("ADP", "DET", "CCONJ", "PART") or len(word.form) > 5)


def _forms(gold: Gold, forms: list[str]) -> Gold:
    return replace(gold, words=tuple(replace(w, form=f) for w, f in zip(gold.words, forms, strict=True)))


def without_stop(gold: Gold) -> Gold:
    """A heading prints no full stop."""
    last = len(gold.words) - 1
    if gold.words[-1].form != "." or any(w.head == last for w in gold.words):
        return gold
    return replace(gold, words=gold.words[:-1])


def with_mark(gold: Gold, grammar: Grammar) -> Gold:
    """A bullet or a number before the sentence, hanging from its root."""
    root = next((i for i, w in enumerate(gold.words) if w.head == i), 0)
    if grammar.some(0.6):
        mark = [Word(grammar.pick(["•", "°", "-", "*", "--"]), "-", "PUNCT", "NFP", root + 1, "punct", True)]
    else:
        number = str(grammar.chance.randint(1, 12))
        mark = [
            Word(number, number, "X", "LS", root + 2, "discourse", False),
            Word(".", ".", "PUNCT", ".", 0, "punct", True),
        ]
    moved = [replace(w, head=w.head + len(mark)) for w in gold.words]
    return replace(gold, words=(*mark, *moved))


def with_korean_name(gold: Gold, grammar: Grammar) -> Gold:
    """One name of a person or place that stands alone becomes a Korean name, often with its post before it."""
    places = [i for i in range(len(gold.words)) if _stands_alone(gold, i)]
    if not places:
        return gold
    at = grammar.pick(places)
    old = gold.words[at]
    new = lay_out(grammar.name("root"), "") if grammar.some(0.35) else lay_out(_titled(grammar), "")
    grown = len(new.words) - 1
    top = next(i for i, w in enumerate(new.words) if w.head == i)

    def moved(head: int) -> int:
        return at + top if head == at else head + grown if head > at else head

    inserted = [
        replace(
            w,
            head=moved(old.head) if i == top else at + w.head,
            relation=old.relation if i == top else w.relation,
            space=old.space if i == grown else w.space,
        )
        for i, w in enumerate(new.words)
    ]
    if old.head == at:
        inserted[top] = replace(inserted[top], head=at + top)
    before = [replace(w, head=moved(w.head)) for w in gold.words[:at]]
    after = [replace(w, head=moved(w.head)) for w in gold.words[at + 1 :]]
    return replace(gold, words=(*before, *inserted, *after))


def _titled(grammar: Grammar) -> Node:
    name = grammar.name("root")
    name.left.insert(0, grammar.title())
    return name


_PLACES = ("nsubj", "nsubj:pass", "obj", "iobj", "nmod:poss", "obl:agent")
_CALENDAR = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CALENDAR += ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _stands_alone(gold: Gold, at: int) -> bool:
    """A singular name with nothing before it but a preposition, so that a title before it keeps the tree true."""
    word = gold.words[at]
    if word.tag != "NNP" or word.relation not in _PLACES or len(word.form) < 2:
        return False
    if word.form.isupper() or word.form.lower().startswith(_CALENDAR):
        return False
    kids = [(i, w) for i, w in enumerate(gold.words) if w.head == at and i != at]
    return all(
        (i > at and w.relation not in ("flat", "compound")) or w.relation in ("case", "punct", "cc") for i, w in kids
    )
