"""The schema as a page for people: docs/schema.md."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy
from sqlalchemy import BigInteger, Column, Date, Float, Integer, LargeBinary, Table

from dragoman.store.schema import (
    columnar,
    computed,
    findings,
    history,
    judging,
    linking,
    material,
    proposing,
    search,
    watching,
    workbench,
)
from dragoman.store.schema.columns import Moment

_CHAPTERS = (
    *(material, findings, search, watching, judging, proposing, linking, history, workbench),
    *(computed, columnar),
)
"""The order in which the page tells of the tables."""


def describe(version: int) -> str:
    """This schema as Markdown: docs/schema.md, whole."""
    head = [
        "# The record on disk",
        "",
        f"Schema version {version}.",
        "This page is printed from `src/dragoman/store/schema/` by `python -m dragoman.store.schema`.",
        "",
        "A record is one SQLite file in WAL mode; beside it stand `-wal` and `-shm` while it is open or after a crash.",
        "Copy it with its `-wal` file, or after every program has closed it.",
        "It belongs on a local disk: the locks that let two programs write by turns do not hold on network drives.",
        "",
        "For a team the same tables stand in a PostgreSQL database (15 or newer, UTF-8):",
        "`--record postgresql://user@host/database`.",
        "The database must be there; the tables are made in it. Writers take turns there too.",
        "",
        "A record of an older schema is led to this one when it is opened for writing, whole or not at all;",
        "one of a newer schema is refused.",
        "",
        "Three times are kept apart: when a thing was said (`said_…`), what period it is about (`about_…`), and when",
        "the record learned it (`learned_at`, in UTC).",
        "A reading stood at time *t* where `learned_at <= t` and (`superseded_at` is null or `superseded_at > t`).",
        "Nothing is deleted or overwritten, but for where fetching and watching stand, and for what is computed from",
        "the rest: the acts at the end of this page can be thrown away and are made anew (`dragoman doctor",
        "--rebuild-acts`).",
    ]
    return "\n".join([*head, *(line for table in _tables() for line in _describe(table)), ""])


def _tables() -> Iterator[Table]:
    for chapter in _CHAPTERS:
        yield from (value for value in vars(chapter).values() if isinstance(value, Table))


def _describe(table: Table) -> list[str]:
    lines = ["", f"## {table.name}", "", table.comment or "", "", "| column | type | |", "|---|---|---|"]
    for column in table.columns:
        notes = [f"→ `{key.target_fullname}`" for key in column.foreign_keys]
        notes = ["key" if column.primary_key else "", *notes, column.comment or ""]
        optional = " or null" if column.nullable else ""
        lines.append(f"| `{column.name}` | {_kind(column)}{optional} | {'; '.join(n for n in notes if n)} |")
    indices = sorted(table.indexes, key=lambda index: str(index.name))
    if indices:
        named = (
            f"`{i.name}` ({', '.join(c.name for c in i.columns)}{', unique' if i.unique else ''})" for i in indices
        )
        lines += ["", f"Indices: {', '.join(named)}."]
    return lines


def _kind(column: Column[Any]) -> str:
    names = {
        sqlalchemy.Text: "text",
        Integer: "integer",
        BigInteger: "integer",
        Float: "number",
        Date: "day",
        LargeBinary: "bytes",
        Moment: "time",
    }
    return names[type(column.type)]
