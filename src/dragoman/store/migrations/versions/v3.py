"""Schema 3: the paragraphs that are searched, and the full-text index over them, made from every reading on record."""

from alembic import op

from dragoman.store import indexing, recalling, schema

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Make the table and the index, and fill them."""
    connection = op.get_bind()
    schema.lines.create(connection, checkfirst=True)
    indexing.rebuild(connection, recalling.every(connection))
