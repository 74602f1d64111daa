"""Real documents, where they lie beside the repository; the texts themselves are not ours to keep here."""

import json
from pathlib import Path

import pytest

from dragoman.dossier import Dossier, load_dossier
from dragoman.sources import Sourced, read_sources

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared, which is not part of the repository")


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load_dossier()


def read_all(folder: str, korea: Dossier) -> dict[str, Sourced]:
    found = read_sources(sorted((SHARED / folder).glob("*.txt")), korea)
    return {Path(s.document.source).name: s for s in found if isinstance(s, Sourced)}


def test_the_dates_of_the_seeds_and_how_they_are_known(korea: Dossier) -> None:
    told = {
        name[:3]: published and (str(published.period.first), published.source)
        for name, published in ((n, s.document.published) for n, s in read_all("seeds", korea).items())
    }
    assert told == {
        "000": None,
        "001": ("2024-04-25", "line"),
        "002": None,
        "003": ("2017-01-04", "line"),
        "004": ("2017-08-23", "caption"),
    }


def test_the_kinds_and_publishers_of_the_seeds(korea: Dossier) -> None:
    documents = [s.document for _, s in sorted(read_all("seeds", korea).items())]
    assert [d.kind for d in documents] == ["press-release", "press-release", "news", "news", "news"]
    assert [d.publisher.name is not None for d in documents] == [True, False, True, True, True]
    assert {d.language for d in documents} == {"en"}


@pytest.mark.parametrize("name", ["register-ko-01", "register-mofa-01", "register-wire-01"])
def test_the_lines_of_invented_pages_are_told_exactly(name: str, korea: Dossier) -> None:
    gold = json.loads((SHARED / "gold" / "dev" / f"{name}.json").read_text(encoding="utf-8"))
    document = read_all("gold/dev", korea)[f"{name}.txt"].document
    assert document.published is not None
    assert str(document.published.period.first) == gold["published"]["from"]
    for role, lines in [("chrome", gold["chrome"]), *gold["lines"].items()]:
        assert [document.text[x.start : x.end] for x in document.lines if x.role == role] == lines, role
