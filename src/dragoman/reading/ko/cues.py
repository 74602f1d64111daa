"""Words of reporting in all the endings with which they close a clause, and where they stand in a sentence."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from dragoman.dossier import Dossier
from dragoman.reading.per_dossier import per_dossier

_GA: Final = 0xAC00
_FINALS: Final = 28
_B, _N, _SS = 17, 4, 20
_I, _EO, _A, _O, _YEO, _WA = 20, 4, 0, 8, 6, 9
_PAST_ENDS = r"(?:었)?(?:다|습니다|으며|으면서|고|지만|으나|는데|음)"
_FRAMES = {"topic": "topic", "need": "call", "quotation": "say", "clause": "say"}


@dataclass(frozen=True, slots=True)
class CueWord:
    """One reporting verb: its dictionary form and the families it belongs to (`say`, `call`, `judge` …)."""

    lemma: str
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueFound:
    """A reporting verb at `start:end` of a sentence. `closes` where the clause ends in it and a new doer may follow."""

    word: CueWord
    start: int
    end: int
    closes: bool
    present: bool


@dataclass(frozen=True, slots=True)
class CueFinder:
    """All reporting verbs as one expression."""

    pattern: re.Pattern[str]
    words: tuple[tuple[re.Pattern[str], CueWord], ...]

    def find(self, text: str) -> Iterator[CueFound]:
        """The reporting verbs that close a clause of `text`, in order."""
        for match in self.pattern.finditer(text):
            whole = match.group()
            word = next(w for p, w in self.words if p.fullmatch(whole))
            past, linked = _is_past(whole), whole.endswith(("며", "면서", "고"))
            yield CueFound(word, match.start(), match.end(), past or not linked, not past and not linked)


def _is_past(word: str) -> bool:
    return any("가" <= ch <= "힣" and ch != "있" and _final(ch) == _SS for ch in word)


def lexicon(name: str) -> dict[str, Any]:
    """A word list that lies beside this code."""
    return tomllib.loads(resources.files("dragoman.reading.ko").joinpath(name).read_text(encoding="utf-8"))


@per_dossier
def cue_finder(dossier: Dossier) -> CueFinder:
    """The finder of the language's and the dossier's reporting verbs; of two that fit, the longer words."""
    families: dict[str, set[str]] = {}
    for family, words in lexicon("cues.toml")["families"].items():
        for word in words:
            families.setdefault(word, set()).add(family)
    for cue in dossier.cues:
        if cue.language == "ko" and cue.frame in _FRAMES and cue.text.endswith("다") and cue.text != "하다":
            families.setdefault(cue.text, {_FRAMES[cue.frame]})
    families["하다"] = {"bare"}
    ordered = sorted(families, key=lambda w: (-len(w.split()), -len(w), w))
    forms = [(_forms(w), CueWord(w, frozenset(families[w]))) for w in ordered]
    edge = r"(?=[\s,.…·]|$)"
    joined = "|".join(f for f, _ in forms)
    return CueFinder(
        re.compile(rf"(?<![가-힣A-Za-z])(?:{joined}){edge}"),
        tuple((re.compile(f), w) for f, w in forms),
    )


def _forms(lemma: str) -> str:
    """The endings of a dictionary form that close a clause, as the text of an expression."""
    *before, verb = lemma.split()
    stem = verb[:-1]
    head, last = stem[:-1], stem[-1]
    past = "|".join(head + p for p in _past(last))
    present = head + (_with_final(last, _N) if not _final(last) else last + "는") + "다"
    polite = head + (_with_final(last, _B) + "니다" if not _final(last) else last + "습니다")
    lead = "".join(re.escape(b) + r"\s+" for b in before)
    progress = f"{head}해\\s+(?:왔|오고\\s+있)(?:다|습니다)|" if last == "하" else ""
    linked = f"{stem}{'으' if _final(last) else ''}"
    stems = f"{stem}고\\s+있(?:다|습니다|으며|고)|{stem}고|{linked}(?:며|면서)|{stem}는\\s+한편|{stem}기도\\s+했다"
    return f"{lead}(?:(?:{past}){_PAST_ENDS}|{present}|{polite}|{progress}{stems})"


def _past(last: str) -> tuple[str, ...]:
    """The last syllable of a stem in the past: 하 → 했, 하였; 히 → 혔; 보 → 봤, 보았; 박 → 박았."""
    if last == "하":
        return "했", "하였"
    vowel = (ord(last) - _GA) // _FINALS % 21
    if last in "긋짓잇":  # ㅅ falls away: 긋 → 그었
        return (_with_final(last, 0) + "었",)
    if _final(last):
        return (last + ("았" if vowel in (_A, _O) else "었"),)
    if vowel == _I:
        return _with_vowel(last, _YEO), last + "었"
    if vowel == _O:
        return _with_vowel(last, _WA), last + "았"
    if vowel == 18:  # ㅡ falls away: 쓰 → 썼, 모으 → 모았 is made by the two-syllable rule below
        return _with_vowel(last, _EO), "았"
    return _with_final(last, _SS), last + "었"


def _final(ch: str) -> int:
    return (ord(ch) - _GA) % _FINALS


def _with_final(ch: str, final: int) -> str:
    return chr(ord(ch) - _final(ch) + final)


def _with_vowel(ch: str, vowel: int) -> str:
    onset = (ord(ch) - _GA) // (_FINALS * 21)
    return chr(_GA + (onset * 21 + vowel) * _FINALS + _SS)
