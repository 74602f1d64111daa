"""Conditions: the words that say on what a promise, a threat or a forecast hangs."""

from told import Claims


def test_if_behind(claims: Claims) -> None:
    """The ministry said Seoul will lift the ban if the North stops its tests."""
    claim = claims.only
    assert (claim.kind, claim.modality) == ("commitment", "conditional")
    assert claim.condition == "if the North stops its tests"


def test_if_before(claims: Claims) -> None:
    """“If the North returns to the talks, we will resume the aid,” Minister Baek Dong-ryul said."""
    claim = claims.only
    assert claim.condition == "If the North returns to the talks"
    assert (claim.kind, claim.modality, claim.polarity) == ("commitment", "conditional", "positive")


def test_unless(claims: Claims) -> None:
    """Tokyo will not lift its sanctions unless the abductees return."""
    claim = claims.only
    assert claim.condition == "unless the abductees return"
    assert (claim.kind, claim.polarity) == ("commitment", "negative")


def test_as_long_as(claims: Claims) -> None:
    """Minister Baek Dong-ryul said Seoul will keep the offer open as long as the freeze holds."""
    assert claims.only.condition == "as long as the freeze holds"


def test_once(claims: Claims) -> None:
    """The ministry said it will reopen the embassy once the fighting ends."""
    assert claims.only.condition == "once the fighting ends"


def test_only_after(claims: Claims) -> None:
    """The ministry said aid will resume only after the inspectors return."""
    assert claims.only.condition == "only after the inspectors return"


def test_in_the_event_of(claims: Claims) -> None:
    """Seoul will respond in the event of an attack on its islands."""
    assert claims.only.condition == "in the event of an attack on its islands"


def test_conditional_threat(claims: Claims) -> None:
    """“Any attack on our ships will be met with overwhelming force,” Minister Baek Dong-ryul said."""
    assert (claims.only.kind, claims.only.modality) == ("commitment", "conditional")


def test_whether_is_no_condition(claims: Claims) -> None:
    """The ministry said it will examine whether the vessel broke the embargo."""
    assert claims.only.condition is None
    assert claims.only.modality == "intended"


def test_conditional_forecast(claims: Claims) -> None:
    """Analysts predicted that the economy will shrink if the border stays closed."""
    claim = claims.only
    assert (claim.kind, claim.condition) == ("forecast", "if the border stays closed")


def test_a_condition_is_its_own_clauses(claims: Claims) -> None:
    """The ministry said Seoul will send rice, and that Tokyo will send medicine if the North asks."""
    assert claims.about("send rice").condition is None
    assert claims.about("send medicine").condition == "if the North asks"
