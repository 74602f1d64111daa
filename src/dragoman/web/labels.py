"""The words of ours on a page, by key: labels.toml, a table a language."""

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

LANGUAGE = "en"


@functools.cache
def labels(language: str = LANGUAGE) -> Mapping[str, Any]:
    """The table of one language."""
    text = files("dragoman.web").joinpath("labels.toml").read_text(encoding="utf-8")
    table: Mapping[str, Any] = tomllib.loads(text)[language]
    return table


def say(key: str, /, **facts: Any) -> str:
    """A label with its facts put in. A number `n` chooses between the two forms that a label may have."""
    label = labels()[key]
    if isinstance(label, list):
        label = label[0 if facts.get("n") == 1 else 1]
    return str(label).format(**facts)
