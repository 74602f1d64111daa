"""Numbers, each once, as numpy's own way of it has them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.store import numbering
from dragoman.store.numbering import counted, first_places, numbered, once

KINDS = (np.uint8, np.uint16, np.uint32, np.int32, np.int64)
some = st.tuples(st.lists(st.integers(0, 200), max_size=40), st.sampled_from(KINDS))


@pytest.mark.parametrize("room", [numbering.ROOM, 1])
@given(some, st.integers(0, 1))
def test_they_are_those_that_numpy_finds(room: int, made: tuple[list[int], type], far: int) -> None:
    """Whether there is a place for each number there may be, or they are sorted."""
    kept, numbering.ROOM = numbering.ROOM, room
    try:
        values = np.array(made[0], made[1]).astype(np.int64 if far else made[1]) + (far << 40)
        known, which = numbered(values)
        assert known.tolist() == once(values).tolist() == sorted(set(values.tolist()))
        assert known[which].tolist() == values.tolist() if len(values) else not len(which)
        again, times = counted(values)
        assert dict(zip(again.tolist(), times.tolist(), strict=True)) == {
            one: values.tolist().count(one) for one in values.tolist()
        }
    finally:
        numbering.ROOM = kept


@given(some)
def test_where_each_comes_first(made: tuple[list[int], type]) -> None:
    values = np.array(made[0], made[1])
    assert first_places(values, 201).tolist() == [made[0].index(n) if n in made[0] else len(values) for n in range(201)]
