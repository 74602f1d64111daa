"""A chart on a page: its table with every row's passages, noted as they are cited."""

from dragoman.brief.charts import Chart, Link
from dragoman.brief.notes import Notes
from dragoman.brief.nouns import Figure, Grid, GridCell
from dragoman.store import ClaimRow

CITED = 3
"""Passages of one row of a table."""


def link_into(notes: Notes) -> Link:
    """Where the points of a page's charts lead: to the passage on the page, which is noted thereby."""

    def link(row: ClaimRow) -> str:
        return f"#passage-{notes.cite(row)}"

    return link


def figure_of(chart: Chart, notes: Notes) -> Figure:
    """The chart with its own table; the last cell of each row cites what it counts."""
    rows = tuple(
        (*(GridCell(cell) for cell in row.cells[:-1]), GridCell(row.cells[-1], _cites(row.claims, notes)))
        for row in chart.rows
    )
    return Figure(chart, Grid(chart.title, chart.columns, rows))


def _cites(claims: tuple[ClaimRow, ...], notes: Notes) -> tuple[str, ...]:
    return tuple(notes.cite(row) for row in claims[:CITED])
