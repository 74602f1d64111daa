"""A file is there whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from dragoman.exports.output import written_whole
from dragoman.record import DragomanError


def test_what_is_interrupted_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    out.write_text("before")
    with pytest.raises(KeyboardInterrupt), written_whole(out) as stream:
        stream.write(b"half of")
        raise KeyboardInterrupt
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]


def test_nothing_has_its_name_until_all_is_written(tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    with written_whole(out) as stream:
        stream.write(b"all")
        assert not out.exists()
    assert out.read_bytes() == b"all"


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    with pytest.raises(DragomanError, match=r"claims\.csv cannot be written: No space left"), written_whole(out):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_and_a_missing_place_are_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "gone" / "x.csv"):
        with pytest.raises(DragomanError, match="cannot be written"), written_whole(place):
            pass


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    with written_whole("/dev/null") as stream:
        stream.write(b"nothing")
    assert not Path("/dev/null").is_file()


def test_permissions_are_those_of_a_plain_file_or_the_old_one(tmp_path: Path) -> None:
    plain, out = tmp_path / "plain", tmp_path / "out"
    plain.touch()
    with written_whole(out):
        pass
    assert out.stat().st_mode == plain.stat().st_mode
    out.chmod(0o600)
    with written_whole(out):
        pass
    assert out.stat().st_mode & 0o777 == 0o600
