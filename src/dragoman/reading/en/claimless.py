"""What is said and claims nothing: courtesies, remnants of sentences, figures that nobody answers for."""

import re

from dragoman.reading.en.case import Verdict
from dragoman.reading.en.clauses import subject_of
from dragoman.reading.en.said import Said

_SHORT = 3
"""Words up to which an uncued remark is taken for a courtesy."""
# Whose number makes them a party ("two countries"), not a figure.
_PARTIES = frozenset({"side", "country", "government", "leader", "minister", "nation", "party", "state", "president"})
# What is said to open, to greet and to hand over the floor, with the words of address that may stand before it.
_LEAD = r"(?:(?:well|and|so|but|again|now|okay|thanks?),? )*(?:mr\.? \w+,? |madam \w+,? )?"
_FORMULAS = (
    r"thank you(?: (?:so|very) much)?(?:,? [\w.’' ]{0,40}| for (?:your time|joining us|being here|coming|having me))$",
    r"(?:it(?:’s|'s| is) )?(?:(?:very|so|always|especially) )*"
    r"(?:good|great|nice|wonderful|(?:a |an )?(?:real |great )?(?:pleasure|honor|honour|privilege))"
    r"(?: for \w+)? to (?:be|see|have|meet|welcome|stand|speak|address)\b",
    r"(?:good (?:morning|afternoon|evening|day)|hello|welcome(?: back)?|next question|go ahead)\b",
    r"joining (?:us|me) (?:now|today)\b",
    r"i (?:stand|speak|come|appear) before you\b",
    r"(?:i|we) (?:have|had) the (?:honou?r|pleasure|privilege) (?:to|of) (?:address|speak|stand|be|tak)\w*\b",
)
_COURTESY = re.compile(f"{_LEAD}(?:{'|'.join(_FORMULAS)})", re.IGNORECASE)


def is_courtesy(s: Said, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, told without a cue, only greets, opens or thanks for the floor."""
    return s.family is None and _COURTESY.match(text, start, end) is not None


def is_remnant(s: Said, verdict: Verdict) -> bool:
    """A remark too short to claim anything, or a condition cut off from what it is one of."""
    size = s.high - s.low
    if s.tree.words[s.low].lower() == "should" and s.tree.pos[s.low] == "AUX" and verdict.kind != "commitment":
        return True
    if s.family is not None:
        return False
    told = s.quoted and s.voices[-1].cue is not None  # “It failed,” he said
    has_verb = any(s.tree.pos[i] in ("VERB", "AUX") for i in range(s.low, s.high))
    if size <= _SHORT and verdict.kind in ("position", "assessment") and not (told and has_verb):
        return True
    return size <= 2 * _SHORT and not has_verb


def is_figure(s: Said, verdict: Verdict) -> bool:
    """ "Two billion people live in conflict zones": a number of people or things, nobody's doing or judgement."""
    if verdict.kind not in ("position", "event"):
        return False
    subject = subject_of(s.tree, s.head)
    if subject is None or s.tree.pos[subject] != "NOUN" or s.tree.lemmas[subject] in _PARTIES:
        return False
    return any(s.tree.relations[k] == "nummod" or s.tree.pos[k] == "NUM" for k in s.tree.children[subject])
