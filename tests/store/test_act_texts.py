"""Texts in one piece are what they were one by one, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.store.act_texts import Known, Texts, packed
from dragoman.store.query import Party

PARTIES = st.lists(st.builds(Party, st.text(), st.none() | st.text(max_size=12)), unique=True, max_size=12)


@given(PARTIES)
def test_parties_are_those_that_were_packed(parties: list[Party]) -> None:
    texts = [packed(party.name, party.actor) for party in parties]
    known = Known(Texts.of(texts))
    assert len(set(texts)) == len(parties) and list(known) == parties
    assert known[1:] == parties[1:] and known[::-2] == parties[::-2]


@pytest.mark.parametrize("place", [-1, 1])
def test_nobody_stands_where_there_is_no_place(place: int) -> None:
    with pytest.raises(IndexError):
        Known(Texts.of([packed("Ada Quill", None)]))[place]
