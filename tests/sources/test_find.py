import os
from pathlib import Path

import pytest

from dragoman.sources import Raw, SourceFault, find_raws


def test_a_folder_gives_its_files_in_order_and_passes_over_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/config"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text("text")
    found = [str(raw.source) for raw in find_raws([tmp_path])]
    assert found == [str(tmp_path / name) for name in ("a.txt", "b.txt", "sub/c.txt")]


def test_what_is_missing_is_a_fault_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "here.txt").write_text("text")
    found = list(find_raws([tmp_path / "gone.txt", tmp_path / "here.txt"]))
    assert isinstance(found[0], SourceFault)
    assert "no such file" in found[0].message
    assert found[1] == Raw(str(tmp_path / "here.txt"), tmp_path / "here.txt")


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    (fault,) = find_raws([tmp_path])
    assert isinstance(fault, SourceFault)
    assert "no file" in fault.message


def test_a_name_that_cannot_be_a_path_is_a_fault() -> None:
    (fault,) = find_raws(["a\0b"])
    assert isinstance(fault, SourceFault)


def test_links_that_go_round_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "round").symlink_to(tmp_path)
    assert [raw.source for raw in find_raws([tmp_path])] == [str(tmp_path / "a.txt")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_in_a_folder_is_not_waited_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    os.mkfifo(tmp_path / "pipe")
    assert [raw.source for raw in find_raws([tmp_path])] == [str(tmp_path / "a.txt")]


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_name_that_is_not_utf_8_can_be_printed_and_kept(tmp_path: Path) -> None:
    place = os.fsencode(tmp_path) + b"/note-\xff.txt"
    try:
        with open(place, "w", encoding="utf-8") as file:  # noqa: PTH123 - a Path cannot hold these bytes
            file.write("text")
    except OSError:
        pytest.skip("this file system takes no such name")
    (raw,) = find_raws([tmp_path])
    assert isinstance(raw, Raw)
    assert raw.source.endswith("note-\ufffd.txt")
    with raw.open() as opened:
        assert opened.read() == b"text"
