"""The dossier's actors by what somebody types."""

import pytest

from dragoman.dossier import load_dossier
from dragoman.identity.finding import ActorFinder


@pytest.fixture(scope="module")
def finder() -> ActorFinder:
    return ActorFinder(load_dossier())


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("rok.mou", ["rok.mou"]),
        ("통일부", ["rok.mou"]),
        ("the North", ["dprk"]),
        ("SECURITY COUNCIL", ["unsc"]),
        ("Kang Kyŏng-hwa", ["kang-kyung-wha"]),
        ("Lavroff Sergei", ["sergey-lavrov"]),
        ("Ri Yong-ho", ["ri-yong-ho", "ri-yong-ho-kpa"]),
        ("Кim Jong Un", ["kim-jong-un"]),  # a Cyrillic К
        ("​", []),
        ("", []),
    ],
)
def test_who_is_meant(finder: ActorFinder, typed: str, ids: list[str]) -> None:
    assert sorted(actor.id for actor in finder.find(typed)) == ids


def test_words_of_names_find_all_that_have_them(finder: ActorFinder) -> None:
    found = {actor.id for actor in finder.find("Clinton")}
    assert {"bill-clinton", "hillary-clinton"} <= found
    assert finder.named("Clinton") == (), "that is nobody's whole name"


def test_near_misses_are_spelled_alike(finder: ActorFinder) -> None:
    assert finder.near("Sergey Lavrow")[0] == "Sergey Lavrov"
    assert finder.near("Xyzzy Quux") == []
