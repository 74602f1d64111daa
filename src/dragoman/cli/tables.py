"""Rows for people and for programs: a Rich table on a terminal, tab-separated text in a pipe.

Documents are hostile: what is printed of them holds no control character and no bidirectional override, so that no
text can move the cursor, recolour a terminal or turn a line around.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.record.tame import tame


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; whether its cells are numbers; and how it gives way where a terminal is narrow.

    A column with `share` wraps and takes that share of the room that is left; without, it stands unwrapped. `least` is
    the terminal width from which the column is shown at all.
    """

    heading: str
    number: bool = False
    share: int = 0
    least: int = 0


def on_terminal() -> bool:
    """Whether a person is looking at stdout."""
    return sys.stdout.isatty()


def clean(text: str) -> str:
    """The same on one line, each run of white space one space."""
    return " ".join(tame(text).split())


def print_rows(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """The rows under their headings, as the place they go to wants them."""
    if on_terminal():
        _print_table(columns, rows)
    else:
        print_tabbed([c.heading.lower().replace(" ", "-") for c in columns])
        for row in rows:
            print_tabbed(row)


def print_tabbed(row: Sequence[str]) -> None:
    """One row for a program: no cell holds a tab or a line break."""
    print("\t".join(clean(cell) for cell in row))


def _print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    kept = [n for n, column in enumerate(columns) if console.width >= column.least]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=any(c.share for c in columns))
    for n in kept:
        column = columns[n]
        table.add_column(
            column.heading,
            justify="right" if column.number else "left",
            ratio=column.share or None,
            no_wrap=not column.share,
            overflow="fold" if column.share else "ellipsis",
        )
    for row in rows:
        table.add_row(*(Text(clean(row[n])) for n in kept))
    console.print(table)


def shorten(text: str, *, to: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `to` characters."""
    text = clean(text)
    if len(text) <= to:
        return text
    cut = text[: to - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[to // 2 :] else cut) + "…"
