"""`dragoman read --processes N`: more cores, the same answer."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"


def read(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dragoman.cli", "read", str(EXAMPLES), "--format", "jsonl", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def test_two_processes_print_what_one_prints(tmp_path: Path) -> None:
    one = read(tmp_path, "--record", "one.db")
    two = read(tmp_path, "--record", "two.db", "--processes", "2")
    assert (one.returncode, two.returncode) == (0, 0), two.stderr
    assert two.stdout == one.stdout
    assert len(one.stdout.splitlines()) == 8


def test_no_process_at_all_is_wrong_usage(tmp_path: Path) -> None:
    none = read(tmp_path, "--processes", "0")
    assert none.returncode == 2
    assert "--processes" in none.stderr
