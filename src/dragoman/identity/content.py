"""How much of what one claim says another says too: content words by their stems, rarer ones weighing more."""

import functools
import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.]*\d|\d")


@functools.cache
def _words() -> tuple[frozenset[str], Mapping[str, str]]:
    """(words that say nothing of what an act is about, irregular past forms and their base)."""
    text = resources.files("dragoman.identity").joinpath("content.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return frozenset(data["empty"]["words"].split()), data["irregular"]


@functools.cache
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of an English word (Snowball); other scripts as they stand, without case."""
    small = word.casefold().replace("’", "'").removesuffix("'s")
    return _stemmer()(_words()[1].get(small, small))


def content_words(words: str) -> frozenset[str]:
    """The stems of the words that say what a claim is about."""
    empty = _words()[0]
    return frozenset(stem(w) for w in _WORD.findall(words) if w.casefold() not in empty)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a stem weighs: the logarithm of how few of the claims have it."""

    claims: int
    having: Mapping[str, int]

    @classmethod
    def among(cls, contents: Iterable[frozenset[str]]) -> "Rarity":
        """Counted over the contents of claims."""
        having: Counter[str] = Counter()
        total = 0
        for content in contents:
            having.update(content)
            total += 1
        return cls(total, having)

    def weight(self, stem: str) -> float:
        """From about 0.7 for a word in every claim upwards."""
        return math.log(2 + self.claims / (1 + self.having.get(stem, 0)))

    def shares(self, stems: frozenset[str]) -> dict[str, float]:
        """The share of each in the weight of all of these."""
        weights = {stem: self.weight(stem) for stem in stems}
        whole = sum(weights.values())
        return {stem: weight / whole for stem, weight in weights.items()}
