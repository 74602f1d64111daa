"""Names that are not Korean: the same words in another order, joined or apart, in another transliteration.

Only differences that are a matter of convention are overlooked: long vowels of Japanese, the ends and soft signs of
Russian, hyphens of Chinese, middle names and initials. Whether two names that sound alike are the same is not asked.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.identity.names.printed import bare, clean

_ENDINGS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_WORD = re.compile(r"[^\W\d_]+")
_KEEP = re.compile(r"[.'-]")
# In this order: each takes what the one before has left.
_CONVENTIONS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"oh(?=[^aeiou]|$)|ou|oo", "o"),  # Ohno, Ouno, Ōno
        (r"uu", "u"),
        (r"ff$", "v"),  # Lavroff
        (r"x", "ks"),  # Alexander, Aleksandr
        (r"tz", "ts"),
        (r"kh", "h"),  # Mikhail, Mihail
        (r"(?<=[^aeiouy])(?:y|i)?[eo](?=v$)", "e"),  # Gorbachev, Gorbachyov
        (r"^ye", "e"),  # Yeltsin, Eltsin
        (r"(?:iy|yi|ii|ij|yy|y|i)$", "i"),  # Dmitry, Dmitri; Zelenskyy, Zelensky
        (r"y", "i"),  # Sergey, Sergei; Maria, Mariya
        (r"i(?:i|(?=[aou]))", "i"),
        (r"ander$|andr$", "andr"),
        (r"zi(?=a$)", "z"),
        (r"([^\W\d_])\1", r"\1"),  # Vassily, Vasily
    )
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of a name, conventions aside; its initials apart from them."""

    words: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def joined(self) -> frozenset[str]:
        """All words written together, from each of them on: order and spaces do not matter then."""
        return frozenset("".join(self.words[n:] + self.words[:n]) for n in range(len(self.words)))


@lru_cache(maxsize=65_536)
def spelling_of(name: str) -> Spelling:
    """The name's words as they are compared."""
    # "H.R." is two initials, "Jean-Claude" one word, "Ra'ad" too; "Jr." none at all.
    dotted = re.sub(r"\b(\w)\.(?=\w\b)", r"\1. ", clean(name))
    words = _WORD.findall(_KEEP.sub("", bare(dotted).replace("-", "")))
    words = [w for w in words if w not in _ENDINGS]
    return Spelling(tuple(_plain(w) for w in words if len(w) > 1), tuple(w for w in words if len(w) == 1))


def same_spelling(one: Spelling, other: Spelling) -> float:
    """How likely the same name is printed in both: 0 where it is not."""
    if one.initials and other.initials and one.initials != other.initials:
        return 0.0
    if not one.words or not other.words:
        return 0.0
    if one.joined & other.joined:
        return 0.95 if one.initials == other.initials else 0.9
    short, long = sorted((one.words, other.words), key=len)
    # A middle name more, first and last alike.
    if len(short) == 2 and len(long) == 3 and short == (long[0], long[2]) and short[1].isascii():
        return 0.8
    return 0.0


def _plain(word: str) -> str:
    if not word.isascii():
        return word
    for pattern, plain in _CONVENTIONS:
        word = pattern.sub(plain, word)
    return word
