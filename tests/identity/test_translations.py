"""A release and its translation are found by what needs no translating; two releases of one day are not a pair."""

import datetime

import pytest

from dragoman.identity import Gist, facts_of, people_of, translations
from invented_releases import RELEASES, half

DAY = datetime.date(2031, 5, 3)
ENGLISH, KOREAN = (RELEASES[0], RELEASES[3]), (RELEASES[5], RELEASES[6])
ACTORS = {"Tarnia": "tarnia", "타르니아": "tarnia", "Oldmark": "oldmark", "올드마크": "oldmark"}


def gist(name: str, text: str, *, day: datetime.date = DAY, publisher: str = "marsovia.mfa", people: str = "") -> Gist:
    language = "ko" if any("가" <= letter <= "힣" for letter in text) else "en"
    actors = {actor for printed, actor in ACTORS.items() if printed in text}
    named = people_of(text, people.split(", ") if people else ())
    return Gist(name, language, publisher, (day, day), facts_of(text, actors), named)


def pairs(*gists: Gist) -> list[tuple[str, str]]:
    return [(found.document, found.other) for found in translations(gists)]


def test_releases_and_their_translations() -> None:
    here = [gist(f"en{n}", text) for n, text in enumerate((*ENGLISH, *RELEASES[1:3], RELEASES[4]))]
    there = [gist(f"ko{n}", text, day=DAY + datetime.timedelta(days=1)) for n, text in enumerate(KOREAN)]
    assert pairs(*here, *there) == [("en0", "ko0"), ("en1", "ko1")]
    assert pairs(*there, *here) == [("en0", "ko0"), ("en1", "ko1")]


def test_half_a_translation_is_found_too() -> None:
    assert pairs(gist("a", ENGLISH[1]), gist("b", half(KOREAN[1]) + " 대사관 직원 6명이 갔다.")) == [("a", "b")]


def test_other_publishers_other_days_and_one_language_are_no_pairs() -> None:
    one = gist("a", ENGLISH[1])
    assert pairs(one, gist("b", KOREAN[1], publisher="tarnia.mfa")) == []
    assert pairs(one, gist("b", KOREAN[1], day=DAY + datetime.timedelta(days=2))) == []
    assert pairs(one, gist("b", ENGLISH[1])) == []


def test_two_as_good_are_none() -> None:
    """Which of two Korean releases with the same facts is meant cannot be known."""
    three = gist("a", ENGLISH[1]), gist("b", KOREAN[1]), gist("c", KOREAN[1])
    assert translations(three) == []
    assert len(translations(three, {"b": "b", "c": "b"})) == 2, "a copy is no rival"


def test_people_are_known_by_the_sound_of_their_names() -> None:
    korean = "남북 대화\n하늘빛 통일부 차관은 3명의 전문가와 회의를 열었다. 나래솔 대변인과 도하람 국장이 참석하였다."
    english = "Talks\nVice Minister Ha Neul-bit met three experts; spokesperson Na Rae-sol and Do Ha-ram took part."
    people = "Ha Neul-bit, Na Rae-sol, Do Ha-ram"
    assert pairs(gist("a", korean), gist("b", english, people=people)) == [("a", "b")]
    assert pairs(gist("a", korean), gist("b", english, people="Ha Seung-u, Na Mi-rae, Do Ji-won")) == []


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("1억1천만 달러", "$110 million"),
        ("12조3천억 번", "12.3 trillion times"),
        ("1,200만 명", "12 million people"),
        ("3만5천 톤", "35,000 tons"),
        ("6월 12일", "on 12 June"),
        ("6월 12일", "on June 12"),
        ("2031년 APEC", "the APEC of 2031"),
    ],
)
def test_one_fact_in_two_languages(korean: str, english: str) -> None:
    assert facts_of(korean, ()) == facts_of(english, ())
    assert facts_of(korean, ())
