"""Sentence boundaries by rule, in the register of press releases, wire news and briefings."""

import importlib.util
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.en.sentences import split_sentences

PARAGRAPHS = Path(__file__).with_name("sentences.txt")
RECIPE = Path(__file__).parents[3] / "packs" / "english" / "hand_cut.py"


def recipe() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pack_hand_cut", RECIPE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


HAND_CUT = recipe()
BY_HAND = HAND_CUT.read_paragraphs(PARAGRAPHS)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize("paragraph", BY_HAND, ids=lambda p: p.text[:40])
def test_paragraphs_cut_by_hand(paragraph: Any) -> None:
    assert cut(paragraph.text) == paragraph.sentences


def test_all_paragraphs_together(record_property: Callable[[str, object], None]) -> None:
    """Sentence F over every paragraph cut by hand: all of them, and enough of them."""
    found = HAND_CUT.sentence_f(BY_HAND)
    record_property("sentence F", found)
    print(f"sentence F {found:.2f} on {sum(len(p.spans) for p in BY_HAND)} sentences cut by hand")
    assert sum(len(p.spans) for p in BY_HAND) >= 300
    assert found == 100.0


def test_sentence_f_counts_both_ends() -> None:
    text = "It met. It left."
    assert HAND_CUT.sentence_f([HAND_CUT.Paragraph(text, [(0, 7), (8, 16)])]) == 100.0
    assert HAND_CUT.sentence_f([HAND_CUT.Paragraph(text, [(0, 16)])]) == 0.0
    assert HAND_CUT.sentence_f([HAND_CUT.Paragraph(text, [(0, 7), (8, 15)])]) == 50.0


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


@pytest.mark.parametrize(
    "piece", ['"', "“", ".", ". ", "A. ", "1. ", ".”", "\n- ", "(", "• ", " ", "a", "[1]", "!” A ", "p.m. Q ", "a'"]
)
def test_work_grows_with_the_text(piece: str, count_steps: Callable[[Callable[[], object]], int]) -> None:
    """Five times the text takes about five times the steps; a square would take twenty-five times."""

    def steps(size: int) -> int:
        text = piece * (size // len(piece))
        return count_steps(lambda: split_sentences(text, 0, len(text)))

    steps(100)
    assert steps(50_000) < 8 * steps(10_000) + 500
