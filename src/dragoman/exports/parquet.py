"""Tables as Parquet: dates as dates, numbers as numbers, lists as lists. DuckDB writes it, and must be installed.

The rows go through a file of JSON lines beside the others that are temporary: DuckDB reads it with the types of our
columns and writes it as it reads, so that memory does not grow with the record.
"""

import datetime
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from dragoman.exports.columns import TABLES, Column, Type
from dragoman.exports.selection import Selection
from dragoman.record import DragomanError

_TYPES: Mapping[Type, str] = {
    "text": "VARCHAR",
    "texts": "VARCHAR[]",
    "day": "DATE",
    "moment": "TIMESTAMPTZ",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "flag": "BOOLEAN",
}
_LONGEST_ROW = 32 << 20
"""DuckDB wants to know how long a line can be; a row of ours is a claim, or a document without its text."""
_GROUP = 30_720
"""Rows that are packed together, and held while they are: fewer than DuckDB would take, for less memory."""
_SETTINGS = {
    # One thread: rows stay in order and the same rows give the same bytes. Nothing is fetched from anywhere.
    "threads": 1,
    "preserve_insertion_order": True,
    "memory_limit": "256MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def write(selection: Selection, stream: IO[bytes]) -> int:
    """Write a table; how many rows. Raises DragomanError where DuckDB is not installed."""
    duckdb = _duckdb()
    table = TABLES[selection.what]
    with tempfile.TemporaryDirectory(prefix="dragoman-parquet-") as folder:
        lines, made = Path(folder) / "rows.jsonl", Path(folder) / "table.parquet"
        with lines.open("wb") as rows:
            count = _write_lines(table.columns, table.rows(selection), rows)
        with closing(duckdb.connect(config={**_SETTINGS, "temp_directory": folder})) as database:
            types = {column.name: _TYPES[column.type] for column in table.columns}
            try:
                found = database.read_json(
                    str(lines), columns=types, format="newline_delimited", maximum_object_size=_LONGEST_ROW
                )
                found.write_parquet(str(made), compression="zstd", row_group_size=_GROUP)
            except duckdb.Error as fault:
                raise DragomanError(f"DuckDB cannot write the table: {str(fault).splitlines()[0]}") from fault
        with made.open("rb") as whole:
            shutil.copyfileobj(whole, stream)
    return count


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as fault:
        raise DragomanError("--to parquet needs DuckDB; install it: pip install 'dragoman[parquet]'") from fault
    return duckdb


def _write_lines(columns: tuple[Column[Any], ...], rows: Iterator[list[Any]], stream: IO[bytes]) -> int:
    names = [column.name for column in columns]
    count = 0
    for row in rows:
        line = json.dumps(dict(zip(names, map(_value, row), strict=True)), ensure_ascii=False)
        stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
        count += 1
    return count


def _value(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value
