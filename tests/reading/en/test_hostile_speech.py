"""Quotations and names nobody should print: read in a bounded number of steps, and never to a wrong speaker."""

from collections.abc import Callable

import pytest

from dragoman.dossier import Dossier
from dragoman.reading import read_document
from dragoman.reading.en.asides import find_asides
from dragoman.reading.en.quotes import find_quotes
from dragoman.record import Document, Reading

CountSteps = Callable[[Callable[[], object]], int]
Read = Callable[[str], Reading]


def growth(count_steps: CountSteps, work: Callable[[int], object], size: int) -> float:
    """How many times the steps when there is four times the text: four where the work is linear."""
    work(1)  # what is made once is made before
    return count_steps(lambda: work(4 * size)) / count_steps(lambda: work(size))


@pytest.mark.parametrize("mark", ["“", "”", '"', "‘", "'", "''", "‘’", "<<", '" ', '." ', ".' ", "“‘"])
def test_marks_upon_marks_are_found_in_one_pass(mark: str, count_steps: CountSteps) -> None:
    assert growth(count_steps, lambda n: find_quotes(mark * n, 0, len(mark) * n), 2500) < 5


@pytest.mark.parametrize("piece", [", he said", ", who said", ", the ", ", said Kim", " a", ", according to x"])
def test_commas_upon_commas_are_searched_in_one_pass(piece: str, count_steps: CountSteps) -> None:
    assert growth(count_steps, lambda n: find_asides(piece * n, 0, len(piece) * n), 500) < 5


def test_ten_thousand_nested_marks_are_read(read: Read) -> None:
    claims = read("Minister Baek Dong-ryul said " + "“‘" * 5000 + "we will stay" + "’”" * 5000 + ".").claims
    assert all(c.confidence < 0.9 for c in claims)


def test_a_quotation_that_never_closes_is_not_sure_of_its_speaker(read: Read) -> None:
    text = "Minister Baek Dong-ryul said the ferry had sunk. “" + "Nobody came to help us. " * 200
    reading = read(text)
    late = [c for c in reading.claims if c.passages[0][0] > 2000]
    assert late
    assert all(c.confidence < 0.9 for c in late)


def test_a_page_that_is_one_quotation_names_nobody(read: Read) -> None:
    reading = read("“" + "The river is high. " * 300 + "The bridge will fall.”")
    assert all(not a.speakers for c in reading.claims for a in c.attribution)
    assert all(c.confidence < 0.7 for c in reading.claims)


def test_four_hundred_speakers_of_one_sentence(
    document_of: Callable[[str], Document], dossier: Dossier, count_steps: CountSteps
) -> None:
    def text(n: int) -> str:
        names = ", ".join(f"Ambassador Kim {a}{b}-ho" for a in "ABCDEFGHIJKLMNOPQRST" for b in "aeioubdfgklmnprstwxz")
        return ", ".join(names.split(", ")[:n]) + " and Minister Baek Dong-ryul said that the ban will stay."

    few, many = document_of(text(100)), document_of(text(400))
    read_document(few, dossier)
    steps = [count_steps(lambda d=d: read_document(d, dossier)) for d in (few, many)]  # type: ignore[misc]
    assert steps[1] < 6 * steps[0]
    assert all(c.confidence < 0.9 for c in read_document(many, dossier).claims)


def test_an_unopened_mark_quotes_what_stands_before_it(read: Read) -> None:
    reading = read("The river is high and the bridge will fall,” Minister Baek Dong-ryul said.")
    assert [a.form for c in reading.claims for a in c.attribution] == ["direct"] * len(reading.claims)
    assert reading.claims
