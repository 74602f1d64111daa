"""A page of a list that is made whole: from where the page before left off."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dragoman.web.answers import Wrong

Row = TypeVar("Row")


def cut(
    rows: Sequence[Row], key: Callable[[Row], str], *, after: str | None, limit: int
) -> tuple[Sequence[Row], str | None]:
    """So many rows after the one of that key, and after which the next page goes on; None where the list ends."""
    start = 0
    if after is not None:
        start = next((n for n, row in enumerate(rows, start=1) if key(row) == after), 0)
        if not start:
            raise Wrong(404, "no-such-place", f"{after} is not in this list to go on from; begin it anew")
    shown = rows[start : start + limit]
    return shown, key(shown[-1]) if start + len(shown) < len(rows) else None
