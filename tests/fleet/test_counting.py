"""Acts that are behind are counted by a process beside the server, step by step, and nobody waits for it."""

import threading
from pathlib import Path

import pytest

from dragoman.desks.acts import choose
from dragoman.desks.dialogue.commitments import ledger_of
from dragoman.desks.dialogue.following import follow_up, states_digest
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.fleet.counting import Counter
from dragoman.record import RecordBehindError, RecordSizeError
from dragoman.store import ClaimQuery, Record
from invented_readings import Clock, day, promise

BY = {"reader": "reader-1", "dossier": "dossier-1"}


@pytest.fixture
def behind(tmp_path: Path) -> Path:
    """A record whose acts were never counted."""
    where = tmp_path / "dragoman.db"
    with Record.open(where, clock=Clock()) as record:
        for month in range(1, 8):
            record.add(*promise(month, day(f"2024-0{month}-01")), **BY)
    return where


def followed(record: Record) -> bool:
    return record.acts.is_followed(states_digest(states_of(load_dossier())))


def test_a_process_counts_what_is_behind_and_is_looked_for_no_more(behind: Path) -> None:
    looked = threading.Event()
    with Record.open(behind, read_only=True) as record:
        asked = []

        def is_behind() -> bool:
            asked.append(followed(record))
            if asked[-1]:
                looked.set()
            return not asked[-1]

        counter = Counter(str(behind), is_behind, every_s=0.01)
        counter.start()
        try:
            assert looked.wait(60)
        finally:
            counter.stop()
        assert asked[0] is False and record.acts.size() > 0


def test_who_is_stopped_before_it_began_counts_nothing(behind: Path) -> None:
    counter = Counter(str(behind), lambda: True)
    counter.stop()
    counter.start()
    counter._thread.join(10)
    with Record.open(behind, read_only=True) as record:
        assert not counter._thread.is_alive() and not record.acts.current()


def test_steps_are_told_of_while_no_lock_is_held(behind: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.acting.HANDFUL", 2)
    with Record.open(behind) as record, Record.open(behind) as other:
        far = []

        def between() -> None:
            other.web.watches()
            other.saved.save("between", "/claims", "", by="somebody")  # it would be refused while the lock is held
            far.append(record.acts.progress())

        record.count_acts(between=between)
        assert [(one.documents, one.of) for one in far] == [(2, 7), (4, 7), (6, 7)]
        assert record.acts.progress().documents == 7
        follow_up(record, {}, between=lambda: far.append(record.acts.progress()))
        assert record.acts.progress().waiting == 0 < len(far) - 3


def test_nobody_computes_acts_from_more_claims_than_whoever_opened_the_record_wants(behind: Path) -> None:
    today = day("2024-09-01").period.first
    with Record.open(behind) as record:
        all_claims = record.count()
    with Record.open(behind, compute_at_most=all_claims) as record:
        assert len(choose(record, ClaimQuery()).at)
    with Record.open(behind, compute_at_most=all_claims - 1) as record:
        with pytest.raises(RecordBehindError, match="are not counted yet"):
            choose(record, ClaimQuery())
        record.count_acts()
        assert len(choose(record, ClaimQuery()).at), "those on record are not computed"
        with pytest.raises(RecordBehindError):
            ledger_of(record, ClaimQuery(), today=today).matching  # noqa: B018 - what follows a promise up is not known
        with pytest.raises(RecordSizeError, match="as-of"):
            choose(record, ClaimQuery(as_of=Clock()()))
        follow_up(record, {})
        assert len(ledger_of(record, ClaimQuery(), today=today)) > 0
