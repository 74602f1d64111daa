"""The lexicon of time, read once from words.toml."""

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import TypeVar

from dragoman.reading.en.times.calendar import Part, Season, Unit
from dragoman.reading.en.times.nodes import BoundKind, VagueKind
from dragoman.reading.en.times.tokens import words_of

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they say. Phrases, names and prepositions are keyed by their first token, longest first.

    `cues` are the small words that let a date be one, by what they let in.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, Unit]
    seasons: dict[str, Season]
    parts: dict[str, Part]
    phrases: dict[str, list[tuple[tuple[str, ...], VagueKind]]]
    holidays: dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]]
    eras: dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]]
    carriers: dict[str, list[tuple[tuple[str, ...], None]]]
    bounds: dict[str, list[tuple[tuple[str, ...], BoundKind]]]
    happenings: dict[str, list[tuple[tuple[str, ...], None]]]
    cues: dict[str, frozenset[str]]
    event_nouns: frozenset[str]
    event_stops: frozenset[str]
    counted: frozenset[str]
    function: frozenset[str]
    triggers: frozenset[str]
    hints: dict[str, list[str]]
    starts: frozenset[str]
    inside: frozenset[str]


@functools.cache
def lexicon() -> Lexicon:
    """The words, ready to walk."""
    raw = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    phrases = [(words_of(phrase), kind) for kind, listed in raw["phrases"].items() for phrase in listed]
    holidays = [(words_of(name), (day[0], day[1])) for name, day in raw["holidays"].items()]
    eras = [(words_of(name), (years[0], years[1])) for name, years in raw["eras"].items()]
    bounds = [(words_of(phrase), kind) for kind, listed in raw["bounds"].items() for phrase in listed]
    named = [words for words, _ in [*phrases, *holidays, *eras]]
    starts, triggers = _starts(raw, named), _triggers(raw)
    spelled = [*(phrase for listed in raw["phrases"].values() for phrase in listed), *raw["holidays"], *raw["eras"]]
    return Lexicon(
        months=raw["months"],
        weekdays=raw["weekdays"],
        numbers=raw["numbers"],
        ordinals=raw["ordinals"],
        units=raw["units"],
        seasons=raw["seasons"],
        parts=raw["parts"],
        phrases=_by_first(phrases),
        holidays=_by_first(holidays),
        eras=_by_first(eras),
        carriers=_by_first([(words_of(phrase), None) for phrase in raw["carriers"]["words"]]),
        bounds=_by_first(bounds),
        happenings=_by_first([(words_of(phrase), None) for phrase in raw["happenings"]["words"]]),
        cues={kind: frozenset(listed) for kind, listed in raw["cues"].items()},
        event_nouns=frozenset(raw["events"]["nouns"]),
        event_stops=frozenset(raw["events"]["stops"]),
        counted=frozenset(raw["counted"]["nouns"]),
        function=frozenset(raw["counted"]["function"]),
        triggers=triggers,
        hints=_hints(raw, spelled, triggers),
        starts=starts,
        inside=starts | _inside(raw, named),
    )


def _by_first(listed: Iterable[tuple[tuple[str, ...], Value]]) -> dict[str, list[tuple[tuple[str, ...], Value]]]:
    table: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
    for words, value in sorted(listed, key=lambda item: -len(item[0])):
        table.setdefault(words[0], []).append((words, value))
    return table


def _triggers(raw: dict[str, dict[str, object]]) -> frozenset[str]:
    """One word of every expression that is no fixed phrase is in here."""
    # "may" is left out, and so are short forms that are words too: find_times looks for the month with its capital
    words = set("0123456789") | {"today", "yesterday", "tomorrow", "tonight", "anniversary", "noon", "midnight"}
    words |= {"morning", "afternoon", "evening", "night", "after", "before", "during", "since", "following", "prior"}
    # years and decades that are spelled out
    words |= {"thousand", "nineteen", "twenty", "fifties", "sixties", "seventies", "eighties", "nineties"}
    for table in ("months", "weekdays", "units", "seasons"):
        words |= set(raw[table])
    return frozenset(words - {"may", "sun", "sat", "mon", "mar"})


def _hints(raw: dict[str, dict[str, object]], phrases: list[str], triggers: frozenset[str]) -> dict[str, list[str]]:
    """The fixed phrases by one word of theirs, as rare a word as they have; those with a trigger in them need none."""
    common = _listed(raw, "openers", "words") | _listed(raw, "counted", "function") | _listed(raw, "events", "stops")
    table: dict[str, list[str]] = {}
    for phrase in phrases:
        words = words_of(phrase)
        if triggers.isdisjoint(words):
            hint = max((word for word in words if word not in common), key=len, default=words[-1])
            table.setdefault(hint, []).append(phrase)
    return table


def _starts(raw: dict[str, dict[str, object]], phrases: list[tuple[str, ...]]) -> frozenset[str]:
    """Every word with which an expression may begin."""
    words = {phrase[0] for phrase in phrases}
    for table in ("months", "weekdays", "numbers", "ordinals", "units", "seasons", "parts"):
        words |= set(raw[table])
    return frozenset(words | _listed(raw, "openers", "words"))


def _inside(raw: dict[str, dict[str, object]], phrases: list[tuple[str, ...]]) -> frozenset[str]:
    """Every word that may follow the first: what an expression begins with, and the rest of the phrases."""
    words = {word for phrase in phrases for word in phrase}
    for table in ("carriers", "bounds"):
        for listed in raw[table].values():
            words |= {word for phrase in (listed if isinstance(listed, list) else ()) for word in words_of(phrase)}
    return frozenset(words | {"less", "more", "than", "earlier", "later"})


def _listed(raw: dict[str, dict[str, object]], table: str, key: str) -> set[str]:
    listed = raw[table][key]
    return set(listed) if isinstance(listed, list) else set()
