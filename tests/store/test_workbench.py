"""What the workbench asks of a record besides claims: saved searches, and the faults of what was read."""

from dataclasses import replace

import pytest

from dragoman.record import Problem, RecordError
from dragoman.store import Record, saving
from invented_readings import Clock, document_of, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}


def test_a_saved_search_is_kept_by_title_and_forgotten(record: Record, clock: Clock) -> None:
    late = record.saved.save("Sanctions", "/search", "words=sanctions", by="kim")
    early = record.saved.save("Calls on Tarnia", "/claims", "kind=call&actor=tarnia", by="kim")
    assert record.saved.all() == [early, late]
    assert (early.address, early.at) == ("/claims?kind=call&actor=tarnia", clock.now)
    assert record.saved.forget(early.id)
    assert not record.saved.forget(early.id)
    assert record.saved.all() == [late]


def test_no_more_searches_are_kept_than_a_list_holds(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 1)
    record.saved.save("One", "/claims", "", by="kim")
    with pytest.raises(RecordError, match="forget one first"):
        record.saved.save("Two", "/claims", "", by="kim")


def test_faults_are_counted_by_code_and_listed_from_a_place_on(record: Record) -> None:
    for n in range(3):
        document, data = document_of(f"Notice {n}\nThe harbour is closed.", source=f"https://oldmark.example/{n}")
        problems = [Problem("encoding", 0, 6, "one character was lost")] * (2 if n else 1)
        record.add(replace(read(document, []), problems=tuple(problems)), data, **BY)
    codes = record.problem_codes()
    assert codes["encoding"] == 3
    whole = record.problems(code="encoding", limit=10)
    assert len(whole) == 5
    walked = []
    after = None
    while rows := record.problems(code="encoding", after=after, limit=2):
        walked += rows
        after = (rows[-1].document, rows[-1].place)
    assert walked == whole
    assert record.problems(code="no-such") == []
