"""Floors under the figures of chains_measure.py. Third-party sets: skipped where they are absent."""

import pytest
from chains_measure import SHARED, gap, gum

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the sets beside the repository are absent")


def test_gap_pronouns() -> None:
    score = gap("validation", given=True)
    assert score.f1 >= 0.63


def test_gum_chains() -> None:
    every, named = gum("dev", "test")
    assert every.mean >= 0.20
    assert named.mean >= 0.31
