"""The floors: they rise by themselves, fall only by name and with a reason, and cannot be changed by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from .floors import BEGIN, END, Floors, fallen, floor_of, load_floors, main, raised, save_floors, tell

FLOORS = Floors(floors={"examples": {"claim f1": 0.71, "time": 0.8}}, pins={"examples": {"a.txt": "00"}})


def test_a_floor_is_the_whole_hundredths_of_a_figure() -> None:
    assert [floor_of(x) for x in (0.719, 0.71, 1.0, 0.29, 0.0)] == [0.71, 0.71, 1.0, 0.29, 0.0]


def test_a_better_figure_raises_its_floor() -> None:
    floors, refused = raised(FLOORS, "examples", {"claim f1": 0.755, "time": 0.8, "cue": 0.5}, {})
    assert not refused
    assert floors.floors["examples"] == {"claim f1": 0.75, "time": 0.8, "cue": 0.5}


def test_a_worse_figure_is_refused_without_a_reason() -> None:
    floors, refused = raised(FLOORS, "examples", {"claim f1": 0.6, "time": 0.9}, {})
    assert refused == ["examples: claim f1 would fall from 0.71 to 0.60"]
    assert floors.floors["examples"] == {"claim f1": 0.71, "time": 0.9}


def test_a_reason_lowers_one_floor_and_is_kept() -> None:
    floors, refused = raised(FLOORS, "examples", {"claim f1": 0.6, "time": 0.7}, {"examples: claim f1": "stricter"})
    assert refused == ["examples: time would fall from 0.80 to 0.70"]
    assert floors.floors["examples"]["claim f1"] == 0.6
    (kept,) = floors.lowered
    assert (kept.metric, kept.before, kept.after, kept.because) == ("examples: claim f1", 0.71, 0.6, "stricter")


def test_a_metric_cannot_be_dropped_in_silence() -> None:
    _, refused = raised(FLOORS, "examples", {"claim f1": 0.71}, {})
    assert refused == ["examples: time would fall from 0.80 to 0.00"]
    floors, refused = raised(FLOORS, "examples", {"claim f1": 0.71}, {"examples: time": "measured elsewhere"})
    assert not refused and "time" not in floors.floors["examples"]


def test_every_figure_is_held_against_a_floor() -> None:
    assert fallen(FLOORS, "examples", {"claim f1": 0.719, "time": 0.8}) == []
    assert fallen(FLOORS, "examples", {"claim f1": 0.70, "cue": 0.9}) == [
        "examples: claim f1: 0.700 is under its floor 0.71",
        "examples: cue has no floor yet",
        "examples: time has a floor and is no longer measured",
    ]


def test_the_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    floors, _ = raised(FLOORS, "examples", {"claim f1": 0.6, "time": 0.8}, {"examples: claim f1": 'a "stricter" rule'})
    save_floors(floors, file)
    again = load_floors(file)
    assert again == replace(floors, seal=floors.expected_seal())


def test_the_page_is_written_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    tell(FLOORS, page)
    rows = "| figure | examples |\n|---|---|\n| claim f1 | 0.71 |\n| time | 0.80 |\n"
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n{rows}{END}\nafter\n"


@pytest.mark.parametrize(("was", "by_hand"), [('"claim f1" = 0.71', '"claim f1" = 0.31'), ('"time" = 0.80\n', "")])
def test_a_floor_changed_by_hand_breaks_the_seal(tmp_path: Path, was: str, by_hand: str) -> None:
    file = tmp_path / "floors.toml"
    save_floors(FLOORS, file)
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, by_hand), encoding="utf-8")
    changed = load_floors(file)
    assert changed.seal != changed.expected_seal()


@pytest.mark.parametrize("wrong", [["--lower", "examples: time"], ["--lower", "examples: time", "--because", "x"]])
def test_a_floor_is_lowered_only_with_a_reason_and_in_an_update(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == 2
