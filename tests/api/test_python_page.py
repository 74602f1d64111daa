"""docs/python.md is run as it stands, over a small record, and what it says it prints is what it prints."""

import doctest
from pathlib import Path

import pytest

from dragoman.api import OpenRecord

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


def test_the_page_is_true(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="the page shows a frame, and pandas is not installed")
    monkeypatch.chdir(Path(where).parent)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.REPORT_NDIFF
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=flags, encoding="utf-8")
    assert tried > 30
    assert failed == 0


def test_every_question_is_on_the_page() -> None:
    asked = {name for name in vars(OpenRecord) if not name.startswith("_") and name not in ("close",)}
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in sorted(asked) if f"`rec.{name}(" not in page] == []
