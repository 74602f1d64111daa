"""What columns are made of in both engines, and the one register of the record's tables."""

import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import BigInteger, DateTime, Integer, MetaData, TypeDecorator
from sqlalchemy.engine import Dialect

# Compared and sorted by code points in both: prefixes are looked for as ranges.
Text = sqlalchemy.Text().with_variant(sqlalchemy.Text(collation="C"), "postgresql")

# SQLite's own row number is an INTEGER of 64 bits; elsewhere that is a BIGINT.
Key = BigInteger().with_variant(Integer(), "sqlite")

tables = MetaData()

CLAIMS_PER_READING = 1 << 20
"""A claim's key is its reading's number times this, plus its place in the reading: keys sort by position, and a
reading's claims lie side by side on disk."""


class Moment(TypeDecorator[datetime.datetime]):
    """An aware time, kept in UTC. SQLite has no zones: there it is text that sorts as time does."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """To UTC, without the zone where the database has none."""
        if value is None:
            return None
        moment = value.astimezone(datetime.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime.datetime | None:
        """Back to an aware time in UTC."""
        if value is None:
            return None
        moment: datetime.datetime = value
        return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)
