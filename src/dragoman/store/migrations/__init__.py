"""The steps from one schema to the next, for Alembic: a file a version in versions/, each applied once, in order."""
