"""The words pages print around their matter, from words/*.toml: data, so that a reader of pages can add to it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dragoman.record import DocumentKind

LabelKind = str
_EDGE = " \t\n<>[](){}*|·•:：;,.!?~\"'“”‘’«»_=-–—→←▶◀▲▼△▽ㆍ/"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """Furniture words of all languages together: a Korean ministry's English page has Korean buttons.

    `lines` are whole lines, `starts` beginnings, `openers` headings of what a page advertises; all normalised by
    `plain`. `neighbours` are beginnings of links to the documents before and after; `notices` are forms of what a
    site says on every page, `notice_starts` of how such sentences begin. `labels` gives each label its kind: date,
    updated, count, publisher, author, contact, kind, other. `vague_dates` are labels of a date that may be
    another's; `imprint` forms of a newspaper's own registration line, whose dates are the paper's;
    `release_phrases` stand above a release's headline.
    """

    lines: frozenset[str]
    starts: tuple[str, ...]
    openers: frozenset[str]
    neighbours: tuple[str, ...]
    notices: re.Pattern[str]
    notice_starts: re.Pattern[str]
    words: frozenset[str]
    site_ends: tuple[str, ...]
    fillers: frozenset[str]
    labels: dict[str, LabelKind]
    vague_dates: frozenset[str]
    imprint: re.Pattern[str]
    release_phrases: tuple[str, ...]
    office_words: frozenset[str]
    office_starts: tuple[str, ...]
    venue_words: frozenset[str]
    salutations: tuple[str, ...]
    caption_marks: re.Pattern[str]
    caption_verbs: re.Pattern[str]
    caption_starts: tuple[str, ...]


def plain(line: str) -> str:
    """A line as the lexicons are matched: lower case, single spaces, without marks at either end."""
    return _SPACES.sub(" ", line.casefold()).strip(_EDGE)


@cache
def furniture_words() -> Words:
    """All the shipped lexicons, read once."""
    tables = [_table(name) for name in ("en", "ko")]
    bodies = [table["body"] for table in tables]
    verbs = _all(bodies, "caption_verbs")
    return Words(
        lines=frozenset(map(plain, _all(tables, "lines"))),
        starts=tuple(word.casefold() for word in _all(tables, "starts")),
        openers=frozenset(map(plain, _all(tables, "openers"))),
        neighbours=tuple(word.casefold() for word in _all(tables, "neighbours")),
        notices=_any_form(_all(tables, "notices")),
        notice_starts=_any_form(_all(tables, "notice_starts")),
        words=frozenset(word.casefold() for word in _all(tables, "words")),
        site_ends=tuple(word.casefold() for word in _all(tables, "site_ends")),
        fillers=frozenset(_all(tables, "fillers")),
        labels={plain(label): kind for table in tables for kind, labels in table["labels"].items() for label in labels},
        vague_dates=frozenset(map(plain, _all(tables, "vague_dates"))),
        imprint=_any_form(_all(tables, "imprint")),
        release_phrases=tuple(_all(tables, "release_phrases")),
        office_words=frozenset(_all(bodies, "office_words")),
        office_starts=tuple(_all(bodies, "office_starts")),
        venue_words=frozenset(_all(bodies, "venue_words")),
        salutations=tuple(_all(bodies, "salutations")),
        caption_marks=re.compile("|".join(re.escape(mark) for mark in _all(bodies, "caption_marks") if len(mark) > 3)),
        caption_verbs=_any_verb(verbs),
        caption_starts=tuple(_all(bodies, "caption_starts")),
    )


@dataclass(frozen=True, slots=True)
class HtmlWords:
    """Elements by what they mean for the text a visitor sees, and how furniture is named in a class or an id."""

    blocks: frozenset[str]
    unseen: frozenset[str]
    furniture: frozenset[str]
    furniture_roles: frozenset[str]
    furniture_names: re.Pattern[str]
    sure_furniture_names: re.Pattern[str]
    title_names: re.Pattern[str]
    buttons: frozenset[str]
    rows: frozenset[str]
    hidden: re.Pattern[str]


@cache
def html_words() -> HtmlWords:
    """The shipped lists, read once."""
    table = _table("html")
    sure = table["sure_furniture_names"]
    return HtmlWords(
        blocks=frozenset(table["blocks"]),
        unseen=frozenset(table["unseen"]),
        furniture=frozenset(table["furniture"]),
        furniture_roles=frozenset(table["furniture_roles"]),
        furniture_names=_any_name([*table["furniture_names"], *sure]),
        sure_furniture_names=_any_name(sure),
        title_names=_any_name(table["title_names"]),
        buttons=frozenset(table["buttons"]),
        rows=frozenset(table["rows"]),
        hidden=re.compile("|".join(table["hidden_styles"]), re.I),
    )


def _any_verb(verbs: Iterable[str]) -> re.Pattern[str]:
    """Any of the verbs as a word; in Korean no edge of a word stands between a noun and the verb made of it."""
    whole = "|".join(re.escape(verb) for verb in verbs if verb.isascii())
    return re.compile("|".join([rf"\b(?:{whole})\b", *(re.escape(verb) for verb in verbs if not verb.isascii())]))


def _any_form(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.I)


def _any_name(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as a part of a class or an id: "related-box", "box_related", "relatedBox"."""
    either = "|".join(map(re.escape, names))
    return re.compile(rf"(?:^|[\s_-])(?:{either})(?:$|[\s_-]|(?-i:(?=[A-Z0-9])))", re.I)


