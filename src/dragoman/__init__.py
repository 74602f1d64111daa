"""Dragoman keeps the record of what governments say, promise and do, bound to the exact words it rests on."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.api import OpenRecord

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(  # noqa: A001 - dragoman.open is what it does, as in gzip.open
    where: str | Path = "dragoman.db", *, write: bool = False, dossier: str | Path | None = None
) -> "OpenRecord":
    """Open a record to ask it things: `dragoman.open("dragoman.db").claims(kind="commitment")`. See docs/python.md.

    `where` is a file or a postgresql:// address; with `write` judgements can be made, and the record is made if it is
    missing; `dossier` is a dossier folder in place of the Korea dossier. Importing dragoman alone loads none of this.
    """
    from dragoman.api import open_record

    return open_record(where, write=write, dossier=dossier)
