"""Whether a capital is the city or the government that sits in it: "in Seoul", "Seoul said". Words: capitals.toml."""

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import resources

from dragoman.reading.en.mentions.found import Found

_BEFORE = 60
_BEHIND = 40
_LISTED = re.compile(r"(?:, | and |, and | or |/)\Z")
_ARTICLED = frozenset({"North", "South"})
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_LEADING = re.compile(r"\b(?:from|in|to|towards?|of|across|into|on)\s\Z")
_FILED = re.compile(
    r"(?:, [A-Z][\w. ]{2,20})?,? ?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? ?)?(?:\([^()\n]{2,40}\) ?)?(?:--|—|–|-) "
)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Before a city, behind one, behind its possessive."""
    text = resources.files("dragoman.reading.en.mentions").joinpath("capitals.toml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = tomllib.loads(text)
    within, reached = _any([*words["within"], *words["reached"]]), _any(words["directions"])
    moving = rf"\b{_any(words['motion'])}(?: [\w.-]+){{0,3}}? {reached}"
    before = re.compile(rf"(?:\b{within}|{moving})(?: downtown| central| nearby)? \Z", re.IGNORECASE)
    behind = re.compile(rf"(?=-| |,){_any(_spaced(words['behind']))}(?!\w)")
    return before, behind, re.compile(rf"['’]s?(?: [A-Z]?[\w-]+){{0,2}} ?{_any(words['owned'])}\b")


def _spaced(words: Iterable[str]) -> list[str]:
    return [w if w[0] in "-, " else f" {w}" for w in words]


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=_longest))})"


def _longest(word: str) -> int:
    return -len(word)


def told_apart(text: str, names: Iterable[Found], home: str | None) -> list[Found]:
    """The dossier's names with each capital read as the city, a place without an actor, or as its government.

    `home` is the state the text was published in.
    """
    told: list[Found] = []
    for f in names:
        if _is_direction(text, f, home):
            continue
        f = _without_article(text, f)
        if not _is_capital(text, f):
            told.append(f)
        elif _is_city(text, f) or _follows_city(text, f, told):
            told.append(replace(f, kind="place", how="name", name=text[f.start : f.end], actor=None, state=None))
        else:
            told.append(f)
    return told


def _is_capital(text: str, f: Found) -> bool:
    words = text[f.start : f.end].split()
    return f.kind == "state" and f.how == "metonym" and all(w[:1].isupper() for w in words) and words[0] != "The"


def _without_article(text: str, f: Found) -> Found:
    """ "The Washington summit": the article is the summit's; "the North" is called so."""
    if f.how != "metonym" or text[f.start : f.start + 4].lower() != "the ":
        return f
    bare = replace(f, start=f.start + 4)
    return bare if _is_capital(text, bare) and text[bare.start : bare.end] not in _ARTICLED else f


def _is_direction(text: str, f: Found, home: str | None) -> bool:
    """ "Winds from the south": written small it is a party only where the other side writes, and no way leads there."""
    if f.how != "metonym" or text[f.start : f.end].removeprefix("The ").removeprefix("the ") not in _DIRECTIONS:
        return False
    return home in (None, f.state) or _LEADING.search(text, max(0, f.start - 12), f.start) is not None


def _is_city(text: str, f: Found) -> bool:
    before, behind, owned = _patterns()
    head = text[max(0, f.start - _BEFORE) : f.start]
    tail = text[f.end : f.end + _BEHIND]
    if text[f.start : f.end].isupper() and (f.start == 0 or text[f.start - 1] in "\n/") and _FILED.match(tail):
        return True
    return bool(before.search(head) or behind.match(tail) or owned.match(tail))


def _follows_city(text: str, f: Found, told: Sequence[Found]) -> bool:
    """ "In Seoul and Tokyo": what is joined to a city is one."""
    last = told[-1] if told else None
    if last is None or last.kind != "place" or last.actor is not None or last.how != "name":
        return False
    between = text[last.end : f.start]
    return _LISTED.fullmatch(between) is not None and len(between) <= len(", and ")
