from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_readings import Clock

from dragoman.store import Record


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(tmp_path: Path, clock: Clock) -> Iterator[Record]:
    with Record.open(tmp_path / "dragoman.db", clock=clock) as record:
        yield record
