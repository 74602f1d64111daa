"""The record from Python: one answer whether in rows, records or frames; read-only unless told otherwise; quick."""

import datetime
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.api import OpenRecord, Rows
from dragoman.api.columns import columns_of
from dragoman.desks.dialogue.following import follow_up, states_digest
from dragoman.desks.states import states_of
from dragoman.record import DragomanError, RecordError
from dragoman.store import ClaimRow

QUESTIONS: dict[str, Callable[[OpenRecord], Rows[Any]]] = {
    "claims": lambda rec: rec.claims(),
    "entries": lambda rec: rec.entries(),
    "documents": lambda rec: rec.documents(),
    "actors": lambda rec: rec.actors(),
    "search": lambda rec: rec.search("coal"),
    "links": lambda rec: rec.links(),
    "commitments": lambda rec: rec.commitments(),
    "forecasts": lambda rec: rec.forecasts(),
    "positions": lambda rec: rec.positions(by="year"),
    "relations": lambda rec: rec.relations(),
    "answers": lambda rec: rec.answers(),
    "judgements": lambda rec: rec.judgements(),
    "changes": lambda rec: rec.changes(),
    "review": lambda rec: rec.review(),
}
EMPTY = {"links", "relations"}


@pytest.fixture
def rec(where: str) -> Iterator[OpenRecord]:
    with dragoman.open(where, write=True) as writable:
        writable.judge("right", next(iter(writable.claims(kind="call"))).claim.id, by="Ada")
    with dragoman.open(where) as rec:
        yield rec


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_is_rows_records_and_a_frame(rec: OpenRecord, name: str) -> None:
    rows = QUESTIONS[name](rec)
    assert (len(rows) == 0) == (name in EMPTY)
    assert list(rows) == rows[:] == [rows[n] for n in range(len(rows))]
    names = [column.name for column in columns_of(rows._of)]
    assert len(set(names)) == len(names)
    records = rows.records()
    assert all(list(record) == names for record in records)
    assert (len(records) >= len(rows)) if name == "positions" else (len(records) == len(rows))


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_has_its_types_even_where_it_is_empty(rec: OpenRecord, name: str, library: Any) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    rows = QUESTIONS[name](rec)
    frame, columns = rows.frame(library), columns_of(rows._of)
    assert list(frame.columns) == [column.name for column in columns]
    assert len(frame) == len(rows.records())
    types = dict(zip(frame.columns, map(str, frame.dtypes), strict=True))
    for column in columns:
        match library, column.type:
            case "polars", "day":
                assert types[column.name] == "Date"
            case "pandas", "day":
                assert types[column.name] == "datetime64[s]"
            case _, "moment":
                assert "UTC" in types[column.name]
            case "polars", "whole":
                assert types[column.name] == "Int64"


def test_what_is_asked_of_the_shell_is_asked_of_python(rec: OpenRecord) -> None:
    assert [row.claim.kind for row in rec.claims(actor="marsovia")] == ["commitment", "forecast", "assessment"]
    assert len(rec.claims(since=datetime.date(2024, 3, 2), until="2024-03")) == 2
    assert len(rec.claims(limit=3)) == 3
    assert len(rec.claims(document=rec.documents()[0].id[:5])) == 3
    assert [line.row.day for line in rec.commitments(due_before="2025", state="overdue")] == [
        datetime.date(2024, 3, 20)
    ]
    assert rec.commitments(due_after="2027").records() == []
    assert len(rec.answers(unanswered=True)) == 1
    assert [item.kind for item in rec.review(kind="claim", below=0.5)] == ["claim"]
    assert [change.kind for change in rec.changes(kind="judged")] == ["judged"]
    judged = {one: len(rec.claims(judged=one)) for one in ("right", "wrong", "corrected", "disputed", "stale", "none")}
    assert sum(judged.values()) == 7 and judged["none"] < 7
    assert rec.claim_facets(judged="none").total == judged["none"]
    with pytest.raises(DragomanError, match="did you mean wrong"):
        rec.claims(judged="wrnog")
    assert rec.summary().claims == 7


def test_rows_stream_until_they_are_counted(rec: OpenRecord) -> None:
    asked = []

    def ask() -> Iterator[ClaimRow]:
        asked.append(1)
        return iter(rec.claims())

    rows = Rows(ClaimRow, ask)
    assert next(iter(rows)) == next(iter(rows))
    assert len(asked) == 2
    assert len(rows) == len(list(rows)) == 7
    assert len(asked) == 3
    assert repr(rows) == "<7 rows of ClaimRow>"


