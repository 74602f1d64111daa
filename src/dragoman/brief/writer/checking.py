"""Whether the passages that a sentence cites bear it out, by rule: what cannot be shown to be there is struck.

A sentence passes only where every quotation, number, date and name of it stands in what it cites, where it keeps the
negation, the condition and the hedge, calls a call a call, says whose act it is, and has no word of its own. The rules
are coarse on purpose: an honest sentence may be struck, which costs a line; a false one kept costs the reader.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.brief.writer.asking import LETTERS, Proposed
from dragoman.brief.writer.dates import Date, find_dates, find_numbers
from dragoman.brief.writer.names import NameBook, Named, other_names, tokens
from dragoman.identity.content import content_words, stem
from dragoman.record import Period
from dragoman.store import ClaimRow, Party

_SPACE = re.compile(r"\s+")
_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,}?)[”\"»]|‘([^’]{2,}?)’(?!\w)|(?<!\w)'([^']{4,}?)'(?!\w)")
_TWO = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bNo)[.!?][”’\"')]?\s+(?=[A-Z가-힣“])")
_ADDRESS = re.compile(r"https?://|www\.|<[a-z/!]|\]\(", re.IGNORECASE)
_BEFORE_OTHERS = re.compile(
    r"(?:\b(?:to|of|on|in|at|for|by|with|against|towards?|from|about|over|between|and|via|into|than|as|beside|near)|,)"
    r"(?: (?:the|its|his|her|their|both))?$",
    re.IGNORECASE,
)
_WONT = re.compile(r"\bwon['’]t\b", re.IGNORECASE)
_CANT = re.compile(r"\bcan['’]t\b", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)\b", re.IGNORECASE)
_NOT = re.compile(r"n['’]t\b")
_WORD = re.compile(r"[^\W\d_]+")
SOON = 3
"""Words after a name within which it is said to tell something."""
_KO = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding as the model is given it, and the claim behind it. `said` is who says it and when, in words."""

    id: str
    row: ClaimRow
    said: str

    @property
    def voices(self) -> tuple[Party, ...]:
        """Whose act it may be called: the speakers, the doers, and the publisher where nobody else is named."""
        own = Party(self.row.publisher.name or self.row.publisher.actor or "", self.row.publisher.actor)
        return (*self.row.speakers, *self.row.actors) or (own,)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody in it."""
        own = Party(self.row.publisher.name or "", self.row.publisher.actor)
        return (*self.voices, *self.row.via, *self.row.recipients, own)


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence, the entries that it cites, and their words as one text."""

    text: str
    entries: tuple[Entry, ...]
    words: str
    korean: bool


Rule = Callable[["Checker", _Case], str | None]


@dataclass(frozen=True, slots=True)
class Checker:
    """Holds sentences against entries. `reasons` says why one is struck, by key and facts, in the page's language."""

    entries: Mapping[str, Entry]
    names: NameBook
    reasons: Callable[..., str]

    def fault(self, sentence: Proposed) -> str | None:
        """Why the sentence is struck; None where it is kept."""
        if not sentence.text or len(sentence.text) > LETTERS:
            return self.reasons("length")
        if not sentence.cites:
            return self.reasons("uncited")
        unknown = [id_ for id_ in sentence.cites if id_ not in self.entries]
        if unknown:
            return self.reasons("unknown-entry", what=", ".join(unknown))
        cited = tuple(self.entries[id_] for id_ in dict.fromkeys(sentence.cites))
        words = " ".join(" ".join(entry.row.words.split()) for entry in cited)
        case = _Case(_spelt(sentence.text), cited, _spelt(words), bool(_KO.search(sentence.text)))
        return next((fault for rule in RULES if (fault := rule(self, case)) is not None), None)


def _one_plain_sentence(checker: Checker, case: _Case) -> str | None:
    if _ADDRESS.search(case.text):
        return checker.reasons("markup")
    return checker.reasons("several") if _TWO.search(case.text) else None


def _same_language(checker: Checker, case: _Case) -> str | None:
    return None if case.korean == bool(_KO.search(case.words)) else checker.reasons("language")


def _quotations(checker: Checker, case: _Case) -> str | None:
    words = _plain(case.words)
    for match in _QUOTED.finditer(case.text):
        quoted = next(group for group in match.groups() if group)
        if _plain(quoted).strip(" .,;:") not in words:
            return checker.reasons("quotation", what=quoted)
    return None


def _dates(checker: Checker, case: _Case) -> str | None:
    known, _ = find_dates(case.words)
    for entry in case.entries:
        known += [_as_date(period) for period in _periods(entry)]
    for date in find_dates(case.text)[0]:
        if not any(_holds(date, other) for other in known):
            return checker.reasons("date", what=_say_date(date))
    return None


def _periods(entry: Entry) -> list[Period]:
    """When it was said and what time it is about; of a dated deed the latter alone, for a sentence dates the deed."""
    row = entry.row
    if row.claim.kind == "event" and row.time is not None and row.time.first is not None:
        return [row.time]
    return [period for period in (row.published and row.published.period, row.time) if period]


