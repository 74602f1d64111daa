"""Forecasts: what will or may happen, told by somebody who does not control it."""

from told import Claims


def test_predicted_that(claims: Claims) -> None:
    """The institute predicted that the North will test another engine."""
    claim = claims.only
    assert (claim.kind, claim.modality, claim.cue) == ("forecast", "predicted", "predicted")


def test_is_likely_to(claims: Claims) -> None:
    """Minister Baek Dong-ryul said Pyongyang is likely to reject the offer."""
    claim = claims.only
    assert (claim.kind, claim.actors) == ("forecast", ("North Korea",))


def test_another_partys_future(claims: Claims) -> None:
    """The South Korean government said North Korea will return to the talks."""
    claim = claims.only
    assert (claim.kind, claim.actors) == ("forecast", ("North Korea",))


def test_what_nobody_does(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the situation will become more dangerous."""
    assert claims.only.kind == "forecast"


def test_may(claims: Claims) -> None:
    """The Joint Chiefs of Staff said the North may launch a satellite before winter."""
    assert claims.only.kind == "forecast"


def test_unlikely_is_negative(claims: Claims) -> None:
    """Analysts said the North is unlikely to give up the reactor."""
    assert (claims.only.kind, claims.only.polarity) == ("forecast", "negative")


def test_expected_to(claims: Claims) -> None:
    """Exports of coal are expected to fall by a third, the ministry said."""
    assert claims.only.kind == "forecast"


def test_its_own_plan_is_no_forecast(claims: Claims) -> None:
    """South Korea said it will launch a satellite before winter."""
    assert claims.only.kind == "commitment"


def test_what_was_foretold_is_dated(claims: Claims) -> None:
    """Published: 2031-05-02

    Analysts predicted that the North will hold a parade in October.
    """
    assert claims.only.time == ("2031-10-01", "2031-10-31")
