"""What claims are counted by, column by column: narrow copies of the findings, a row for many readings."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from dragoman.store.schema.columns import Text, tables

CHUNK = 64
"""Readings in one row of `claim_columns`."""

column_values = Table(
    "column_values",
    tables,
    Column("column", Text, primary_key=True, comment="kind, polarity, form, publisher, track"),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="counted from 1 in each column"),
    Column("value", Text, nullable=False),
    Index("column_values_value", "column", "value", unique=True),
    comment="The values that `claim_columns` names by number. Only ever added to.",
    sqlite_with_rowid=False,
)

parties = Table(
    "parties",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="counted from 1"),
    Column("actor", Text, comment="actor id, where known"),
    Column("name", Text, nullable=False, comment="as `claim_actors` has it"),
    Column("folded", Text, nullable=False, comment="the name's words made ready for comparing"),
    Index("parties_name", "name"),
    comment="Who stands in claims, each actor once for each name, as `claim_columns` names them. Only ever added to.",
)

claim_columns = Table(
    "claim_columns",
    tables,
    Column("chunk", Integer, primary_key=True, autoincrement=False, comment=f"a reading's number divided by {CHUNK}"),
    Column("last", Integer, nullable=False, comment="the highest number of a reading in it"),
    Column("claims", Integer, nullable=False, comment="how many claims are in it"),
    Column(
        "packed",
        LargeBinary,
        nullable=False,
        comment="the columns one after the other, as `store/columnar.py` has them; computed, and can be made anew",
    ),
    comment=(
        f"What claims are counted and listed by, of up to {CHUNK} readings each: computed from the findings when they "
        "are written, so that counting two million claims reads some 70 MB and not gigabytes."
    ),
)

mentioned = Table(
    "mentioned",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="counted from 1"),
    Column("kind", Text, nullable=False, comment="this and the rest as `forms` has them"),
    Column("actor", Text),
    Column("proposed", Text),
    Column("name", Text, nullable=False),
    Column("printed", Text, nullable=False),
    Column("title", Text, nullable=False),
    Index("mentioned_name", "name"),
    comment="Known actors and proposed persons in each form, as `reading_columns` names them. Only ever added to.",
)

reading_columns = Table(
    "reading_columns",
    tables,
    Column("chunk", Integer, primary_key=True, autoincrement=False, comment=f"a reading's number divided by {CHUNK}"),
    Column("last", Integer, nullable=False, comment="the highest number of a reading in it"),
    Column(
        "packed",
        LargeBinary,
        nullable=False,
        comment="the columns one after the other, as `store/reading_columns.py` has them; computed, can be made anew",
    ),
    comment="What documents are listed and actors counted by, as claims are by `claim_columns`.",
)
