"""A Korean name taken apart: its surname and the syllables of its given name, in either script and order.

Letters are taken for sounds: "Roh Moo-hyun", "No Mu-hyŏn" and 노무현 are compared as what they may sound like, syllable
by syllable, never letter by letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from dragoman.identity.names.hangul import at_head, decompose, is_hangul
from dragoman.identity.names.printed import clean
from dragoman.identity.names.sounds import NONE, Sounds, sound_tables, sounds_of

_MARKED = re.compile("eo|eu|[ŏŭ]")
_STRAY_APOSTROPHE = re.compile(r"(?<![ktp])(?<!ch)'|'$")
_WORD = re.compile(r"[A-Za-zŎŏŬŭ'.]+(?:-[A-Za-zŎŏŬŭ']+)*")
_LETTERS = re.compile(r"[A-Za-zŎŏŬŭ' ,-]+")
_MARKS = str.maketrans("ǒǔĕ", "ŏŭe")
MOST_WORDS = 4
LONGEST_GIVEN = 16


@dataclass(frozen=True, slots=True)
class Part:
    """A syllable or surname: the letters as printed, small, and what they may sound like."""

    letters: str
    sounds: Sounds


@dataclass(frozen=True, slots=True)
class KoreanName:
    """One way to take a name apart. `weight` is 1 but for the rarer order."""

    surname: Part
    given: tuple[Part, ...]
    weight: float


@lru_cache(maxsize=65_536)
def korean_names(name: str) -> tuple[KoreanName, ...]:
    """Every way in which the name can be a Korean one; none where it cannot."""
    text = clean(name)
    joined = text.replace(" ", "")
    if is_hangul(joined):
        return tuple(_in_hangul(text, joined))
    text = text.translate(_MARKS)
    if not _LETTERS.fullmatch(text) or len(text) > 40:
        return ()
    return tuple(_in_letters(text))


def surnames_of(word: str) -> frozenset[str]:
    """The Korean surnames, in Hangul and the South's form, that a single word may be; none where it is no surname."""
    text = clean(word).translate(_MARKS)
    tables = sound_tables()
    if is_hangul(text):
        return frozenset({at_head(text[0]) + text[1:]}) & (tables.surnames | tables.double_surnames)
    if not _LETTERS.fullmatch(text) or " " in text:
        return frozenset()
    return frozenset(_surname_sounds(_STRAY_APOSTROPHE.sub("", text.lower()), tables.joins["hyphen_o"]))


def _in_hangul(text: str, joined: str) -> Iterator[KoreanName]:
    tables = sound_tables()
    for size, known in ((2, tables.double_surnames), (1, tables.surnames)):
        head, rest = joined[:size], joined[size:]
        surname = at_head(head[0]) + head[1:]
        if surname in known and 1 <= len(rest) <= 3:
            yield KoreanName(_surname(surname), _given_hangul(rest), 1.0)
    first, _, last = text.rpartition(" ")
    if 1 <= len(first) <= 2 and len(last) == 1 and at_head(last) in tables.surnames:
        yield KoreanName(_surname(at_head(last)), _given_hangul(first), tables.joins["surname_last"])


def _surname(hangul: str) -> Part:
    return Part(hangul, MappingProxyType({hangul: 1.0}))


def _given_hangul(rest: str) -> tuple[Part, ...]:
    return tuple(Part(s, _fallen({s: 1.0})) for s in rest)


def _in_letters(text: str) -> Iterator[KoreanName]:
    surname_first = "," in text
    words = [w for w in _WORD.findall(text) if w != "."]
    if not 2 <= len(words) <= MOST_WORDS:
        return
    spaced = len(words) == 3 and not any("-" in w for w in words)
    low = [_STRAY_APOSTROPHE.sub("", w.lower()) for w in words]
    eo_as_o = _manner(text, spaced=spaced)
    orders = [(low[0], low[1:], 1.0)]
    if not surname_first:
        orders.append((low[-1], low[:-1], sound_tables().joins["surname_last"]))
    for head, rest, weight in orders:
        surname = _surname_sounds(head, eo_as_o)
        if surname:
            part = Part(head, surname)
            southern = head in sound_tables().southern_spellings
            yield from (KoreanName(part, _southern(g) if southern else g, weight) for g in _givens(rest, eo_as_o))


