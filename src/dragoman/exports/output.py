"""Files that are there whole or not at all."""

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dragoman.record import DragomanError


@contextmanager
def written_whole(out: str | Path | None) -> Iterator[IO[bytes]]:
    """A stream whose bytes become the file once all are written; None is standard output, which has them as they come.

    They are written beside the file under a name of their own, brought to the disk and only then given the file's
    name: Ctrl-C or a full disk leaves what was there before. Raises DragomanError where nothing can be written there.
    """
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    place = Path(out)
    try:
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        if place.exists() and not place.is_file():  # a pipe or a device has no name to give away
            with place.open("wb") as stream:
                yield stream
            return
        number, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".part", dir=place.parent)
    except OSError as fault:
        raise _unwritable(out, fault) from fault
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _mode(name, place)
        Path(name).replace(place)
    except OSError as fault:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(out, fault) from fault
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(name: str, place: Path) -> None:
    """The permissions a plain `open` would have given, or those of the file it takes the place of."""
    mask = os.umask(0)
    os.umask(mask)
    mode = place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~mask
    Path(name).chmod(mode)


def _unwritable(out: str | Path, fault: OSError) -> DragomanError:
    return DragomanError(f"{out} cannot be written: {fault.strerror or fault}; free some space or name another file")
