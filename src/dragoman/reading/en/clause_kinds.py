"""The readings of a clause, from the act that reports it to what is left when nothing else fits.

Each looks at a `Case` and gives a verdict or None; `CLAUSE_READINGS` is the order in which they are asked.
"""

from collections.abc import Callable
from itertools import pairwise

from dragoman.reading.en.case import Case, Verdict
from dragoman.record import Modality

_WH = frozenset({"whether", "if", "why", "how", "what", "when", "who", "where", "which"})
_WISHING = frozenset({"hope", "wish", "support", "oppose", "look", "express", "voice"})
_LIKELY_ADVERBS = frozenset({"likely", "probably", "perhaps", "inevitably"})
_HAD = frozenset({"had", "'d", "’d"})
_WARNING = frozenset({"warn", "caution", "fear"})
_OPENS_WITHIN = 3
"""Words that may stand before the verb of an imperative."""


def _agreement(case: Case) -> Verdict | None:
    """Several parties agree: that they did is a deed; what they will do is told apart from it."""
    agreed = "agreement" in case.said.rules
    return case.verdict("event", "actual", "agreement", 0.85, negative=False) if agreed else None


def _asked(case: Case) -> Verdict | None:
    """A question of a speaker's is a judgement in disguise; one by nobody named is a reporter's."""
    if not case.question or case.said.family == "discuss":
        return None
    voice = case.said.voices[-1]
    if not case.said.quoted and voice.form == "direct" and not voice.speakers:
        return case.verdict("statement", "hypothetical", "question-asked", 0.5)
    return case.verdict("assessment", "hypothetical", "question", 0.55)


def _asked_or_denied(case: Case) -> Verdict | None:
    """ "Asked whether", "denied that": verbs of saying that make more than a statement of a clause."""
    lemma, clause = case.said.lemma, case.clause
    if lemma in ("ask", "inquire", "wonder", "question") and case.words()[:1] and case.words()[0] in _WH:
        return case.verdict("statement", "actual", "asked-whether", 0.75)
    if lemma == "deny" and clause.modal is None:
        return case.verdict("event", "actual", "denied", 0.7, negative=not clause.negated)
    return None


def _clause_by_act(case: Case) -> Verdict | None:
    """Acts that settle the kind whatever the clause looks like."""
    clause, lemma = case.clause, case.said.lemma
    stop = clause.negated or case.stops(case.said.head)
    match case.said.family:
        case "ask" if lemma != "suggest":
            return case.verdict("call", "asked", "ask-that", 0.85, negative=stop)
        case _ if lemma == "suggest" and (clause.modal == "should" or _subjunctive(case)):
            return case.verdict("call", "asked", "suggest-that", 0.8, negative=stop)
        case "pledge" if clause.tense != "past":
            return case.verdict("commitment", "intended", "pledge-that", 0.85)
        case "predict" if clause.tense != "past":
            return case.verdict("forecast", "predicted", "predict-that", 0.85)
        case "judge":
            return case.verdict("assessment", "actual", "judge-that", 0.8)
        case "discuss" if case.question or case.words()[0] in _WH:
            return case.verdict("statement", "actual", "topic-only", 0.7)
        case "hold" if clause.tense == "future" and lemma not in _WISHING and not case.first_person:
            return case.verdict("forecast", "predicted", "believe-will", 0.75)
        case "hold" if clause.modal not in ("should", "must"):
            return case.verdict("position", "actual", "hold-that", 0.7)
        case "agree" if clause.modal in ("will", "would", "should"):
            return case.verdict("commitment", "intended", "agree-that", 0.75)
        case _:
            return None


def _subjunctive(case: Case) -> bool:
    """ "That Korea strengthen": a bare verb, or what would be a plural under a singular subject."""
    tree, clause = case.tree, case.clause
    if clause.modal is not None or clause.perfect or clause.progressive:
        return False
    singular = clause.subject is not None and tree.tags[clause.subject] in ("NN", "NNP")
    return tree.tags[clause.head] == "VB" or (tree.tags[clause.head] == "VBP" and singular)


def _yet(case: Case) -> Verdict | None:
    """ "Has yet to respond": a deed not done."""
    tree, clause = case.tree, case.clause
    has = next((i for i in range(case.said.low, len(tree) - 1) if tree.lemmas[i] == "have" and i <= clause.head), None)
    yet = (
        has is not None
        and tree.words[has + 1].lower() == "yet"
        and (has == clause.head or tree.heads[has] == clause.head)
    )
    return case.verdict("event", "actual", "yet-to", 0.7, negative=True) if yet else None


