"""In which language and colours somebody looks at pages: as the address asks, else as was chosen, else as usual."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

Language = Literal["en", "ko"]
Theme = Literal["auto", "light", "dark"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
THEMES: tuple[Theme, ...] = get_args(Theme)
YEAR_S = 365 * 24 * 3600
COOKIES = ("lang", "theme")
"""The parameters that choose, and the cookies that remember what was chosen."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a page is shown. `auto` follows the reader's machine."""

    language: Language = "en"
    theme: Theme = "auto"


def preferences_of(asked: Mapping[str, str], cookies: Mapping[str, str], *, accepted: str | None = None) -> Preferences:
    """By the address's parameters, then the cookies, then what the browser accepts (an Accept-Language header)."""
    language = _first((asked.get("lang"), cookies.get("lang"), _accepted(accepted)), LANGUAGES)
    theme = _first((asked.get("theme"), cookies.get("theme")), THEMES)
    return Preferences(cast(Language, language or "en"), cast(Theme, theme or "auto"))


def _first(given: tuple[str | None, ...], known: tuple[str, ...]) -> str | None:
    return next((one for one in given if one in known), None)


def _accepted(header: str | None) -> str | None:
    """The first of our languages that the header names, by its weights; what cannot be read is passed over."""
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate((header or "")[:500].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), place, tag.partition("-")[0].lower()))
        except ValueError:
            continue
    return next((tag for weight, _, tag in sorted(ranked) if tag in LANGUAGES and weight < 0), None)
