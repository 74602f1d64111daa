"""The event code of a claim: what deed it speaks of, and whether it is done, promised, asked for or refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.reading.codes import Stance, code_row, coded, stanced
from dragoman.reading.en.case import Verdict
from dragoman.reading.en.deeds import Deeds, deeds
from dragoman.reading.en.said import Said
from dragoman.reading.en.tree import Tree
from dragoman.record import EventCode

_COMPLEMENTS = ("xcomp", "ccomp")
# What a stance is coded as where the deed is not in the table.
_BARE: Mapping[Stance, str] = {
    "intended": "030",
    "appealed": "020",
    "demanded": "100",
    "refused": "120",
    "threatened": "130",
}
_STATEMENT = "010"
_CONSULTING = "040"
_BLAME = "111"
_FIRST_JUDGEMENT, _LAST_JUDGEMENT = "110", "129"
_DEPTH = 4
"""How many verbs may be passed through on the way to the deed: "decided to try to begin to"."""


@dataclass(frozen=True, slots=True)
class _Deed:
    code: str | None
    stance: Stance | None


def event_code(said: Said, verdict: Verdict, judging: frozenset[str], *, parties: int) -> EventCode | None:
    """The code of a claim; None for what is no event in either scheme.

    `judging` are the lemmas that judge; `parties` is the number of actors it has: a talk with nobody is a statement.
    """
    code = _code(said, verdict, judging, parties=parties)
    return coded(code) if code and code_row(code) else None


def _code(said: Said, verdict: Verdict, judging: frozenset[str], *, parties: int) -> str | None:
    table = deeds()
    found = _deed(table, said)
    negative = verdict.polarity == "negative"
    cue = said.lemma or ""
    spoken = table.stances.get(cue)
    if spoken in ("refused", "threatened") and verdict.kind in ("assessment", "position", "commitment", "statement"):
        return stanced(found.code, spoken) if found.code and found.code[:2] != "12" else _BARE[spoken]
    match verdict.kind:
        case "event":
            return _done(found, negative=negative)
        case "commitment":
            if found.code is None:
                return None if negative else _BARE["intended"]
            return stanced(found.code, "intended", negative=negative and found.stance != "ceased")
        case "call":
            stance: Stance = "demanded" if spoken == "demanded" or verdict.rule == "should" else "appealed"
            return stanced(found.code, stance, negative=negative) if found.code else _BARE[stance]
        case "assessment":
            return _judgement(table, said, cue, judging)
        case "statement" | "position" if cue == "discuss" and parties > 1:
            return _CONSULTING
        case "position":
            return _judgement_of(table.of_cue(cue, said.tree, said.low, said.high)) or _STATEMENT
        case "statement" | "forecast":
            return _STATEMENT


def _done(found: _Deed, *, negative: bool) -> str | None:
    stance = found.stance or "done"
    if found.code is None:
        bare = _BARE.get(stance)
        return None if negative else bare
    if negative and stance == "done":
        return None  # a deed that was not done is none
    return stanced(found.code, stance, negative=negative)


def _deed(table: Deeds, said: Said) -> _Deed:
    """The deed that the words name, and the stance of the verbs passed on the way to it."""
    tree, head = said.tree, said.head
    if tree.pos[head] not in ("VERB", "AUX"):
        code = table.of_noun(tree, head, said.low, said.high)
        verb = tree.kid(head, "acl", "xcomp") if code is None and said.frame != "nominal" else None
        if verb is None or tree.pos[verb] != "VERB":
            return _Deed(code, None)
        head = verb  # "army bulldozers demolished": the parse took the noun for the predicate
    stance: Stance | None = None
    for _ in range(_DEPTH):
        here = table.stances.get(tree.lemmas[head])
        inner = _complement(tree, head)
        code = table.of_predicate(tree, head, said.low, said.high)
        if here is not None and (inner is not None or code is None):
            stance = stance or here
            object_ = tree.kid(head, "obj", "obl")
            if inner is None:
                return _Deed(table.of_noun(tree, object_, said.low, said.high) if object_ is not None else None, stance)
        elif code is not None or inner is None:
            return _Deed(code, stance)
        head = inner if inner is not None else head
    return _Deed(None, stance)


def _complement(tree: Tree, head: int) -> int | None:
    return next((k for k in tree.kids(head, *_COMPLEMENTS) if tree.pos[k] in ("VERB", "AUX") and k > head), None)


def _judgement(table: Deeds, said: Said, cue: str, judging: frozenset[str]) -> str | None:
    """Praise, sympathy, worry or blame: by the verb of judging and the words beside it, else by the words judged in."""
    tree, span = said.tree, said.voices[-1].cue
    beside = range(tree.first_from(span[0]), tree.first_from(span[1])) if span else range(0)
    told = next((table.judgement[tree.lemmas[i]] for i in beside if tree.lemmas[i] in table.judgement), None)
    code = told or _judgement_of(table.of_cue(cue, tree, said.low, said.high) if cue else None)
    if code is None and tree.pos[said.head] == "VERB":
        code = _judgement_of(table.of_predicate(tree, said.head, said.low, said.high))
    if code is not None:
        return code
    words = tree.lemmas[said.low : said.high]
    told = next((table.judgement[w] for w in words if w in table.judgement), None)
    return told or (_BLAME if judging.intersection(words) else None)


def _judgement_of(code: str | None) -> str | None:
    """The code where it is one of judging, else None."""
    if code is None:
        return None
    return code if code[:2] == "05" or _FIRST_JUDGEMENT <= code[:3] <= _LAST_JUDGEMENT else None
