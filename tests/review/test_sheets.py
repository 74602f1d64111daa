"""What waits goes out as a spreadsheet; what somebody changed comes back as proposals, and never as anything else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.dossier import Dossier
from dragoman.review import Queue, QueueQuery
from dragoman.review.cells import Typing
from dragoman.review.sheets import COLUMNS, Taken, proposals_of, sheet
from dragoman.review.tables import Table, TableRow, read_table, write_table
from dragoman.store import Record
from invented_readings import HOUR, PLEDGE, Clock, Said, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
Cells = dict[str, str]
Back = Callable[[list[Cells]], Taken]


@pytest.fixture
def queue(record: Record, dossier: Dossier) -> Queue:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, **BY)
    return Queue(record, dossier)


@pytest.fixture
def out(queue: Queue) -> list[Cells]:
    """The sheet as it went out."""
    return [dict(zip(COLUMNS, row, strict=True)) for row in sheet(queue.record, queue, QueueQuery())]


@pytest.fixture
def back(queue: Queue, dossier: Dossier) -> Back:
    """The sheet as it came back."""
    typing = Typing(dossier, lambda actor: queue.record.actor(actor) is not None)

    def back(rows: list[Cells]) -> Taken:
        table = Table(COLUMNS, tuple(TableRow(n, row) for n, row in enumerate(rows, start=2)), ())
        return proposals_of(table, queue.record, typing, by="Ada", source="s.csv")

    return back


def of(out: list[Cells], kind: str) -> Cells:
    return next(row for row in out if row["kind"] == kind)


def test_a_claim_in_its_row(out: list[Cells]) -> None:
    row = of(out, "commitment")
    assert (row["item"], row["actors"], row["about"]) == ("claim", "Marsovia [marsovia]", "until 2026-12-31")
    assert row["words"] == "will end all coal exports, … to Tarnia by 2026."
    assert row["waits because"].startswith("confidence 0.80")
    start, end = map(int, row["offsets"].split(", ")[0].split("-"))
    assert PLEDGE[start:end] == "will end all coal exports,"


def test_unchanged_it_proposes_nothing(out: list[Cells], back: Back) -> None:
    taken = back(out)
    assert (taken.proposed, taken.faults, taken.unchanged) == ((), (), 3)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_through_a_file_too(queue: Queue, out: list[Cells], tmp_path: Path, dossier: Dossier, form: str) -> None:
    path = tmp_path / f"s.{form}"
    write_table(path, COLUMNS, ([row[name] for name in COLUMNS] for row in out))
    taken = proposals_of(read_table(path), queue.record, Typing(dossier), by="Ada", source="s")
    assert (taken.proposed, taken.faults, taken.unchanged) == ((), (), 3)


def test_what_was_changed_is_proposed_and_nothing_else(queue: Queue, out: list[Cells], back: Back) -> None:
    row = of(out, "call")
    row |= {"kind": "position", "about": "2024-03", "why": "she asks nothing", "words": "to return to the talks"}
    (made,) = back(out).proposed
    at = PLEDGE.index("to return")
    assert (made.verdict, made.about, made.by, made.why, made.source) == (
        "corrected",
        (row["id"],),
        "Ada",
        "she asks nothing",
        "s.csv",
    )
    assert made.row == out.index(row) + 2
    assert dict(made.fields) == {
        "kind": '"position"',
        "time": '{"from": "2024-03-01", "to": "2024-03-31", "grain": "month"}',
        "passages": f'[[{at}, {at + 22}, "to return to the talks"]]',
    }
    assert queue.record.judged() == []
    assert queue.record.review.propose([made]) == 1
    item = queue.page(QueueQuery()).items[0]
    assert (item.kind, item.why) == ("proposal", f"corrected, proposes Ada, row {made.row} of s.csv")
    assert item.proposal is not None
    queue.record.review.accept(item.proposal.id, by="Bo")
    assert [i.kind for i in queue.page(QueueQuery()).items] == ["claim", "claim"]


def test_offsets_decide_where_they_were_changed(out: list[Cells], back: Back) -> None:
    row = of(out, "commitment")
    at = PLEDGE.index("Tarnia by 2026")
    row |= {"words": "Tarnia by 2026", "offsets": f"{at}-{at + 14}"}
    (made,) = back(out).proposed
    assert dict(made.fields) == {"passages": f'[[{at}, {at + 14}, "Tarnia by 2026"]]'}


def test_verdicts_alone(out: list[Cells], back: Back) -> None:
    of(out, "call")["verdict"] = "Wrong"
    of(out, "position")["verdict"] = "right"
    of(out, "commitment")["verdict"] = "kept"
    assert sorted(made.verdict for made in back(out).proposed) == ["kept", "right", "wrong"]


BROKEN: list[tuple[Cells, str]] = [
    ({"id": "c0"}, "no claim 'c0'"),
    ({"digest": "0" * 16}, "export it anew"),
    ({"item": "clam"}, "is none of claim"),
    ({"kind": "promise"}, "is none of statement"),
    ({"verdict": "maybe"}, "verdict 'maybe'"),
    ({"verdict": "wrong", "kind": "event"}, "do one of them"),
    ({"verdict": "corrected"}, "no field was changed"),
    ({"words": "words of nobody"}, "does not stand in the document"),
    ({"offsets": "0-8"}, "must be pairs|are “Marsovia”"),
    ({"offsets": "0-8, 9-16"}, "are “Marsovia”, not"),
    ({"offsets": "somewhere"}, "must be pairs"),
    ({"offsets": "0-999999999, 9-16"}, "of the document are"),
    ({"speakers": "Ada [ada-nobody]"}, "no actor has the id"),
    ({"tracks": "dialog"}, "did you mean dialogue"),
    ({"about": "soon"}, "is no date"),
]


@pytest.mark.parametrize(("change", "told"), BROKEN)
def test_a_broken_row_is_told_by_its_number_and_the_rest_is_taken(
    out: list[Cells], back: Back, change: Cells, told: str
) -> None:
    import re

    row = of(out, "commitment")
    row |= change
    of(out, "call")["verdict"] = "wrong"
    taken = back(out)
    (fault,) = taken.faults
    assert fault.row == out.index(row) + 2
    assert re.search(told, fault.message)
    assert [made.verdict for made in taken.proposed] == ["wrong"]


def test_a_row_twice_counts_once(out: list[Cells], back: Back) -> None:
    row = of(out, "call")
    row["verdict"] = "wrong"
    taken = back([*out, dict(row, verdict="right")])
    assert [made.verdict for made in taken.proposed] == ["wrong"]
    assert "earlier row" in taken.faults[0].message


def test_a_claim_that_changed_since_the_export_is_not_judged_by_it(
    queue: Queue, out: list[Cells], back: Back, clock: Clock
) -> None:
    clock.now += HOUR
    reading, data = pledge(day("2024-03-01"))
    other = replace(reading, claims=tuple(replace(c, polarity="negative") for c in reading.claims))
    queue.record.add(other, data, reader="reader-2", dossier="dossier-1")
    of(out, "call")["verdict"] = "right"
    taken = back(out)
    assert taken.proposed == ()
    assert any("not what it was" in fault.message for fault in taken.faults)


def test_persons_and_links(queue: Queue, dossier: Dossier, back: Back) -> None:
    text = "Note\nDeputy Envoy Ila Rem said that the talks will resume."
    document, data = document_of(text, source="n.txt", published=day("2024-03-01"))
    reading = read(document, [Said(["the talks will resume"], speakers=["Ila Rem"])])
    mentions = (replace(reading.mentions[0], start=text.index("Deputy"), how="title"),)
    queue.record.add(replace(reading, mentions=mentions), data, **BY)
    long = "Release\n" + " ".join(f"Word{n} of the treaty was read aloud by envoy{n}." for n in range(60))
    for source, end in (("a.txt", "Ships stay free tonight and always."), ("b.txt", "All ships go home now.")):
        document, data = document_of(f"{long} {end}", source=source, published=day("2024-04-01"))
        queue.record.add(read(document, []), data, **BY)
    queue.record.link()
    out = [dict(zip(COLUMNS, row, strict=True)) for row in sheet(queue.record, queue, QueueQuery())]
    person = next(row for row in out if row["item"] == "person")
    link = next(row for row in out if row["item"] == "link")
    somebody = min(actor.id for actor in dossier.actors.values() if actor.kind == "person")
    link["verdict"], person["verdict"] = "different", "same"
    assert "not as whom" in back(out).faults[0].message
    person["other"] = "nobody-here"
    assert "write an id" in back(out).faults[0].message
    person["other"] = somebody
    made = {one.verdict: one.about for one in back(out).proposed}
    assert made == {"different": tuple(link["id"].split("+")), "same": (person["id"], somebody)}
    assert queue.record.review.propose(back(out).proposed) == 2
    link["id"] = f"{link['id']}+d0"
    assert "was changed" in back(out).faults[0].message


def test_a_sheet_of_other_columns_is_refused(queue: Queue, dossier: Dossier) -> None:
    from dragoman.record import DragomanError

    with pytest.raises(DragomanError, match="lacks the column 'digest'"):
        proposals_of(Table(("id", "item"), (), ()), queue.record, Typing(dossier), by="Ada", source="s.csv")


def test_no_more_rows_than_asked_for(queue: Queue) -> None:
    assert len(list(sheet(queue.record, queue, QueueQuery(), most=2))) == 2
    assert list(sheet(queue.record, queue, QueueQuery(kinds=("dispute",)))) == []