def _asked_passively(case: Case) -> Verdict | None:
    """ "Travelers are advised to leave": asked of them, by whoever publishes it."""
    clause = case.clause
    asked = clause.passive and clause.tense == "present" and case.lexicon.verbs.get(clause.verb) == "ask"
    return case.verdict("call", "asked", "are-asked-to", 0.75) if asked and case.takes_to() else None


def _should(case: Case) -> Verdict | None:
    """ "Should", "needs to", "it is time to", "let us": it says what needs doing and binds nobody."""
    clause = case.clause
    if case.words()[:1] == ["should"]:
        return None  # "Should the North resume …": a condition
    needed = clause.modal is None and (_needs_to(case) or _we_need(case))
    obliged = clause.modal is not None and case.lists("ask.modals", clause.modal)
    if not (obliged or needed or case.timely() or case.lets_us()):
        return None
    if clause.modal == "must" and clause.perfect:
        return None  # "must have known": a guess
    return case.verdict("call", "asked", "should", 0.82, negative=clause.negated or case.stops(clause.head))


def _had_better(case: Case) -> Verdict | None:
    """ "Had better stop": advice with teeth."""
    words = case.words()
    at = next((n + 2 for n, pair in enumerate(pairwise(words)) if pair[1] == "better" and pair[0] in _HAD), None)
    if at is None or at >= len(words) or case.said.low + at > case.clause.head + 3:
        return None
    verb = case.tree.lemmas[case.said.low + at]
    return case.verdict(
        "call", "asked", "had-better", 0.75, negative=verb == "not" or case.lists("negation.stopping", verb)
    )


def _needs_to(case: Case) -> bool:
    """ "Needs to act", "has to act"; not "has a duty to act", nor "I have to say"."""
    tree, clause = case.tree, case.clause
    to = tree.kids(clause.head, "xcomp")
    if not to or not case.lists("ask.verbs", clause.verb) or tree.kids(clause.head, "obj") or not case.takes_to():
        return False
    return not (case.first_person and case.lists("ask.idioms", tree.lemmas[to[0]]))


def _we_need(case: Case) -> bool:
    """ "We need more of it": the speaker's own side asks for it."""
    tree, clause = case.tree, case.clause
    return (
        clause.verb == "need"
        and clause.tense == "present"
        and case.first_person
        and bool(tree.kids(clause.head, "obj"))
    )


def _resolve(case: Case) -> Verdict | None:
    """ "Plans to", "is determined to": whoever it is binds itself."""
    clause = case.clause
    if _is_to(case):
        return case.verdict("commitment", "intended", "is-to", 0.68)
    if not case.takes_to():
        return None
    takes_infinitive = clause.copular or bool(case.tree.kids(clause.head, "xcomp"))
    if case.lists("commit.verbs", clause.verb) and takes_infinitive and not clause.passive:
        return case.verdict("commitment", "intended", f"{clause.verb}-to", 0.82)
    word = case.tree.words[clause.head].lower()
    if not case.lists("commit.adjectives", word) or not (clause.copular or clause.passive):
        return None
    if case.lists("commit.soft", word) and not (case.side == "own" or case.first_person or case.agentive):
        return case.verdict("forecast", "predicted", f"{clause.verb}-to", 0.6)
    return case.verdict("commitment", "intended", f"{clause.verb}-to", 0.72)


def _is_to(case: Case) -> bool:
    """ "The envoy is to visit Oslo in May": arranged by somebody who can."""
    tree, clause = case.tree, case.clause
    be = any(tree.words[k].lower() in ("is", "are", "am") for k in tree.kids(clause.head, "aux", "cop"))
    if not be or not clause.infinitive or clause.passive or clause.subject is None:
        return False
    return case.agentive and not case.lists("states.abstract", tree.lemmas[clause.subject])


