"""Event codes against the PLOVER project's records: skipped where they do not stand beside the repository."""

import pytest

from .codes import SOURCE, outcome, rows, shares

TYPES, PARTIES = 0.65, 0.78
"""Floors under what was measured; docs/codes.md tells the figures."""


@pytest.mark.skipif(not SOURCE.exists(), reason="needs the records of the PLOVER project beside the repository")
def test_types_and_parties_of_plover_records() -> None:
    types, parties = shares([outcome(row) for row in rows()])
    assert types >= TYPES
    assert parties >= PARTIES
