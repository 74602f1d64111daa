"""Rows that go in many at a time come out as they were, in both engines."""

import datetime

from sqlalchemy import String, cast, insert, select

from dragoman.store import Record, bulk, schema

ODD = (
    "",
    "a\tb",
    "one\nline\r\nmore",
    "\\N",
    "\\.",
    "back\\slash \\x41",
    'O\'Neil said "so"',
    "김정은 위원장",
    "𝔘nicode\u2028lines",
    "%s :name ?",
)


def test_values_come_back_as_they_went_in(record: Record) -> None:
    with record._writing() as (connection, _):
        bulk.put(connection, schema.meta, [(f"odd {n}", value) for n, value in enumerate(ODD)])
        c = schema.meta.c
        asked = select(c.value).where(c.name.startswith("odd ")).order_by(c.name)
        assert tuple(connection.scalars(asked)) == ODD


def test_bytes_and_nothing_come_back_too(record: Record) -> None:
    rows = [("0" * 64, 3, b"\x00\\\n"), ("1" * 64, 0, b"")]
    with record._writing() as (connection, _):
        bulk.put(connection, schema.originals, rows)
        connection.execute(insert(schema.watches), {"url": "u", "name": "n", "failures": 0})
        bulk.put_into(connection, "watches", ("url", "name", "failures", "fault"), [("v", "n", 1, None)])
        kept = connection.execute(select(schema.originals).order_by(schema.originals.c.sha256))
        assert [tuple(row) for row in kept] == rows
        assert connection.scalar(select(schema.watches.c.fault).where(schema.watches.c.url == "v")) is None


def test_no_rows_are_no_statement(record: Record) -> None:
    with record._writing() as (connection, _):
        bulk.put_into(connection, "no_such_table", ("a",), [])


def test_columns_of_every_kind_come_back_beside_each_other(record: Record) -> None:
    """Some rows lack what others have, and numbers of both kinds stand in one column."""
    rows = [
        ("a\\b", "n1", None, 0, None),
        ("c\td", "n2", "2024-03-01", 7, "x\ny"),
        ("", "n3", None, -1, ""),
    ]
    columns = ("url", "name", "choice", "failures", "fault")
    with record._writing() as (connection, _):
        bulk.put_into(connection, "watches", columns, rows)
        asked = select(*(schema.watches.c[name] for name in columns)).order_by(schema.watches.c.name)
        assert [tuple(row) for row in connection.execute(asked)] == rows


def test_times_and_days_are_what_the_tables_themselves_would_write(record: Record) -> None:
    """The same moment, told in another zone, by either way; with and without parts of a second."""
    zone = datetime.timezone(datetime.timedelta(hours=9))
    moments = [datetime.datetime(2024, 3, 4, 1, 2, 3, micro, zone) for micro in (0, 120, 123456)]
    with record._writing() as (connection, _):
        for n, at in enumerate(moments):
            connection.execute(insert(schema.watches), {"url": f"one {n}", "name": "n", "failures": 0, "due_at": at})
            row = (f"other {n}", "n", 0, bulk.plain(connection, at))
            bulk.put_into(connection, "watches", ("url", "name", "failures", "due_at"), [row])
        due = schema.watches.c.due_at
        raw = connection.scalars(select(cast(due, String)).order_by(schema.watches.c.url)).all()
        assert raw[:3] == raw[3:]
        assert connection.scalars(select(due).order_by(schema.watches.c.url)).all() == moments * 2
        assert bulk.plain(connection, moments[0].date()) == "2024-03-04"
