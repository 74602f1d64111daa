"""Names that open with a given name known as one ("Julia Hartmann"), and the sex that such a name tells.

Words: given_names.toml. A given name that is also a word, a month or a place ("Grant", "June") opens a name only where
the word behind it is none of a sentence's own.
"""

import functools
import tomllib
from collections.abc import Collection, Sequence
from importlib import resources

from dragoman.reading.en.mentions.found import Gender
from dragoman.reading.en.mentions.tokens import Token

_LONGEST = 5
_PARTICLES = frozenset(
    {"de", "van", "von", "der", "den", "bin", "al", "da", "del", "della", "dos", "el", "la", "le", "ibn", "ter", "af"}
)


@functools.cache
def _names() -> dict[str, frozenset[str]]:
    text = resources.files("dragoman.reading.en.mentions").joinpath("given_names.toml").read_text(encoding="utf-8")
    return {key: frozenset(names) for key, names in tomllib.loads(text).items()}


def gender_of(name: str) -> Gender:
    """The sex that the given name in front of a full name tells; None for a family name first or a name unknown."""
    first = name.split()[0] if " " in name else ""
    if first in _names()["f"]:
        return "f"
    return "m" if first in _names()["m"] else None


def is_given_name(word: str) -> bool:
    """Whether the word is listed as a given name, and is hardly anything else."""
    names = _names()
    return (word in names["f"] or word in names["m"]) and word not in names["doubtful"]


def names_a_thing(word: str) -> bool:
    """Whether a name that ends with the word is a building's, a body's or a place's."""
    return word in _names()["things"]


def given_name_size(tokens: Sequence[Token], at: int, covered: Collection[int], stop: frozenset[str]) -> int:
    """How many tokens from `at` are a name that a known given name opens; 0 for none.

    `covered` are tokens that the dossier's names take, `stop` capitalised words that are no part of a name.
    """
    word, names = tokens[at].word, _names()
    if at in covered or not (word in names["f"] or word in names["m"]):
        return 0
    size, surname = 1, False
    while at + size < len(tokens) and size < _LONGEST:
        token, before = tokens[at + size], tokens[at + size - 1]
        particle = token.word in _PARTICLES
        apart = token.start - before.end > 1 or (token.start == before.end)
        if apart or at + size in covered or token.word in stop or not (token.capital or particle):
            break
        surname = surname or (token.capital and len(token.word.rstrip(".")) > 1)
        size += 1
    while size > 1 and not tokens[at + size - 1].capital:
        size -= 1
    if size == 1 and word not in names["doubtful"] and not _joined(tokens, at):
        return 1
    if not surname or any(t.word in names["things"] for t in tokens[at + 1 : at + size + 1]):
        return 0
    return 0 if word in names["doubtful"] and _opens_sentence(tokens, at) else size


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether another capitalised word stands beside the name: "St. Charles", "Victoria Harbour"."""
    before = at > 0 and tokens[at - 1].capital and tokens[at].start - tokens[at - 1].end <= 1
    behind = at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].start - tokens[at].end <= 1
    return before or behind


def _opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].word in '.!?:;“"•'
