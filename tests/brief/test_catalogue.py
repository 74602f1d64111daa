"""The words of ours in two languages: the same keys, the same facts, and particles that fit what they follow."""

import datetime

import pytest

from dragoman.brief.catalogue import LANGUAGES, Catalogue, catalogue, facts_of
from dragoman.brief.labels import Labels, days_of
from dragoman.brief.particles import with_particle
from dragoman.record import Period


def test_every_language_has_every_key() -> None:
    keys = {language: set(catalogue(language).messages) for language in LANGUAGES}
    assert len(keys["en"]) > 50
    assert keys["ko"] == keys["en"]


def test_translations_name_no_fact_that_is_not_given() -> None:
    english = catalogue("en").messages
    for key, message in catalogue("ko").messages.items():
        assert facts_of(message) <= facts_of(english[key]), key


@pytest.mark.parametrize(
    ("word", "pair", "said"),
    [
        ("한국", "은/는", "한국은"),
        ("외교부", "은/는", "외교부는"),
        ("북한", "이/가", "북한이"),
        ("러시아", "을/를", "러시아를"),
        ("서울", "으로/로", "서울로"),
        ("평양", "으로/로", "평양으로"),
        ("도쿄", "으로/로", "도쿄로"),
        ("G7", "은/는", "G7은"),
        ("G20", "이/가", "G20이"),
        ("2", "을/를", "2를"),
        ("1,000", "이/가", "1,000이"),
        ("2,000,000,000,000", "이/가", "2,000,000,000,000가"),
        ("UN", "은/는", "UN은"),
        ("EU", "은/는", "EU는"),
        ("IAEA", "과/와", "IAEA와"),
        ("“평화”", "을/를", "“평화”를"),
        ("Yonhap", "은/는", "Yonhap은(는)"),
        ("Yonhap", "으로/로", "Yonhap(으)로"),
        ("", "은/는", "은(는)"),
    ],
)
def test_particles_follow_the_last_sound(word: str, pair: str, said: str) -> None:
    assert with_particle(word, pair) == said


def test_a_fact_takes_its_particle_and_words_of_a_document_keep_theirs() -> None:
    words = Catalogue("ko", {"a": "{who:이/가} “{words}”{words:~을/를} 약속"})
    assert words.say("a", who="한국", words="은/는 {who}") == "한국이 “은/는 {who}”을(를) 약속"


@pytest.mark.parametrize(
    ("step", "english", "korean"),
    [
        ("2031", "2031", "2031년"),
        ("2031-H2", "H2 2031", "2031년 하반기"),
        ("2031-Q1", "Q1 2031", "2031년 1분기"),
        ("2032-02", "Feb 2032", "2032년 2월"),
    ],
)
def test_periods_in_both_languages(step: str, english: str, korean: str) -> None:
    assert (Labels.of("en").step(step), Labels.of("ko").step(step)) == (english, korean)


def test_periods_are_said_no_more_exactly_than_they_are_known() -> None:
    labels = Labels.of("en")
    first, last = days_of("2031-Q1")
    assert labels.period(Period(first, last - datetime.timedelta(days=1), "vague")) == "1 Jan 2031 – 30 Mar 2031"
    assert labels.period(Period(None, last, "vague")) == "until 31 Mar 2031"
    assert labels.period(Period(first, None, "vague")) == "since 1 Jan 2031"
    assert labels.period(None) == "unknown"
    assert labels.period(Period.day(first)) == "1 Jan 2031"
    odd = Period(datetime.date(2031, 2, 1), datetime.date(2031, 4, 30), "vague")
    assert labels.period(odd) == "1 Feb 2031 – 30 Apr 2031"  # three months, and no quarter
