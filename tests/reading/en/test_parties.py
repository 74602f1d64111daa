"""Parties: who acts, is bound, asked, judged or acted on; each of those who are joined by itself."""

import pytest
from compounds_measure import SHARED, measure
from told import Claims


def test_three_states_are_three_actors(claims: Claims) -> None:
    """Japan, Mongolia and Norway expelled the envoy."""
    assert claims.only.actors == ("Japan", "Mongolia", "Norway")


def test_an_adjective_before_a_name_hides_nobody(claims: Claims) -> None:
    """Japan and the cautious Norway recalled their envoys."""
    assert claims.only.actors == ("Japan", "Norway")


def test_ties_between_two(claims: Claims) -> None:
    """Mongolia welcomed the resumption of ties between Japan and China."""
    claim = claims.only
    assert (claim.actors, claim.recipients) == (("Mongolia",), ("Japan", "China"))


def test_the_ambassadors_of_two(claims: Claims) -> None:
    """The ambassadors of Norway and Japan visited the shipyard."""
    assert {"Norway", "Japan"} <= set(claims.only.actors)


def test_a_launch_has_its_launcher(claims: Claims) -> None:
    """The North's missile launch on Monday violated two resolutions."""
    claim = claims.only
    assert claim.kind == "assessment"
    assert "North Korea" in {*claim.actors, *claim.recipients}


def test_by_somebody(claims: Claims) -> None:
    """Two tankers were seized by Japan in May."""
    assert claims.only.actors == ("Japan",)


def test_of_a_passive_without_its_doer_the_subject_undergoes(claims: Claims) -> None:
    """China was excluded from the exercise in May."""
    claim = claims.only
    assert (claim.kind, claim.actors, claim.recipients) == ("event", (), ("China",))


def test_who_should_is_asked(claims: Claims) -> None:
    """Minister Baek Dong-ryul told reporters that Japan should open the archive."""
    assert claims.only.recipients == ("Japan",)


def test_what_must_be_done_asks_nobody_by_name(claims: Claims) -> None:
    """The envoy said that the crew must be released."""
    assert claims.only.kind == "call"


def test_called_on_two(claims: Claims) -> None:
    """Norway called on China and Japan to sign the treaty."""
    claim = claims.only
    assert (claim.actors, claim.recipients) == (("Norway",), ("China", "Japan"))


def test_the_clause_of_an_object_names_no_party(claims: Claims) -> None:
    """Norway imposed a ban on shipowners under a rule that China drafted."""
    assert "China" not in claims.only.recipients


def test_plans_towards_somebody(claims: Claims) -> None:
    """Norway plans to send medicine to Mongolia."""
    claim = claims.only
    assert (claim.actors, claim.recipients) == (("Norway",), ("Mongolia",))


def test_they_who_will_not_be_charged_are_not_bound(claims: Claims) -> None:
    """The ministry promised that families will not be charged for calls."""
    assert "families" not in claims.only.actors
    assert claims.only.recipients == ("families",)


def test_the_judged_of_a_clause(claims: Claims) -> None:
    """The envoy said that Japan is a reckless neighbour."""
    assert claims.only.recipients == ("Japan",)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the sets beside the repository are absent")
def test_joined_parties_of_an_independent_set() -> None:
    joined, whole, asked, _ = measure()
    assert joined / asked >= 0.85
    assert whole / asked >= 0.72


def test_they_whom_nobody_named_may_agree(claims: Claims) -> None:
    """They agreed that the border stays open, and agreed to meet again."""
    assert "commitment" in claims.kinds


def test_what_is_made_is_nobody(claims: Claims) -> None:
    """The two ministers decided to establish a joint committee on ports."""
    assert claims.about("joint committee", "commitment").recipients == ()


def test_what_was_tasked_lies_ahead(claims: Claims) -> None:
    """Published: 2031-05-14

    The leaders tasked their ministers to report by June.
    """
    assert claims.only.time is not None
    assert claims.only.time[1] == "2031-06-30"


def test_all_states_are_asked(claims: Claims) -> None:
    """Norway called on all States to refrain from tests."""
    assert claims.only.recipients == ("all States",)