def _southern(given: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(_southern_yong() if part.letters == "yong" else part for part in given)


@cache
def _southern_yong() -> Part:
    return Part("yong", MappingProxyType({"용": 1.0, "영": sound_tables().joins["southern_yong"]}))


def _manner(text: str, *, spaced: bool) -> float:
    """How well o stands for ㅓ in this name, by how the rest of it is written."""
    joins = sound_tables().joins
    if _MARKED.search(text.lower()):
        return joins["east_sea_o"]
    return joins["space_o"] if spaced else joins["hyphen_o"]


@lru_cache(maxsize=4_096)
def _surname_sounds(letters: str, eo_as_o: float) -> Sounds:
    """The surnames that the letters may spell, in the South's form."""
    tables = sound_tables()
    bare = letters.replace("-", "")
    found: dict[str, float] = {}
    for syllable, weight in sounds_of(bare, eo_as_o).items():
        surname = at_head(syllable)
        if surname in tables.surnames:
            found[surname] = max(found.get(surname, 0.0), weight)
    for size in range(2, len(bare) - 1):
        first, second = sounds_of(bare[:size], eo_as_o), sounds_of(bare[size:], eo_as_o)
        for name in tables.double_surnames if first and second else ():
            weight = first.get(name[0], 0.0) * second.get(name[1], 0.0)
            if weight:
                found[name] = max(found.get(name, 0.0), weight)
    return MappingProxyType(found) if found else NONE


def _givens(words: Sequence[str], eo_as_o: float) -> Iterator[tuple[Part, ...]]:
    """The given name's syllables: one or two words, hyphened or joined."""
    syllables = [s for w in words for s in w.split("-")]
    if len(syllables) == 1:
        yield from _joined(syllables[0], eo_as_o)
    elif len(syllables) <= 3:
        parts = tuple(_given(s, n, eo_as_o) for n, s in enumerate(syllables))
        if all(p.sounds for p in parts):
            yield parts


@lru_cache(maxsize=16_384)
def _joined(letters: str, eo_as_o: float) -> tuple[tuple[Part, ...], ...]:
    """One syllable, or two written together, cut wherever both sides can be syllables."""
    if len(letters) > LONGEST_GIVEN:
        return ()
    one = _given(letters, 0, eo_as_o)
    found: list[tuple[Part, ...]] = [(one,)] if one.sounds else []
    for at in range(1, len(letters)):
        pair = (_given(letters[:at], 0, eo_as_o), _given(letters[at:], 1, eo_as_o))
        if pair[0].sounds and pair[1].sounds:
            found.append(pair)
    return tuple(found)


@lru_cache(maxsize=16_384)
def _given(letters: str, place: int, eo_as_o: float) -> Part:
    """A syllable of a given name, the first at place 0."""
    sounds = dict(sounds_of(letters, eo_as_o))
    if place and letters[:1] == "n":
        for syllable, weight in sounds_of("r" + letters[1:], eo_as_o).items():
            spoken = weight * sound_tables().joins["n_for_r"]
            sounds[syllable] = max(sounds.get(syllable, 0.0), spoken)
    return Part(letters, _fallen(sounds))


def _fallen(sounds: dict[str, float]) -> Sounds:
    """The same with the forms the South gives to syllables that begin with ㄹ."""
    fell = sound_tables().joins["letter_fell"]
    for syllable, weight in list(sounds.items()):
        if decompose(syllable)[0] == "ㄹ":
            southern = at_head(syllable)
            sounds[southern] = max(sounds.get(southern, 0.0), weight * fell)
    return MappingProxyType(sounds)