def test_a_record_is_for_reading_unless_it_is_opened_to_write(rec: OpenRecord, where: str, tmp_path: Path) -> None:
    for refused in (
        lambda: rec.judge("wrong", rec.claims()[0].claim.id, by="Ada"),
        lambda: rec.withdraw(rec.judgements()[0].judgement.id[:5], by="Ada"),
        lambda: rec.read(tmp_path),
    ):
        with pytest.raises(RecordError, match="reading only"):
            refused()
    with pytest.raises(RecordError, match="no record"):
        dragoman.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_a_judgement_is_made_shown_and_taken_back(where: str) -> None:
    with dragoman.open(where, write=True) as rec:
        claim = rec.claims(kind="forecast")[0].claim.id
        made = rec.judge("broken", claim[:8], by="Ada", why="it did not")
        assert [row.judgement for row in rec.show(claim).judgements] == [made]
        rec.withdraw(made.id[:8], by="Bo")
        assert [row.state for row in rec.judgements(claim)] == ["withdrawn"]
        with pytest.raises(RecordError, match="one of"):
            rec.judge("corrected", claim, by="Ada", fields={"kind": "promise"})


def test_what_is_asked_next_is_as_the_last_judgement_left_it(where: str) -> None:
    """A deed that is wrong keeps no promise, until that is taken back; and nobody computes it for each question."""
    with dragoman.open(where, write=True) as rec:
        states = states_of(rec.dossier)
        rec.store.link()
        follow_up(rec.store, states)

        def kept() -> list[str]:
            assert rec.store.acts.is_followed(states_digest(states))
            return [f.relation for line in rec.commitments() for f in line.follow_ups]

        before = kept()
        assert before
        made = rec.judge("wrong", rec.claims(kind="event")[0].claim.id, by="Ada")
        assert len(kept()) < len(before)
        rec.withdraw(made.id, by="Ada")
        assert kept() == before


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda rec: rec.claims(kind="promise"), "kind 'promise' is none of"),
        (lambda rec: rec.claims(since="soon"), "is no date"),
        (lambda rec: rec.claims(as_of="soon"), "is no date"),
        (lambda rec: rec.commitments(state="opne"), "did you mean open"),
        (lambda rec: rec.show("zz"), "begins with 'zz'"),
        (lambda rec: rec.links(rec.claims()[0].claim.id), "name a document"),
        (lambda rec: rec.actor("Nobody Atall"), "no actor is called"),
        (lambda rec: rec.claims().frame("pands"), "pip install pands"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(rec: OpenRecord, ask: Callable[[OpenRecord], Any], told: str) -> None:
    with pytest.raises(DragomanError, match=told) as fault:
        ask(rec)
    assert "\n" not in str(fault.value)


def test_without_a_library_a_frame_says_what_to_install(rec: OpenRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.api.rows.find_spec", lambda _: None)
    with pytest.raises(DragomanError, match="pip install polars"):
        rec.claims().frame()


def test_who_somebody_is_in_any_script(rec: OpenRecord) -> None:
    known = rec.dossier.actors
    person = min((a for a in known.values() if a.kind == "person" and len(a.names) > 3), key=lambda actor: actor.id)
    assert rec.actor(person.id).name == person.name


def test_importing_dragoman_loads_nothing_heavy() -> None:
    code = (
        "import sys, dragoman; assert callable(dragoman.open);"
        "print([m for m in ('sqlalchemy', 'spacy', 'dragoman.store', 'dragoman.api', 'typing_extensions') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


def test_documents_are_read_in(tmp_path: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text("Statement\n\nSeoul will open a hotline to Tokyo by June 2031, the Foreign Ministry said.\n")
    where = tmp_path / "new.db"
    with dragoman.open(where, write=True) as rec:
        done = rec.read(release, tmp_path / "missing.txt", date=datetime.date(2031, 2, 3))
        assert (dict(done.states), len(done.documents), len(done.faults)) == ({"new": 1}, 1, 1)
        assert dict(rec.read(release, date=datetime.date(2031, 2, 3)).states) == {"unchanged": 1}
        assert len(rec.claims(kind="commitment")) == 1
