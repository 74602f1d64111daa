"""The words of ours on a page, by key and language: one TOML file a language, the same keys in each.

A message is a text with facts in braces, "{n:,} more", or a pair of one for a single thing and one for several.
In Korean a fact takes the particle that its last sound asks for: "{who:은/는}" is the name with its particle,
"“{words}”{words:~을/를}" the particle alone, for what stands behind a closing quote.
"""

import functools
import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from dragoman.brief.particles import with_particle

LANGUAGES = ("en", "ko")
Message = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one language."""

    language: str
    messages: Mapping[str, Message]

    def say(self, key: str, /, **facts: Any) -> str:
        """The message with its facts put in; the fact `n` chooses between one and several. KeyError where it lacks."""
        message = self.messages[key]
        if not isinstance(message, str):
            message = message[0 if facts.get("n") == 1 else 1]
        return _FORMATTER.vformat(message, (), facts)

    def knows(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self.messages


@functools.cache
def catalogue(language: str, *, room: str = "dragoman.brief", folder: str = "messages") -> Catalogue:
    """The catalogue of a room in one language, from `folder`/LANGUAGE.toml beside its code."""
    text = files(room).joinpath(folder, f"{language}.toml").read_text(encoding="utf-8")
    return Catalogue(language, _flat(tomllib.loads(text)))


def facts_of(message: Message) -> frozenset[str]:
    """The names of the facts that a message wants, in any of its forms: what its translation may name too."""
    forms = (message,) if isinstance(message, str) else tuple(message)
    return frozenset(name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name)


def _flat(table: Mapping[str, Any], before: str = "") -> dict[str, Message]:
    """Tables within tables as dotted keys: [verb] call = … is verb.call."""
    found: dict[str, Message] = {}
    for key, value in table.items():
        found.update(_flat(value, f"{before}{key}.") if isinstance(value, dict) else {before + key: value})
    return found


class _Formatter(string.Formatter):
    def format_field(self, value: Any, spec: str) -> str:
        if "/" not in spec:
            return str(super().format_field(value, spec))
        alone = spec.startswith("~")
        joined = with_particle(str(value), spec.removeprefix("~"))
        return joined[len(str(value)) :] if alone else joined


_FORMATTER = _Formatter()
