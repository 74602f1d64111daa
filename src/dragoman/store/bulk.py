"""Many rows at once, past SQLAlchemy's binding, which took longer than the databases themselves.

Values are what both engines take as they are: text, numbers, bytes, None, and days as ISO text. SQLite is given them as
they come; PostgreSQL by COPY, as a statement a row would go to the server and back each time.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

Values = tuple[Any, ...]

_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


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


def _copy(connection: Connection, statement: str, rows: Iterable[Values]) -> None:
    stream = io.BytesIO("".join(map(_line, rows)).encode())
    raw: Any = connection.connection.dbapi_connection
    try:
        raw.cursor().execute(statement, stream=stream)
    except raw.Error as fault:
        raise DBAPIError.instance(statement, None, fault, raw.Error, dialect=connection.dialect) from fault


def _line(row: Values) -> str:
    return "\t".join(map(_value, row)) + "\n"


def _value(value: Any) -> str:
    """As COPY's text format has it."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value).translate(_ESCAPED)
