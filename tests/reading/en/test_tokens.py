"""Words as Universal Dependencies cuts them, and the names it does not know."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.en.tokens import is_hyphened_name, split_tokens


def cut(text: str) -> str:
    return " ".join(text[s:e] for s, e in split_tokens(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He didn't say; they can’t.", "He did n't say ; they ca n’t ."),
        ("Korea's plan cannot wait.", "Korea 's plan can not wait ."),
        ("the Seoul-based, non-nuclear group", "the Seoul - based , non-nuclear group"),
        ("Kim Yo-jung met Jean-Claude Weber.", "Kim Yo-jung met Jean-Claude Weber ."),
        ("Korea-Japan talks of mid-July", "Korea - Japan talks of mid-July"),
        ("Mr. J. Smith of the U.S. left.", "Mr. J. Smith of the U.S. left ."),
        ("U.S.-led drills on Jan. 5", "U.S. - led drills on Jan. 5"),
        ("No. 5 costs $3.2 million (4%).", "No. 5 costs $ 3.2 million ( 4 % ) ."),
        ("at 10:30 p.m. on 4/22/2024", "at 10:30 p.m. on 4/22/2024"),
        ("“We will,” said O’Neill—twice…", "“ We will , ” said O’Neill — twice …"),
        ("see https://example.org/a.html.", "see https://example.org/a.html ."),
        ("a 430km range", "a 430 km range"),
    ],
)
def test_cuts(text: str, wanted: str) -> None:
    assert cut(text) == wanted


@pytest.mark.parametrize("name", ["Ki-hwan", "Jae-In", "Kyo-ahn", "Hye‑jin", "Jean-Claude"])
def test_given_names(name: str) -> None:
    assert is_hyphened_name(name)


@pytest.mark.parametrize("word", ["Seoul-based", "Japan-Korea", "COVID-19", "Long-term", "Trans-Pacific"])
def test_compounds_are_no_names(word: str) -> None:
    assert not is_hyphened_name(word)


@given(st.text(max_size=80))
def test_everything_but_white_space_is_covered_once(text: str) -> None:
    spans = split_tokens(text, 0, len(text))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for s, e in spans for i in range(s, e)}
    assert covered == {i for i, c in enumerate(text) if not c.isspace()}
