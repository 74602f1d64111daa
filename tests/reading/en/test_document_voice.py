"""What a document says in its own voice: a ministry's release answers for itself, an agency's prose tells deeds."""

import pytest
from told import Claims


def test_a_release_promises_for_its_government(claims: Claims) -> None:
    """Publisher: rok.mofa

    The government will provide two million dollars to the flood victims in Peru.
    """
    claim = claims.only
    assert (claim.kind, claim.form, claim.voices, claim.cue) == ("commitment", "document", ((),), None)


def test_we_welcome_is_the_cue(claims: Claims) -> None:
    """Publisher: rok.mofa

    We welcome the adoption of the resolution.
    """
    claim = claims.only
    assert (claim.kind, claim.form, claim.cue, claim.act) == ("assessment", "document", "welcome", "welcome")
    assert claim.words == "the adoption of the resolution"


def test_we_call_upon(claims: Claims) -> None:
    """Publisher: rok.mofa

    We call upon North Korea to cease all provocations at once.
    """
    claim = claims.only
    assert (claim.kind, claim.form, claim.cue) == ("call", "document", "call upon")
    assert claim.recipients == ("North Korea",)


def test_we_will_belongs_to_the_content(claims: Claims) -> None:
    """Publisher: rok.mofa

    We will continue to work with our partners for a peaceful peninsula.
    """
    claim = claims.only
    assert (claim.kind, claim.cue) == ("commitment", None)
    assert claim.words.startswith("We will continue")


def test_agency_prose_tells_deeds(claims: Claims) -> None:
    """Publisher: Peninsula Wire

    North Korea launched a satellite on Monday and closed the border crossing at Dandong.
    """
    assert claims.kinds == ["event", "event"]
    assert {c.form for c in claims} == {"document"}
    assert claims[0].actors == claims[1].actors == ("North Korea",)


def test_a_calendar_fact_carries_no_claim(claims: Claims) -> None:
    """The harvest festival falls on a Thursday."""
    assert claims == ()


def test_headlines_and_captions_make_no_claims(claims: Claims) -> None:
    """Title: North Korea fires missile into the sea
    Caption: Minister Baek Dong-ryul said that talks will resume.

    South Korea condemned the launch.
    """
    assert [c.kind for c in claims] == ["assessment"]


def test_a_meeting_has_all_its_parties(claims: Claims) -> None:
    """Foreign Minister Baek Dong-ryul met with Ambassador Ha Seo-yun in Geneva on Friday."""
    claim = claims.only
    assert claim.kind == "event"
    assert set(claim.actors) == {"Baek Dong-ryul", "Ha Seo-yun"}


def test_met_to_discuss_is_one_event(claims: Claims) -> None:
    """Foreign Minister Baek Dong-ryul met with Ambassador Ha Seo-yun to discuss the sanctions."""
    assert claims.only.kind == "event"


def test_met_to_urge_is_two_claims(claims: Claims) -> None:
    """Minister Baek Dong-ryul met with the Chinese ambassador to urge Beijing to enforce the sanctions."""
    assert sorted(claims.kinds) == ["call", "event"]
    assert claims.about("enforce the sanctions", "call").speakers == ("Baek Dong-ryul",)


def test_unpublished_voice_has_no_guessed_speaker(claims: Claims) -> None:
    """The government will open a consulate in Hanoi."""
    assert claims.only.voices == ((),)


@pytest.mark.xfail(strict=True, reason="what is condemned is parsed as an apposition to the terms before it")
def test_condemns_in_the_strongest_terms(claims: Claims) -> None:
    """Publisher: rok.mofa

    The government condemns in the strongest terms the abduction of the crew and urges Iran to free them.
    """
    assert claims.kinds == ["assessment", "call"]
    assert claims[0].words == "the abduction of the crew"


def test_held_a_meeting_with(claims: Claims) -> None:
    """Minister Baek Dong-ryul held a meeting with Secretary Julia Hartmann in Rome."""
    assert set(claims.only.actors) == {"Baek Dong-ryul", "Julia Hartmann"}
    assert claims.only.recipients == ()


def test_a_time_belongs_to_its_own_claim(claims: Claims) -> None:
    """Published: 2031-05-02

    The two sides shared the view that the route is safe, and agreed to meet again in October.
    """
    assert claims.about("the route is safe").time is None


def test_worth_noting_is_said_by_whoever_writes_it(claims: Claims) -> None:
    """It is important to note that the dam has never been closed."""
    claim = claims.only
    assert (claim.form, claim.cue) == ("document", "It is important to note")
    assert claim.words == "the dam has never been closed"
