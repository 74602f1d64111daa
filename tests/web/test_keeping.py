"""An answer is kept as long as the record is what it was, and no longer."""

from dragoman.web.answers import Answer
from dragoman.web.keeping import MOST, Kept


def test_an_answer_is_made_once_for_a_state_and_anew_for_the_next() -> None:
    kept, made = Kept(), list[int]()

    def make() -> Answer:
        made.append(1)
        return Answer("help", {}, {}, ())

    first = kept.answer("relations", 7, make)
    assert kept.answer("relations", 7, make) is first
    assert kept.answer("relations", 8, make) is not first
    assert kept.answer("positions", 8, make) is not first
    assert len(made) == 3


def test_no_more_answers_are_kept_than_memory_is_meant_for() -> None:
    kept = Kept()
    first = kept.answer(0, 1, lambda: Answer("help", {}, {}, ()))
    for n in range(1, MOST + 1):
        kept.answer(n, 1, lambda: Answer("help", {}, {}, ()))
    assert kept.answer(0, 1, lambda: Answer("help", {}, {}, ())) is not first
