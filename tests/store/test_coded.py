"""Columns of few different values are what they were before, in fewer bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dragoman.store.coded import SOME, Array, Coded, Keys, narrow, narrow_keys

KINDS = ("<i4", "<u4", "<i8", "<u2", "<i2", "<f4", "<f8")


@st.composite
def columns(draw: st.DrawFn) -> Array:
    """Of a few values, near to each other or far apart."""
    kind = np.dtype(draw(st.sampled_from(KINDS)))
    whole = st.integers(-(1 << 15), (1 << 15) - 1) if kind.kind == "i" else st.integers(0, (1 << 16) - 1)
    far = st.integers(0, 1 << 30) if kind.kind != "f" and kind.itemsize > 2 else whole
    value = st.floats(0, 1, width=32) if kind.kind == "f" else whole | far
    some = draw(st.lists(value, min_size=1, max_size=8))
    return np.array(draw(st.lists(st.sampled_from(some), max_size=60)), kind)


@given(columns(), st.data())
def test_a_column_is_what_it_was(column: Array, data: st.DataObject) -> None:
    made = narrow(column)
    assert np.array_equal(made[:], column) and made[:].dtype == column.dtype and len(made) == len(column)
    if not len(column):
        return
    places = data.draw(st.lists(st.integers(0, len(column) - 1)))
    rows: NDArray[np.int64] = np.array(places, np.int64)
    assert np.array_equal(made[rows], column[rows])
    than = data.draw(st.sampled_from(column.tolist()) | st.integers(0, 100))
    for compared, expected in (
        (made < than, column < than),
        (made <= than, column <= than),
        (made > than, column > than),
        (made >= than, column >= than),
    ):
        assert np.array_equal(compared, expected)


@pytest.mark.parametrize(
    ("different", "kind", "bytes_a_row"),
    [(7_000, "<i4", 2), (200, "<f8", 1), (200, "<u2", 1), (300, "<u2", None), (70_000, "<u4", None)],
)
def test_a_row_takes_as_few_bytes_as_there_are_values(different: int, kind: str, bytes_a_row: int | None) -> None:
    values = np.arange(different).astype(kind) / (1 if kind[1] != "f" else different)
    column = np.tile(values.astype(kind), 20)
    made = narrow(column)
    if bytes_a_row is None:
        assert made is column
    else:
        assert isinstance(made, Coded) and made.which.dtype.itemsize == bytes_a_row
        assert made.which.nbytes * 2 <= column.nbytes


def test_a_value_that_some_rows_alone_have_is_kept() -> None:
    column = np.full(3 * SOME, 0.5)
    column[1], column[-2] = 0.125, 0.75
    made = narrow(column)
    assert isinstance(made, Coded) and made.values.tolist() == [0.125, 0.5, 0.75]
    assert np.array_equal(made[:], column)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 999)), max_size=40), st.integers(0, 6_000))
def test_keys_of_claims_are_those_they_were(claims: list[tuple[int, int]], than: int) -> None:
    documents = np.array([n for n, _ in claims], np.uint32)
    keys = np.array([(9 - n) * 1_000 + place for n, place in claims], np.int64)
    made = narrow_keys(keys, documents, 1_000)
    assert isinstance(made, Keys) and len(made) == len(keys) and made.place.dtype.itemsize <= 2
    assert np.array_equal(made[:], keys) and made[:].dtype == np.int64
    assert np.array_equal(made[::2], keys[::2])
    assert np.array_equal(made < than, keys < than) and np.array_equal(made >= than, keys >= than)


def test_keys_of_two_readings_of_a_document_stay_as_they_are() -> None:
    keys = np.array([1_002, 2_003], np.int64)
    assert narrow_keys(keys, np.array([1, 1], np.uint32), 1_000) is keys
