"""Events: something done, or being done, by or between named actors."""

import pytest
from told import Claims


def test_a_deed_has_its_doer(claims: Claims) -> None:
    """Japan expelled two diplomats of the North Korean mission."""
    claim = claims.only
    assert (claim.kind, claim.modality, claim.actors) == ("event", "actual", ("Japan",))


def test_a_thing_is_no_recipient(claims: Claims) -> None:
    """Japan reopened its embassy in Tripoli."""
    assert (claims.only.actors, claims.only.recipients) == (("Japan",), ())


def test_a_deed_going_on(claims: Claims) -> None:
    """The North is rebuilding the launch tower, the Joint Chiefs of Staff said."""
    assert (claims.only.kind, claims.only.actors) == ("event", ("North Korea",))


def test_a_deed_done_to_somebody(claims: Claims) -> None:
    """China handed North Korea a list of banned goods."""
    claim = claims.only
    assert (claim.kind, claim.actors, claim.recipients) == ("event", ("China",), ("North Korea",))


def test_passive_with_its_doer(claims: Claims) -> None:
    """The tanker was seized by the Japanese coast guard in June."""
    assert claims.only.kind == "event"


def test_talks_have_both_parties(claims: Claims) -> None:
    """South Korea held talks with China on fishing rights."""
    claim = claims.only
    assert (claim.kind, set(claim.actors)) == ("event", {"South Korea", "China"})


@pytest.mark.xfail(strict=True, reason='"vetoed" is no past tense to the pack')
def test_two_deeds(claims: Claims) -> None:
    """Russia vetoed the resolution and withdrew its ambassador."""
    assert claims.kinds == ["event", "event"]


def test_not_done(claims: Claims) -> None:
    """North Korea did not answer the hotline on Sunday."""
    assert (claims.only.kind, claims.only.polarity) == ("event", "negative")


def test_exercise_dated_to_the_day(claims: Claims) -> None:
    """Published: 2031-05-02

    The United States and South Korea began a joint exercise on April 28.
    """
    claim = claims.only
    assert (claim.kind, claim.time) == ("event", ("2031-04-28", "2031-04-28"))


def test_topic_alone_is_a_statement(claims: Claims) -> None:
    """Minister Baek Dong-ryul discussed the protection of fishermen."""
    assert (claims.only.kind, claims.only.cue) == ("statement", "discussed")


def test_both_sides_exchanged_views(claims: Claims) -> None:
    """The two sides exchanged views on the situation in the Taiwan Strait."""
    claim = claims.only
    assert claim.kind == "statement"
    assert claim.words == "the situation in the Taiwan Strait"


def test_explained_a_topic(claims: Claims) -> None:
    """Minister Baek Dong-ryul explained the results of the audit."""
    assert claims.only.kind == "statement"
