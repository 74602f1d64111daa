"""What stands between commas inside a sentence and breaks its parse: "The plan, Kim said, would fail".

Three kinds are found by their words, before any parse: a report in the middle of what it reports, a relative clause
between a subject and its verb, and an apposition there. The parser is shown one harmless word in its place and the
aside apart; then the two trees are put together, so that both are read whole.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.reading.en.language_pack import Unit
from dragoman.reading.en.lexicon import general_lexicon

AsideKind = Literal["report", "phrase"]
_ALSO = "also"
_HOWEVER = "however"
# What the parser sees in an aside's place: between a subject and its verb the one without commas, else the other.
_LONGEST = 160
"""Code points of the longest aside; each comma is looked at that far, so the search is linear."""
_LONGEST_SENTENCE = 3000
"""Code points beyond which a "sentence" is a list or an attack, and has no asides."""
_MOST = 6
"""Asides of one sentence; what has more is no sentence."""

# "In a statement, the ministry said, …": a place of speech before the comma is the cue's, not the content's.
_VENUE = re.compile(r"(?:(?:But|And|Also|Later|Earlier)\s)?(?:In|At|During|On|After|Speaking|Writing|Asked)\b[^.!?]*\Z")
_OPENS_CLAUSE = re.compile(
    r"(?:(?:and|but|or|so|which|who|whom|whose|that|where|when|while|because|if|as)\b|\w+ing\b)", re.I
)
_AUXILIARY = re.compile(r"\b(?:will|would|can|could|may|might|must|should|shall|is|are|was|were|has|have|had|that)\Z")
# "The “freeze,” she said, was over": a word or two in quotation marks, inside the sentence.
_SCARE = re.compile(r"\w\s[“\"‘'][\w-]+(?:\s[\w-]+)?\Z")
_BESIDE = re.compile(r"(?:in|on|at|during|after|before|as|amid|by|with|without|despite|days|hours|weeks|months|a)\b")
# A speaker: up to nine words, none of which opens a clause.
_PART = r"(?!(?:that|which|who|whom|whose|if|when|because|while|where|to|not)\b)[^\s,;:“”\"()?!]+"
_SPEAKER = (
    r"(?!(?:and|but|or|so|because|although|though|while|when|if|as|for|with|without|including|said|in|on|at|by)\b)"
    rf"{_PART}(?:\s{_PART}){{0,8}}"
)
_TAIL = (
    r"(?:\s(?:in|on|at|during|after|to|through|via|last|earlier|late|early|yesterday|today|tonight|this|again"
    r"|reporters|lawmakers|journalists|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|afterward|\w+ly)"
    r"\b[^,;:“”\"()?!]{0,90})?"
)
_PROGRAMME = r"(?:\s(?:on|in)\s[^“”\",;]{0,40}[“\"][A-Z][^“”\"]{0,40},[”\"])?"
_DESCRIBES = (
    r"(?:a|an|the|its|his|her|their|one\sof|director|head|chairman|president|spokesman|spokeswoman|spokesperson"
    r"|professor)"
)
_JOINED_CUE = re.compile(r"(?:and|but)\s+(?:\w+ly\s+|also\s+|then\s+)?(\w+)", re.I)


@dataclass(frozen=True, slots=True)
class Aside:
    """`start:end` of the words that are shown apart; `low:high` is what the stand-in covers, marks included."""

    start: int
    end: int
    low: int
    high: int
    kind: AsideKind
    stand_in: str


def find_asides(text: str, start: int, end: int) -> list[Aside]:
    """The asides of the sentence `text[start:end]`, in order, none inside another."""
    found: list[Aside] = []
    at = start
    grammar = _grammar()
    if end - start > _LONGEST_SENTENCE:
        return found
    for comma in _commas(text, start, end):
        if comma < at:
            continue
        if len(found) >= _MOST:
            break
        aside = _report_in_quotation(text, comma, end, grammar) or _plain(text, start, comma, end, grammar)
        if aside is not None:
            found.append(aside)
            at = aside.high
    return found


def stand_ins(asides: Sequence[Aside]) -> list[Unit]:
    """What the parser is shown in their places."""
    return [Unit(a.low, a.high, a.stand_in) for a in asides]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The forms of an aside, made once from the word lists."""

    report: re.Pattern[str]
    quoted: re.Pattern[str]
    relative: re.Pattern[str]
    apposition: re.Pattern[str]
    name: re.Pattern[str]
    participle: re.Pattern[str]
    finite: re.Pattern[str]
    predicate: re.Pattern[str]
    forms: frozenset[str]


