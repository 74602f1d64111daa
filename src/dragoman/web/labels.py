"""The words of ours on a page, by key: labels/en.toml and labels/ko.toml, which have the same keys."""

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from dragoman.web.preferences import Language


@functools.cache
def labels(language: Language = "en") -> Mapping[str, Any]:
    """The catalogue of one language: labels, and tables of values that are said in its words."""
    text = files("dragoman.web").joinpath("labels", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def say(key: str, /, *, language: Language = "en", **facts: Any) -> str:
    """A label with its facts put in. A number `n` chooses between the two forms that a label may have."""
    label = labels(language)[key]
    if isinstance(label, list):
        label = label[0 if facts.get("n") == 1 else 1]
    return str(label).format(**facts)


def word(table: str, value: str, *, language: Language = "en") -> str:
    """A value of the record in the words of a language: `word("states", "not checkable")`."""
    return str(labels(language)[table][value])
