"""Limits as they are typed and printed."""

from dataclasses import fields

import pytest

from dragoman.sources import Limits, limits_from
from dragoman.sources.limits import limits_table


def test_limits_are_set_by_name_in_bytes_or_numbers() -> None:
    assert limits_from(["pages=50", "bytes = 20M", "max_memory=1GiB", "expansion=1k"]) == Limits(
        max_pages=50, max_bytes=20 * 1024 * 1024, max_memory=1024**3, max_expansion=1024
    )
    assert limits_from([]) == Limits()


def test_a_later_setting_wins_and_others_stay() -> None:
    assert limits_from(["pages=5", "pages=6"], base=Limits(max_parts=7)) == Limits(max_pages=6, max_parts=7)


@pytest.mark.parametrize("typed", ["pages", "pages=", "pages=0", "pages=-1", "pages=many", "leaves=3", "bytes=3T", ""])
def test_what_sets_no_limit_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(ValueError, match="pages"):
        limits_from([typed])


def test_every_limit_is_in_the_table() -> None:
    assert [f"max_{row['name']}" for row in limits_table()] == [f.name for f in fields(Limits)]
    assert all(row["what"] and row["beyond"] for row in limits_table())
