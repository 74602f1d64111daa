"""Many rows at once, past SQLAlchemy's binding, which took longer than the databases themselves.

Values are what both engines take as they are: text, numbers, bytes, None, and days as ISO text. SQLite is given them as
they come; PostgreSQL by COPY, as a statement a row would go to the server and back each time.
"""

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

Values = tuple[Any, ...]

_ESCAPED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
"""The backslash is the first, as the others are told with it."""


def put(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows: values in the order of the table's columns."""
    put_into(connection, table.name, [column.name for column in table.columns], rows)


def put_into(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
    """The same into a table that SQLAlchemy does not know."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, f'COPY "{table}" ({names}) FROM STDIN', rows)
        return
    places = ", ".join("?" for _ in columns)
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({places})', list(rows))


def moment(connection: Connection, at: datetime.datetime) -> str:
    """A time as the database takes it among other values: what `schema.Moment` writes there."""
    utc = at.astimezone(datetime.UTC)
    return (utc.replace(tzinfo=None) if connection.dialect.name == "sqlite" else utc).isoformat(" ", "microseconds")


def plain(connection: Connection, value: Any) -> Any:
    """A value with times and days made text."""
    if isinstance(value, datetime.datetime):
        return moment(connection, value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _copy(connection: Connection, statement: str, rows: Sequence[Values]) -> None:
    stream = io.BytesIO(_lines(rows).encode())
    raw: Any = connection.connection.dbapi_connection
    try:
        raw.cursor().execute(statement, stream=stream)
    except raw.Error as fault:
        raise DBAPIError.instance(statement, None, fault, raw.Error, dialect=connection.dialect) from fault


def _lines(rows: Sequence[Values]) -> str:
    """As COPY's text format has them. Column by column: value by value took as long as the server."""
    columns = map(_column, zip(*rows, strict=True))
    return "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def _column(values: Sequence[Any]) -> Iterable[str]:
    kinds = set(map(type, values))
    if kinds == {str}:
        return _escaped(values)
    return map(str, values) if kinds <= {int, float} else map(_value, values)


def _escaped(values: Sequence[str]) -> Sequence[str]:
    together = "".join(values)
    for mark, escaped in _ESCAPED.items():
        if mark in together:
            values = [value.replace(mark, escaped) for value in values]
    return values


def _value(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return _escaped([str(value)])[0]
