"""Positions: a goal, principle, policy or view, and neither promise nor call."""

import pytest
from told import Claims


def test_principle(claims: Claims) -> None:
    """Minister Baek Dong-ryul said that trade and security are two sides of one coin."""
    claim = claims.only
    assert (claim.kind, claim.modality) == ("position", "actual")


def test_support(claims: Claims) -> None:
    """Australia expressed its support for the moratorium."""
    claim = claims.only
    assert (claim.kind, claim.speakers) == ("position", ("Australia",))


def test_hope_that(claims: Claims) -> None:
    """Ambassador Ha Seo-yun expressed hope that the families will meet again."""
    assert claims.only.kind == "position"
    assert claims.only.words == "the families will meet again"


def test_believes_that(claims: Claims) -> None:
    """The government believes that dialogue is the only way forward."""
    assert claims.only.kind == "position"


def test_stands_with(claims: Claims) -> None:
    """“South Korea stands with the people of Ukraine,” Minister Baek Dong-ryul said."""
    assert claims.only.kind == "position"


@pytest.mark.xfail(strict=True, reason='"without nuclear weapons" is on no track')
def test_goal(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the goal of the policy is a peninsula without nuclear weapons."""
    assert claims.only.kind == "position"
    assert "denuclearisation" in claims.only.tracks


def test_opposes(claims: Claims) -> None:
    """Beijing opposes unilateral sanctions."""
    claim = claims.only
    assert (claim.kind, claim.speakers or claim.actors) == ("position", ("China",))


def test_shared_view(claims: Claims) -> None:
    """The two ministers shared the view that the ceasefire is fragile."""
    assert claims.only.kind == "position"
    assert claims.only.words == "the ceasefire is fragile"


def test_to_have_is_a_state(claims: Claims) -> None:
    """Minister Baek Dong-ryul said that every state has a duty to rescue sailors."""
    assert claims.only.kind == "position"
