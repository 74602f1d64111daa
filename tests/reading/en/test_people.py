"""People: titles, short forms, namesakes and pronouns."""

from collections.abc import Callable

import pytest
from told import Claims

from dragoman.record import Reading


def test_title_and_name_are_one_person(reading: Reading) -> None:
    """Special Representative for Arctic Affairs Baek Dong-ryul arrived in Oslo."""
    people = [m for m in reading.mentions if m.kind == "person"]
    assert [m.name for m in people] == ["Baek Dong-ryul"]


def test_short_form_takes_the_full_name(claims: Claims) -> None:
    """Foreign Minister Baek Dong-ryul arrived in Oslo.

    Baek said that Seoul will open a consulate.
    """
    assert claims.about("open a consulate").speakers == ("Baek Dong-ryul",)


def test_title_and_short_form(claims: Claims) -> None:
    """Foreign Minister Baek Dong-ryul arrived in Oslo.

    Minister Baek said that Seoul will open a consulate.
    """
    assert claims.about("open a consulate").speakers == ("Baek Dong-ryul",)


def test_he_is_the_man_who_spoke(claims: Claims) -> None:
    """President Emmanuel Macron met Chancellor Angela Merkel in Paris.

    He said that France will send doctors.
    """
    assert claims.about("send doctors").speakers == ("Emmanuel Macron",)


def test_she_is_the_woman_named(claims: Claims) -> None:
    """President Emmanuel Macron met Chancellor Angela Merkel in Paris.

    She said that Germany will send doctors.
    """
    assert claims.about("send doctors").speakers == ("Angela Merkel",)


def test_two_kims_by_title(claims: Claims) -> None:
    """Vice Minister Kim Hae-won met Ambassador Kim Do-yeon in Vienna.

    Ambassador Kim said that the talks will go on.
    """
    assert claims.about("talks will go on").speakers == ("Kim Do-yeon",)


def test_two_kims_by_office(claims: Claims) -> None:
    """Vice Minister Kim Hae-won met Ambassador Kim Do-yeon in Vienna.

    Vice Minister Kim urged Iran to cooperate.
    """
    assert claims.about("cooperate").speakers == ("Kim Hae-won",)


def test_western_name(claims: Claims) -> None:
    """Deputy Assistant Secretary Julia Hartmann said the ban will stay."""
    assert claims.only.speakers == ("Julia Hartmann",)


def test_office_in_apposition(claims: Claims) -> None:
    """Baek Dong-ryul, the foreign minister, said that Seoul will open a consulate."""
    assert claims.only.speakers == ("Baek Dong-ryul",)


def test_they_are_both(claims: Claims) -> None:
    """Minister Baek Dong-ryul and Secretary Julia Hartmann met in Rome.

    They agreed to share radar data.
    """
    promise = claims.about("share radar data", "commitment")
    named = " ".join((*promise.speakers, *promise.actors))
    assert "Baek Dong-ryul" in named
    assert "Julia Hartmann" in named


def test_a_person_of_the_dossier_is_known(reading: Reading) -> None:
    """Published: 2017-09-05

    Foreign Minister Kang Kyung-wha spoke in Seoul.
    """
    (person,) = [m for m in reading.mentions if m.kind == "person"]
    assert person.actor == "kang-kyung-wha"


def test_an_unknown_person_is_nobody_of_the_dossier(reading: Reading) -> None:
    """Foreign Minister Quentin Abelard spoke in Seoul."""
    (person,) = [m for m in reading.mentions if m.kind == "person"]
    assert (person.actor, person.name) == (None, "Quentin Abelard")


def test_a_name_in_capitals(reading: Reading) -> None:
    """Foreign Minister BAEK Dong-ryul spoke in Seoul."""
    (person,) = [m for m in reading.mentions if m.kind == "person"]
    assert person.name.casefold() == "baek dong-ryul"


def test_possessive_is_no_part_of_the_name(reading: Reading) -> None:
    """Baek Dong-ryul’s visit to Seoul ended on Friday. Minister Baek Dong-ryul left."""
    text = reading.document.text
    assert all("’" not in text[m.start : m.end] for m in reading.mentions if m.kind == "person")


@pytest.mark.xfail(strict=True, reason="nobody but listed people and bodies can say something")
def test_anybody_can_say(claims: Claims) -> None:
    """The envoy's sister said that the talks will fail."""
    claim = claims.only
    assert claim.words == "the talks will fail"
    assert claim.speakers == ("The envoy's sister",)


@pytest.mark.xfail(strict=True, reason="we, told in apposition who that is, stays nobody")
def test_we_the_ministers_of(claims: Claims) -> None:
    """We, the ministers of Japan and Australia, met in Perth."""
    assert claims.only.actors != ("We",)
    assert claims.only.actors


def test_some_and_many_are_groups(claims: Claims) -> None:
    """Some questioned the worth of the declaration. Many warned that prices will rise."""
    assert [c.speakers for c in claims] == [("Some",), ("Many",)]


def test_the_forum_of_a_post_is_named_too(read: Callable[[str], Reading]) -> None:
    reading = read("Ambassador for International Cooperation on G20 Affairs Bae Su-min welcomed the plan.")
    assert "forum" in [m.kind for m in reading.mentions]


def test_a_government_called_after_somebody_names_both(read: Callable[[str], Reading]) -> None:
    reading = read("Seoul put more pressure on the Kim Jong-un regime, the ministry said.")
    assert {("person", "kim-jong-un"), ("state", "dprk")} <= {(m.kind, m.actor) for m in reading.mentions}