def _numbers(checker: Checker, case: _Case) -> str | None:
    text, evidence = find_dates(case.text)[1], find_dates(case.words)[1]
    known = set(find_numbers(f"{evidence} {_said(case)}"))
    for number in find_numbers(text):
        if number not in known:
            return checker.reasons("number", what=f"{number.value:g}{'%' if number.percent else ''}")
    return None


def _actors(checker: Checker, case: _Case) -> str | None:
    """Every actor of the dossier that the sentence names is a party of what it cites, or named in its words."""
    known = set().union(*(checker.names.of_parties(entry.parties) for entry in case.entries))
    for named in checker.names.find(case.words):
        known |= checker.names.with_above(named.actors)
    for named in checker.names.find(case.text):
        if known.isdisjoint(named.actors):
            return checker.reasons("name", what=case.text[named.start : named.end])
    return None


def _other_names(checker: Checker, case: _Case) -> str | None:
    known = tokens(f"{case.words} {_said(case)}")
    rest = _without(case.text, [(n.start, n.end) for n in checker.names.find(case.text)])
    for word in other_names(find_dates(rest)[1], _lexicon()["small"]["en"].split()):
        if not tokens(word) <= known:
            return checker.reasons("name", what=word)
    return None


def _voice(checker: Checker, case: _Case) -> str | None:
    """The sentence says whose act it is, and begins with nobody else's name."""
    said = tokens(case.text)
    voices = frozenset().union(*(checker.names.of_parties(entry.voices) for entry in case.entries))
    by_name = any(tokens(p.name) and tokens(p.name) <= said for entry in case.entries for p in entry.voices)
    named = list(checker.names.find(case.text))
    if not by_name and not any(voices & one.actors for one in named):
        return checker.reasons("voice")
    if case.korean:  # whose act it is, a particle tells, not the order
        return None
    first = next((one for one in named if not _BEFORE_OTHERS.search(one.before)), None)
    if first is None or not voices or _named_before(case, first.start):
        return None
    own = voices & first.actors and (_tells(case.text[first.end :]) or _does(checker, case, first))
    return None if own else checker.reasons("swapped", what=case.text[first.start : first.end])


def _tells(rest: str) -> bool:
    """Whether what follows a name says that it tells something."""
    words = _WORD.findall(rest)[:SOON]
    return any(stem(word) in _framing_verbs() for word in words)


def _does(checker: Checker, case: _Case, first: Named) -> bool:
    """Whether whoever is named did the deeds that are cited; of what is no deed the voice is the doer."""
    deeds = [entry.row.actors for entry in case.entries if entry.row.claim.kind == "event" and entry.row.actors]
    return all(checker.names.of_parties(doers) & first.actors for doers in deeds)


def _named_before(case: _Case, place: int) -> bool:
    """Whether a voice that the dossier does not know is named before the place."""
    before = tokens(case.text[:place])
    return any(not p.actor and tokens(p.name) and tokens(p.name) <= before for e in case.entries for p in e.voices)


def _negation(checker: Checker, case: _Case) -> str | None:
    said = _has("negation", case.text, korean=case.korean)
    denied = [
        entry.row.claim.polarity == "negative" or _has("negation", _spelt(entry.row.words), korean=case.korean)
        for entry in case.entries
    ]
    if all(denied) and not said:
        return checker.reasons("negation-dropped")
    return checker.reasons("negation-added") if said and not any(denied) else None


def _kinds(checker: Checker, case: _Case) -> str | None:
    """Each cited call, promise and forecast is told as one; nothing is told as a stronger act than it is."""
    for entry in case.entries:
        kind = entry.row.claim.kind
        if kind in _lexicon()["tells"] and not _has(f"tells.{kind}", case.text, korean=case.korean):
            return checker.reasons(f"not-told-{kind}")
    turn = next((word for word in _lexicon()["turn"]["en"].split() if word in tokens(case.text)), None)
    if turn is not None and not case.korean and not _in_words(turn, case):
        return checker.reasons("stronger", what=turn)
    kinds = {entry.row.claim.kind for entry in case.entries}
    for act, allowed in (("commitment", {"commitment"}), ("will", {"commitment", "forecast"}), ("call", {"call"})):
        word = _first_of(f"claims.{act}", case.text, korean=case.korean)
        if word and kinds.isdisjoint(allowed) and not _in_words(word, case):
            return checker.reasons("stronger", what=word)
    return None


def _hedges(checker: Checker, case: _Case) -> str | None:
    """A hedged forecast stays hedged, a condition is kept."""
    hedge = _lexicon()["hedge"]
    for entry in case.entries:
        claim = entry.row.claim
        if claim.kind == "forecast" and tokens(entry.row.words) & set(hedge["en"].split()):
            sure = tokens(case.text) & set(hedge["sure"].split())
            if sure and not tokens(case.text) & set(hedge["en"].split()) and not sure & tokens(entry.row.words):
                return checker.reasons("hedge")
        conditional = claim.condition is not None or claim.modality in ("conditional", "hypothetical")
        if conditional and not _has("condition", case.text, korean=case.korean):
            return checker.reasons("condition")
    return None


