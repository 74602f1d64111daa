"""Rows that go in many at a time come out as they were, in both engines."""

from sqlalchemy import insert, select

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
