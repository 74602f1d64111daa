"""What the readings of a claim's kind look at, and what they ask of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.reading.en.clauses import Clause
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.said import Said
from dragoman.reading.en.tree import Tree
from dragoman.record import ClaimKind, Modality, Polarity

Side = Literal["own", "other", "unknown"]
"""Whether a clause's subject is the speaker or its state, another party, or neither can be told."""

# Only a promise, a call, a deed or a forecast can be that something not be: a judgement is held, whatever it says.
_SIGNED = frozenset({"commitment", "call", "event", "forecast"})
_JUDGING = ("judging.praise", "judging.blame", "judging.worry")
_SCORN = "judging.scorn"
_SOFTLY = ("judging.soft",)
# How far into a content "it is time to" is looked for.
_OPENING = 48
_TIME_TO = re.compile(
    r"\bit (?:is|was|'s|’s) (?:\w+ )?(?:imperative|essential|vital|necessary|crucial|incumbent|urgent)"
    r" (?:that|to|for|on)\b"
    r"|\b(?:it|now) (?:is|'s|’s) (?:(?:also|now|high|about|the|long past) )*time (?:for .*?)?to\b"
    r"|\btime has come (?:for .*?)?to\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a claim and what follows from the words that gave it. `sure` is between 0 and 1."""

    kind: ClaimKind
    modality: Modality
    polarity: Polarity
    rule: str
    sure: float


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the readings look at: what was said, its clause, and what is known of its subject."""

    said: Said
    clause: Clause
    lexicon: Lexicon
    side: Side
    first_person: bool
    agentive: bool
    """The subject is a person, a body or a state: it can bind itself."""
    question: bool

    @property
    def tree(self) -> Tree:
        """The sentence it stands in."""
        return self.said.tree

    def words(self) -> list[str]:
        """The content's words, lower case."""
        return [w.lower() for w in self.tree.words[self.said.low : self.said.high]]

    def verdict(
        self, kind: ClaimKind, modality: Modality, rule: str, sure: float, *, negative: bool | None = None
    ) -> Verdict:
        """A verdict whose polarity is the clause's own unless told otherwise."""
        minus = self.clause.negated if negative is None else negative
        return Verdict(kind, modality, "negative" if minus and kind in _SIGNED else "positive", rule, sure)

    def lists(self, group: str, word: str) -> bool:
        """Whether kinds.toml or words.toml has the word under "section.key"."""
        return word in self.lexicon.words[group]

    def takes_to(self) -> bool:
        """Whether an infinitive depends on the predicate: "plans to", "is expected to"."""
        tree, head = self.tree, self.clause.head
        return any(
            any(tree.words[m].lower() == "to" for m in tree.kids(k, "mark", "aux", "case"))
            for k in tree.kids(head, "xcomp", "ccomp", "csubj", "advcl", "obl", "acl")
            if k > head
        )

    def core(self) -> Iterator[int]:
        """The tokens that say what is told: the predicate, its subject's noun, its complement and objects.

        What hangs on them in clauses and in phrases of place, time and purpose is left out.
        """
        tree, head = self.tree, self.clause.head
        queue, seen = [head], {head}
        for at in queue:
            yield at
            for k in tree.children[at]:
                if k not in seen and self.said.low <= k < self.said.high and self._in_core(at, k):
                    seen.add(k)
                    queue.append(k)
        if self.clause.subject is not None:
            yield self.clause.subject

    def _in_core(self, at: int, k: int) -> bool:
        tree = self.tree
        match tree.relations[k].split(":")[0]:
            case "amod" | "advmod" | "compound" | "obj" | "xcomp" | "flat":
                return True
            case "nmod":
                return any(tree.lemmas[c] == "of" for c in tree.kids(k, "case"))
            case "advcl" | "parataxis" | "dep":
                return k < at and tree.pos[k] == "ADJ"  # "Most worrying of all, …"
            case "conj":
                return tree.pos[k] in ("NOUN", "ADJ", "ADV")
            case _:
                return False

    def judges(self) -> bool:
        """Whether a judging word stands in the core of what is said; a word of scorn, anywhere in it."""
        groups = (*_JUDGING, *_SOFTLY) if self.clause.copular else _JUDGING
        lemmas, words, lists = self.tree.lemmas, self.tree.words, self.lexicon.words
        said = range(self.said.low, self.said.high)
        if any(lemmas[i] in lists[_SCORN] or words[i].lower() in lists[_SCORN] for i in said):
            return True
        return any(lemmas[i] in lists[g] or words[i].lower() in lists[g] for i in self.core() for g in groups)

    def own_doing(self) -> bool:
        """Whether the subject is an effort, a step, a measure: somebody's doing, though nobody is named."""
        subject = self.clause.subject
        return subject is not None and self.lists("commit.own_doing", self.tree.lemmas[subject])

    def stops(self, head: int) -> bool:
        """Whether what is asked or promised is that something stop."""
        lemma = self.tree.lemmas[head]
        if self.lists("negation.stopping", lemma):
            return True
        return self.said.frame == "nominal" and self.lists("negation.stops", lemma)

    def timely(self) -> bool:
        """ "It is (high) time (for X) to …", "the time has come to …"."""
        return _TIME_TO.search(" ".join(self.words()[:_OPENING])) is not None

    def lets_us(self) -> bool:
        """ "Let us …"."""
        return self.words()[:2] in (["let", "us"], ["let", "'s"], ["let", "’s"])