@cache
def month_names() -> dict[str, int]:
    """The number of every month's name, in whatever language."""
    lists = _table("months").values()
    return {name: n for months in lists for n, names in enumerate(months, start=1) for name in names}


@cache
def small_words() -> dict[str, frozenset[str]]:
    """The commonest small words by language code."""
    return {code: frozenset(words) for code, words in _table("small").items()}


@cache
def kind_forms() -> dict[str, tuple[tuple[DocumentKind, re.Pattern[str]], ...]]:
    """What tells a document's kind in its `labels` and in its `titles`: kinds in order, each with its form."""
    return {
        place: tuple(
            (kind, re.compile("|".join(f"(?:{form})" for form in forms), re.I)) for kind, forms in kinds.items()
        )
        for place, kinds in _table("kinds").items()
    }


@dataclass(frozen=True, slots=True)
class BrokenWords:
    """What tells where a typesetter broke a line: within a word or between two.

    `compounds` are first halves of English compounds that keep their hyphen, `endings` what is no second half of one.
    Of Korean, `ends` are the syllables words end with, `before_verbs` those after which a verb is a word of its own;
    `particles` what may stand at the end of one, `sure_particles` what is no word by itself; `never_begin` what no word
    begins with, `goes_on` the beginnings that mostly go on with one, `alone` the words that begin like these.
    """

    compounds: frozenset[str]
    endings: frozenset[str]
    ends: tuple[str, ...]
    particles: frozenset[str]
    sure_particles: frozenset[str]
    before_verbs: tuple[str, ...]
    never_begin: tuple[str, ...]
    goes_on: tuple[str, ...]
    alone: tuple[str, ...]


@cache
def broken_words() -> BrokenWords:
    """The shipped lists, read once."""
    table = _table("pdf")
    return BrokenWords(
        compounds=frozenset(table["joined"]),
        endings=frozenset(table["endings"]),
        ends=tuple(table["korean_ends"]),
        particles=frozenset(table["korean_particles"]),
        sure_particles=frozenset(table["korean_sure_particles"]),
        before_verbs=tuple(table["korean_before_verbs"]),
        never_begin=tuple(table["korean_never_begin"]),
        goes_on=tuple(table["korean_goes_on"]),
        alone=tuple(table["korean_alone"]),
    )


def _table(name: str) -> dict[str, Any]:
    file = resources.files("dragoman.sources") / "words" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _all(tables: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [word for table in tables for word in table[key]]
