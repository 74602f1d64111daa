"""Floors under the figures of times_measure.py. Third-party sets: skipped where they are absent."""

import pytest
from times_measure import SHARED, gold, gum, lengths, recognizers, seeds

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the sets beside the repository are absent")


FLOORS = {"date": (0.86, 0.80), "daterange": (0.84, 0.79), "duration": (0.89, 0.80), "set": (0.85, 0.80)}
"""Of the cases that all readers of that set support: the shares found and valued right by our conventions."""


@pytest.mark.parametrize("kind", ["date", "daterange"])
def test_recognizers(kind: str) -> None:
    score = recognizers(kind)
    found, right = FLOORS[kind]
    assert score.found / score.asked >= found
    assert score.by_convention / score.valued >= right


@pytest.mark.parametrize("kind", ["duration", "set"])
def test_lengths(kind: str) -> None:
    score = lengths(kind)
    found, right = FLOORS[kind]
    assert score.found / score.asked >= found
    assert score.right / score.valued >= right


def test_gum() -> None:
    score = gum("dev")
    assert score.by_convention / score.valued >= 0.8


def test_gold_times() -> None:
    score = gold()
    assert score.right / score.valued >= 0.92


def test_seed_times_are_found() -> None:
    score = seeds()
    assert score.found / score.asked >= 0.95
