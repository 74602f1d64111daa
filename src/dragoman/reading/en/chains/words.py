"""The word lists of words.toml."""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class ChainWords:
    """words.toml, as sets."""

    openers: frozenset[str]
    meeting: frozenset[str]
    control: frozenset[str]
    copulas: frozenset[str]
    willing: frozenset[str]
    impersonal: frozenset[str]
    social: frozenset[str]
    willed: frozenset[str]
    companies: frozenset[str]
    people: frozenset[str]


@functools.cache
def chain_words() -> ChainWords:
    """The lists, loaded once."""
    text = resources.files("dragoman.reading.en.chains").joinpath("words.toml").read_text(encoding="utf-8")
    return ChainWords(**{key: frozenset(words) for key, words in tomllib.loads(text).items()})
