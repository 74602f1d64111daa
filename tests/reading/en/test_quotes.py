"""Where quotations open and close, whatever marks a printer set."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.en.quotes import find_quotes, word_count


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said, “We go.”", ["We go."]),
        ('He said, "We go."', ["We go."]),
        ("„We stay,” he said.", ["We stay,"]),
        ("«We go», he said.", ["We go"]),
        ("‘We shall go,’ he said.", ["We shall go,"]),
        ("'We shall go,' he said.", ["We shall go,"]),
        ("“We go,' he said.", ["We go,"]),
        ('“We go," he said.', ["We go,"]),
        ("“One,” he said, “two.”", ["One,", "two."]),
        ("“He told me ‘never’ twice,” she said.", ["He told me ‘never’ twice,"]),
        ('The word "freeze" and the word "thaw".', ["freeze", "thaw"]),
        ("“ We go. ”", ["We go."]),
    ],
)
def test_marks(text: str, wanted: list[str]) -> None:
    assert quoted(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["the ministers' talks and the envoys' lounge", "It’s Kim’s plan.", "in the '90s they met",
     "a 6'2\" tall man", "don't",
     "“”", '""'],
)  # fmt: skip
def test_marks_that_quote_nothing(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_left_open_runs_to_the_end() -> None:
    (quote,) = find_quotes("“We go on.", 0, 10)
    assert (quote.closed, quote.start, quote.end) == (False, 1, 10)


def test_opened_anew_the_first_ends_before() -> None:
    first, second = find_quotes("“We go. “We stay.”", 0, 18)
    assert (first.closed, second.closed) == (False, True)


def test_only_the_paragraph_is_looked_at() -> None:
    text = "“a b” “c d” “e f”"
    assert [text[q.start : q.end] for q in find_quotes(text, 6, 11)] == ["c d"]


def test_words_are_counted_with_their_marks() -> None:
    assert word_count("We don’t re-open U.S. files.", 0, 27) == 6


@given(st.text(alphabet=st.sampled_from("ab .,“”\"‘’'„«»(\n"), max_size=80))
def test_quotations_lie_in_order_inside_their_marks(text: str) -> None:
    quotes = find_quotes(text, 0, len(text))
    for q in quotes:
        assert 0 <= q.outer_start <= q.start < q.end <= q.outer_end <= len(text)
        assert q.opened == (q.outer_start < q.start)
        assert not text[q.start].isspace()
        assert not text[q.end - 1].isspace()
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(quotes))
