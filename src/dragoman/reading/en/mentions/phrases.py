"""Bodies, gatherings, instruments and vessels told by their form, beside the names the dossier knows.

The words are data (phrases.toml); here stand the forms: what may come before them, between them and behind them.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources

from dragoman.reading.en.mentions.found import Found
from dragoman.record import MentionKind

_CAP = r"[A-Z][\w’'&.-]{0,40}"
_CAPS = rf"{_CAP}(?:(?:,? (?:and |of |for |the |on )?|-){_CAP})*"


def find_phrases(text: str, start: int, end: int) -> Iterator[Found]:
    """Everything of these forms in `text[start:end]`; families may overlap: the caller keeps the first."""
    for kind, pattern in _families():
        for match in pattern.finditer(text, start, end):
            yield from _found(text, match.start(), match.end(), kind)


def _found(text: str, start: int, end: int, kind: MentionKind) -> Iterator[Found]:
    if kind in ("forum", "organisation"):
        while (first := _edge().match(text[start:end])) and first.end() < end - start:
            start += first.end()
    words = text[start:end].split()
    if not words:
        return
    yield Found(
        start,
        end,
        kind=kind,
        how="group" if kind == "group" else "name",
        name=" ".join(words),
        head=words[-1].lower(),
        plural=kind == "group" or words[-1].lower().endswith("ministries"),
    )


@functools.cache
def _words() -> dict[str, dict[str, list[str]]]:
    text = resources.files("dragoman.reading.en.mentions").joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def _families() -> tuple[tuple[MentionKind, re.Pattern[str]], ...]:
    """The patterns by what they name, in the order in which a stretch of text is given to them."""
    words = _words()
    return (
        ("instrument", re.compile("|".join(_instruments(words["instrument"])))),
        ("vessel", re.compile(_vessel(words["vessel"]))),
        ("organisation", re.compile("|".join(_organisations(words["organisation"])))),
        ("forum", re.compile(_forum(words["forum"]))),
        ("group", re.compile(_group(words["group"]))),
    )


@functools.cache
def _edge() -> re.Pattern[str]:
    return re.compile(rf"^{_any(_words()['edge']['words'])}\b ?")


def _instruments(words: dict[str, list[str]]) -> Iterator[str]:
    body = r"(?:(?:the )?(?:U\.?N\.? |United Nations )?(?:Security Council |UNSC )?"
    kind = r"(?:[Rr]esolutions?|UNSCRs?|UNSC [Rr]esolutions?)(?: Nos?\.?)?"
    numbers = r" \d{3,4}(?:(?:, (?:and )?| and )\d{3,4})*(?: \(\d{4}\))?)"
    yield rf"\b{body}{kind}{numbers}"
    yield rf"\b(?:the )?{_CAP}(?: {_CAP}){{0,4}} {_any(words['closings'])}\b"


def _vessel(words: dict[str, list[str]]) -> str:
    return rf"\b{_any(words['openings'])} {_CAP}(?: [A-Z0-9][\w-]*){{0,2}}"


def _organisations(words: dict[str, list[str]]) -> Iterator[str]:
    pointing = r"(?:[Tt]he |its |[Ii]ts |their |our |his |her )?"
    yield rf"\b{_any(words['openings'])} (?:of|for|to|on) (?:the )?{_CAPS}"
    yield rf"\b(?:{_CAP} ){{1,3}}{_any(words['closings'])}\b"
    yield rf"\b{pointing}{_any(words['branches'])} (?:ministry|ministries|department)\b"
    yield rf"\b(?:the |its |their |our |this |that )?(?:{_CAP} ){{1,3}}{_any(words['rule'])}\b"
    yield rf"\b(?:[Tt]he |[Ii]ts |[Tt]heir |[Oo]ur |[Tt]his |that ){_any(words['common'])}\b"
    yield r"\b(?:parliament|government)(?=['’]s\b)"


def _forum(words: dict[str, list[str]]) -> str:
    pointer = r"(?:the |a |an |their |its |our |this |that )?"
    ordinal = r"(?:\d{1,3}(?:st|nd|rd|th) )?"
    nouns = [f"{_either_case(n)}s?" for n in words["nouns"]] + [_either_case(n) for n in words["printed"]]
    numbered = rf"\b(?:the )?\d{{1,3}}(?:st|nd|rd|th) (?:{_CAP} ){{1,6}}{_any(words['numbered'])}\b"
    shared = rf"\b{_any(words['shared'])} {_any(words['places'])}\b"
    return rf"{numbered}|{shared}|\b{pointer}{ordinal}{_any(nouns)}\b"


def _group(words: dict[str, list[str]]) -> str:
    pointer = rf"(?:{_any(map(_either_case, words['pointers']))} )?"
    modifiers = rf"(?:{_any(words['modifiers'])} ){{0,4}}"
    people_of = rf"{_any(words['people_of'])} of (?:[\w’'-]{{1,40}} ){{0,3}}{_any(words['bodies'])}"
    return rf"\b{pointer}{modifiers}{_any([*words['nouns'], people_of])}\b"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


def _either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]{word[1:]}"
