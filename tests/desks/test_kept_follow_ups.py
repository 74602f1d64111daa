"""What the record keeps for the ledger is what would be found from its claims."""

import datetime
from pathlib import Path

import pytest

from dragoman.desks.dialogue.commitments import Commitment, Wanted, ledger_of
from dragoman.desks.dialogue.following import follow_up, states_digest
from dragoman.desks.dialogue.positions import positions_of
from dragoman.record import Period, Published
from dragoman.store import ClaimQuery, Record
from invented_readings import Clock, Said, document_of, read

TODAY = datetime.date(2031, 12, 1)
STATES = {"marsovia.mfa": "marsovia"}
SAID = (
    ("2031-02-01", "commitment", "send forty trucks of grain to Oldmark"),
    ("2031-03-01", "event", "sent forty trucks of grain to Oldmark"),
    ("2031-03-09", "event", "did not send forty trucks of grain to Oldmark"),
    ("2031-04-01", "commitment", "send forty trucks of grain to Oldmark once more"),
    ("2031-05-01", "position", "holds that the harbour must stay closed"),
    ("2031-06-01", "commitment", "open the harbour to the ore of Tarnia"),
    ("2031-07-01", "event", "opened the harbour to the ore of Tarnia"),
)
DUE = {0: datetime.date(2031, 6, 30), 3: datetime.date(2031, 8, 31)}


def put(record: Record, number: int) -> None:
    """One document with one claim on record."""
    day, kind, words = SAID[number]
    text = f"Release {number}\nMarsovia said it would {words}."
    published = Published(Period.day(datetime.date.fromisoformat(day)), "meta", 0.9)
    document, data = document_of(text, source=f"{number}.txt", published=published)
    about = Period(None, DUE[number], "month") if number in DUE else None
    said = Said([words], kind=kind, speakers=["Marsovia"], actors=["Marsovia"], tracks=["economy"], about=about)
    record.add(read(document, [said], actors={"Marsovia": "marsovia"}), data, reader="r", dossier="d")


def told(lines: list[Commitment]) -> list[tuple[object, ...]]:
    return [
        (x.row.words, x.state, x.act.id, [(f.relation, f.row.words, f.score, f.because) for f in x.follow_ups])
        for x in lines
    ]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (6, 5, 4, 3, 2, 1, 0), (3, 0, 6, 1, 5, 2, 4)])
def test_kept_and_computed_ledgers_agree(tmp_path: Path, order: tuple[int, ...]) -> None:
    """Whether documents come in one by one or all at once, and in whichever order."""
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        for number in order:
            put(record, number)
            live = told(list(ledger_of(record, ClaimQuery(), today=TODAY, states=STATES)))
            assert not record.acts.current()
            record.link()
            follow_up(record, STATES)
            assert record.acts.is_followed(states_digest(STATES))
            kept = told(list(ledger_of(record, ClaimQuery(), today=TODAY, states=STATES)))
            assert [line[:3] for line in kept] == [line[:3] for line in live]
            assert [[f[:2] for f in line[3]] for line in kept] == [[f[:2] for f in line[3]] for line in live]  # type: ignore[attr-defined]
        record.count_acts(anew=True)
        follow_up(record, STATES)
        assert told(list(ledger_of(record, ClaimQuery(), today=TODAY, states=STATES))) == live
        assert {line[1] for line in live} == {"superseded", "overdue", "open"}


def test_a_judgement_counts_at_once_and_a_filter_holds(tmp_path: Path) -> None:
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        for number in range(len(SAID)):
            put(record, number)
        record.link()
        follow_up(record, STATES)
        (line,) = list(ledger_of(record, ClaimQuery(), today=TODAY, states=STATES, wanted=Wanted(("open",))))
        record.judge("kept", [line.row.claim.id], by="Bo")
        assert record.acts.is_followed(states_digest(STATES))
        (line,) = list(ledger_of(record, ClaimQuery(), today=TODAY, states=STATES, wanted=Wanted(("kept",))))
        assert line.row.words == SAID[5][2]
        due = Wanted(due_before=datetime.date(2031, 7, 1))
        assert len(ledger_of(record, ClaimQuery(), today=TODAY, states=STATES, wanted=due)) == 1


def test_kept_and_computed_positions_agree(tmp_path: Path) -> None:
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        for number in range(len(SAID)):
            put(record, number)
        live = positions_of(record, ClaimQuery())
        record.link()
        assert positions_of(record, ClaimQuery()) == live
        assert live[0].acts == 4


def test_promises_of_documents_without_a_day_are_looked_after_once(tmp_path: Path) -> None:
    """Nothing with a day is on record, and so it never grows: looking comes to an end all the same."""
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        document, data = document_of("Marsovia said it would open the harbour.", source="undated.txt")
        said = Said(["open the harbour"], kind="commitment", speakers=["Marsovia"], actors=["Marsovia"])
        record.add(read(document, [said], actors={"Marsovia": "marsovia"}), data, reader="r", dossier="d")
        record.link()
        follow_up(record, STATES)
        assert record.acts.is_followed(states_digest(STATES))


def ledger_lines(record: Record) -> list[tuple[object, ...]]:
    lines = ledger_of(record, ClaimQuery(), today=TODAY, states=STATES)
    return [(line.row.words, line.window, line.row.judged and line.row.judged.judgement.by) for line in lines]


def test_what_people_correct_is_seen_in_the_ledger_at_once(tmp_path: Path) -> None:
    """On record as in what is computed; and what is judged wrong is no promise and tells of none."""
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        for number in range(len(SAID)):
            put(record, number)
        ids = {row.words: row.claim.id for row in record.claims()}
        due = '{"from": null, "to": "2031-08-31", "grain": "month"}'
        record.judge("corrected", [ids[SAID[0][2]]], by="Ada", fields=[("time", due)])
        record.judge("corrected", [ids[SAID[4][2]]], by="Ada", fields=[("kind", '"commitment"')])
        record.judge("wrong", [ids[SAID[5][2]]], by="Ada")
        record.judge("wrong", [ids[SAID[1][2]]], by="Ada")
        live, live_stands = ledger_lines(record), positions_of(record, ClaimQuery())
        record.link()
        follow_up(record, STATES)
        assert record.acts.current()
        assert ledger_lines(record) == live
        assert positions_of(record, ClaimQuery()) == live_stands
        corrected = Period(None, datetime.date(2031, 8, 31), "month")
        assert [line for line in live if line[2]] == [(SAID[0][2], corrected, "Ada"), (SAID[4][2], None, "Ada")]
        assert SAID[5][2] not in {line[0] for line in live}
        told_of = [f.row.words for line in ledger_of(record, ClaimQuery(), today=TODAY) for f in line.follow_ups]
        assert SAID[1][2] not in told_of
        assert SAID[2][2] in told_of
        for row in record.judged():
            record.withdraw(row.judgement.id, by="Ada")
            follow_up(record, STATES)
        assert record.acts.is_followed(states_digest(STATES))
        assert len(ledger_lines(record)) == 3
        assert not any(line[2] for line in ledger_lines(record))
