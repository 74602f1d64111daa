"""What a claim is about: where its tracks come from, and its key phrases in one form."""

from collections.abc import Callable

import pytest
from told import Claims

from dragoman.record import Reading


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("Seoul seeks the denuclearization of North Korea.", "denuclearization of North Korea"),
        ("Seoul seeks the denuclearisation of the Korean Peninsula.", "denuclearization of the Korean Peninsula"),
        ("Japan reaffirmed its commitment to extended deterrence.", "extended deterrence"),
        (
            "Seoul seeks the complete, verifiable and irreversible denuclearization of the Korean Peninsula.",
            "complete, verifiable and irreversible denuclearization of the Korean Peninsula",
        ),
    ],
)
def test_wording_says_of_what_and_how(read: Callable[[str], Reading], sentence: str, wording: str) -> None:
    assert wording in [w for claim in read(sentence).claims for w in claim.wording]


def test_unified_is_not_reunified(claims: Claims) -> None:
    """Seoul supports a free and unified Korean Peninsula. Tokyo supports a free and reunified Korean Peninsula."""
    assert set(claims[0].wording).isdisjoint(claims[1].wording)


def test_a_remark_is_about_what_its_paragraph_is_about(claims: Claims) -> None:
    """The minister said Seoul will tighten sanctions on coal smuggling. "We will look at every port," he added."""
    assert any(t.startswith("dissuade") for t in claims.about("every port").tracks)


def test_a_new_paragraph_starts_anew(claims: Claims) -> None:
    """The minister said Seoul will tighten sanctions on coal smuggling.

    "We will look at every port," Ambassador Ito Kenji said.
    """
    assert not any(t.startswith("dissuade") for t in claims.about("every port").tracks)


def test_its_own_words_go_before_its_surroundings(claims: Claims) -> None:
    """The minister said Seoul will tighten sanctions. He added that the denuclearization talks should resume in May."""
    assert not any(t.startswith("dissuade") for t in claims.about("talks").tracks)


def test_what_told_the_track_is_in_its_rules(read: Callable[[str], Reading]) -> None:
    reading = read('The minister said Seoul will tighten sanctions on coal smuggling. "We will look at it," he added.')
    assert any("track-of-paragraph" in claim.by for claim in reading.claims)


def test_a_negated_track_is_marked(read: Callable[[str], Reading]) -> None:
    (claim,) = read("The spokesperson said no sanctions will be lifted this year.").claims
    assert "track-negated-dissuade" in claim.by
