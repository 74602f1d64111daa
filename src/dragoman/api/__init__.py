"""The record from Python: the questions of the command line under the same names, answered in typed rows.

`dragoman.open` is the way in; docs/python.md shows it at work.
"""

from dragoman.api.opened import OpenRecord, Shown, open_record
from dragoman.api.rows import Rows

__all__ = ["OpenRecord", "Rows", "Shown", "open_record"]
