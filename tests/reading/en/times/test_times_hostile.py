"""Whatever stands in a text: no error, spans inside it, periods in order, and work that grows with its length."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading.en.times import TimeContext, find_times, resolve_time
from dragoman.record import Period

_WORDS = (
    "in on at by the a of this last next past coming previous first second 23rd last early mid late end beginning year"
    " years month months week weeks day days quarter half decade century January May march Friday Mon 2024 1999 9999 31"
    " 30 02 2 99999 1990s ago earlier later before after since until from to between and - – / . , ' ’"
    " s within for over today tomorrow yesterday spring fall Q3 9 a.m. : 30 anniversary every two several few now then"
    " rest so far not than twenty nineteen thousand February 29 Cold War summit meeting FY"
)
_DAYS = st.dates(min_value=datetime.date(1, 1, 1), max_value=datetime.date(9999, 12, 31))
_PERIODS = (
    st.none() | st.tuples(_DAYS, _DAYS).map(lambda two: Period(min(two), max(two), "day")) | _DAYS.map(Period.day)
)
_CONTEXTS = st.builds(
    TimeContext,
    published=_PERIODS,
    tense=st.sampled_from([None, "past", "present", "future"]),
    year_hint=st.none() | st.integers(1, 9999),
    said=_PERIODS,
)


def _holds(text: str, context: TimeContext) -> None:
    at = 0
    for candidate in find_times(text, 0, len(text)):
        assert at <= candidate.start < candidate.end <= len(text)
        assert text[candidate.start : candidate.end].strip() == text[candidate.start : candidate.end]
        at = candidate.end
        period, _, confidence = resolve_time(candidate, context)
        assert period.first is None or period.last is None or period.first <= period.last
        assert 0 <= confidence <= 1


@settings(max_examples=400, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS.split(" ")), max_size=14), context=_CONTEXTS)
def test_any_words_of_time(words: list[str], context: TimeContext) -> None:
    _holds(" ".join(words), context)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=80), context=_CONTEXTS)
def test_any_text(text: str, context: TimeContext) -> None:
    _holds(text + " in 2024", context)


@pytest.mark.parametrize(
    "piece",
    [
        "the end of ",
        "1999, ",
        "from 2001 to ",
        "early mid late ",
        "two days after ",
        "in the first half of ",
        "9",
        "2024-",
        "the ",
        "during the long and very long ",
        "May ",
        "between now and ",
        "the last two ",
        "’s ",
    ],
)
def test_work_grows_with_length(piece: str, count_steps: Callable[[Callable[[], object]], int]) -> None:
    """Ten times the text takes about ten times the steps; a square would take a hundred."""

    def steps(count: int) -> int:
        text = "in 2024 " + piece * count
        return count_steps(lambda: find_times(text, 0, len(text)))

    steps(10)  # caches are filled
    short, long = steps(50), steps(500)
    assert long < 20 * short
