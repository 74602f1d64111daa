"""Attribution against an independent treebank: skipped where it does not stand beside the repository."""

import pytest

from .attribution import SOURCE, relations, rows, shares

RECALL, FALSE_ALARM = 0.5, 0.25
"""Floors under what was measured; docs/reading.md tells the figures and what the treebank counts beside speech."""


@pytest.mark.skipif(not SOURCE.exists(), reason="needs the treebank of attributions beside the repository")
def test_attributions_of_an_independent_treebank() -> None:
    recall, false_alarm = shares([r for row in rows() for r in relations(row)])
    assert recall >= RECALL
    assert false_alarm <= FALSE_ALARM
