"""A name as printed, made ready for comparing: what a reader does not see or cannot tell apart is made alike."""

import re
import unicodedata
from functools import lru_cache

# Letters of other alphabets that look like Latin ones. They count as such only beside real Latin letters: a word all
# in Cyrillic is Cyrillic.
_LOOK_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρ",
    "ABEKMHOPCTYXIJSaeopcyxijsdhABEZHIKMNOPTYXovip",
)
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼʻ`´′＇", "'") | dict.fromkeys("‐‑‒–—−－", "-"))
_LATIN = re.compile("[A-Za-z]")
_OTHER_ALPHABET = re.compile("[\u0370-\u03ff\u0400-\u052f]")
LONGEST = 200
"""No name is longer; what is, is cut before any work is done on it."""


@lru_cache(maxsize=16_384)
def clean(name: str) -> str:
    """The name without invisible characters, in full letters of one alphabet, with plain hyphens and apostrophes.

    Case and marks over letters stay. One space between words, none at the edges.
    """
    if name.isascii():
        return " ".join(name[:LONGEST].split())
    whole = unicodedata.normalize("NFKC", name[:LONGEST])
    seen = "".join(c for c in whole if unicodedata.category(c) not in ("Cf", "Mn", "Cc") or c in "\t\n")
    words = seen.translate(_APOSTROPHES).split()
    return " ".join(_one_alphabet(word) for word in words)


def _one_alphabet(word: str) -> str:
    if _OTHER_ALPHABET.search(word) and _LATIN.search(word):
        return word.translate(_LOOK_ALIKE)
    return word


@lru_cache(maxsize=16_384)
def bare(name: str) -> str:
    """The cleaned name in small letters without marks over them, as an index of exact forms keeps it."""
    folded = clean(name).casefold()
    if folded.isascii():
        return folded
    loose = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", "".join(c for c in loose if not "\u0300" <= c <= "\u036f"))
