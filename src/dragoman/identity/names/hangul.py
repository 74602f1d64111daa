"""Hangul syllables and their parts."""

from functools import lru_cache

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST, _LAST = 0xAC00, 0xD7A3
_BRIGHT = frozenset("ㅑㅒㅕㅖㅛㅠㅣ")
"""Vowels before which the South drops ㄹ and ㄴ at the beginning of a word; before others ㄹ becomes ㄴ."""


def is_hangul(text: str) -> bool:
    """Whether the text is syllables of Hangul and nothing else, and not empty."""
    return bool(text) and all(_FIRST <= ord(c) <= _LAST for c in text)


def compose(onset: str, vowel: str, coda: str) -> str:
    """The syllable of three letters; the coda may be empty."""
    return chr(_FIRST + (ONSETS.index(onset) * 21 + VOWELS.index(vowel)) * 28 + CODAS.index(coda))


def decompose(syllable: str) -> tuple[str, str, str]:
    """Onset, vowel and coda of a syllable."""
    number = ord(syllable) - _FIRST
    return ONSETS[number // 588], VOWELS[number % 588 // 28], CODAS[number % 28]


@lru_cache(maxsize=4_096)
def at_head(syllable: str) -> str:
    """The syllable as the South writes it at the beginning of a word: 리 is 이 there, 류 유, 로 노, 녀 여."""
    onset, vowel, coda = decompose(syllable)
    if onset in "ㄹㄴ" and vowel in _BRIGHT:
        return compose("ㅇ", vowel, coda)
    return compose("ㄴ", vowel, coda) if onset == "ㄹ" else syllable
