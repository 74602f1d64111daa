"""Which claims match is worked out once for the rows and the facets of a page, and anew after any change."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dragoman.store import ClaimQuery, Record, asking, counting, masks
from invented_readings import Clock, day, promise

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[ClaimQuery]:
    """The questions whose masks were worked out, of records that all are large."""
    monkeypatch.setattr(asking, "LARGE", 1)
    made: list[ClaimQuery] = []
    whole = counting._matching

    def noting(connection: object, its: object, query: ClaimQuery) -> object:
        made.append(query)
        return whole(connection, its, query)  # type: ignore[arg-type]

    monkeypatch.setattr(counting, "_matching", noting)
    return made


def test_rows_facets_and_every_page_of_a_list_ask_once(tmp_path: Path, worked_out: list[ClaimQuery]) -> None:
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        for n in range(1, 6):
            record.add(*promise(n, day(f"2024-03-0{n}")), **BY)
        query = ClaimQuery(kinds=("call",), newest=True, limit=2)
        first = [row.claim.id for row in record.claims(query)]
        rest = [row.claim.id for row in record.claims(replace(query, after=first[-1]))]
        assert record.claim_facets(query).total == record.count(query) == 5
        assert len({*first, *rest}) == 4 and len(worked_out) == 1
        record.count(ClaimQuery(kinds=("commitment",)))
        assert len(worked_out) == 2, "another question is worked out"


def test_after_a_change_it_is_worked_out_anew(tmp_path: Path, worked_out: list[ClaimQuery]) -> None:
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        for n in range(1, 4):
            record.add(*promise(n, day(f"2024-03-0{n}")), **BY)
        assert record.count() == 6
        document = record.documents()[0].id
        record.withdraw_document(document, by="Ada", why="of another matter")
        assert record.count() == 4, "the columns are the same, and it counts no longer"
        record.restore_document(document, by="Ada", why="of this one")
        record.add(*promise(4, day("2024-03-04")), **BY)
        assert record.count() == 8


def test_so_many_and_no_more_are_kept_and_each_has_one_of_its_own(tmp_path: Path, worked_out: list[ClaimQuery]) -> None:
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        record.add(*promise(1, day("2024-03-01")), **BY)
        for month in range(1, 13):
            for until in (None, day("2025-01-01").period.first):
                record.count(ClaimQuery(since=day(f"2024-{month:02}-01").period.first, until=until))
        kept = masks._kept[record._engine]
        assert len(kept) == masks.MOST
        with record._engine.connect() as connection:
            its = counting.table(record._engine, connection)
            mine = counting.matching(connection, its, ClaimQuery())
            before = mine.copy()
            np.logical_not(mine, out=mine)
            assert before.any() and np.array_equal(counting.matching(connection, its, ClaimQuery()), before)
