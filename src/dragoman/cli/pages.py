"""One thing shown whole: a heading, its words with the passage marked, its facts in two columns."""

import os
from collections.abc import Iterator, Sequence

from dragoman.cli.tables import clean, on_terminal
from dragoman.record import Span
from dragoman.record.tame import tame

Fact = tuple[str, str]

MARK_ON, MARK_OFF = "[[", "]]"
"""Around the marked words where there is no terminal to colour them."""


def print_heading(text: str) -> None:
    """One line, bold on a terminal."""
    if not on_terminal():
        print(clean(text))
        return
    from rich.console import Console
    from rich.text import Text

    Console().print(Text(clean(text), style="bold"))


def print_marked(text: str, paragraph: Span, marked: Sequence[Span]) -> None:
    """The paragraph of the text with the marked spans in it set off."""
    pieces = list(_pieces(text, paragraph, marked))
    if not on_terminal() or os.environ.get("TERM") in ("dumb", "unknown"):
        print("".join(f"{MARK_ON}{words}{MARK_OFF}" if on else words for words, on in pieces))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    shown = Text.assemble(*((words, "bold reverse" if on else "") for words, on in pieces))
    Console().print(Padding(shown, (1, 2)))


def print_facts(facts: Sequence[Fact]) -> None:
    """Names and values in two columns; tab-separated in a pipe."""
    if not on_terminal():
        for name, value in facts:
            print(f"{name}\t{clean(value)}")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for name, value in facts:
        table.add_row(Text(name, style="dim"), Text(clean(value), overflow="fold"))
    Console().print(table)


def _pieces(text: str, paragraph: Span, marked: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """The paragraph cut where marked spans begin and end: (words, whether marked)."""
    at, end = paragraph
    for first, last in sorted(marked):
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        yield tame(text[at:first]), False
        yield tame(text[first:last]), True
        at = last
    yield tame(text[at:end]), False
