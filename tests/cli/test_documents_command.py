"""`dragoman documents`, end to end over the examples: a document is found where it makes no claim."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"


def dragoman(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "dragoman.cli", *words], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("record") / "examples.db")
    dragoman("read", str(EXAMPLES), "--record", place)
    return place


def found(record: str, *asked: str) -> list[str]:
    lines = dragoman("documents", "--record", record, "--format", "jsonl", *asked).splitlines()
    return [Path(json.loads(line)["source"]).name for line in lines]


def test_a_korean_document_is_found_by_a_name_in_either_language(record: str) -> None:
    assert found(record, "--names", "북한", "--language", "ko") == ["release-hotline-ko.txt"]
    assert "release-hotline-ko.txt" in found(record, "--names", "North Korea")
    assert "release-hotline-ko.txt" in found(record, "--names", "dprk")


def test_a_document_is_found_by_the_day_it_came_out(record: str) -> None:
    assert found(record, "--on", "2031-12-11", "--language", "ko") == ["release-hotline-ko.txt"]
    assert found(record, "--since", "2031-12", "--until", "2031-12") == ["release-hotline-ko.txt"]


def test_a_document_is_found_by_a_day_it_tells_of(record: str) -> None:
    assert "briefing-families.html" in found(record, "--on", "2031-06-30")


def test_a_name_nobody_bears_finds_nothing(record: str) -> None:
    assert found(record, "--names", "Atlantis") == []


def test_rows_for_a_program_have_headings(record: str) -> None:
    head, *rows = dragoman("documents", "--record", record).splitlines()
    assert head.split("\t")[:4] == ["id", "published", "lang", "title"]
    assert len(rows) == 8
