"""The words of ours on a page, by key: labels/en.toml and labels/ko.toml, which have the same keys."""

import functools
from typing import Any

from dragoman.brief.catalogue import Catalogue, catalogue
from dragoman.web.preferences import Language


def labels(language: Language = "en") -> Catalogue:
    """The catalogue of one language; values of the record are said under dotted keys, `states.overdue`."""
    return catalogue(language, room="dragoman.web", folder="labels")


def say(key: str, /, *, language: Language = "en", **facts: Any) -> str:
    """A label with its facts put in. A number `n` chooses between the two forms that a label may have."""
    return labels(language).say(key, **facts) if facts else _plain(key, language)


@functools.cache
def _plain(key: str, language: Language) -> str:
    """A label without facts: a page has a hundred."""
    return labels(language).say(key)


def word(table: str, value: str, *, language: Language = "en") -> str:
    """A value of the record in the words of a language: `word("states", "not checkable")`."""
    # Not through `say`: a value is no message, and may hold what a message would take for a fact.
    return str(labels(language).messages[f"{table}.{value}"])
