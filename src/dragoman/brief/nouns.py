"""A page before it is HTML or Markdown: what it says, and the passages every sentence of it rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """One passage: its exact words, and the claim that rests on them.

    `number` is that of its document and its own, "2.5". `link` is an http(s) address that opens at the words, or None.
    """

    number: str
    words: str
    claim: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """One document and the passages cited from it. `published` says the date and how it is known."""

    number: int
    document: str
    title: str
    publisher: str
    published: str
    source: str
    passages: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One finding: when and how it was said, the exact words, what else is known of it, and its passages' numbers.

    `who` is named where the section does not say whose words they are.
    """

    when: str
    verb: str
    words: str
    note: str
    cites: tuple[str, ...]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings on one track; `more` is how many further claims there are that are not told."""

    heading: str
    claims: int
    sentences: tuple[Sentence, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Section:
    """One voice: its name, its figures in a line, what it said by track."""

    anchor: str
    heading: str
    figures: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of claims, voices down and tracks across; rows are (section anchor, name, counts)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """One figure of a grid, and the passages it was counted from (some of them)."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures by period and track; every figure with passages it rests on."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[GridCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One question that the page answers before it goes through the voices. `none` is said where nothing is found."""

    anchor: str
    heading: str
    about: str
    sentences: tuple[Sentence, ...]
    none: str
    more: int = 0
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the page cannot know or leaves out, and what it concerns, item by item."""

    what: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One brief. `scope` says what was asked of which record; `made` when the page was made."""

    title: str
    scope: tuple[tuple[str, str], ...]
    figures: tuple[str, ...]
    table: Table
    panels: tuple[Panel, ...]
    sections: tuple[Section, ...]
    unknowns: tuple[Unknown, ...]
    cited: tuple[Cited, ...]
