"""Schema 4: what version 4 added. Tables alone, all of them empty; what is computed fills them after reading."""

from alembic import op

from dragoman.store import schema

revision = "4"
down_revision = "3"

# Made as the schema has them now. Before a later version changes one of these, its text of today must be copied here.
TABLES = (
    # Acts and what finds them.
    *("acts", "act_claims", "act_readings", "act_links", "act_ties", "act_stems", "stems", "marks"),
)


def upgrade() -> None:
    """Make those that are not there."""
    for name in TABLES:
        schema.tables.tables[name].create(op.get_bind(), checkfirst=True)
