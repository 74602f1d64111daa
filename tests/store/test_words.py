"""What of a text is indexed, and what of a query is looked for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.store.words import Sought, indexed, places, sought, words


def tokens(text: str) -> list[str]:
    return [word.token for word in words(text)]


def test_english_is_folded_and_stemmed() -> None:
    assert tokens("The ministers’ meetings, RE-OPENED") == tokens("the ministers meeting re opens")
    assert tokens("Kim Jŏng-ŭn") == ["kim", "jong", "un"]
    assert tokens("Tarnia’s harbour") == tokens("Tarnia harbour")


def test_korean_is_pairs_of_letters_and_the_last_one() -> None:
    assert tokens("대북제재를 G7에") == ["대북", "북제", "제재", "재를", "를", "g7", "에"]


def test_what_stemming_cut_is_kept_for_beginnings() -> None:
    stems, wholes, count = indexed("denuclearization of the harbour")
    assert wholes.split() == ["denuclearization"]
    assert count == len(stems.split()) == 4


@pytest.mark.parametrize(
    "typed, text, marked",
    [
        ("sanction", "New sanctions; no sanctuary.", ["sanctions"]),
        ("제재", "대북제재를 논의했다", ["제재"]),
        ("핵", "북핵 문제와 핵무기", ["핵", "핵"]),
        ("대북 제재", "대북 제재가 있다", ["대북 제재"]),
        ("2031년", "오는 2031년까지", ["2031년"]),
        ("coal exports", "coal, exports and exports of coal", ["coal, exports"]),
    ],
)
def test_what_is_marked(typed: str, text: str, marked: list[str]) -> None:
    one = sought(typed)
    assert one is not None
    assert [text[start:end] for start, end in places(text, [one])] == marked


def test_a_beginning_goes_by_the_word_as_it_is_printed() -> None:
    begun = sought("denuclearizat", begins=True)
    assert begun == Sought(("denuclearizat",), True)
    assert places("denuclearization, denuclearized", [begun]) == [(0, 16)]
    assert places("Korea and Koreans", [Sought(("korean",), True)]) == [(10, 17)]


def test_signs_alone_are_nothing_to_look_for() -> None:
    assert sought("…") is None
    assert sought("") is None
    assert sought("'s") == Sought(("s",), False)


@given(st.text(max_size=60))
def test_whatever_stands_in_a_text_is_found_in_it(text: str) -> None:
    """Any text, looked for whole, is found in itself; and tokens are what the database takes for one word."""
    text = unicodedata.normalize("NFC", text)  # as the text of every document is
    found = tokens(text)
    assert all(token and all(c.isalnum() for c in token) for token in found)
    assert indexed(text)[0].split() == found
    if (one := sought(text)) is not None:
        spans = places(text, [one])
        assert spans, (one, found)
        assert all(0 <= start < end <= len(text) for start, end in spans)
