"""Which kind a claim is, by docs/reading-format.md: the complement decides, not the verb that reports it.

`judge_kind` walks a short list of readings in order and takes the first that fits; each has a name, which the claim
keeps in `by`. The readings of whole clauses are in clause_kinds.py; those of noun phrases and infinitives are here.
"""

from collections.abc import Callable, Mapping

from dragoman.reading.en.case import Case, Side, Verdict
from dragoman.reading.en.clause_kinds import CLAUSE_READINGS
from dragoman.reading.en.clauses import clause_of
from dragoman.reading.en.contents import Frame
from dragoman.reading.en.lexicon import Lexicon
from dragoman.reading.en.said import Said


def judge_kind(
    said: Said, lexicon: Lexicon, *, side: Side, first_person: bool, agentive: bool, question: bool
) -> Verdict:
    """The kind, modality and polarity of what was said. `side`, `first_person` and `agentive` tell of its subject."""
    clause = clause_of(said.tree, said.head, subject=said.agent)
    case = Case(said, clause, lexicon, side, first_person, agentive, question)
    for reading in _READINGS[said.frame]:
        verdict = reading(case)
        if verdict is not None:
            return verdict
    return case.verdict("position", "actual", "plain-position", 0.5)


def _by_topic(case: Case) -> Verdict | None:
    """ "The need for", "the importance of", "its commitment to": the noun says what is done with it."""
    if case.said.family not in ("say", "hold", "predict", "agree"):
        return None
    noun = case.tree.lemmas[case.said.head]
    kind = case.lexicon.topics.get(noun) or _opening_topic(case)
    match kind:
        case "call":
            return case.verdict("call", "asked", f"topic-{noun}", 0.85, negative=case.stops(case.said.head))
        case "commitment" if not _anothers(case):
            return case.verdict("commitment", "intended", f"topic-{noun}", 0.8)
        case "position":
            return case.verdict("position", "actual", f"topic-{noun}", 0.8)
        case "assessment":
            return case.verdict("assessment", "actual", f"topic-{noun}", 0.75)
        case "forecast":
            return case.verdict("forecast", "predicted", f"topic-{noun}", 0.7)
        case _:
            return None


def _anothers(case: Case) -> bool:
    """ "Noted commitments from Japan": told of somebody else's promise, not one of the speaker's."""
    tree, head = case.tree, case.said.head
    given = any(tree.lemmas[c] in ("from", "by") for k in tree.kids(head, "nmod") for c in tree.kids(k, "case"))
    return given or case.lists("hold.noting", case.said.lemma or "")


def _opening_topic(case: Case) -> str | None:
    """The kind of a topic noun among the first words, where the parse took another for the head."""
    said, topics = case.said, case.lexicon.topics
    opening = case.tree.lemmas[said.low : min(said.high, said.low + 6)]
    return next((topics[n] for n in opening if n in ("need", "importance", "necessity", "commitment")), None)


def _nominal_by_act(case: Case) -> Verdict | None:
    """A noun phrase behind a verb that settles the kind: "condemned the launch", "asked for support"."""
    match case.said.family:
        case "ask":
            return case.verdict("call", "asked", "ask-noun", 0.85, negative=case.stops(case.said.head))
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
        case "discuss" if not case.lists("judging.scorn", case.tree.lemmas[case.said.head]):  # "talked nonsense"
            return case.verdict("statement", "actual", "topic-only", 0.8)
        case _:
            return None


def _said_noun(case: Case) -> Verdict:
    """ "Pointed out the deepening suffering": a judging word makes it a judgement, else only a topic is told."""
    if case.judges():
        return case.verdict("assessment", "actual", "judging-noun", 0.6)
    if case.said.lemma is not None and case.lists("hold.again", case.said.lemma):
        return case.verdict("position", "actual", "held-noun", 0.6)  # "reaffirmed the shared goal of"
    return case.verdict("statement", "actual", "topic-only", 0.65)


def _infinitive_by_act(case: Case) -> Verdict | None:
    """What somebody pledged, asked, hoped or expected to do, or that another do."""
    stop = case.clause.negated or case.stops(case.said.head)
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


_READINGS: Mapping[Frame, tuple[Callable[[Case], Verdict | None], ...]] = {
    "nominal": (_by_topic, _nominal_by_act, _said_noun),
    "infinitive": (_infinitive_by_act,),
    "clause": CLAUSE_READINGS,
}
