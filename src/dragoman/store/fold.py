"""How words are compared when somebody looks for them: case, white space and the shapes of quote marks aside."""

import re
import unicodedata
from functools import lru_cache

_MARKS = {"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-"}
_MARK = re.compile(f"[{''.join(_MARKS)}]")
_NOT_WORD = re.compile(r"[\W_]+")


def fold(words: str) -> str:
    """For finding a substring. Works for any script; Korean syllables stay whole (NFC)."""
    words = words.casefold()
    if not words.isascii():
        words = _MARK.sub(_plain, unicodedata.normalize("NFC", words))
    return " ".join(words.split())


def _plain(mark: re.Match[str]) -> str:
    return _MARKS[mark[0]]


@lru_cache(maxsize=4096)  # the same few names stand in claim after claim
def fold_name(name: str) -> str:
    """For finding whole words of a name: words alone, one space between and around them, so " lim " is a word."""
    return f" {_NOT_WORD.sub(' ', fold(name)).strip()} "
