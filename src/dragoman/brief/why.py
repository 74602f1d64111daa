"""Why a claim was read as it was, in sentences: whose words, which kind, when, towards whom, how sure."""

import functools
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources

from dragoman.brief.words import one_line, say_period
from dragoman.record import Attribution, Claim, ClaimKind, Document, Reading

_KINDS: Mapping[ClaimKind, str] = {
    "commitment": "a commitment: who speaks binds itself, or the body it speaks for",
    "call": "a call: it says what another should do",
    "forecast": "a forecast: it says what will come and is not in the speaker's hands",
    "event": "an event: it tells what was done",
    "assessment": "an assessment: it judges",
    "position": "a position: it states a goal, a principle or a view",
    "statement": "a statement: it tells what was spoken about",
}
_FORMS = {
    "direct": "quoted",
    "indirect": "not quoted but told again",
    "mixed": "quoted in part",
}
_MODALITIES = {
    "intended": "It is meant and not yet done.",
    "asked": "It is asked for and not yet done.",
    "predicted": "It is expected and not yet so.",
    "conditional": "It holds only under its condition.",
    "hypothetical": "It is only supposed.",
}
_SURE, _FAIRLY_SURE = 0.85, 0.7


def explain(claim: Claim, reading: Reading) -> str:
    """One paragraph: what in the words made this claim, and how sure that is."""
    return " ".join(_sentences(claim, reading))


def rule_words(rule: str) -> str | None:
    """What a rule saw, in words; None for a rule that has none."""
    return next((said for section in ("voice", "kind", "topic") if (said := _said(section, rule))), None)


def _sentences(claim: Claim, reading: Reading) -> Iterator[str]:
    document = reading.document
    names = {mention.id: mention.name for mention in reading.mentions}
    for depth, voice in enumerate(claim.attribution):
        yield _voice(voice, document, names, quoted=depth > 0)
    yield from _because(claim, "voice", "How it is told: {}.")
    yield f"It is {_KINDS[claim.kind]}."
    yield from _because(claim, "kind", "What makes it one: {}.")
    if claim.polarity == "negative":
        yield "It is about something not being done."
    if claim.modality in _MODALITIES:
        yield _MODALITIES[claim.modality]
    if claim.condition:
        yield f"The condition is “{one_line(document.text[slice(*claim.condition)])}”."
    yield from _parties(claim, names)
    yield from _time(claim, reading)
    yield from _because(claim, "topic", "Of its tracks: {}.")
    yield _certainty(claim.confidence)


def _voice(voice: Attribution, document: Document, names: Mapping[str, str], *, quoted: bool) -> str:
    if voice.form == "document" and voice.cue is None:
        publisher = document.publisher.name or document.publisher.actor
        return f"The document itself says it, for {publisher or 'a publisher it does not name'}."
    who = ", ".join(names[m] for m in voice.speakers)
    who = who or ("the document itself" if voice.form == "document" else "somebody it does not name")
    cue = f", by the words “{one_line(document.text[slice(*voice.cue)])}”" if voice.cue else ""
    form = f", {_FORMS[voice.form]}" if voice.form in _FORMS else ""
    return f"{'In turn it is' if quoted else 'It is'} told as said by {who}{cue}{form}."


def _because(claim: Claim, section: str, sentence: str) -> Iterator[str]:
    told = [said for rule in claim.by if (said := _said(section, rule))]
    if told:
        yield sentence.format("; ".join(dict.fromkeys(told)))


def _parties(claim: Claim, names: Mapping[str, str]) -> Iterator[str]:
    doing = {"commitment": "bound", "call": "asking", "assessment": "judging", "event": "acting"}.get(
        claim.kind, "speaking"
    )
    done = {"commitment": "promised to", "call": "asked", "assessment": "judged"}.get(claim.kind, "towards")
    if claim.actors:
        yield f"Who is {doing}: {', '.join(names[m] for m in claim.actors)}."
    if claim.recipients:
        yield f"{done.capitalize()}: {', '.join(names[m] for m in claim.recipients)}."


def _time(claim: Claim, reading: Reading) -> Iterator[str]:
    time = next((t for t in reading.times if t.id == claim.time), None)
    if time is None:
        return
    words = one_line(reading.document.text[time.start : time.end])
    reckoned = {
        "absolute": "as it stands",
        "published": "reckoned from the day of publication",
        "said": "reckoned from the day it was said",
        "event": "reckoned from what is told",
    }[time.anchor]
    yield f"“{words}” is {say_period(time.period)}, {reckoned}."


def _certainty(confidence: float) -> str:
    how = "sure" if confidence >= _SURE else "fairly sure" if confidence >= _FAIRLY_SURE else "unsure"
    return f"The reader is {how} of it ({confidence:g})."


@functools.cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("dragoman.brief").joinpath("why.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _said(section: str, rule: str) -> str | None:
    rules = _table()[section]
    if rule in rules:
        return rules[rule]
    for pattern, said in rules.items():
        before, star, after = pattern.partition("*")
        if star and rule.startswith(before) and rule.endswith(after) and len(rule) > len(pattern) - 1:
            return said.format(word=rule[len(before) : len(rule) - len(after)])
    return None
