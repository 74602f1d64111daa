from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import opened

from dragoman.store import Record
from invented_readings import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Record]:
    """An empty record, on each database in turn."""
    with opened(request.param, tmp_path, clock) as record:
        yield record
