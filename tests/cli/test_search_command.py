"""`dragoman search`, end to end over the examples, in Korean and English."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"


def dragoman(*words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "dragoman.cli", *words], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("record") / "examples.db")
    dragoman("read", str(EXAMPLES), "--record", place)
    return place


def hits(record: str, *words: str) -> list[dict[str, object]]:
    printed = dragoman("search", *words, "--record", record, "--format", "jsonl", "--limit", "50").stdout
    return [json.loads(line) for line in printed.splitlines()]


def test_a_state_is_found_in_both_languages_by_its_name_in_one(record: str) -> None:
    for typed in ("북한", "North Korea", "DPRK"):
        assert {hit["language"] for hit in hits(record, typed)} == {"en", "ko"}


def test_marks_are_places_in_the_document(record: str) -> None:
    for hit in hits(record, "resolution"):
        for start, end in hit["marks"]:  # type: ignore[attr-defined]
            assert str(hit["words"])[start - hit["start"] : end - hit["start"]].lower().startswith("resol")  # type: ignore[operator]


def test_options_and_typed_fields_say_the_same(record: str) -> None:
    by_option = hits(record, "korea", "--kind", "call")
    assert by_option
    assert by_option == hits(record, "korea kind:call")
    assert by_option == hits(record, "korea", "kind:call")


def test_rows_for_a_program_have_headings(record: str) -> None:
    head, *rows = dragoman("search", "korea", "--record", record).stdout.splitlines()
    assert head.split("\t")[:3] == ["document", "start", "end"]
    assert 0 < len(rows) <= 20


def test_facets(record: str) -> None:
    printed = dragoman("search", "korea", "--record", record, "--facets", "--format", "jsonl").stdout
    facets = json.loads(printed)
    assert facets["total"] == len(hits(record, "korea"))
    assert dragoman("search", "korea", "--record", record, "--facets").stdout.startswith("facet\tvalue\tparagraphs\n")


def test_nothing_typed_is_told_in_one_line(record: str) -> None:
    told = dragoman("search", "…", "--record", record, code=2).stderr
    assert "names no word to look for" in told
    assert told.count("\n") == 1


def test_the_doctor_makes_the_index_anew(record: str) -> None:
    told = dragoman("doctor", "--record", record, "--rebuild-search")
    assert "can be searched anew" in told.stderr
    assert hits(record, "korea")
