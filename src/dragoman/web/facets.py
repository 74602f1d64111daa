"""The sorts of what was found, each a link that asks for that sort alone, or that no longer does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dragoman.store import ClaimFacets
from dragoman.web.asked import Asked, ClaimsAsked

VALUES = 10
"""Values of a sort that are shown."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: how many there are, where it leads, and whether it is asked for already."""

    value: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One sort, by the key of its label, and its values, the most frequent first; `more` are not shown."""

    label: str
    choices: tuple[Choice, ...]
    more: int = 0


def address(path: str, asked: Asked, **changes: object) -> str:
    """The address of a question with some parameters changed: None leaves one out. Where it began is forgotten."""
    held = asked.model_dump(by_alias=True, exclude_defaults=True, exclude={"after", "lang", "theme"})
    pairs = {name: value for name, value in {**held, **changes}.items() if value not in (None, [], ())}
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path


def facet(name: str, counts: Mapping[str, int], path: str, asked: Asked) -> Facet:
    """The sort that a parameter asks for: of a list any number of values, of another one at a time."""
    held = getattr(asked, name)
    several = isinstance(held, list)
    chosen: Sequence[str] = held if several else [held] if held else []

    def leads(value: str) -> str:
        left = [one for one in chosen if one != value] if several else []
        return address(path, asked, **{name: left if value in chosen else [*left, value]})

    ordered = [*(one for one in chosen if one not in counts), *counts]
    shown = [one for n, one in enumerate(ordered) if n < VALUES or one in chosen]
    choices = (Choice(one, counts.get(one, 0), leads(one), one in chosen) for one in shown)
    return Facet(name, tuple(choices), len(ordered) - len(shown))


def months(counts: Mapping[str, int], path: str, asked: Asked, since: str | None, until: str | None) -> Facet:
    """The months, the latest first; one that is asked for alone leads back to all of them."""
    ordered = sorted(counts, reverse=True)

    def choice(month: str) -> Choice:
        alone = since == until == month
        days = None if alone else month
        return Choice(month, counts[month], address(path, asked, since=days, until=days), alone)

    return Facet("month", tuple(map(choice, ordered[:VALUES])), max(0, len(ordered) - VALUES))


def facets_of(found: ClaimFacets, path: str, asked: ClaimsAsked) -> tuple[Facet, ...]:
    """The sorts of what was found, those that have something to choose."""
    sorts = (
        facet("kind", found.kinds, path, asked),
        facet("actor", found.actors, path, asked),
        facet("track", found.tracks, path, asked),
        facet("publisher", found.publishers, path, asked),
        months(found.months, path, asked, asked.since, asked.until),
    )
    return tuple(one for one in sorts if one.choices)
