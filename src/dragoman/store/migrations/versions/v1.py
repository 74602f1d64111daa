"""Schema 1: where every chain begins. A new record is made whole and is never led through the steps."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing: what has no schema yet is no record."""