def _will(case: Case) -> Verdict | None:
    """ "Will": a promise of the speaker's own side, a forecast of anybody else's doing, and of what nobody does."""
    clause = case.clause
    reported = case.said.voices[-1].form in ("indirect", "mixed")
    if clause.modal not in ("will", "shall") and not (clause.modal == "would" and reported):
        return None
    if clause.passive:
        return _will_passive(case)
    stative = (clause.copular or case.lists("states.verbs", clause.verb)) and not _has_talks(case)
    if stative and not case.lists("states.willed", clause.verb) and not case.first_person:
        return case.verdict("forecast", "predicted", "will-state", 0.75)
    if case.lists("states.befalling", clause.verb):
        return case.verdict("forecast", "predicted", "will-state", 0.7)
    if not case.first_person and (_meets_a_fate(case) or (case.said.lemma in _WARNING and case.side != "own")):
        return case.verdict("forecast", "predicted", "will-befall", 0.72)
    if case.first_person or case.side == "own":
        return case.verdict("commitment", "intended", "will-own", 0.86)
    if not case.agentive and case.own_doing():
        return case.verdict("commitment", "intended", "will-efforts", 0.7)
    if not case.agentive:
        return case.verdict("forecast", "predicted", "will-thing", 0.75)
    if case.side == "other":
        return case.verdict("forecast", "predicted", "will-other", 0.7)
    return case.verdict("commitment", "intended", "will-party", 0.66)


def _has_talks(case: Case) -> bool:
    """ "Will have a meeting with": a deed, though "have" is a state."""
    tree, clause = case.tree, case.clause
    return clause.verb == "have" and any(
        case.lists("states.held", tree.lemmas[k]) for k in tree.kids(clause.head, "obj")
    )


def _meets_a_fate(case: Case) -> bool:
    """ "Will meet a miserable end", "will pay the price"; whatever an enemy "will" do."""
    tree, clause = case.tree, case.clause
    ends = any(case.lists("states.fates", tree.lemmas[k]) for k in tree.kids(clause.head, "obj"))
    return ends or (clause.subject is not None and case.lists("threat.enemies", tree.lemmas[clause.subject]))


def _hostile(case: Case, subject: int) -> bool:
    """ "Any attack", "a launch": what is answered by a threat; expectations that "will be met" are none."""
    tree = case.tree
    whatever = any(tree.words[d].lower() == "any" for d in tree.kids(subject, "det"))
    return whatever or case.lists("threat.nouns", tree.lemmas[subject])


def _will_passive(case: Case) -> Verdict:
    """ "Will be met with", "will be held": a threat, a promise without its doer, or what will happen to a thing."""
    tree, clause, voice = case.tree, case.clause, case.said.voices[-1]
    if clause.subject is not None and case.lists("threat.verbs", clause.verb) and _hostile(case, clause.subject):
        return case.verdict("commitment", "conditional", "threat", 0.72)
    agents = [k for k in tree.children[clause.head] if tree.relations[k] == "obl:agent"]
    by_somebody = any(tree.pos[k] != "NUM" and not case.lists("states.when", tree.lemmas[k]) for k in agents)
    own_word = voice.form != "document" or voice.cue is not None or case.side != "other"
    undergone = case.lists("states.undergone", clause.verb)
    promised = case.side == "own" if by_somebody else case.own_doing() or (own_word and not undergone)
    if promised:
        return case.verdict("commitment", "intended", "will-be-done", 0.62)
    return case.verdict("forecast", "predicted", "will-be", 0.6)


def _likely(case: Case) -> Verdict | None:
    """ "Is likely to", "will probably", "may": it says what will happen and does not control it."""
    tree, clause = case.tree, case.clause
    listed = case.lists("future.likely", clause.verb) or case.lists("future.likely", tree.words[clause.head].lower())
    named = listed and (clause.copular or clause.passive) and case.takes_to()
    adverb = any(tree.lemmas[k] in _LIKELY_ADVERBS for k in tree.kids(clause.head, "advmod"))
    if named or (adverb and clause.tense == "future"):
        minus = clause.negated or clause.verb == "unlikely"
        return case.verdict("forecast", "predicted", "likely", 0.82, negative=minus)
    only = clause.modal == "could" and "only" in case.words()  # "could come only after": what it depends on
    if only:
        return None
    if clause.modal in ("may", "might", "could") and not clause.perfect and not clause.copular:
        return case.verdict("forecast", "predicted", "may", 0.6)
    return None


def _imperative(case: Case) -> Verdict | None:
    """ "Leave the region at once.": a bare verb that opens what nobody is said to have said."""
    said, clause = case.said, case.clause
    bare = case.tree.tags[clause.head] == "VB" and clause.modal is None and clause.subject is None
    if not bare or clause.infinitive or clause.passive:
        return None
    if said.family is not None or said.head - said.low > _OPENS_WITHIN:
        return None
    return case.verdict("call", "asked", "imperative", 0.6, negative=clause.negated or case.stops(clause.head))


