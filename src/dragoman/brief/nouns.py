"""A page before it is HTML or Markdown: what it says, and the passages every sentence of it rests on."""

from dataclasses import dataclass

from dragoman.brief.charts import Chart


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
class Remark:
    """A sentence of ours about figures, with the passages it was counted from; without any where it counts none."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading, with its figures; `more` is how many further claims there are that are not told."""

    heading: str
    figures: str
    sentences: tuple[Sentence, ...]
    more: int = 0


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
    """A table of figures; the first cell of a row names it, and one or more others cite what they count."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    turned: bool = False
    """Whether the headings of the columns stand upright, for want of room."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and the table that says the same."""

    chart: Chart
    table: Grid


@dataclass(frozen=True, slots=True)
class Panel:
    """One question that the page answers before it goes through the voices. `none` is said where nothing is found.

    `remarks` stand first, then the figures, then the findings: `sentences`, or `groups` of them.
    """

    anchor: str
    heading: str
    about: str
    none: str
    sentences: tuple[Sentence, ...] = ()
    groups: tuple[Group, ...] = ()
    more: int = 0
    remarks: tuple[Remark, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.sentences or self.groups or self.figures)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the page cannot know or leaves out, and what it concerns, item by item."""

    what: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """One number at the head of the page, what it counts, and the panel that has it."""

    number: str
    what: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence that a writer proposed and the page does not say, and why not."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model made of the page's passages, as far as they bear it out."""

    model: str
    kept: tuple[Remark, ...]
    struck: tuple[Struck, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One brief. `scope` says what was asked of which record; `kinds` how many claims of each kind were found."""

    language: str
    title: str
    scope: tuple[tuple[str, str], ...]
    headlines: tuple[Headline, ...]
    kinds: str
    table: Table
    panels: tuple[Panel, ...]
    sections: tuple[Section, ...]
    unknowns: tuple[Unknown, ...]
    cited: tuple[Cited, ...]
    written: Written | None = None

    @property
    def drawn(self) -> bool:
        """Whether there is a chart on it."""
        return any(panel.figures for panel in self.panels)
