"""Writers and readers at one record at once: nothing is lost, nothing doubled, and nobody sees half of anything.

So many rounds here; `python tests/store/crowding.py` goes on for a minute with four writers and eight readers.
"""

from pathlib import Path

import pytest
from crowding import crowd
from engines import new_database


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_four_writers_and_readers_at_one_record(tmp_path: Path, engine: str) -> None:
    def loose(where: str) -> None:
        wrote, saw, wrong = crowd(where, writers=4, readers=2, rounds=lambda: iter(range(3)), folder=tmp_path)
        assert wrong == []
        assert [one["notes"] for one in wrote] == [24] * 4
        assert all(one["asked"] and one["cursor"] > 4 * 24 for one in saw)

    if engine == "sqlite":
        loose(str(tmp_path / "r.db"))
        return
    with new_database() as url:
        loose(url)
