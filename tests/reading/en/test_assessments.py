"""Assessments: praise, blame, welcome, worry, thanks; a judgement of what is or was."""

from told import Claims


def test_welcomed(claims: Claims) -> None:
    """The European Union welcomed the reopening of the border."""
    claim = claims.only
    assert (claim.kind, claim.cue, claim.words) == ("assessment", "welcomed", "the reopening of the border")
    assert claim.actors == claim.speakers == ("European Union",)


def test_condemned_whom(claims: Claims) -> None:
    """Seoul condemned North Korea for the hacking of hospitals."""
    claim = claims.only
    assert (claim.kind, claim.speakers, claim.recipients) == ("assessment", ("South Korea",), ("North Korea",))


def test_expressed_concern(claims: Claims) -> None:
    """Ambassador Ha Seo-yun expressed deep concern over the arrests."""
    claim = claims.only
    assert (claim.kind, claim.words) == ("assessment", "the arrests")
    assert claim.cue is not None
    assert claim.cue.startswith("expressed")


def test_called_it_grave(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the test is a grave threat to peace."""
    assert claims.only.kind == "assessment"


def test_thanked(claims: Claims) -> None:
    """Minister Baek Dong-ryul thanked Qatar for its help in the evacuation."""
    claim = claims.only
    assert (claim.kind, claim.recipients) == ("assessment", ("Qatar",))


def test_noted_with_appreciation(claims: Claims) -> None:
    """The two ministers noted with appreciation the work of the panel."""
    assert claims.only.kind == "assessment"


def test_the_feeling_noted_belongs_to_the_cue(claims: Claims) -> None:
    """The two ministers noted with appreciation the work of the panel."""
    assert claims.only.words == "the work of the panel"


def test_described_as(claims: Claims) -> None:
    """Pyongyang described the exercise as a rehearsal for war."""
    assert (claims.only.kind, claims.only.speakers) == ("assessment", ("North Korea",))


def test_regretted_that(claims: Claims) -> None:
    """The ministry regretted that the talks had ended without a result."""
    assert claims.only.kind == "assessment"


def test_a_judgement_has_no_sign_of_its_own(claims: Claims) -> None:
    """Ambassador Ha Seo-yun regretted that the council had not acted."""
    assert (claims.only.kind, claims.only.polarity) == ("assessment", "positive")


def test_hostile_prose_judges(claims: Claims) -> None:
    """The puppet regime is a gang of traitors."""
    assert claims.only.kind == "assessment"


def test_the_judged_is_not_the_judge(claims: Claims) -> None:
    """The puppet regime is a gang of traitors."""
    assert claims.only.actors == ()
    assert claims.only.recipients == ("The puppet regime",)


def test_accused_whom(claims: Claims) -> None:
    """Seoul accused Pyongyang of jamming the signal."""
    claim = claims.only
    assert (claim.kind, claim.speakers, claim.recipients) == ("assessment", ("South Korea",), ("North Korea",))


def test_a_place_in_the_reproach_is_not_judged(claims: Claims) -> None:
    """Tokyo accused Moscow of flying drones over Warsaw."""
    assert claims.only.recipients == ("Russia",)


def test_called_the_visit_fruitful(claims: Claims) -> None:
    """The delegation called the visit fruitful and thanked its hosts."""
    assert claims.kinds == ["assessment", "assessment"]
