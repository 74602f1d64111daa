"""Killed at any point, the record opens and is sound, and doing the work again comes to the same.

A few points a run; `python tests/store/killing.py` goes through 200 of each.
"""

import os
import random
from pathlib import Path

import pytest
from killing import WORKS, Work, digest, in_child, torture
from sqlalchemy import insert

from dragoman.store import Record, schema


@pytest.mark.parametrize("name", WORKS)
def test_a_kill_changes_nothing_in_the_end(tmp_path: Path, name: str) -> None:
    done = torture(WORKS[name], tmp_path, points=4, seed=random.Random().randrange(1 << 30))
    assert done.faults == ()
    assert done.points == 4


def test_the_harness_sees_what_a_kill_leaves_behind(tmp_path: Path) -> None:
    """Work that is not done within one transaction, and does not know how to go on."""

    def careless(folder: Path) -> None:
        with Record.open(folder / "r.db") as record:
            for n in range(40):
                with record._writing() as (connection, now):
                    row = {"url": f"u{n}-{os.urandom(4).hex()}", "final_url": "f", "fetched_at": now}
                    connection.execute(insert(schema.fetches), row)

    def prepare(folder: Path) -> None:
        with Record.open(folder / "r.db"):
            pass

    done = torture(Work("careless", prepare, careless), tmp_path, points=2, seed=1)
    assert any("comes to something else" in fault for fault in done.faults)


def test_a_child_is_killed_at_its_tick_within_a_statement(tmp_path: Path) -> None:
    work = WORKS["read"]
    work.prepare(tmp_path)
    before = digest(tmp_path / "r.db")
    status = in_child(lambda: work.do(tmp_path), tick=3)
    assert os.WIFSIGNALED(status)
    assert digest(tmp_path / "r.db") == before
