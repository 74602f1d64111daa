"""Schema 4: what version 4 added. Empty tables, which what is computed fills after reading; and the log of the past."""

from alembic import op

from dragoman.store import columnar, reading_columns, schema
from dragoman.store.past import write_past

revision = "4"
down_revision = "3"

# Made as the schema has them now. Before a later version changes one of these, its text of today must be copied here.
TABLES = (
    # Acts and what finds them.
    *("acts", "act_claims", "act_columns", "act_readings", "act_links", "act_ties", "act_stems", "stems", "marks"),
    *("act_news", "followed", "followed_stems", "follow_ups"),
    # What happened to the record.
    *("changes", "withdrawals"),
    # What people keep for themselves.
    "saved_searches",
    # What claims, documents and actors are counted by.
    *("column_values", "parties", "claim_columns", "mentioned", "reading_columns"),
    # What is proposed and nobody has decided.
    *("proposals", "proposal_outcomes"),
)
INDICES = ("readings_superseded",)


def upgrade() -> None:
    """Make those that are not there, and tell the log what happened before there was one."""
    for name in TABLES:
        schema.tables.tables[name].create(op.get_bind(), checkfirst=True)
    for index in schema.readings.indexes:
        if index.name in INDICES:
            index.create(op.get_bind(), checkfirst=True)
    write_past(op.get_bind())
    columnar.rebuild(op.get_bind())
    reading_columns.rebuild(op.get_bind())
