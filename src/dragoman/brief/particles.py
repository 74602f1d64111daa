"""Korean particles by the last sound of the word they follow: 한국은, 미국이, 서울로."""

import unicodedata

_BATCHIM_DIGITS = frozenset("013678")
"""Digits whose Sino-Korean names end in a consonant: 영, 일, 삼, 육, 칠, 팔."""
_L_DIGITS = frozenset("178")
_BATCHIM_LETTERS = frozenset("LMNR")
"""Latin letters whose Korean names end in a consonant: 엘, 엠, 엔, 알."""
_L_LETTERS = frozenset("LR")
_TO = "로"
"""The particle that a final ㄹ takes as a vowel does."""


def with_particle(word: str, pair: str) -> str:
    """The word with the particle of the pair ("은/는": after a consonant, after a vowel) that its last sound asks for.

    Where nobody can know how it is read (a Latin word) both are written, 은(는), as Korean offices do.
    """
    after_consonant, _, after_vowel = pair.partition("/")
    match _last_sound(word):
        case "consonant":
            return word + after_consonant
        case "ㄹ":
            return word + (after_vowel if after_vowel.startswith(_TO) else after_consonant)
        case "vowel":
            return word + after_vowel
        case _ if after_consonant.endswith(after_vowel):
            return f"{word}({after_consonant.removesuffix(after_vowel)}){after_vowel}"  # (으)로
        case _:
            return f"{word}{after_consonant}({after_vowel})"


def _last_sound(word: str) -> str | None:
    """consonant, ㄹ, vowel, or None where it cannot be told; closing quotes and brackets are not sounded."""
    spoken = word.rstrip("”’\"'」』》〉)]} .,!?…")
    if not spoken:
        return None
    last = unicodedata.normalize("NFC", spoken)[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return "vowel" if final == 0 else "ㄹ" if final == 8 else "consonant"
    if last.isascii() and last.isdigit():
        return _last_of_number(spoken)
    if last.isascii() and last.isupper() and (len(spoken) == 1 or spoken[-2].isupper() or not spoken[-2].isalpha()):
        return "ㄹ" if last in _L_LETTERS else "consonant" if last in _BATCHIM_LETTERS else "vowel"
    return None


def _last_of_number(spoken: str) -> str:
    """How a number ends: with its last digit, or with the power of ten that its noughts make (십, 백, 천 … 조)."""
    digits = spoken[len(spoken.rstrip("0123456789,")) :].replace(",", "")
    noughts = len(digits) - len(digits.rstrip("0"))
    if 0 < noughts < len(digits):
        return "vowel" if 12 <= noughts < 16 else "consonant"  # of these 조 alone ends in a vowel
    return "ㄹ" if digits[-1] in _L_DIGITS else "consonant" if digits[-1] in _BATCHIM_DIGITS else "vowel"
