"""What people type in place of a claim's field, and what it is taken for."""

import json

import pytest

from dragoman.dossier import Dossier
from dragoman.record import DragomanError
from dragoman.review.cells import FIELDS, Typing, cells, field_called, say_correction
from dragoman.store import ClaimRow, Record
from invented_readings import PLEDGE, day, pledge


@pytest.fixture
def row(record: Record) -> ClaimRow:
    reading, data = pledge(day("2024-03-01"))
    record.add(reading, data, reader="r", dossier="d")
    return next(row for row in record.claims() if row.claim.kind == "commitment")


@pytest.fixture(scope="session")
def typing(dossier: Dossier) -> Typing:
    return Typing(dossier, lambda actor: actor == "tarnia")


def test_a_claim_in_cells(row: ClaimRow) -> None:
    assert cells(row, PLEDGE) == {
        "kind": "commitment",
        "polarity": "positive",
        "modality": "actual",
        "speakers": "Ada Quill",
        "actors": "Marsovia [marsovia]",
        "recipients": "Tarnia [tarnia]",
        "time": "until 2026-12-31",
        "tracks": "dissuade.trade",
        "passages": "will end all coal exports, … to Tarnia by 2026.",
        "condition": "",
    }


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("kind", " Call ", "call"),
        ("speakers", "Ada Quill; Tarnia [tarnia]", [["Ada Quill", None], ["Tarnia", "tarnia"]]),
        ("speakers", "Tarnia", [["Tarnia", "tarnia"]]),
        ("actors", "south-korea-nobody", None),
        ("recipients", "", []),
        ("time", "2024-02", {"from": "2024-02-01", "to": "2024-02-29", "grain": "month"}),
        ("time", "2024-04-01/2024-06-30", {"from": "2024-04-01", "to": "2024-06-30", "grain": "quarter"}),
        ("time", "until 2026-12-31", {"from": None, "to": "2026-12-31", "grain": "vague"}),
        ("time", "", None),
        ("tracks", "dialogue, dissuade.trade, dialogue", ["dialogue", "dissuade.trade"]),
        ("condition", "", None),
    ],
)
def test_what_is_typed(typing: Typing, row: ClaimRow, field: str, typed: str, value: object) -> None:
    found = typing.value(field, typed, row, PLEDGE)
    if field in ("speakers", "actors", "recipients"):
        expected = value if value is not None else [[typed, None]]
        assert [[one["name"], one["actor"]] for one in found] == expected
    else:
        assert found == value


def test_words_are_found_where_they_stand_over_line_breaks_too(typing: Typing, row: ClaimRow) -> None:
    (found,) = typing.value("passages", "to Tarnia by 2026.” She urged", row, PLEDGE)
    start, end, words = found
    assert PLEDGE[start:end] == words == "to Tarnia by 2026.”\nShe urged"
    two = typing.value("passages", "will end … by 2026", row, PLEDGE)
    assert [words for _, _, words in two] == ["will end", "by 2026"]


def test_of_words_that_stand_twice_those_nearest_to_the_claim_are_meant(typing: Typing, row: ClaimRow) -> None:
    text = f"Tarnia waits. {'x ' * 300}{PLEDGE}"
    (found,) = typing.value("passages", "Tarnia", row, text)
    assert found[0] == 0
    (found,) = typing.value("passages", "Marsovia", row, PLEDGE)
    assert found[0] == PLEDGE.index("Marsovia “will")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("kind", "comitment", "did you mean commitment"),
        ("polarity", "maybe", "positive, negative"),
        ("speakers", "Ada [nobody.here]", "no actor has the id"),
        ("tracks", "dialog", "did you mean dialogue"),
        ("time", "next spring", "is no date"),
        ("time", "2024-05/2024-04", "cannot end"),
        ("passages", "will end all iron exports", "does not stand in the document"),
        ("passages", "", "rests on words"),
        ("passages", "by 2026 … will end", "in this order"),
        ("condition", "if it rains", "does not stand"),
    ],
)
def test_what_means_nothing_is_told_in_a_line(typing: Typing, row: ClaimRow, field: str, typed: str, told: str) -> None:
    with pytest.raises(DragomanError, match=told) as fault:
        typing.value(field, typed, row, PLEDGE)
    assert "\n" not in str(fault.value)


def test_every_cell_typed_again_is_taken(typing: Typing, row: ClaimRow, record: Record) -> None:
    """What is shown can be typed: a judgement of all cells as they are is sound."""
    typing = Typing(typing._dossier, lambda _: True)
    shown = cells(row, PLEDGE)
    fields = [(f, json.dumps(typing.value(f, shown[f], row, PLEDGE))) for f in FIELDS]
    made = record.judge("corrected", [row.claim.id], by="Ada", fields=fields)
    assert "words: “will end all coal exports, … to Tarnia by 2026.”" in say_correction(made.fields)
    assert "about: …/2026-12-31" in say_correction(made.fields)


def test_fields_go_by_two_names() -> None:
    assert (field_called("about"), field_called("time"), field_called("Words")) == ("time", "time", "passages")
    with pytest.raises(DragomanError, match="no field"):
        field_called("confidence")