@functools.cache
def _grammar() -> _Grammar:
    words = general_lexicon().words
    verb, ours, irregular = (_any_of(words[f"aside.{key}"]) for key in ("verbs", "first_person", "finite"))
    adverbs = r"(?:(?:also|later|then|once|recently|repeatedly|has|have|had|did|\w+ly)\s)*"
    report = "|".join(
        (
            rf"(?:I|we)\s(?:would\s|do\s|also\s)?{ours}",
            rf"(?:as\s)?{_SPEAKER}\s{adverbs}(?:told\s{_PART}(?:\s{_PART}){{0,9}}|{verb}{_TAIL})",
            rf"{verb}\s{_SPEAKER}(?:,\s(?:a|an|the|its|his|her|who)\s[^,;:“”\"]{{3,90}})?",
            rf"according\sto\s{_SPEAKER}",
        )
    )
    finite = rf"{adverbs}(?:{verb}|[a-z]{{2,}}ed|{irregular})\b"
    return _Grammar(
        report=re.compile(rf"\s(?P<said>{report})(?=,\s)"),
        quoted=re.compile(rf"[”\"’']\s(?P<said>(?:{report}){_PROGRAMME}),?\s?[:,]?\s?[“\"‘'](?=\S)"),
        relative=re.compile(rf"\s(?P<said>(?:who|whom|whose|which)\s[^;:()]{{3,150}}?),[”\"’']?\s(?={finite})"),
        apposition=re.compile(rf"\s(?P<said>{_DESCRIBES}\s[^,;:“”\"()]{{3,110}}?),\s(?={adverbs}{verb}\b)"),
        name=re.compile(rf"\s(?P<said>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){{1,3}}),\s(?={adverbs}{verb}\b)"),
        participle=re.compile(
            rf"\s(?P<said>(?:[a-z]{{3,}}ed|led|held|made|seen|given|known)\s(?:by|in|on|at|with|from|for|as|to)\s"
            rf"[^;:()]{{3,110}}?),\s(?={finite})"
        ),
        finite=re.compile(rf"\s{finite}"),
        predicate=re.compile(rf"\b(?:{verb}|[a-z]{{3,}}ed|{irregular})\b"),
        forms=words["aside.verbs"],
    )


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    at = text.find(",", start, end)
    while at >= 0:
        yield at
        at = text.find(",", at + 1, end)


def _plain(text: str, start: int, comma: int, end: int, grammar: _Grammar) -> Aside | None:
    """An aside between the comma at `comma` and the next."""
    stop = min(end, comma + _LONGEST)
    after_word = _SCARE.search(text, start, comma) is not None and text[comma + 1 : comma + 2] in ("”", '"', "’", "'")
    said = grammar.report.match(text, comma + 2 if after_word else comma + 1, stop)
    if said is not None and after_word:
        return Aside(*said.span("said"), said.start("said"), said.end() + 1, "report", _ALSO)
    if said is not None and _goes_on(text, start, comma, said.end(), end, grammar):
        if grammar.finite.match(text, said.end() + 1):
            return Aside(*said.span("said"), comma, said.end() + 1, "report", _ALSO)
        first, last = said.span("said")
        return Aside(first, last, first, last, "report", _HOWEVER)
    if _VENUE.match(text, start, comma):
        return None
    bare = grammar.predicate.search(text, max(start, comma - _LONGEST), comma) is None
    patterns = [grammar.relative, grammar.apposition]
    if bare:
        patterns += [grammar.participle, grammar.name]
    for pattern in patterns:
        phrase = pattern.match(text, comma + 1, stop)
        if phrase is not None:
            return Aside(*phrase.span("said"), comma, phrase.end("said") + 1, "phrase", _ALSO)
    return None


def _goes_on(text: str, start: int, comma: int, closing: int, end: int, grammar: _Grammar) -> bool:
    """Whether what is reported goes on behind the report, and not the report itself ("…, Kim said, adding that")."""
    after = text[closing + 1 : min(end, closing + 60)].lstrip()
    if len(after.split()) < 2 and closing + 60 < end:
        return False
    joined = _JOINED_CUE.match(after)
    if joined is not None:
        return joined.group(1).lower() not in grammar.forms
    if _AUXILIARY.search(text, start, comma):
        return True
    complete = grammar.predicate.search(text, start, comma)
    if complete and (_BESIDE.match(after) or not grammar.predicate.search(text, closing, end)):
        return False  # "…, Kim said, in a departure from …": how it was said, or who Kim is
    if _OPENS_CLAUSE.match(after) or after[:1] in '“"‘':
        return False
    return not (_VENUE.match(text, start, comma) and not re.match(r"[a-z]", after))


def _report_in_quotation(text: str, comma: int, end: int, grammar: _Grammar) -> Aside | None:
    """ "“We will,” Kim said, “go on”": the words between the two halves of one quoted sentence."""
    stop = min(end, comma + _LONGEST)
    said = grammar.quoted.match(text, comma + 1, stop)
    if said is None:
        return None
    after = text[said.end() : said.end() + 4]
    if not (after[:1].islower() or re.match(r"I(?:\W|\Z)", after) or not after[:1].isalpha()):
        return None
    return Aside(*said.span("said"), comma, said.end(), "report", _ALSO)
