"""The lines of a typeset paragraph into one: hyphens of the typesetter's off, those of the language kept.

English breaks words at hyphens, Korean anywhere, and both leave it to the reader to know. What else the document
prints tells: whether a word stands whole elsewhere in it, and whether its lines end in spaces.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.sources.words import broken_words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_FIRST = re.compile(r"([^\W\d_]+)")
_KOREAN_LAST, _KOREAN_FIRST = re.compile("[가-힣]+$"), re.compile("[가-힣]+")
_HANGUL = re.compile("[가-힣]")


class Joiner:
    """Joins lines by what a whole document shows: its words, and how its Korean lines are broken."""

    def __init__(self, paragraphs: Sequence[Sequence[str]]) -> None:
        self._words = {
            word.casefold()
            for paragraph in paragraphs
            for line in paragraph
            for word in _WORD.findall(_without_ends(line))
        }
        self._within_words = _breaks_within_words(paragraphs)

    def joined(self, lines: Sequence[tuple[str, bool]]) -> str:
        """The lines as one, each with whether it ends in a hyphen of the setter's that is not among its characters."""
        said = ""
        broken = False
        for text, ends_broken in lines:
            said = self._two(said, text, broken=broken) if said else text
            broken = ends_broken
        return said

    def _two(self, one: str, two: str, *, broken: bool) -> str:
        left, right = one.rstrip(), two.lstrip()
        last = _LAST.search(f"{left}-" if broken else left)
        first = _FIRST.match(right)
        if last and first and left == one:
            stem = left[: last.start(1)] + last[1]
            return f"{stem}-{right}" if self._keeps_hyphen(last[1], first[1]) else f"{stem}{right}"
        if broken:
            return f"{left}-{right}"
        whole_words = left != one or right != two or self._whole_words(left, right)
        return f"{left} {right}" if whole_words else left + right

    def _whole_words(self, left: str, right: str) -> bool:
        """Whether two lines that no space parts are broken between words, as all are but Korean ones."""
        last, first = _KOREAN_LAST.search(left), _KOREAN_FIRST.match(right)
        if not last or not first:
            return True
        if last[0] + first[0] in self._words:
            return False
        if not self._within_words or (last[0] in self._words and first[0] in self._words):
            return True
        words = broken_words()
        if first[0] in words.particles or first[0].startswith(words.never_begin):
            return False
        if _only_goes_on(first[0]):
            return last[0].endswith(words.before_verbs)
        return last[0].endswith(words.ends)

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        whole, parted = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
        if not second[0].islower():
            return True  # inter-Korean
        if parted in self._words or whole in self._words:
            return parted in self._words
        words = broken_words()
        if second.casefold() in words.endings:
            return False
        both = first.casefold() in self._words and second.casefold() in self._words
        return both or first.casefold() in words.compounds


def _without_ends(line: str) -> str:
    """A line without its first and its last word, which may be halves."""
    return line.strip().partition(" ")[2].rpartition(" ")[0]


def _breaks_within_words(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Whether Korean lines break anywhere: some end in a space and some do not, or one begins with a mere particle."""
    spaced = total = 0
    words = broken_words()
    for one, two in (pair for paragraph in paragraphs for pair in pairwise(paragraph)):
        if not (_HANGUL.search(one[-2:]) and _HANGUL.search(two[:2])):
            continue
        total += 1
        space = one[-1:].isspace() or two[:1].isspace()
        spaced += space
        first = _KOREAN_FIRST.match(two)
        if first and not space and (first[0] in words.sure_particles or first[0].startswith(words.never_begin)):
            return True
    return 0 < spaced < 0.95 * total


def _only_goes_on(word: str) -> bool:
    words = broken_words()
    return word.startswith(words.goes_on) and not word.startswith(words.alone)
