"""Time expressions: what is found, and which days it means."""

import datetime
from typing import Literal

import pytest
from times_cases import ABSOLUTE, NOTHING, RELATIVE, VAGUE

from dragoman.reading.en.times import TimeCandidate, TimeContext, find_times, resolve_time
from dragoman.record import Period

Tense = Literal["past", "present", "future"]
WEDNESDAY = Period.day(datetime.date(2024, 5, 15))
SAID = Period.day(datetime.date(2024, 3, 1))  # a Friday


def marked(sentence: str) -> tuple[str, str]:
    """The sentence without its brackets, and what stood between them."""
    before, rest = sentence.split("[", 1)
    inside, after = rest.split("]", 1)
    return before + inside + after, inside


def found(sentence: str) -> TimeCandidate:
    """The one candidate of a sentence whose brackets say where it must lie."""
    text, expression = marked(sentence)
    spots = [(text[t.start : t.end], t) for t in find_times(text, 0, len(text))]
    same = [t for words, t in spots if words.removeprefix("at ") == expression.removeprefix("at ")]
    assert same, [words for words, _ in spots]
    return same[0]


def told(candidate: TimeCandidate, context: TimeContext) -> str:
    """A period in the form of the tables."""
    period, _, _ = resolve_time(candidate, context)
    return f"{period.first or '-'} {period.last or '-'} {period.grain}"


@pytest.mark.parametrize(("sentence", "expected"), ABSOLUTE)
def test_absolute(sentence: str, expected: str) -> None:
    assert told(found(sentence), TimeContext(None, None)) == expected


@pytest.mark.parametrize(("sentence", "tense", "expected"), RELATIVE)
def test_relative(sentence: str, tense: Tense, expected: str) -> None:
    assert told(found(sentence), TimeContext(WEDNESDAY, tense)) == expected


@pytest.mark.parametrize(("sentence", "tense", "expected"), RELATIVE)
def test_relative_without_a_day_to_reckon_from(sentence: str, tense: Tense, expected: str) -> None:
    """Nothing relative may turn into days of its own accord."""
    period, _, _ = resolve_time(found(sentence), TimeContext(None, tense))
    assert (period.first, period.last) == (None, None)


@pytest.mark.parametrize(("sentence", "kind"), VAGUE)
def test_vague(sentence: str, kind: str) -> None:
    candidate = found(sentence)
    assert candidate.rule == f"vague.{kind}"
    assert told(candidate, TimeContext(WEDNESDAY, "past")) == "- - vague"


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_to_find(sentence: str) -> None:
    assert [sentence[t.start : t.end] for t in find_times(sentence, 0, len(sentence))] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They signed [a day later].", "2024-03-02 2024-03-02 day"),
        ("They signed [two weeks later].", "2024-03-11 2024-03-17 week"),
        ("They signed [the following week].", "2024-03-04 2024-03-10 week"),
        ("They signed [the same day].", "2024-03-01 2024-03-01 day"),
        ("They had signed [the day before].", "2024-02-29 2024-02-29 day"),
        ("They signed [that year].", "2024-01-01 2024-12-31 year"),
        ("They signed [in the afternoon].", "2024-03-01 2024-03-01 day"),
        ("They had waited [for the previous two years].", "2022-03-01 2024-03-01 year"),
    ],
)
def test_reckoned_from_what_is_told(sentence: str, expected: str) -> None:
    context = TimeContext(WEDNESDAY, "past", said=SAID)
    candidate = found(sentence)
    assert told(candidate, context) == expected
    assert resolve_time(candidate, context)[1] == "said"


def test_several_in_a_row() -> None:
    """In 2006, 2009, 2013 and 2016 it tested; on May 21 they met, and again on June 3."""
    text = test_several_in_a_row.__doc__ or ""
    words = [text[t.start : t.end] for t in find_times(text, 0, len(text))]
    assert words == ["In 2006", "2009", "2013", "2016", "on May 21", "on June 3"]


def test_only_the_given_stretch_is_read() -> None:
    text = "In 2019 they met. In 2020 they parted."
    assert [text[t.start : t.end] for t in find_times(text, 18, len(text))] == ["In 2020"]


def test_a_phrase_over_a_line_end() -> None:
    text = "The desk may close in the\nnear future."
    assert [text[t.start : t.end] for t in find_times(text, 0, len(text))] == ["in the\nnear future"]


@pytest.mark.parametrize(
    ("sentence", "tense", "anchor"),
    [
        ("They met [in 2019].", "past", "absolute"),
        ("They met [on April 22].", "past", "published"),
        ("They met [last week].", "past", "published"),
        ("They met [by the end of this year].", "future", "published"),
        ("They met [during the Korean War].", "past", "event"),
        ("They met [a day later].", "past", "said"),
    ],
)
def test_anchor(sentence: str, tense: Tense, anchor: str) -> None:
    assert resolve_time(found(sentence), TimeContext(WEDNESDAY, tense))[1] == anchor


def test_a_hint_fills_in_the_year() -> None:
    candidate = found("They met [on April 22].")
    period, anchor, _ = resolve_time(candidate, TimeContext(None, "past", year_hint=2019))
    assert (period, anchor) == (Period.day(datetime.date(2019, 4, 22)), "event")


def test_a_weekday_helps_to_find_the_year() -> None:
    """22 April was a Monday in 2024 and in no year next to it."""
    candidate = found("They met [on Monday, April 22].")
    period, _, _ = resolve_time(candidate, TimeContext(Period.day(datetime.date(2025, 1, 10)), None))
    assert period == Period.day(datetime.date(2024, 4, 22))


def test_a_document_of_some_day_in_a_year() -> None:
    """Where only the year of a document is known, what is told from its day is as wide as that year."""
    year = Period(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31), "year")
    last, _, _ = resolve_time(found("They met [last year]."), TimeContext(year, "past"))
    assert (last.first, last.last, last.grain) == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31), "year")
    today, _, _ = resolve_time(found("They met [today]."), TimeContext(year, "past"))
    assert (today.first, today.last, today.grain) == (year.first, year.last, "year")


def test_confidence_falls_with_what_is_filled_in() -> None:
    full = resolve_time(found("They met [on April 22, 2024]."), TimeContext(WEDNESDAY, "past"))[2]
    by_tense = resolve_time(found("They met [on April 22]."), TimeContext(WEDNESDAY, "past"))[2]
    blind = resolve_time(found("They met [on April 22]."), TimeContext(WEDNESDAY, None))[2]
    assert full > by_tense > blind > 0
