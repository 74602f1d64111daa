"""An older record led to the schema of today, by Alembic, within one transaction: whole, or not at all."""

import logging
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, update

from dragoman.store import schema

_STEPS = Path(__file__).parent / "migrations"
_log = logging.getLogger("dragoman.store")


def stamp(connection: Connection, version: int = schema.VERSION) -> None:
    """Write down in Alembic's own table which step the record stands at."""
    MigrationContext.configure(connection).stamp(ScriptDirectory(str(_STEPS)), str(version))


def upgrade(connection: Connection, path: Path, version: int) -> None:
    """Apply the steps after `version`, in a transaction that holds the write lock, and say so in one line."""
    stamp(connection, version)  # which the record itself knows better: before schema 3 nothing else told it
    steps = ScriptDirectory(str(_STEPS))

    def onward(revision: Any, _: MigrationContext) -> Any:
        return steps._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), steps, fn=onward) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
    known = update(schema.meta).where(schema.meta.c.name == "version")
    connection.execute(known.values(value=str(schema.VERSION)))
    _log.warning("the record %s was of schema %s and is of schema %s now", path, version, schema.VERSION)