def _short(checker: Checker, case: _Case) -> str | None:
    """What stops short of a thing is not told as the thing."""
    short = {stem(word) for word in _lexicon()["short"]["en"].split()}
    said = _stems(case.text)
    for entry in case.entries:
        here = short & _stems(entry.row.words)
        if here and not here & said and not case.korean:
            return checker.reasons("short", what=", ".join(sorted(here)))
    return None


def _contrary(checker: Checker, case: _Case) -> str | None:
    said, known = _stems(case.text), _stems(case.words)
    for pair in _lexicon()["opposites"]["pairs"]:
        one, other = map(stem, pair)
        for here, there in ((one, other), (other, one)):
            if here in said and here not in known and there in known:
                return checker.reasons("contrary", what=next(w for w in pair if stem(w) == here))
    return None


def _own_words(checker: Checker, case: _Case) -> str | None:
    """No word of the sentence is its own: each stands in what it cites, but for words of telling."""
    bare = _without(case.text, [(n.start, n.end) for n in checker.names.find(case.text)])
    bare = find_dates(bare)[1]
    frame = frozenset().union(*(map(stem, section["en"].split()) for section in _framing()))
    known = _stems(f"{case.words} {_said(case)}") | frame
    content = [word for word in sorted(_content(bare)) if not word[0].isdigit()]
    own = [word for word in content if not _known(word, known, korean=case.korean)]
    return checker.reasons("own-words", what=", ".join(own)) if own else None


RULES: Sequence[Rule] = (
    _one_plain_sentence,
    _same_language,
    _quotations,
    _dates,
    _numbers,
    _actors,
    _other_names,
    _voice,
    _negation,
    _kinds,
    _hedges,
    _short,
    _contrary,
    _own_words,
)


def speaks_to_machines(words: str) -> bool:
    """Whether the words of a document address a language model: such a passage is not given to one."""
    return any(re.search(form, words) for form in _lexicon()["machine"]["en"])


@cache
def _lexicon() -> Mapping[str, Any]:
    text = files("dragoman.brief.writer").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _framing() -> list[Mapping[str, str]]:
    """The sections whose English words may stand in any sentence: what they may say of a claim is checked by itself."""
    words = _lexicon()
    return [words["frame"], words["small"], words["negation"], *words["tells"].values()]


@cache
def _framing_verbs() -> frozenset[str]:
    return frozenset(stem(word) for word in _lexicon()["frame"]["en"].split())


def _section(name: str) -> Mapping[str, Any]:
    section: Any = _lexicon()
    for part in name.split("."):
        section = section[part]
    found: Mapping[str, Any] = section
    return found


def _has(name: str, text: str, *, korean: bool) -> bool:
    return _first_of(name, text, korean=korean) is not None


def _first_of(name: str, text: str, *, korean: bool) -> str | None:
    """The first word of a section that stands in the text; in Korean a part of a word."""
    section = _section(name)
    if korean:
        return next((form for form in section["ko"] if form in text), None)
    said = tokens(text)
    return next((word for word in section["en"].split() if word in said), None)


def _in_words(word: str, case: _Case) -> bool:
    return word in case.words if case.korean else stem(word) in {stem(token) for token in tokens(case.words)}


def _spelt(text: str) -> str:
    """The text with its contractions of not written out, and without "not only", which denies nothing."""
    return _NOT_ONLY.sub("", _NOT.sub(" not", _CANT.sub("can not", _WONT.sub("will not", text))))


def _plain(text: str) -> str:
    """A text with one kind of quotation mark and of space, without case: how quotations are compared."""
    same = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return _SPACE.sub(" ", same).casefold().strip()


def _said(case: _Case) -> str:
    """Who says it and when, as the entries have it."""
    return " ".join(entry.said for entry in case.entries)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _stems(text: str) -> frozenset[str]:
    return content_words(text) | frozenset(stem(token) for token in tokens(text))


def _content(text: str) -> frozenset[str]:
    return content_words(text)


def _known(word: str, known: frozenset[str], *, korean: bool) -> bool:
    """Whether a word is said; a Korean one where it begins as one that is, for its endings differ."""
    if word in known:
        return True
    if not korean:
        return False
    begins = word[:2]
    return any(other.startswith(begins) for other in known) or any(
        form.startswith(begins)
        for section in (*_lexicon()["tells"].values(), _lexicon()["negation"])
        for form in section["ko"]
    )


def _as_date(period: Period) -> Date:
    return Date(period.first, period.last)


def _holds(date: Date, other: Date) -> bool:
    """Whether a date of the sentence is no more exact than one that is known, and holds it."""
    if date.first is None or date.last is None:
        month = (
            other.first.month if other.first and other.last and other.first.month == other.last.month else other.month
        )
        day = other.first.day if other.first and other.first == other.last else other.day
        return date.month == month and (date.day is None or date.day == day)
    return other.first is not None and other.last is not None and date.first <= other.first and other.last <= date.last


def _say_date(date: Date) -> str:
    if date.first is None or date.last is None:
        return f"{date.day or ''} {date.month}".strip() if date.day else f"-{date.month:02d}"
    return str(date.first) if date.first == date.last else f"{date.first}/{date.last}"
