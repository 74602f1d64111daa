"""A record that is read here, opened once more here, and written by another process: nobody throws its log away."""

import subprocess
import sys
from pathlib import Path

from dragoman.store import Record
from invented_readings import pledge

JUDGE = """
import sys
from pathlib import Path
from dragoman.store import Record
with Record.open(Path(sys.argv[1]), create=False) as record:
    record.judge("wrong", [sys.argv[2]], by="Ben")
    print(len(record.judged()))
"""


def elsewhere(path: Path, claim: str) -> int:
    """Judge in another process, which then leaves; how many judgements it saw."""
    command = [sys.executable, "-c", JUDGE, str(path), claim]
    return int(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout)


def test_what_is_written_here_after_another_process_left_is_on_record(tmp_path: Path) -> None:
    path = tmp_path / "dragoman.db"
    with Record.open(path) as record:
        record.add(*pledge(), reader="r", dossier="d")
    with Record.open(path, read_only=True) as reading:
        (claim, *_) = (row.claim.id for row in reading.claims())
        for turn in range(1, 4):
            with Record.open(path, create=False) as record:
                record.judge("right", [claim], by="Ada")
            assert elsewhere(path, claim) == 2 * turn, "the other process sees what was written here"
            assert len(reading.judged()) == 2 * turn, "and the reader what was written there"
        assert reading.check() == []


def test_a_record_made_here_is_as_safe(tmp_path: Path) -> None:
    path = tmp_path / "dragoman.db"
    with Record.open(path) as record:
        record.add(*pledge(), reader="r", dossier="d")
        (claim, *_) = (row.claim.id for row in record.claims())
        with Record.open(path, read_only=True) as reading:
            assert reading.count() > 0
        assert elsewhere(path, claim) == 1
        record.judge("right", [claim], by="Ada")
        assert elsewhere(path, claim) == 3
