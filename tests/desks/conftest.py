"""Claim rows to order, without a record behind them."""

import pytest

from made_rows import MakeRow, make_row


@pytest.fixture
def row() -> MakeRow:
    return make_row
