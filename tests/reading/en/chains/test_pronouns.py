"""Whom a pronoun means, and that it means nobody where that cannot be told."""

from collections.abc import Callable

from dragoman.record import Reading


def _meant(reading: Reading) -> list[tuple[str, str]]:
    """Each resolved pronoun with the name of what it means, in text order."""
    text = reading.document.text
    return [(text[m.start : m.end], m.name) for m in reading.mentions if m.how == "pronoun"]


def test_he_in_what_he_says_is_the_speaker(reading: Reading) -> None:
    """Minister Baek Dong-ryul met Secretary Oscar Lindqvist. Baek said he would travel to Oslo."""
    assert _meant(reading) == [("he", "Baek Dong-ryul")]


def test_he_under_another_verb_is_its_subject(reading: Reading) -> None:
    """Minister Baek Dong-ryul hopes that Chairman Oscar Lindqvist realizes that he made the right decision."""
    assert _meant(reading) == [("he", "Oscar Lindqvist")]


def test_her_stands_before_the_name(reading: Reading) -> None:
    """In her opening remarks, Vice Minister Julia Hartmann thanked the hosts."""
    assert _meant(reading) == [("her", "Julia Hartmann")]


def test_a_given_name_tells_the_sex(reading: Reading) -> None:
    """Julia Hartmann met Oscar Lindqvist in Rome. She left on Friday. He stayed."""
    assert _meant(reading) == [("She", "Julia Hartmann"), ("He", "Oscar Lindqvist")]


def test_nobody_where_two_fit_alike(reading: Reading) -> None:
    """Minister Baek Dong-ryul and Minister Noh Seung-woo arrived. He smiled."""
    assert ("He", "Baek Dong-ryul") not in _meant(reading)
    assert ("He", "Noh Seung-woo") not in _meant(reading)


def test_whom_he_met_is_another(reading: Reading) -> None:
    """Oscar Lindqvist spoke first. Bernard Okafor thanked him."""
    assert _meant(reading) == [("him", "Oscar Lindqvist")]


def test_the_man_quoted_is_not_his_own_he(reading: Reading) -> None:
    """Oscar Lindqvist opened the hall. Bernard Okafor said, "He paid for all of it and he did it gladly." """
    assert set(_meant(reading)) == {("He", "Oscar Lindqvist"), ("he", "Oscar Lindqvist")}


def test_it_in_what_the_ministry_says_is_the_ministry(reading: Reading) -> None:
    """Publisher: media.yonhap

    The foreign ministry said it will send an envoy to Mongolia.
    """
    assert _meant(reading) == [("it", "Ministry of Foreign Affairs")]


def test_it_of_a_quotation_is_not_its_speaker(reading: Reading) -> None:
    """Publisher: media.yonhap

    "We will watch Iran closely and isolate it further," the foreign ministry said.
    """
    assert ("it", "Iran") in _meant(reading)
    assert ("it", "Ministry of Foreign Affairs") not in _meant(reading)


def test_it_that_stands_for_nothing(reading: Reading) -> None:
    """Japan and France met. It is necessary to act. It seems that nobody will."""
    assert _meant(reading) == []


def test_its_of_whoever_is_pressed(reading: Reading) -> None:
    """France urged Iran to give up its missiles."""
    assert _meant(reading) == [("its", "Iran")]


def test_they_are_those_joined(reading: Reading) -> None:
    """Japan and Mongolia held talks in Rome. They signed a treaty."""
    assert _meant(reading) == [("They", "Japan and Mongolia")]


def test_they_are_those_who_met(reading: Reading) -> None:
    """Oscar Lindqvist met Bernard Okafor in Rome. They signed a treaty."""
    assert _meant(reading) == [("They", "Oscar Lindqvist and Bernard Okafor")]


def test_things_are_not_they(reading: Reading) -> None:
    """Japan and Mongolia ended the talks. Their efforts failed because they were rushed."""
    assert ("they", "Japan and Mongolia") not in _meant(reading)


def test_a_pronoun_passes_its_name_on(reading: Reading) -> None:
    """Julia Hartmann spoke in Rome. She praised the guards. Her speech was short. She then left."""
    assert {name for _, name in _meant(reading)} == {"Julia Hartmann"}


def test_reading_is_the_same_twice(read: Callable[[str], Reading]) -> None:
    text = "Julia Hartmann met Oscar Lindqvist. He said she would call him when they were back, and it was so."
    assert read(text).mentions == read(text).mentions


def test_the_minister_is_the_one_named(reading: Reading) -> None:
    """Foreign Minister Julia Hartmann met Ambassador Oscar Lindqvist. The minister thanked the ambassador."""
    text = reading.document.text
    meant = {text[m.start : m.end]: m.name for m in reading.mentions}
    assert meant["The minister"] == "Julia Hartmann"
    assert meant["the ambassador"] == "Oscar Lindqvist"


def test_a_minister_of_another_is_not_the_one_named(reading: Reading) -> None:
    """Foreign Minister Julia Hartmann met the minister of a neighbour."""
    assert [m.name for m in reading.mentions if m.kind == "person"] == ["Julia Hartmann"]


def test_what_she_adds_is_about_another(reading: Reading) -> None:
    """The judge, she added, had never read the letter."""
    assert _meant(reading) == []
