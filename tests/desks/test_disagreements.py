"""Where sources disagree: nearly the same words of two voices, with opposite signs."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.desks.dialogue.disagreements import disagreements, since_when
from dragoman.store import ClaimQuery, ClaimRow, Record
from invented_readings import Clock, Said, day, document_of, read
from made_rows import make_row


def told(words: str, who: str, *, negative: bool = False, on: str = "2031-02-03") -> ClaimRow:
    row = make_row(words, who=[who], kind="event", document=f"d-{who}-{on}", on=on)
    return replace(row, claim=replace(row.claim, polarity="negative" if negative else "positive"))


YES = told("Tarnia crossed the river border at Dorn", "Marsovia")
NO = told("Tarnia did not cross the river border at Dorn", "Tarnia", negative=True, on="2031-02-05")


def test_one_says_it_is_so_and_another_that_it_is_not() -> None:
    (found,) = disagreements([NO, YES])
    assert (found.one.lead.words, found.other.lead.words) == (YES.words, NO.words)


def test_one_voice_that_changes_its_mind_is_no_disagreement() -> None:
    assert disagreements([YES, told(NO.words, "Marsovia", negative=True)]) == []


def test_long_after_is_another_matter() -> None:
    assert disagreements([YES, told(NO.words, "Tarnia", negative=True, on="2032-02-05")]) == []


def test_other_things_do_not_contradict() -> None:
    assert disagreements([YES, told("Tarnia did not sign the fishing treaty", "Tarnia", negative=True)]) == []


@pytest.mark.parametrize("counted", [True, False])
def test_from_which_day_on_so_many_acts_were_said(tmp_path: Path, counted: bool) -> None:
    days = ("2031-02-01", "2031-03-01", "2031-03-02", "2031-04-01", None)
    with Record.open(tmp_path / "dragoman.db", clock=Clock()) as record:
        for n, on in enumerate(days):
            words = f"holds that harbour {n} must stay closed"
            document, data = document_of(
                f"Notice {n}\nMarsovia {words}.", source=f"{n}.txt", published=(on and day(on)) or None
            )
            said = Said([words], kind="position", speakers=["Marsovia"])
            record.add(read(document, [said], actors={"Marsovia": "marsovia"}), data, reader="r", dossier="d")
        if counted:
            record.count_acts()
        found = [since_when(record, ClaimQuery(), most) for most in (1, 2, 3, 4, 5)]
        assert [one and one.isoformat() for one in found] == [*days[3:0:-1], None, None]
        assert since_when(record, ClaimQuery(until=datetime.date(2031, 3, 1)), 1) == datetime.date(2031, 3, 1)
        assert since_when(record, ClaimQuery(kinds=("commitment",)), 0) is None
