"""Floors under the figures of times_measure.py. Third-party sets: skipped where they are absent."""

import pytest
from times_measure import SHARED, gold, recognizers, seeds

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the sets beside the repository are absent")


def test_recognizers() -> None:
    score = recognizers()
    assert score.found / score.asked >= 0.79
    assert score.by_convention / score.valued >= 0.60


def test_gold_times() -> None:
    score = gold()
    assert score.right / score.valued >= 0.92


def test_seed_times_are_found() -> None:
    score = seeds()
    assert score.found / score.asked >= 0.95
