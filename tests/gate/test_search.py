"""Searching against treebanks: skipped where they do not stand beside the repository."""

import pytest

from .searching import TREEBANKS, measure

RECALL, PRECISION = 0.99, 0.97


@pytest.mark.skipif(not TREEBANKS.exists(), reason="needs the treebanks beside the repository")
@pytest.mark.parametrize(
    "treebank, asked", [("ko_gsd-test", 300), ("ko_kaist-test", 300), ("en_gum-train", 200), ("en_ewt-train", 200)]
)
def test_nouns_and_phrases_of_treebanks_are_found(treebank: str, asked: int) -> None:
    measured = measure(treebank, asked)
    assert measured.asked == asked
    assert measured.recall >= RECALL, measured
    assert measured.precision >= PRECISION, measured
