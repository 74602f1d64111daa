"""The paragraphs that are searched, and the full-text index over their words."""

from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, event

from dragoman.store.schema.columns import CLAIMS_PER_READING, Key, tables

lines = Table(
    "lines",
    tables,
    Column("key", Key, primary_key=True, comment=f"reading × {CLAIMS_PER_READING} + place in the reading"),
    Column("start", Integer, nullable=False, comment="code points into the text, inclusive"),
    Column("end", Integer, nullable=False, comment="exclusive"),
    Column("first_claim", Key, comment="key of the first claim that begins in it; null where none does"),
    Column("last_claim", Key, comment="key of the last one: what lies between begins in it too"),
    comment=(
        "The paragraphs that are searched. Their words are in `line_words`, a full-text index (SQLite: FTS5 without "
        "content; `rowid` is the line's key, `stems` its words in order, `wholes` those that stemming cut; PostgreSQL: "
        "a table of `line` and `words`, a tsvector of both, with an index)."
    ),
)
_FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS line_words USING fts5(stems, wholes, content='', tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS line_words (line BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX IF NOT EXISTS line_words_words ON line_words USING gin (words)",
    ),
}


@event.listens_for(lines, "after_create")
def _make_index(_: Table, connection: Connection, **__: Any) -> None:
    """The full-text index, which is no table as SQLAlchemy knows them."""
    for statement in _FULL_TEXT[connection.dialect.name]:
        connection.exec_driver_sql(statement)
