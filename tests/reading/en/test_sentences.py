"""Sentence boundaries by rule, in the register of press releases, wire news and briefings."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.en.sentences import split_sentences

PARAGRAPHS = Path(__file__).with_name("sentences.txt")


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


def paragraphs() -> list[list[str]]:
    blocks = PARAGRAPHS.read_text(encoding="utf-8").split("\n\n")[1:]
    return [[line.replace("\\n", "\n") for line in block.strip().splitlines()] for block in blocks]


@pytest.mark.parametrize("wanted", paragraphs(), ids=lambda p: p[0][:40])
def test_paragraphs_cut_by_hand(wanted: list[str]) -> None:
    assert cut(" ".join(wanted)) == wanted


def test_a_boundary_that_lost_its_blank() -> None:
    assert cut("“The fund is worth keeping.'\"He then left.") == ["“The fund is worth keeping.'\"", "He then left."]


def test_only_the_paragraph_is_cut() -> None:
    text = "Not this. But this. And this. Nor this."
    assert [text[s:e] for s, e in split_sentences(text, 10, 29)] == ["But this.", "And this."]


def test_blank_paragraphs_have_no_sentences() -> None:
    assert cut("") == cut(" \n\t ") == []


def test_marks_alone_are_kept_with_a_neighbour() -> None:
    assert cut("...") == ["..."]
    assert cut("***\nThe talks began.") == ["***\nThe talks began."]


@given(st.text(alphabet=st.sampled_from("Aab. \n\"”“'()1•!?…-U.S"), max_size=120))
def test_every_letter_is_in_one_sentence(text: str) -> None:
    spans = split_sentences(text, 0, len(text))
    assert all(s < e and text[s:e] == text[s:e].strip() for s, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for s, e in spans for i in range(s, e)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


@pytest.mark.parametrize("piece", ['"', "“", ".", ". ", "A. ", "1. ", ".”", "\n- ", "(", "• ", " ", "a", "[1]"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        split_sentences(text, 0, len(text))
        return time.process_time() - began

    small, large = min(seconds(10_000) for _ in range(3)), seconds(50_000)
    assert large < 25 * small + 0.05  # five times the text; quadratic growth would be 25 times and more at this size
