"""Speech told, not quoted: where its speaker, cue and content stand."""

from told import Claims


def test_that_clause(claims: Claims) -> None:
    """The Foreign Ministry announced that South Korea will reopen its embassy in Tripoli."""
    claim = claims.only
    assert claim.words == "South Korea will reopen its embassy in Tripoli"
    assert (claim.kind, claim.form, claim.cue, claim.act) == ("commitment", "indirect", "announced", "announce")


def test_clause_without_that(claims: Claims) -> None:
    """Foreign Minister Baek Dong-ryul said the North is likely to test a missile soon."""
    claim = claims.only
    assert (claim.kind, claim.words) == ("forecast", "the North is likely to test a missile soon")
    assert claim.speakers == ("Baek Dong-ryul",)


def test_attribution_behind(claims: Claims) -> None:
    """North Korea fired two missiles into the East Sea, the Joint Chiefs of Staff said."""
    claim = claims.only
    assert claim.words == "North Korea fired two missiles into the East Sea"
    assert (claim.kind, claim.form, claim.cue) == ("event", "indirect", "said")
    assert claim.actors == ("North Korea",)


def test_attribution_behind_inverted(claims: Claims) -> None:
    """Seoul will not join the exercise, said Defense Ministry spokesman Jang Tae-ho."""
    claim = claims.only
    assert (claim.kind, claim.polarity, claim.speakers) == ("commitment", "negative", ("Jang Tae-ho",))


def test_according_to(claims: Claims) -> None:
    """According to the Unification Ministry, the North dismantled a guard post in April."""
    claim = claims.only
    assert (claim.kind, claim.form, claim.cue) == ("event", "indirect", "According to")
    assert claim.words == "the North dismantled a guard post in April"


def test_according_to_behind(claims: Claims) -> None:
    """The North dismantled a guard post in April, according to the Unification Ministry."""
    claim = claims.only
    assert claim.words == "The North dismantled a guard post in April"
    assert claim.cue == "according to"


def test_passive_report(claims: Claims) -> None:
    """Pyongyang was urged by the ministry to release the detained missionary."""
    claim = claims.only
    assert (claim.kind, claim.cue) == ("call", "urged")
    assert claim.words == "release the detained missionary"


def test_joined_cues_share_their_speaker(claims: Claims) -> None:
    """Minister Baek Dong-ryul welcomed the release and urged Pyongyang to free the others."""
    assert claims.kinds == ["assessment", "call"]
    assert {c.speakers for c in claims} == {("Baek Dong-ryul",)}
    assert [c.cue for c in claims] == ["welcomed", "urged"]


def test_participle_goes_on_for_the_speaker(claims: Claims) -> None:
    """The ministry said that the talks will resume in June, adding that Seoul will host them."""
    second = claims.about("Seoul will host them")
    assert second.cue == "adding"
    assert second.speakers == claims.about("talks will resume").speakers


def test_participle_before(claims: Claims) -> None:
    """Noting that the sanctions remain in force, Ambassador Ha Seo-yun called for full implementation."""
    call = claims.about("full implementation")
    assert (call.kind, call.speakers) == ("call", ("Ha Seo-yun",))
    assert claims.about("sanctions remain in force").speakers == ("Ha Seo-yun",)


def test_two_contents_of_one_cue(claims: Claims) -> None:
    """The ministry said that Seoul will send rice and that Tokyo will send medicine."""
    assert "Seoul will send rice" in [c.words for c in claims]
    assert claims.about("Tokyo will send medicine").cue == "said"


def test_told_whom(claims: Claims) -> None:
    """Minister Baek Dong-ryul told reporters that the consulate will reopen on Monday."""
    claim = claims.only
    assert claim.words == "the consulate will reopen on Monday"
    assert claim.speakers == ("Baek Dong-ryul",)


def test_noun_that_reports(claims: Claims) -> None:
    """In a statement, the European Union warned that it will extend the sanctions."""
    claim = claims.only
    assert (claim.kind, claim.cue, claim.speakers) == ("commitment", "warned", ("European Union",))


def test_several_speakers(claims: Claims) -> None:
    """Japan and South Korea said that they will share radar data."""
    claim = claims.only
    assert claim.kind == "commitment"
    assert set(claim.speakers) == {"Japan", "South Korea"}


def test_a_time_between_cue_and_content_is_no_content(claims: Claims) -> None:
    """The ministry said on Tuesday that the consulate in Busan will close."""
    assert claims.only.words == "the consulate in Busan will close"


def test_attribution_behind_with_its_day(claims: Claims) -> None:
    """Ambassador Ha Seo-yun vowed to defend the convoy, the agency reported Saturday."""
    claim = claims.only
    assert claim.words == "defend the convoy"
    assert claim.voices == (("The agency",), ("Ha Seo-yun",)) or claim.voices[1] == ("Ha Seo-yun",)


def test_attribution_behind_an_act_of_ones_own(claims: Claims) -> None:
    """We believe that the ban is lawful, said Minister Baek Dong-ryul."""
    claim = claims.only
    assert claim.speakers == ("Baek Dong-ryul",)
    assert "said" not in claim.words


def test_a_second_main_verb_is_not_inside_the_first_ones_clause(claims: Claims) -> None:
    """Both sides reaffirmed that the door remains open and decided to expand flights."""
    promise = claims.about("expand flights")
    assert promise.cue != "reaffirmed"
    assert promise.actors == ("Both sides",)


def test_who_did_not_speak_said_nothing(claims: Claims) -> None:
    """Neither Washington nor Pyongyang commented on the report."""
    assert all(c.kind != "statement" for c in claims)


def test_attribution_behind_a_long_clause(claims: Claims) -> None:
    """Seoul and Washington will hold an exercise from Aug. 18 to 28, the military said Monday."""
    claim = claims.only
    assert claim.kind == "commitment"
    assert claim.words == "Seoul and Washington will hold an exercise from Aug. 18 to 28"


def test_a_day_is_nobody_spoken_to(claims: Claims) -> None:
    """Minister Baek Dong-ryul said Thursday that Seoul will reopen the road."""
    assert claims.only.recipients == ()


def test_had_informed(claims: Claims) -> None:
    """The ministry said it had informed the Chinese embassy of the drill in advance."""
    assert claims.only.kind in ("event", "statement")


def test_inner_speaker_with_a_relative_clause(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the envoy, whom he met in April, had told him that Beijing would not pay."""
    claim = claims.about("Beijing would not pay")
    assert claim.words == "Beijing would not pay"
    assert len(claim.voices) == 2