def _hopes(case: Case) -> Verdict | None:
    """ "We hope", "Korea seeks": a wish or view of a party's, not a promise."""
    clause = case.clause
    if not case.lists("hope.verbs", clause.verb) or clause.passive or clause.tense == "past":
        return None
    return case.verdict("position", "actual", "hope", 0.72) if case.first_person or case.agentive else None


def _judges(case: Case) -> Verdict | None:
    """A judging word in the predicate, where no party's deed is told; a verb that judges its doer, at any time."""
    clause = case.clause
    harms = case.lists("judging.harms", clause.verb) and not case.agentive
    if clause.modal is None and not clause.negated and (harms or case.lists("judging.verbs", clause.verb)):
        return case.verdict("assessment", "actual", "judging-verb", 0.62)
    told = clause.tense != "present" or clause.progressive or clause.passive
    if told and not clause.copular and (case.agentive or clause.passive):
        return None
    return case.verdict("assessment", "actual", "judging-word", 0.62) if case.judges() else None


def _cleft(case: Case) -> Verdict | None:
    """ "It was Japan that broke the accord": whose deed it was."""
    tree, clause = case.tree, case.clause
    it = any(tree.lemmas[k] == "it" for k in tree.kids(clause.head, "nsubj", "expl"))
    if not it or not clause.copular or clause.tense != "past":
        return None
    done = any(tree.tags[k] == "VBD" and not tree.kids(k, "cop") for k in tree.kids(clause.head, "acl:relcl", "advcl"))
    return case.verdict("event", "actual", "cleft", 0.6) if done else None


def _deed(case: Case) -> Verdict | None:
    """Something done, or being done, by somebody; a state and what has a course of its own are none."""
    clause = case.clause
    if clause.modal is not None or clause.copular or _is_state(case):
        return None
    if clause.tense == "past":
        return case.verdict("event", "actual", "deed-past", 0.74)
    if clause.progressive or clause.perfect or _being_done(case) or _goes_on(case):
        return case.verdict("event", "actual", "deed-going-on", 0.7)
    if clause.tense == "present" and clause.passive:
        return case.verdict("event", "actual", "deed-present", 0.55)
    return None


def _is_state(case: Case) -> bool:
    """Whether the verb, its participle or its subject tells how things stand."""
    tree, clause = case.tree, case.clause
    if case.lists("states.inner", clause.verb) and clause.tense == "past":
        return True
    if case.lists("states.verbs", clause.verb) and clause.tense == "present" and not clause.progressive:
        return not _goes_on(case)
    if clause.progressive and case.lists("states.minded", clause.verb):
        return True
    participle = clause.passive and not tree.kids(clause.head, "obl:agent")
    if participle and case.lists("states.adjectival", tree.words[clause.head].lower()):
        return True
    subject = clause.subject
    return (
        subject is not None
        and not case.agentive
        and not clause.passive
        and case.lists("states.abstract", tree.lemmas[subject])
    )


def _goes_on(case: Case) -> bool:
    """ "Continues to test missiles": a deed not finished; "continues to stand with us" is none."""
    tree, head = case.tree, case.clause.head
    below = [k for k in tree.kids(head, "xcomp") if tree.has_to(k)]
    return case.clause.verb == "continue" and any(
        not case.lists("states.verbs", tree.lemmas[k])
        and not case.lists("hope.verbs", tree.lemmas[k])
        and not tree.kids(k, "cop")
        for k in below
    )


def _being_done(case: Case) -> bool:
    """ "Talks are being held": a passive going on."""
    return any(case.tree.words[k].lower() == "being" for k in case.tree.kids(case.clause.head, "aux"))


def _states(case: Case) -> Verdict:
    """What is left: how things are, or would be, as the speaker sees them."""
    modality: Modality = "hypothetical" if case.clause.modal in ("would", "could", "might") else "actual"
    return case.verdict("position", modality, "state", 0.6)


CLAUSE_READINGS: tuple[Callable[[Case], Verdict | None], ...] = (
    _agreement,
    _asked,
    _asked_or_denied,
    _clause_by_act,
    _yet,
    _asked_passively,
    _had_better,
    _should,
    _resolve,
    _will,
    _likely,
    _imperative,
    _hopes,
    _cleft,
    _judges,
    _deed,
    _states,
)
