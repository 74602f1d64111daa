"""The little language in which tracks.toml writes its phrases, and what it matches.

A phrase is plain words. In English it matches whole words, in any case, across any white space; a hyphen in it also
matches a space; `*` at the end of a word stands for any ending ("denucleari*": denuclearise, denuclearization …). In
Korean a phrase matches wherever it stands, since particles and compounds join to it, and its spaces may be absent; it
takes no `*`.
"""

import re
from collections.abc import Iterable

STARS = re.compile(r"\*(?!$| )|(?:^| )\*")
STEM = 3


def check_phrase(phrase: str, language: str) -> str | None:
    """What is wrong with a phrase, or None."""
    if "  " in phrase or "\t" in phrase or "\n" in phrase:
        return "has more than one space between its words: keep one"
    if "*" not in phrase:
        return None
    if language == "ko":
        return "has a *: Korean phrases match with any ending as they are"
    if STARS.search(phrase):
        return "has a * that does not end a word: * stands for any ending of the word before it"
    if any(w.endswith("*") and len(w) <= STEM for w in phrase.split()):
        return f"would match too much: leave at least {STEM} letters before the *"
    return None


def phrase_pattern(phrase: str, language: str) -> str:
    """The phrase as the text of a regular expression, to be compiled with re.IGNORECASE."""
    if language == "ko":
        joined = r"[\s·]*".join(re.escape(w) for w in phrase.split())
        # Letters of the alphabet have word edges in Korean too: "AI" does not stand in "KAIST".
        before = r"(?<![A-Za-z0-9])" if phrase[0].isascii() else ""
        return before + joined + (r"(?![A-Za-z0-9])" if phrase[-1].isascii() else "")
    words = r"\s+".join(_word_pattern(w) for w in phrase.split())
    return rf"(?<!\w){words}(?!\w)"


def phrases_pattern(phrases: Iterable[str], language: str) -> re.Pattern[str]:
    """All phrases as one expression, longer ones first. It never matches where there are none."""
    patterns = [phrase_pattern(p, language) for p in sorted(phrases, key=lambda p: (-len(p), p))]
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def _word_pattern(word: str) -> str:
    ending = r"[\w'’]*" if word.endswith("*") else ""
    stem = re.escape(word.removesuffix("*"))
    return stem.replace(r"\-", r"[-‐‑–\s]").replace("'", "['’]") + ending
