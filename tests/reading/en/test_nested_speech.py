"""Voices inside voices, and clauses that look like speech and are none."""

import pytest
from told import Claims


def test_two_voices_from_the_outermost_in(claims: Claims) -> None:
    """Minister Baek Dong-ryul said that President Silva had promised that Brazil will ratify the treaty."""
    claim = claims.about("Brazil will ratify the treaty", "commitment")
    assert claim.words == "Brazil will ratify the treaty"
    assert claim.voices[0] == ("Baek Dong-ryul",)
    assert len(claim.voices) == 2
    assert "Silva" in claim.speakers[0]


def test_inner_call(claims: Claims) -> None:
    """The agency reported that Minister Baek Dong-ryul had urged China to act."""
    claim = claims.only
    assert claim.kind == "call"
    assert claim.voices[1] == ("Baek Dong-ryul",)
    assert claim.recipients == ("China",)


def test_own_hope_is_no_second_voice(claims: Claims) -> None:
    """The ministry said it hopes that the talks will resume."""
    claim = claims.only
    assert claim.kind == "position"
    assert len(claim.voices) == 1


def test_relative_clause_does_not_speak(claims: Claims) -> None:
    """Minister Baek Dong-ryul, who spoke in Berlin last week, urged Pyongyang to return to the talks."""
    calls = claims.of("call")
    assert [c.words for c in calls] == ["Pyongyang to return to the talks"]
    assert calls[0].speakers == ("Baek Dong-ryul",)


@pytest.mark.xfail(strict=True, reason="the parse draws the main verb into the relative clause, and who stays nobody")
def test_relative_clause_with_content_of_its_own(claims: Claims) -> None:
    """Ambassador Ha Seo-yun, who said that the sanctions will stay, met the envoy in Vienna."""
    assert claims.about("the sanctions will stay").speakers == ("Ha Seo-yun",)
    assert claims.about("met the envoy").kind == "event"


def test_speech_under_a_passive(claims: Claims) -> None:
    """North Korea is said to have built a new enrichment hall."""
    assert all(c.kind in ("event", "position") for c in claims)
    assert all("said" not in c.words for c in claims if c.form != "document")


def test_reported_denial(claims: Claims) -> None:
    """Pyongyang denied that it had hacked the exchange."""
    claim = claims.only
    assert claim.speakers == ("North Korea",)
    assert claim.words == "it had hacked the exchange"


def test_a_deed_denied_is_negative(claims: Claims) -> None:
    """Pyongyang denied that it had sold the missiles."""
    assert (claims.only.kind, claims.only.polarity) == ("event", "negative")


def test_saying_inside_a_quotation(claims: Claims) -> None:
    """“Our partners have told us that they will lift the ban,” Ambassador Ha Seo-yun said."""
    claim = claims.about("lift the ban")
    assert claim.voices[0] == ("Ha Seo-yun",)
    assert claim.form in ("direct", "indirect")


def test_it_will_also_goes_on(claims: Claims) -> None:
    """The Unification Ministry said it will open a liaison office. It will also repair the road to Kaesong."""
    going_on = claims.about("repair the road")
    assert (going_on.kind, going_on.form) == ("commitment", "indirect")
    assert going_on.speakers == claims.about("open a liaison office").speakers


def test_quoted_as_saying(claims: Claims) -> None:
    """The agency quoted a diplomat as saying that the North had moved a launcher to the coast."""
    claim = claims.about("moved a launcher")
    assert claim.voices == (("The agency",), ("a diplomat",))
