"""What stands before the words: datelines, list marks, the labels of a transcript."""

from collections.abc import Callable

import pytest
from told import Claims, claims_of

from dragoman.record import Reading

DATELINES = [
    "SEOUL, Jan. 4 (Peninsula Wire) -- ",
    "WASHINGTON, May 2 (Wire) — ",
    "TOKYO (Wire) - ",
    "GENEVA, March 12, 2031 (Wire) -- ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_no_part_of_the_words(read: Callable[[str], Reading], dateline: str) -> None:
    claim = claims_of(read(f"{dateline}Japan expelled two diplomats on Monday.")).only
    assert claim.words == "Japan expelled two diplomats on Monday"


MARKS = ["° ", "• ", "- ", "1. ", "(2) ", "□ ", "○ ", "* ", "ㅇ "]


@pytest.mark.parametrize("mark", MARKS)
def test_a_list_mark_is_no_part_of_the_words(read: Callable[[str], Reading], mark: str) -> None:
    claim = claims_of(read(f"{mark}Japan expelled two diplomats on Monday.")).only
    assert claim.words == "Japan expelled two diplomats on Monday"


def test_a_decimal_is_no_list_mark(claims: Claims) -> None:
    """3.5 million dollars were sent to Peru by the Japanese government."""
    assert all(c.words.startswith("3.5 million") for c in claims)
    assert claims


def test_turns_of_a_transcript(claims: Claims) -> None:
    """Kind: transcript

    MR. HALE: We will publish the list next week.

    MS. ORTIZ: We will not publish it.
    """
    first, second = claims.of("commitment")
    assert (first.form, second.form) == ("direct", "direct")
    assert "hale" in first.speakers[0].lower()
    assert "ortiz" in second.speakers[0].lower()
    assert (first.polarity, second.polarity) == ("positive", "negative")


def test_a_turn_goes_on_over_paragraphs(claims: Claims) -> None:
    """Kind: transcript

    MR. HALE: We will publish the list next week.

    We will also brief the families.
    """
    assert {c.speakers for c in claims} == {claims[0].speakers}
    assert "hale" in claims[0].speakers[0].lower()


def test_the_label_is_the_cue_not_the_words(claims: Claims) -> None:
    """Kind: transcript

    MR. HALE: We urge Iran to cooperate.
    """
    claim = claims.only
    assert claim.kind == "call"
    assert "HALE" not in claim.words


def test_question_and_answer(claims: Claims) -> None:
    """Kind: transcript

    QUESTION: Any comment on the launch?

    MS. ORTIZ: We condemn the launch.
    """
    assert "ortiz" in claims.about("condemn the launch", "assessment").speakers[0].lower()


@pytest.mark.xfail(strict=True, reason="a journalist's question for information is taken for a rhetorical one")
def test_a_journalists_question_carries_no_claim(claims: Claims) -> None:
    """Kind: transcript

    QUESTION: When will the minister leave for Vienna?

    MS. ORTIZ: She will leave for Vienna on Friday.
    """
    assert claims.only.words == "She will leave for Vienna on Friday"


def test_a_colon_in_prose_is_no_turn(claims: Claims) -> None:
    """Japan: a country of islands. Minister Baek Dong-ryul said Seoul will open a consulate in Naha."""
    assert claims.about("open a consulate").speakers == ("Baek Dong-ryul",)


def test_courtesies_carry_no_claim(claims: Claims) -> None:
    """Kind: transcript

    MR. HALE: Good afternoon, everyone. We welcome the release of the crew.
    """
    assert claims.kinds == ["assessment"]
