"""Languages nobody here reads are kept, and it is said so."""

from collections.abc import Callable

import pytest

from dragoman.record import Reading


@pytest.mark.parametrize("language", ["fr", "ja", "zh", "und"])
def test_unread_languages_are_a_problem_and_no_claims(read: Callable[[str], Reading], language: str) -> None:
    reading = read(f"Language: {language}\n\nLe ministre a dit que la France enverra des médecins.")
    assert (reading.mentions, reading.times, reading.claims) == ((), (), ())
    (problem,) = reading.problems
    assert problem.code == "language-unread"
    assert repr(language) in problem.message


def test_english_has_no_such_problem(reading: Reading) -> None:
    """Japan expelled two diplomats."""
    assert reading.problems == ()
