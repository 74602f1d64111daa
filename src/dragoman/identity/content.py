"""How much of what one claim says another says too: content words by their stems, rarer ones weighing more."""

import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.]*\d|\d")
# Words that say nothing of what an act is about: grammar, and the verbs of doing that any act may be told with.
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "within",
        "without",
        "into",
        "onto",
        "over",
        "under",
        "between",
        "among",
        "against",
        "about",
        "after",
        "before",
        "during",
        "until",
        "through",
        "via",
        "per",
        "as",
        "and",
        "or",
        "nor",
        "but",
        "if",
        "that",
        "this",
        "these",
        "those",
        "it",
        "its",
        "his",
        "her",
        "their",
        "our",
        "your",
        "my",
        "we",
        "they",
        "he",
        "she",
        "i",
        "you",
        "us",
        "them",
        "him",
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "when",
        "where",
        "how",
        "not",
        "no",
        "never",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "also",
        "both",
        "each",
        "all",
        "any",
        "some",
        "other",
        "more",
        "most",
        "than",
        "then",
        "there",
        "here",
        "so",
        "such",
        "very",
        "own",
        "new",
        "year",
        "month",
        "week",
        "day",
        "time",
        "first",
        "second",
        "next",
        "last",
        "end",
        "ongoing",
        "said",
        "say",
    ]
)
# Irregular past forms of verbs that acts are told with: the stemmer knows endings only.
_IRREGULAR = {
    "held": "hold", "met": "meet", "sent": "send", "gave": "give", "given": "give", "made": "make", "began": "begin",
    "begun": "begin", "built": "build", "took": "take", "taken": "take", "brought": "bring", "broke": "break",
    "broken": "break", "chose": "choose", "came": "come", "cut": "cut", "drew": "draw", "drawn": "draw", "flew": "fly",
    "gone": "go", "went": "go", "kept": "keep", "laid": "lay", "led": "lead", "left": "leave", "lent": "lend",
    "paid": "pay", "put": "put", "rose": "rise", "sought": "seek", "sold": "sell", "spent": "spend", "spoke": "speak",
    "spoken": "speak", "stood": "stand", "withdrew": "withdraw", "withdrawn": "withdraw", "written": "write",
    "wrote": "write", "hosted": "host", "set": "set", "shut": "shut", "done": "do",
}  # fmt: skip


@functools.cache
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of an English word (Snowball); other scripts as they stand, without case."""
    small = word.casefold().replace("’", "'").removesuffix("'s")
    return _stemmer()(_IRREGULAR.get(small, small))


def content_words(words: str) -> frozenset[str]:
    """The stems of the words that say what a claim is about."""
    return frozenset(stem(w) for w in _WORD.findall(words) if w.casefold() not in _EMPTY)


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

    def covered(self, wanted: frozenset[str], said: frozenset[str]) -> float:
        """The share, by weight, of the stems wanted that are said: 0 to 1."""
        whole = sum(map(self.weight, wanted))
        return sum(map(self.weight, wanted & said)) / whole if whole else 0.0
