"""Quotations: who is quoted, in what words, and which quotation marks quote nobody."""

from told import Claims


def test_cue_behind_the_quotation(claims: Claims) -> None:
    """“The door to dialogue remains open,” Foreign Minister Baek Dong-ryul said."""
    claim = claims.only
    assert claim.words == "The door to dialogue remains open"
    assert (claim.form, claim.cue, claim.act) == ("direct", "said", "say")
    assert claim.speakers == ("Baek Dong-ryul",)


def test_cue_before_the_quotation(claims: Claims) -> None:
    """Foreign Minister Baek Dong-ryul said, “We will send a delegation to Geneva.”"""
    claim = claims.only
    assert claim.words == "We will send a delegation to Geneva"
    assert (claim.kind, claim.form, claim.cue) == ("commitment", "direct", "said")
    assert claim.speakers == claim.actors == ("Baek Dong-ryul",)


def test_inverted_cue(claims: Claims) -> None:
    """“The shipments must stop,” said Ambassador Ha Seo-yun."""
    claim = claims.only
    assert (claim.kind, claim.form, claim.cue, claim.speakers) == ("call", "direct", "said", ("Ha Seo-yun",))


def test_a_split_quotation_is_one_speaker_twice(claims: Claims) -> None:
    """“Our position has not changed,” Ambassador Ha Seo-yun said. “We will not accept a nuclear-armed North Korea.”"""
    assert {c.speakers for c in claims} == {("Ha Seo-yun",)}
    assert {c.form for c in claims} == {"direct"}
    second = claims.about("accept a nuclear-armed")
    assert (second.kind, second.polarity) == ("commitment", "negative")


def test_a_quotation_cut_in_the_middle_is_one_claim(claims: Claims) -> None:
    """“We will,” Minister Baek Dong-ryul said, “resume the reunions of families this year.”"""
    claim = claims.only
    assert claim.words == "We will … resume the reunions of families this year"
    assert claim.kind == "commitment"


def test_quotation_carried_over_sentences(claims: Claims) -> None:
    """“The freeze is a first step. We will verify every site. Nothing will be hidden,” Ambassador Ha Seo-yun said."""
    assert {c.speakers for c in claims} == {("Ha Seo-yun",)}
    assert claims.about("verify every site").kind == "commitment"
    assert {c.form for c in claims} == {"direct"}


def test_a_floating_quotation_goes_on_for_the_last_speaker(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the North was running out of time.

    “The international community will not wait for ever.”
    """
    floating = claims.about("will not wait for ever")
    assert (floating.form, floating.speakers) == ("direct", ("Baek Dong-ryul",))


def test_a_quotation_that_opens_anew_in_the_next_paragraph(claims: Claims) -> None:
    """“We will keep the hotline open,” Minister Baek Dong-ryul said. “It has saved lives.

    “We will also ask the North to answer it.”
    """
    assert {c.speakers for c in claims} == {("Baek Dong-ryul",)}
    assert claims.about("ask the North to answer").form == "direct"


def test_straight_marks(claims: Claims) -> None:
    """ "The North should return to the table," the ministry said. "We are waiting." """
    call = claims.about("should return to the table")
    assert (call.kind, call.form) == ("call", "direct")
    assert "“" not in call.words
    assert '"' not in call.words


def test_mismatched_marks(claims: Claims) -> None:
    """“We will protect our citizens abroad,' Minister Baek Dong-ryul said."""
    claim = claims.only
    assert (claim.words, claim.form) == ("We will protect our citizens abroad", "direct")


def test_a_quotation_inside_a_quotation_stays_whole(claims: Claims) -> None:
    """“He told me ‘never again’ and I believed him,” Ambassador Ha Seo-yun said."""
    assert {c.voices[0] for c in claims} == {("Ha Seo-yun",)}
    assert any("believed him" in c.words for c in claims)


def test_a_name_in_quotation_marks_is_no_speech(claims: Claims) -> None:
    """The ministry launched a program called “Bridges of Tomorrow” in March."""
    assert claims.only.form == "document"
    assert claims.only.kind == "event"


def test_one_quoted_word_is_no_speech(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the “freeze” had failed."""
    claim = claims.only
    assert claim.form == "mixed"
    assert claim.speakers == ("Baek Dong-ryul",)


def test_own_words_inside_indirect_speech_are_mixed(claims: Claims) -> None:
    """The ministry said that the launch was “a reckless act that endangers civil aviation” and broke the law."""
    assert {c.form for c in claims} == {"mixed"}
    assert "a reckless act that endangers civil aviation" in claims[0].wording


def test_apostrophes_open_nothing(claims: Claims) -> None:
    """The ministers' talks ended without a deal, and the North's envoy left the ministers' lounge."""
    assert {c.form for c in claims} == {"document"}


def test_two_speakers_keep_their_own_words(claims: Claims) -> None:
    """“We will come to Pyongyang,” Ambassador Ha Seo-yun said. “We will wait,” replied Vice Minister Ri Kwang-ho."""
    assert claims.about("come to Pyongyang").speakers == ("Ha Seo-yun",)
    assert claims.about("We will wait").speakers == ("Ri Kwang-ho",)
