"""Calls: somebody asks another party, or everyone, to act; the complement decides, not the verb."""

from collections.abc import Callable

import pytest
from told import Claims, claims_of

from dragoman.record import Reading


def test_urged_to(claims: Claims) -> None:
    """The ministry urged Pyongyang to release the three detainees."""
    claim = claims.only
    assert (claim.kind, claim.modality, claim.cue) == ("call", "asked", "urged")
    assert claim.recipients == ("North Korea",)
    assert "release the three detainees" in claim.words


def test_called_on_to(claims: Claims) -> None:
    """Ambassador Ha Seo-yun called on the Security Council to act."""
    claim = claims.only
    assert (claim.kind, claim.cue) == ("call", "called on")
    assert claim.actors == ("Ha Seo-yun",)
    assert len(claim.recipients) == 1


def test_called_for(claims: Claims) -> None:
    """Minister Baek Dong-ryul called for the immediate release of the crew."""
    claim = claims.only
    assert (claim.kind, claim.cue, claim.words) == ("call", "called for", "the immediate release of the crew")


def test_need_for(claims: Claims) -> None:
    """Minister Baek Dong-ryul stressed the need for closer monitoring of the cargo."""
    assert claims.only.kind == "call"
    assert "closer monitoring of the cargo" in claims.only.words


def test_importance_of_is_no_call(claims: Claims) -> None:
    """Minister Baek Dong-ryul stressed the importance of closer monitoring of the cargo."""
    assert claims.only.kind == "position"


FRAMES = ["{} should inspect every vessel", "{} must inspect every vessel", "{} needs to inspect every vessel"]


@pytest.mark.parametrize("frame", FRAMES)
def test_should_must_need(read: Callable[[str], Reading], frame: str) -> None:
    claim = claims_of(read(f"Ambassador Ha Seo-yun said that {frame.format('China')}.")).only
    assert (claim.kind, claim.recipients) == ("call", ("China",))


def test_it_is_time_to(claims: Claims) -> None:
    """“It is time for Pyongyang to choose,” Ambassador Ha Seo-yun said."""
    assert claims.only.kind == "call"


def test_demanded_that(claims: Claims) -> None:
    """Seoul demanded that the North apologize for the sinking."""
    claim = claims.only
    assert (claim.kind, claim.cue) == ("call", "demanded")


def test_urged_not_to(claims: Claims) -> None:
    """The ministry urged Pyongyang not to launch the rocket."""
    assert (claims.only.kind, claims.only.polarity) == ("call", "negative")


def test_urged_to_stop(claims: Claims) -> None:
    """The ministry urged Pyongyang to stop the launches."""
    assert (claims.only.kind, claims.only.polarity) == ("call", "negative")


def test_two_things_asked(claims: Claims) -> None:
    """The ministry urged Pyongyang to free the crew and return the ship."""
    assert claims.kinds == ["call", "call"]
    assert {c.recipients for c in claims} == {("North Korea",)}


def test_proposed(claims: Claims) -> None:
    """Seoul proposed talks on the reunions of separated families."""
    assert (claims.only.kind, claims.only.modality) == ("call", "asked")


def test_suggested_that_a_fact_is_no_call(claims: Claims) -> None:
    """Satellite experts suggested that the reactor was running again."""
    assert claims.only.kind != "call"


def test_asked_a_question_is_no_call(claims: Claims) -> None:
    """Reporters asked whether the summit had been cancelled."""
    assert "call" not in claims.kinds


def test_are_advised_to(claims: Claims) -> None:
    """Publisher: rok.mofa

    Travelers are advised to leave the province.
    """
    assert claims.only.kind == "call"


def test_summoned_is_a_deed(claims: Claims) -> None:
    """The ministry summoned the Japanese ambassador."""
    assert claims.only.kind == "event"


def test_asked_about_is_no_call_of_the_one_asked(claims: Claims) -> None:
    """Asked about the report, spokesman Jang Tae-ho said that the ban will stay."""
    assert "call" not in claims.kinds


@pytest.mark.xfail(strict=True, reason="it is the asker today, who asks nothing of itself")
def test_it_is_the_one_asked(claims: Claims) -> None:
    """The ministry protested to China over the incursion and demanded that it prevent a recurrence."""
    assert claims.about("prevent a recurrence").recipients == ("China",)


def test_it_is_imperative_that(claims: Claims) -> None:
    """“It is imperative that all states inspect the cargo,” Ambassador Ha Seo-yun said."""
    assert claims.only.kind == "call"
