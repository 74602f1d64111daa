"""Promises: somebody binds itself, or the body it speaks for, to act or not to act."""

import pytest
from told import Claims


def test_will_of_the_speakers_own_side(claims: Claims) -> None:
    """The Unification Ministry said South Korea will send fertilizer to the North."""
    claim = claims.only
    assert (claim.kind, claim.modality, claim.polarity) == ("commitment", "intended", "positive")
    assert claim.actors == ("South Korea",)


def test_plans_to(claims: Claims) -> None:
    """The Foreign Ministry plans to evacuate its staff from Khartoum."""
    assert (claims.only.kind, claims.only.modality) == ("commitment", "intended")


def test_pledged_to(claims: Claims) -> None:
    """Canada pledged to double its contribution to the fund."""
    claim = claims.only
    assert (claim.kind, claim.cue, claim.words) == ("commitment", "pledged", "double its contribution to the fund")
    assert claim.actors == claim.speakers == ("Canada",)


@pytest.mark.xfail(strict=True, reason="the parse joins the second and third verb to the noun before them")
def test_three_predicates_are_three_promises(claims: Claims) -> None:
    """The ministry said it will freeze the accounts, seize the vessels and expel the traders."""
    assert claims.kinds == ["commitment"] * 3
    assert [c.words.split()[-1] for c in claims] == ["accounts", "vessels", "traders"]


def test_joined_nouns_are_one_promise(claims: Claims) -> None:
    """The ministry said it will freeze the accounts, the vessels and the cargo of the traders."""
    assert claims.kinds == ["commitment"]


def test_will_not(claims: Claims) -> None:
    """Minister Baek Dong-ryul said that Seoul will not seek nuclear weapons."""
    assert (claims.only.kind, claims.only.polarity) == ("commitment", "negative")


def test_never_again(claims: Claims) -> None:
    """“We will never abandon our citizens,” Minister Baek Dong-ryul said."""
    assert (claims.only.kind, claims.only.polarity) == ("commitment", "negative")


def test_efforts_will_be_made(claims: Claims) -> None:
    """Publisher: rok.mofa

    Efforts will be made to bring the detainees home.
    """
    assert (claims.only.kind, claims.only.modality) == ("commitment", "intended")


def test_one_side_agreed_to(claims: Claims) -> None:
    """Mongolia agreed to host the next round of talks."""
    assert "commitment" in claims.kinds
    assert claims.about("host the next round", "commitment").actors == ("Mongolia",)


def test_agreement_of_two_is_an_event_and_a_promise(claims: Claims) -> None:
    """South Korea and Mongolia agreed to open a joint research center."""
    assert sorted(claims.kinds) == ["commitment", "event"]
    for claim in claims:
        assert set(claim.actors) == {"South Korea", "Mongolia"}


def test_reaffirmed_its_commitment(claims: Claims) -> None:
    """The United States reaffirmed its commitment to the defense of South Korea."""
    assert (claims.only.kind, claims.only.speakers) == ("commitment", ("United States",))


def test_is_determined_to(claims: Claims) -> None:
    """Ambassador Ha Seo-yun said that Seoul is determined to protect the workers."""
    assert claims.only.kind == "commitment"


def test_emphasized_that_we_will(claims: Claims) -> None:
    """Minister Baek Dong-ryul emphasized that South Korea will respond firmly to any attack."""
    assert claims.only.kind == "commitment"


def test_promised_to_whom(claims: Claims) -> None:
    """Minister Baek Dong-ryul promised Vietnam that Seoul will train its engineers."""
    claim = claims.only
    assert claim.kind == "commitment"
    assert claim.recipients == ("Vietnam",)


def test_hope_to_is_no_promise(claims: Claims) -> None:
    """“We hope to reopen the complex,” Minister Baek Dong-ryul said."""
    assert claims.only.kind == "position"


def test_when_it_will_be_done(claims: Claims) -> None:
    """Published: 2031-05-02

    The ministry said it will open a consulate in Hanoi next year.
    """
    assert claims.only.time == ("2032-01-01", "2032-12-31")


def test_is_to(claims: Claims) -> None:
    """Publisher: rok.mofa

    The government is to send medicine to the flooded provinces.
    """
    assert claims.only.kind == "commitment"


def test_reiterated_while_warning(claims: Claims) -> None:
    """The ministry reiterated that the offer stands, while warning that provocations will not be tolerated."""
    warning = claims.about("will not be tolerated")
    assert (warning.kind, warning.polarity, warning.cue) == ("commitment", "negative", "warning")
    assert warning.speakers == claims.about("the offer stands").speakers


def test_envoys_plan_to(claims: Claims) -> None:
    """The three envoys plan to meet in Tokyo next week."""
    assert claims.only.kind == "commitment"
