"""The floors of the made documents, half by half; what fails is named with its figures."""

import pytest

from dragoman.dossier import load_dossier

from .measure import HALVES, Measured, figures, line_of, measured, read_made
from .releases import load_releases


@pytest.fixture(scope="module", params=HALVES)
def results(request: pytest.FixtureRequest) -> list[Measured]:
    dossier = load_dossier()
    return [measured(made, read_made(made, dossier)) for made in HALVES[request.param](load_releases())]


def test_every_half_has_many_manners_and_both_languages(results: list[Measured]) -> None:
    assert len(results) == 50
    assert len({r.made.name.partition("/")[0] for r in results}) >= 10
    assert {r.made.release.language for r in results} == {"en", "ko"}


def test_body_title_and_date_are_read_as_well_as_they_must_be(results: list[Measured]) -> None:
    told = figures(results)
    flawed = "\n".join(line_of(r) for r in results if not r.flawless)
    assert told["body f1"] >= 0.97, flawed
    assert told["title"] >= 0.95, flawed
    assert told["published"] >= 0.98, flawed
    assert told["language"] >= 0.98, flawed


def test_no_date_is_wrong(results: list[Measured]) -> None:
    assert [r.made.name for r in results if r.published == "wrong"] == []


def test_there_are_at_least_twenty_five_texts() -> None:
    assert len(load_releases()) >= 25
