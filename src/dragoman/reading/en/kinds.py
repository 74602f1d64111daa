"""Which kind a claim is, by docs/reading-format.md: the complement decides, not the verb that reports it.

`judge_kind` walks a short list of readings in order and takes the first that fits; each has a name, which the claim
keeps in `by`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dragoman.reading.en.clauses import Clause, clause_of
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.said import Said
from dragoman.reading.en.tree import Tree
from dragoman.record import ClaimKind, Modality, Polarity

Side = Literal["own", "other", "unknown"]
"""Whether a clause's subject is the speaker or its state, another party, or neither can be told."""


# Only a promise, a call, a deed or a forecast can be that something not be: a judgement or view is held, whatever it says.
_SIGNED = frozenset({"commitment", "call", "event", "forecast"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a claim and what follows from the words that gave it."""

    kind: ClaimKind
    modality: Modality
    polarity: Polarity
    rule: str
    sure: float


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything the readings look at."""

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
        return self.said.tree

    def words(self) -> list[str]:
        """The content's words, lower case."""
        return [w.lower() for w in self.tree.words[self.said.low : self.said.high]]

    def verdict(
        self, kind: ClaimKind, modality: Modality, rule: str, sure: float, *, negative: bool | None = None
    ) -> Verdict:
        """A verdict whose polarity is the clause's own unless told otherwise."""
        minus = self.clause.negated if negative is None else negative
        minus = minus and kind in _SIGNED
        return Verdict(kind, modality, "negative" if minus else "positive", rule, sure)


def judge_kind(
    said: Said, lexicon: Lexicon, *, side: Side, first_person: bool, agentive: bool, question: bool
) -> Verdict:
    """The kind, modality and polarity of what was said. `side`, `first_person` and `agentive` tell of its subject."""
    clause = clause_of(said.tree, said.head, subject=said.agent)
    case = _Case(said, clause, lexicon, side, first_person, agentive, question)
    readings = _NOMINAL if said.frame == "nominal" else _INFINITIVE if said.frame == "infinitive" else _CLAUSE
    for reading in readings:
        verdict = reading(case)
        if verdict is not None:
            return verdict
    return case.verdict("position", "actual", "plain-position", 0.5)


# --- noun phrases -------------------------------------------------------------------------------------------------


def _by_topic(case: _Case) -> Verdict | None:
    """ "The need for", "the importance of", "its commitment to": the noun says what is done with it."""
    if case.said.family not in ("say", "hold", "predict", "agree"):
        return None
    noun = case.tree.lemmas[case.said.head]
    kind = case.lexicon.topics.get(noun)
    if kind is None:
        lemmas = case.tree.lemmas[case.said.low : min(case.said.high, case.said.low + 6)]
        kind = next(
            (case.lexicon.topics[n] for n in lemmas if n in ("need", "importance", "necessity", "commitment")), None
        )
    match kind:
        case "call":
            return case.verdict("call", "asked", f"topic-{noun}", 0.85, negative=_stops(case, case.said.head))
        case "commitment":
            return case.verdict("commitment", "intended", f"topic-{noun}", 0.8)
        case "position":
            return case.verdict("position", "actual", f"topic-{noun}", 0.8)
        case "assessment":
            return case.verdict("assessment", "actual", f"topic-{noun}", 0.75)
        case "forecast":
            return case.verdict("forecast", "predicted", f"topic-{noun}", 0.7)
        case _:
            return None


def _nominal_by_act(case: _Case) -> Verdict | None:
    match case.said.family:
        case "ask":
            return case.verdict("call", "asked", "ask-noun", 0.85, negative=_stops(case, case.said.head))
        case "pledge":
            return case.verdict("commitment", "intended", "pledge-noun", 0.8)
        case "agree":
            return case.verdict("commitment", "intended", "agree-noun", 0.65)
        case "judge":
            return case.verdict("assessment", "actual", "judge-noun", 0.85)
        case "predict":
            return case.verdict("forecast", "predicted", "predict-noun", 0.75)
        case "hold":
            return case.verdict("position", "actual", "hold-noun", 0.75)
        case "discuss":
            return case.verdict("statement", "actual", "topic-only", 0.8)
        case _:
            return None


def _said_noun(case: _Case) -> Verdict | None:
    """ "Pointed out the deepening suffering": a judging word makes it a judgement, else only a topic is told."""
    if _judging(case):
        return case.verdict("assessment", "actual", "judging-noun", 0.6)
    return case.verdict("statement", "actual", "topic-only", 0.65)


# --- infinitives ----------------------------------------------------------------------------------------------------


def _infinitive_by_act(case: _Case) -> Verdict | None:
    stop = case.clause.negated or _stops(case, case.said.head)
    match case.said.family:
        case "pledge" | "agree":
            return case.verdict("commitment", "intended", f"{case.said.family}-to", 0.85, negative=stop)
        case "ask" | "say":
            return case.verdict("call", "asked", "ask-to", 0.88, negative=stop)
        case "hold":
            return case.verdict("position", "actual", "hope-to", 0.75)
        case "predict":
            return case.verdict("forecast", "predicted", "expect-to", 0.75)
        case "judge":
            return case.verdict("assessment", "actual", "judge-to", 0.7)
        case "discuss":
            return case.verdict("statement", "actual", "topic-only", 0.75)
        case _:
            return None


# --- clauses ----------------------------------------------------------------------------------------------------------


def _agreement(case: _Case) -> Verdict | None:
    """Several parties agree: that they did is a deed; what they will do is told apart from it."""
    return case.verdict("event", "actual", "agreement", 0.85) if "agreement" in case.said.rules else None


def _asked(case: _Case) -> Verdict | None:
    """A question of a speaker's is a judgement in disguise."""
    if (
        case.question
        and case.said.quoted is False
        and case.said.voices[-1].form == "direct"
        and not case.said.voices[-1].speakers
    ):
        return case.verdict("statement", "hypothetical", "question-asked", 0.5)  # a reporter's, not a speaker's
    if case.question:
        return case.verdict("assessment", "hypothetical", "question", 0.55)
    return None


def _clause_by_act(case: _Case) -> Verdict | None:
    """Acts that settle the kind whatever the clause looks like."""
    family, clause = case.said.family, case.clause
    stop = clause.negated or _stops(case, case.said.head)
    if case.said.lemma in ("ask", "inquire", "wonder", "question") and case.words()[:1] and case.words()[0] in _WH:
        return case.verdict("statement", "actual", "asked-whether", 0.75)
    if case.said.lemma == "deny" and clause.modal is None:
        return case.verdict("event", "actual", "denied", 0.7, negative=not clause.negated)
    if family == "ask" and case.said.lemma not in ("suggest",):
        return case.verdict("call", "asked", "ask-that", 0.85, negative=stop)
    if case.said.lemma == "suggest" and (clause.modal == "should" or _subjunctive(case)):
        return case.verdict("call", "asked", "suggest-that", 0.8, negative=stop)
    if family == "pledge" and clause.tense != "past":
        return case.verdict("commitment", "intended", "pledge-that", 0.85)
    if family == "predict" and clause.tense != "past":
        return case.verdict("forecast", "predicted", "predict-that", 0.85)
    if family == "judge":
        return case.verdict("assessment", "actual", "judge-that", 0.8)
    if family == "hold" and clause.tense == "future" and case.said.lemma not in _WISHING and not case.first_person:
        return case.verdict("forecast", "predicted", "believe-will", 0.75)
    if family == "hold" and clause.modal not in ("should", "must"):
        return case.verdict("position", "actual", "hold-that", 0.7)
    if family == "agree" and clause.modal in ("will", "would", "should"):
        return case.verdict("commitment", "intended", "agree-that", 0.75)
    return None


def _subjunctive(case: _Case) -> bool:
    """ "That Korea strengthen": a bare verb, or what would be a plural under a singular subject."""
    tree, clause = case.tree, case.clause
    if clause.modal is not None or clause.perfect or clause.progressive:
        return False
    singular = clause.subject is not None and tree.tags[clause.subject] in ("NN", "NNP")
    return tree.tags[clause.head] == "VB" or (tree.tags[clause.head] == "VBP" and singular)


def _yet(case: _Case) -> Verdict | None:
    """ "Has yet to respond": a deed not done."""
    tree, clause = case.tree, case.clause
    yet = clause.verb == "have" and clause.head + 1 < len(tree) and tree.words[clause.head + 1].lower() == "yet"
    return case.verdict("event", "actual", "yet-to", 0.7, negative=True) if yet else None


def _should(case: _Case) -> Verdict | None:
    clause, words = case.clause, case.lexicon.words
    if case.words()[:1] == ["should"]:
        return None  # "Should the North resume …": a condition
    needed = (
        clause.verb in words["ask.verbs"]
        and bool(case.tree.kids(clause.head, "xcomp"))
        and clause.modal is None
        and _to_after(case)
    )
    timely = _is_time(case)
    if clause.modal in words["ask.modals"] or needed or timely or _lets(case):
        if clause.modal == "must" and clause.perfect:
            return None
        return case.verdict("call", "asked", "should", 0.82, negative=clause.negated or _stops(case, clause.head))
    return None


def _asked_passively(case: _Case) -> Verdict | None:
    """ "Travelers are advised to leave": asked of them, by whoever publishes it."""
    clause = case.clause
    if (
        clause.passive
        and clause.tense == "present"
        and case.lexicon.verbs.get(clause.verb) == "ask"
        and _to_after(case)
    ):
        return case.verdict("call", "asked", "are-asked-to", 0.75)
    return None


def _imperative(case: _Case) -> Verdict | None:
    clause = case.clause
    bare = (
        case.tree.tags[clause.head] == "VB"
        and clause.modal is None
        and not clause.infinitive
        and clause.subject is None
    )
    if (
        bare
        and case.said.frame == "clause"
        and case.said.family is None
        and case.said.head - case.said.low <= 3
        and not clause.passive
    ):
        return case.verdict("call", "asked", "imperative", 0.6, negative=clause.negated or _stops(case, clause.head))
    return None


def _resolve(case: _Case) -> Verdict | None:
    """ "Plans to", "is determined to": whoever it is binds itself."""
    clause, words = case.clause, case.lexicon.words
    objectless = bool(case.tree.kids(clause.head, "xcomp")) or clause.copular
    if clause.verb in words["commit.verbs"] and _to_after(case) and objectless and not clause.passive:
        return case.verdict("commitment", "intended", f"{clause.verb}-to", 0.82)
    word = case.tree.words[clause.head].lower()
    if word in words["commit.adjectives"] and (clause.copular or clause.passive) and _to_after(case):
        if word in words["commit.soft"] and not (case.side == "own" or case.first_person or case.agentive):
            return case.verdict("forecast", "predicted", f"{clause.verb}-to", 0.6)
        return case.verdict("commitment", "intended", f"{clause.verb}-to", 0.72)
    return None


def _will(case: _Case) -> Verdict | None:
    """ "Will": a promise of the speaker's own side, a forecast of anybody else's doing, and of what nobody does."""
    clause, words = case.clause, case.lexicon.words
    reported = case.said.voices[-1].form in ("indirect", "mixed")
    if clause.modal not in ("will", "shall") and not (clause.modal == "would" and reported):
        return None
    stative = clause.verb in words["states.verbs"] or clause.copular
    if clause.passive:
        return _will_passive(case)
    if (
        stative
        and clause.verb not in ("continue", "remain", "stand", "lead", "share", "serve", "contribute", "include")
        and not case.first_person
    ):
        return case.verdict("forecast", "predicted", "will-state", 0.75)
    if stative and clause.verb in ("see", "face", "suffer", "experience", "benefit", "become", "happen"):
        return case.verdict("forecast", "predicted", "will-state", 0.7)
    if case.first_person or case.side == "own":
        return case.verdict("commitment", "intended", "will-own", 0.86)
    if not case.agentive:
        if _efforts(case):
            return case.verdict("commitment", "intended", "will-efforts", 0.7)
        return case.verdict("forecast", "predicted", "will-thing", 0.75)
    if case.side == "other":
        return case.verdict("forecast", "predicted", "will-other", 0.7)
    return case.verdict("commitment", "intended", "will-party", 0.66)


def _will_passive(case: _Case) -> Verdict:
    subject = case.clause.subject
    threat = subject is not None and case.clause.verb in (
        "meet",
        "answer",
        "counter",
        "punish",
        "repel",
        "crush",
        "avenge",
        "retaliate",
    )
    if threat:
        return case.verdict("commitment", "conditional", "threat", 0.72)
    by_somebody = any(
        case.tree.lemmas[c] == "by" for k in case.tree.kids(case.clause.head, "obl") for c in case.tree.kids(k, "case")
    )
    own_word = case.said.voices[-1].form != "document" or case.said.voices[-1].cue is not None or case.side != "other"
    if not by_somebody and (
        _efforts(case) or (own_word and case.clause.verb not in case.lexicon.words["states.undergone"])
    ):
        return case.verdict("commitment", "intended", "will-be-done", 0.62)
    if by_somebody and case.side == "own":
        return case.verdict("commitment", "intended", "will-be-done", 0.62)
    return case.verdict("forecast", "predicted", "will-be", 0.6)


def _likely(case: _Case) -> Verdict | None:
    clause, words = case.clause, case.lexicon.words
    hedged = clause.modal in ("may", "might") or (clause.modal in ("could",) and not clause.perfect)
    named = (
        (clause.verb in words["future.likely"] or case.tree.words[clause.head].lower() in words["future.likely"])
        and (clause.copular or clause.passive)
        and _to_after(case)
    )
    advised = (
        any(
            case.tree.lemmas[k] in ("likely", "probably", "perhaps", "inevitably")
            for k in case.tree.kids(clause.head, "advmod")
        )
        and clause.tense == "future"
    )
    if named or advised:
        return case.verdict(
            "forecast", "predicted", "likely", 0.82, negative=clause.negated or clause.verb == "unlikely"
        )
    if hedged and not clause.perfect and not clause.copular:
        return case.verdict("forecast", "predicted", "may", 0.6)
    return None


def _hopes(case: _Case) -> Verdict | None:
    if (
        case.clause.verb in case.lexicon.words["hope.verbs"]
        and not case.clause.passive
        and (case.first_person or case.agentive)
        and case.clause.tense != "past"
    ):
        return case.verdict("position", "actual", "hope", 0.72)
    return None


def _judges(case: _Case) -> Verdict | None:
    """A judging word in the predicate, where nothing dated is told."""
    verb = case.clause.verb in case.lexicon.words["judging.verbs"]
    if not _judging(case) and not verb:
        return None
    if case.clause.copular or case.clause.tense == "present" or verb:
        return case.verdict("assessment", "actual", "judging-word", 0.62)
    return None


def _deed(case: _Case) -> Verdict | None:
    """Something done, or being done, by somebody."""
    clause = case.clause
    stative = clause.copular or (clause.verb in case.lexicon.words["states.verbs"] and not clause.progressive)
    if clause.modal is not None:
        return None
    if (
        clause.tense == "past"
        and not clause.copular
        and not (stative and clause.verb in ("be", "believe", "want", "know", "hope", "think"))
    ):
        return case.verdict("event", "actual", "deed-past", 0.74)
    if clause.progressive or (clause.perfect and not clause.copular):
        return case.verdict("event", "actual", "deed-going-on", 0.7)
    if clause.tense == "present" and clause.passive and not stative:
        return case.verdict("event", "actual", "deed-present", 0.55)
    return None


def _states(case: _Case) -> Verdict | None:
    modality: Modality = "hypothetical" if case.clause.modal in ("would", "could", "might") else "actual"
    return case.verdict("position", modality, "state", 0.6)


_WH = frozenset({"whether", "if", "why", "how", "what", "when", "who", "where", "which"})
_WISHING = frozenset({"hope", "wish", "support", "oppose", "look", "express", "voice"})
_TIME_TO = re.compile(
    r"\bit (?:is|was|'s|’s) (?:\w+ )?(?:imperative|essential|vital|necessary|crucial|incumbent|urgent) (?:that|to|for|on)\b|"
    r"\b(?:it|now) (?:is|'s|’s) (?:(?:also|now|high|about|the|long past) )*time (?:for .*?)?to\b|\btime has come (?:for .*?)?to\b"
)
_Reading = Callable[[_Case], Verdict | None]
_NOMINAL: tuple[_Reading, ...] = (_by_topic, _nominal_by_act, _said_noun)
_INFINITIVE: tuple[_Reading, ...] = (_infinitive_by_act,)
_CLAUSE: tuple[_Reading, ...] = (
    _agreement,
    _asked,
    _clause_by_act,
    _yet,
    _asked_passively,
    _should,
    _resolve,
    _will,
    _likely,
    _imperative,
    _hopes,
    _judges,
    _deed,
    _states,
)


# --- what the readings ask ------------------------------------------------------------------------------------------------


def _to_after(case: _Case) -> bool:
    head = case.clause.head
    tree = case.tree
    return any(
        any(tree.words[m].lower() == "to" for m in tree.kids(k, "mark", "aux", "case"))
        for k in tree.kids(head, "xcomp", "ccomp", "csubj", "advcl", "obl", "acl")
        if k > head
    )


def _judging(case: _Case) -> bool:
    judging = case.lexicon.words["judging.words"]
    return any(
        lemma in judging or word.lower() in judging
        for lemma, word in zip(
            case.tree.lemmas[case.said.low : case.said.high],
            case.tree.words[case.said.low : case.said.high],
            strict=True,
        )
    )


def _efforts(case: _Case) -> bool:
    subject = case.clause.subject
    return subject is not None and case.tree.lemmas[subject] in case.lexicon.words["commit.own_doing"]


def _stops(case: _Case, head: int) -> bool:
    """Whether what is asked or promised is that something stop."""
    lemma = case.tree.lemmas[head]
    return lemma in case.lexicon.words["negation.stopping"] or (
        case.said.frame == "nominal" and lemma in case.lexicon.words["negation.stops"]
    )


def _is_time(case: _Case) -> bool:
    """ "It is (high) time (for X) to …", "the time has come to …"."""
    return _TIME_TO.search(" ".join(case.words()[:24])) is not None


def _lets(case: _Case) -> bool:
    words = case.words()
    return words[:2] == ["let", "us"] or words[:2] == ["let", "'s"] or words[:2] == ["let", "’s"]
