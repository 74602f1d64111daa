"""Real documents in pages of our own making; the texts themselves are not ours to keep here."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from dragoman.dossier import Dossier, load_dossier
from dragoman.record import Document

from . import first, second
from .measure import body_of, folded, read_made, verdict
from .releases import Made, Release

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared, which is not part of the repository")
LEAST_PARAGRAPH = 135
"""Characters; in these files every paragraph is longer, and what is shorter stands around them."""
DAYS = {"000": "2024-04-23", "001": "2024-04-25", "002": "2018-06-02", "003": "2017-01-04", "004": "2017-08-23"}
MANNERS = (
    *first.MANNERS,
    *(manner for manner, _ in second.MANNERS if manner not in (second.mail, second.feed, second.paper)),
)


def releases() -> list[Release]:
    """The seeds' paragraphs under a headline of ours; what a file has twice is a caption."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        lines = [folded(line) for line in path.read_text(encoding="utf-8").splitlines()]
        counts = Counter(lines)
        body = tuple(x for x in lines if len(x) >= LEAST_PARAGRAPH and counts[x] == 1 and x.endswith((".", "”", '"')))
        day = datetime.date.fromisoformat(DAYS[path.name[:3]])
        title = "Officials set out how the peninsula is to be made free of arms"
        found.append(Release(path.name[:3], "en", title, None, day, "Seoul", "The Quay", "news", body))
    return found


def dated(document: Document) -> datetime.date | None:
    return document.published.period.first if document.published else None


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load_dossier()


def test_the_seeds_have_the_paragraphs_they_have() -> None:
    assert [len(release.body) for release in releases()] == [8, 10, 5, 15, 12]


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: f"{manner.__module__}.{manner.__name__}")
def test_every_paragraph_is_kept_and_nothing_else_is_body(manner: type[Made], korea: Dossier) -> None:
    for release in releases():
        made = manner(release)  # type: ignore[call-arg,arg-type]
        document = read_made(made, korea)
        said = [folded(line) for line in body_of(document)]
        assert said == [made.lead + release.body[0], *release.body[1:]], made.name
        assert dated(document) in (made.published, release.date), (
            made.name
        )  # a dateline may tell what the page does not
        assert made.published is None or verdict(made, document) == "right", made.name
