"""Paths to sources: files as they are, folders with all they hold, "-" for standard input, web addresses as fetched."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dragoman.record import SourceError
from dragoman.sources.fetch import is_web_address, shown
from dragoman.sources.nouns import Raw, SourceFault

Fetch = Callable[[str], Raw]
"""A web address to what it holds. Raises SourceError."""


def find_raws(paths: Sequence[str | Path], *, fetch: Fetch | None = None) -> Iterator[Raw | SourceFault]:
    """Every source under the paths: in the order given, a folder's in the order of their names.

    Without `fetch`, web addresses are faults. Hidden files and folders within a folder are passed over, and links to
    folders are not followed. What cannot be found is a fault and stops nothing.
    """
    for path in paths:
        if str(path) == "-":
            yield Raw("-")
            continue
        if isinstance(path, str) and is_web_address(path):
            yield _fetched(path, fetch)
            continue
        place = Path(path)
        try:
            if place.is_dir():
                yield from _in_folder(place)
            elif place.exists():
                yield Raw(_printable(path), place)
            else:
                yield SourceFault(_printable(path), "there is no such file or folder; check the path")
        except (OSError, ValueError) as fault:
            yield SourceFault(_printable(path), f"cannot be read: {getattr(fault, 'strerror', None) or fault}")


def _fetched(address: str, fetch: Fetch | None) -> Raw | SourceFault:
    if fetch is None:
        return SourceFault(shown(address), "web addresses are not fetched here; save the page and read the file")
    try:
        return fetch(address)
    except SourceError as fault:
        return SourceFault(shown(address), str(fault))


def _in_folder(folder: Path) -> Iterator[Raw | SourceFault]:
    found = False
    refused: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            place = Path(root) / name
            # A pipe or a device in a folder would be waited on for ever.
            if not name.startswith(".") and place.is_file():
                found = True
                yield Raw(_printable(place), place)
    for fault in refused:
        yield SourceFault(_printable(fault.filename or folder), f"cannot be read: {fault.strerror or fault}")
    if not found and not refused:
        yield SourceFault(str(folder), "the folder holds no file to read")


def _printable(path: str | Path) -> str:
    """The path as text; a name that is not UTF-8 with U+FFFD, since Python's own stand-ins cannot be stored."""
    return os.fsencode(path).decode("utf-8", "replace")
