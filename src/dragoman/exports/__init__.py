"""The record in other programs' forms. Each export is a small file; formats.py lists them."""

from dragoman.exports.events import EventRow, cameo_columns, event_rows, plover_columns

__all__ = ["EventRow", "cameo_columns", "event_rows", "plover_columns"]
