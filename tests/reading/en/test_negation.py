"""Polarity: negative where what is promised, asked, told or foretold is that something not be."""

from collections.abc import Callable

import pytest
from told import Claims, claims_of

from dragoman.record import Reading


def test_has_not(claims: Claims) -> None:
    """The North has not answered the letter, the ministry said."""
    assert (claims.only.kind, claims.only.polarity) == ("event", "negative")


def test_no_one_did(claims: Claims) -> None:
    """No country recognized the election, the ministry said."""
    assert claims.only.polarity == "negative"


def test_neither_nor(claims: Claims) -> None:
    """“We will neither beg nor threaten,” Minister Baek Dong-ryul said."""
    assert {c.polarity for c in claims} == {"negative"}


def test_contracted(claims: Claims) -> None:
    """“We won’t wait,” Minister Baek Dong-ryul said."""
    assert (claims.only.kind, claims.only.polarity) == ("commitment", "negative")


def test_refrain_from(claims: Claims) -> None:
    """The council urged both sides to refrain from provocations."""
    assert (claims.only.kind, claims.only.polarity) == ("call", "negative")


def test_pledged_not_to(claims: Claims) -> None:
    """Pakistan pledged not to transfer the technology."""
    assert (claims.only.kind, claims.only.polarity) == ("commitment", "negative")


def test_a_no_in_the_cue_is_not_the_contents(claims: Claims) -> None:
    """The ministry did not say that the talks had failed."""
    assert all(c.words != "the talks had failed" or c.polarity == "positive" for c in claims)


def test_negation_elsewhere_does_not_spread(claims: Claims) -> None:
    """The ministry said it will help those who could not leave."""
    assert (claims.only.kind, claims.only.polarity) == ("commitment", "positive")


@pytest.mark.parametrize("verb", ["stop", "halt", "cease", "end", "suspend", "abandon"])
def test_asked_to_stop(read: Callable[[str], Reading], verb: str) -> None:
    claim = claims_of(read(f"The ministry urged Pyongyang to {verb} the enrichment of uranium.")).only
    assert (claim.kind, claim.polarity) == ("call", "negative")


def test_not_only_is_positive(claims: Claims) -> None:
    """The ministry said it will not only send doctors but also build a clinic."""
    assert {c.polarity for c in claims} == {"positive"}
