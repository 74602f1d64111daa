"""Schema 2: fetching and watching, judgements, links, printed forms. Tables alone, all of them empty."""

from alembic import op

from dragoman.store import schema

revision = "2"
down_revision = "1"

# Made as the schema has them now. Before a later version changes one of these, its text of today must be copied here.
TABLES = (
    *("fetches", "watches", "watch_items"),
    *("judgements", "judged", "sketches", "fingerprints", "links", "translated", "forms"),
)


def upgrade() -> None:
    """Make those that are not there: versions between two releases had some of them."""
    for name in TABLES:
        schema.tables.tables[name].create(op.get_bind(), checkfirst=True)
