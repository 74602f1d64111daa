from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import new_database

from dragoman.store import Record
from invented_readings import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Record]:
    """An empty record, on each database in turn."""
    if request.param == "sqlite":
        with Record.open(tmp_path / "dragoman.db", clock=clock) as record:
            yield record
        return
    with new_database() as url, Record.open(url, clock=clock) as record:
        yield record
