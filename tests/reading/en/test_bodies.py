"""States and bodies: short forms, capitals that stand for governments, "the ministry", "both sides"."""

from collections.abc import Callable

import pytest
from told import Claims

from dragoman.record import Reading


def _actors(reading: Reading) -> dict[str, str | None]:
    text = reading.document.text
    return {text[m.start : m.end]: m.actor for m in reading.mentions}


def test_the_north_and_the_south(reading: Reading) -> None:
    """The North rejected the offer of the South."""
    actors = _actors(reading)
    assert {v for k, v in actors.items() if "North" in k} == {"dprk"}
    assert {v for k, v in actors.items() if "South" in k} == {"rok"}


def test_north_of_a_map_is_no_state(reading: Reading) -> None:
    """The convoy moved to the north of the city."""
    assert "dprk" not in _actors(reading).values()


def test_a_capital_stands_for_its_government(claims: Claims) -> None:
    """Pyongyang rejected the offer."""
    assert (claims.only.speakers or claims.only.actors) == ("North Korea",)


def test_a_capital_as_a_place(reading: Reading) -> None:
    """The ministers met in Pyongyang."""
    (city,) = [m for m in reading.mentions if reading.document.text[m.start : m.end] == "Pyongyang"]
    assert city.kind == "place" or city.how != "metonym"


def test_the_ministry_is_the_one_named_before(claims: Claims) -> None:
    """The Unification Ministry opened an office. The ministry said it will hire ten clerks."""
    assert claims.about("hire ten clerks").speakers == ("Ministry of Unification",)


def test_the_ministry_is_the_publisher(claims: Claims) -> None:
    """Publisher: rok.mofa

    The ministry said it will hire ten clerks.
    """
    assert claims.only.speakers == ("Ministry of Foreign Affairs",)


def test_foreign_ministries_are_told_apart(reading: Reading) -> None:
    """The Chinese Foreign Ministry answered the Japanese Foreign Ministry."""
    assert {m.actor for m in reading.mentions if m.kind == "organisation"} == {"china.mfa", "japan.mofa"}


def test_acronym_with_full_name(reading: Reading) -> None:
    """The International Atomic Energy Agency (IAEA) published a report. The IAEA inspected the site."""
    assert {m.actor for m in reading.mentions if m.kind == "organisation"} == {"iaea"}


def test_security_council(claims: Claims) -> None:
    """The UN Security Council adopted a resolution on Monday."""
    claim = claims.only
    assert claim.kind == "event"
    assert len(claim.actors) == 1
    assert "Security Council" in claim.actors[0]


@pytest.mark.parametrize("name", ["DPRK", "North Korea", "Democratic People's Republic of Korea"])
def test_names_of_one_state(read: Callable[[str], Reading], name: str) -> None:
    assert {m.actor for m in read(f"A delegation of {name} arrived.").mentions} >= {"dprk"}


def test_both_sides_are_the_two_named(claims: Claims) -> None:
    """South Korea and Mongolia held talks. Both sides agreed to expand flights."""
    promise = claims.about("expand flights", "commitment")
    assert promise.actors == promise.speakers != ()


def test_a_document_speaks(claims: Claims) -> None:
    """The joint statement said that the two countries will cooperate on space."""
    assert claims.only.speakers
    assert claims.only.kind == "commitment"


@pytest.mark.parametrize(
    "name", ["the 12th Harbour Security Forum", "the 40th Harbour Independence Day", "regional mechanisms"]
)
def test_gatherings_by_their_form(read: Callable[[str], Reading], name: str) -> None:
    reading = read(f"The minister spoke of peace at {name} in Oslo.")
    text = reading.document.text
    assert name in {text[m.start : m.end] for m in reading.mentions if m.kind == "forum"}
