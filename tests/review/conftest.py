from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dossier import Actor, Dossier, load_dossier
from dragoman.store import Record
from invented_readings import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(tmp_path: Path, clock: Clock) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db", clock=clock) as record:
        yield record


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return load_dossier()


@pytest.fixture(scope="session")
def somebody(dossier: Dossier) -> Actor:
    """A person of the dossier with a name in Latin letters that nobody else bears."""
    people = [a for a in dossier.actors.values() if a.kind == "person" and " " in a.name and a.name.isascii()]
    return min(people, key=lambda actor: actor.id)
