"""What somebody types into a search, taken apart: words, phrases, beginnings, exclusions, fields."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from dragoman.record import ClaimKind, RecordError
from dragoman.store.search_query import Finder, SearchQuery
from dragoman.store.words import Sought, sought

_FIELDS = ("kind", "actor", "track", "publisher", "language")
_PART = re.compile(
    rf'(?P<field>{"|".join(_FIELDS)}):(?:"(?P<quoted>[^"]*)"?|(?P<value>\S+))'
    r'|(?P<without>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
_QUOTES = str.maketrans("“”„‟", '""""')
LONGEST_NAME = 6
MOST = 64
"""Words and phrases taken from one query."""


@dataclass(frozen=True, slots=True)
class Term:
    """Any of `either` must stand there, or with `without` none may."""

    either: tuple[Sought, ...]
    without: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A query taken apart: the terms that must all hold, and the query with the fields that were typed put in."""

    terms: tuple[Term, ...]
    query: SearchQuery

    @property
    def shown(self) -> list[Sought]:
        """What to mark in what is found."""
        return [one for term in self.terms if not term.without for one in term.either]


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    phrase: bool = False
    begins: bool = False
    without: bool = False


def take_apart(query: SearchQuery, finder: Finder | None = None) -> Asked:
    """The terms and fields of a query; a name of somebody known stands for all that `finder` gives.

    Raises RecordError where nothing is left to look for, or a field has a value it cannot have.
    """
    parts: list[_Part] = []
    for match in _PART.finditer(query.words.translate(_QUOTES)):
        if match["field"]:
            query = _restrict(query, match["field"].lower(), match["quoted"] or match["value"] or "")
        elif match["phrase"] is not None:
            parts.append(_Part(match["phrase"], phrase=True, without=bool(match["without"])))
        else:
            word = match["word"]
            parts.append(_Part(word.rstrip("*"), begins=word.endswith("*"), without=bool(match["without"])))
    terms = tuple(_terms(parts, finder))[:MOST]
    if all(term.without for term in terms):
        raise RecordError(f"{query.words!r} names no word to look for; type one, such as: sanctions")
    if query.actor is not None and finder:
        query = replace(query, also=(*query.also, *finder.named(query.actor)))
    return Asked(terms, query)


def _restrict(query: SearchQuery, field: str, value: str) -> SearchQuery:
    match field:
        case "kind":
            return replace(query, kinds=(*query.kinds, _kind(value)))
        case "track":
            return replace(query, tracks=(*query.tracks, value))
        case "actor":
            return replace(query, actor=value)
        case "publisher":
            return replace(query, publisher=value)
        case _:
            return replace(query, language=value.lower())


def _kind(value: str) -> ClaimKind:
    known: tuple[ClaimKind, ...] = get_args(ClaimKind)
    for kind in known:
        if value.lower() in (kind, f"{kind}s"):
            return kind
    raise RecordError(f"kind:{value} is none of {', '.join(known)}")


def _terms(parts: list[_Part], finder: Finder | None) -> Iterator[Term]:
    n = 0
    while n < len(parts):
        size, known = _name(parts[n:], finder) if finder else (0, ())
        if size:
            phrases = (sought(name) for name in (" ".join(part.text for part in parts[n : n + size]), *known))
            yield Term(_different(phrases), parts[n].without)
        elif one := sought(parts[n].text, begins=parts[n].begins):
            yield Term((one,), parts[n].without)
        n += size or 1


def _name(parts: list[_Part], finder: Finder) -> tuple[int, tuple[str, ...]]:
    """How many of the next parts are the whole name of somebody, and that one's names."""
    first = parts[0]
    if first.phrase or first.without:
        known = () if first.begins else finder.names(first.text)
        return (1, known) if known else (0, ())
    plain = 0
    while plain < min(len(parts), LONGEST_NAME) and not (
        parts[plain].phrase or parts[plain].begins or parts[plain].without
    ):
        plain += 1
    for size in range(plain, 0, -1):
        if known := finder.names(" ".join(part.text for part in parts[:size])):
            return size, known
    return 0, ()


def _different(phrases: Iterable[Sought | None]) -> tuple[Sought, ...]:
    return tuple(dict.fromkeys(one for one in phrases if one))
