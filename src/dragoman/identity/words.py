"""What a document says, made ready to be compared with many others: a number for each word, and its fingerprints.

Only what the body says counts: no titles, bylines or site furniture.

Fingerprints find the candidates, by winnowing (Schleimer, Wilkerson and Aiken 2003): of every `WINDOW` neighbouring
stretches of `STRETCH` words the least by its hash is kept. So two texts that share `WINDOW + STRETCH - 1` words in a
row share a fingerprint, however long they are; a sketch of fixed size would lose a paragraph in a long page.
"""

import hashlib
import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from dragoman.record import SPEAKING_ROLES, MentionHow, Reading, Span

STRETCH = 5
"""Words. Shorter ones are shared by any two texts of one ministry; longer ones are lost to light editing."""
WINDOW = 8
"""Twelve words in a row are always found, for a fingerprint every fourth or fifth word."""

NAMING: frozenset[MentionHow] = frozenset({"name", "title", "alias"})
"""How words name somebody themselves; pronouns and groups stand for whoever was named before."""

_WORD = re.compile(r"([.!?:;\n“”\"‘(\[•·][^\w]*)?([^\W_]+)")
"""A word, and before it what opens a sentence, a line or a quotation, where capitals tell nothing."""


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a body: 32-bit hashes without case, the lowest bit set where the word names or numbers something."""

    marked: "array[int]"

    @classmethod
    def of(cls, reading: Reading) -> "Body":
        """The body of a document; what the reading found named counts as naming, in scripts without capitals too."""
        text = reading.document.text
        spoken = [(line.start, line.end) for line in reading.document.lines if line.role in SPEAKING_ROLES]
        return cls.from_spans(text, spoken, [(m.start, m.end) for m in reading.mentions if m.how in NAMING])

    @classmethod
    def from_spans(cls, text: str, spoken: Iterable[Span], named: Iterable[Span]) -> "Body":
        """The same from where in the text the body stands, and where it names somebody."""
        reader = _Words(frozenset(_folded_words(text[start:end] for start, end in named)))
        marked = array("I")
        for start, end in spoken:
            marked.extend(reader.read(text[start:end]))
        return cls(marked)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Body":
        """The body that `to_bytes` wrote."""
        marked = array("I", data)
        return cls(_little_endian(marked))

    def to_bytes(self) -> bytes:
        """Four bytes a word, the same on every machine."""
        return _little_endian(self.marked).tobytes()

    def digest(self) -> str:
        """The same for the same words, whatever they name."""
        return hashlib.sha256(_little_endian(array("I", self.words())).tobytes()).hexdigest()

    def words(self) -> list[int]:
        """The words without their marks."""
        return [word >> 1 for word in self.marked]

    def facts(self) -> set[int]:
        """The words that name or number something."""
        return {word >> 1 for word in self.marked if word & 1}

    def __len__(self) -> int:
        return len(self.marked)


def title_words(title: str | None) -> "array[int]":
    """A title's words, marked in the same way."""
    return array("I", _Words(frozenset()).read(title or ""))


def stretches(words: Sequence[int]) -> list[int]:
    """A 32-bit hash for every stretch of words, by where it begins."""
    data = memoryview(_little_endian(array("I", words)).tobytes())
    return [crc32(data[at : at + 4 * STRETCH]) for at in range(0, len(data) - 4 * STRETCH + 1, 4)]


def fingerprints(hashes: Sequence[int]) -> set[int]:
    """The least stretch of every window; of a text shorter than one, the least there is."""
    if len(hashes) <= WINDOW:
        return {min(hashes)} if hashes else set()
    least, size = list(hashes), 1
    while size < WINDOW:  # the least of a window is the lesser of the least of its two ends, which may overlap
        step = min(size, WINDOW - size)
        least, size = list(map(min, least, least[step:])), size + step
    return set(least)


class _Words:
    """Makes numbers of the words of one document; each is looked at once, as most come again."""

    def __init__(self, named: frozenset[str]) -> None:
        self._named = named
        self._known: dict[str, tuple[int, int]] = {}

    def read(self, line: str) -> list[int]:
        """The numbers of a line's words, marked."""
        known = self._known.get
        return [(known(word) or self._learn(word))[1 if opening else 0] for opening, word in _WORD.findall(f"\n{line}")]

    def _learn(self, word: str) -> tuple[int, int]:
        """A word's number where it stands inside a sentence, and where it opens one and its capital tells nothing."""
        folded = word.casefold()
        value = crc32(folded.encode()) & ~1
        naming = folded in self._named or not word.isalpha()
        self._known[word] = value | (naming or word[0].isupper()), value | naming
        return self._known[word]


def _folded_words(texts: Iterable[str]) -> Iterator[str]:
    return (word.casefold() for text in set(texts) for _, word in _WORD.findall(text))


def _little_endian(words: "array[int]") -> "array[int]":
    if sys.byteorder == "little":
        return words
    swapped = array("I", words)
    swapped.byteswap()
    return swapped
