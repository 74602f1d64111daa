"""Readings of whole files, made in this process: what the gate scores."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.dossier import load_dossier
from dragoman.record import Reading
from dragoman.sources import SourceFault, find_raws, read_raw


class UnreadError(Exception):
    """A document of the gate could not be read: its scores would mean nothing."""


def read_files(paths: Sequence[Path]) -> Iterator[Reading]:
    """One reading for each document in the files and folders, in order. Raises UnreadError at the first fault."""
    from dragoman.reading import read_document  # late: scoring a file of readings needs no parser

    dossier = load_dossier()
    for raw in find_raws(paths):
        if isinstance(raw, SourceFault):
            raise UnreadError(f"{raw.source}: {raw.message}")
        for sourced in read_raw(raw, dossier):
            if isinstance(sourced, SourceFault):
                raise UnreadError(f"{sourced.source}: {sourced.message}")
            yield read_document(sourced.document, dossier, problems=sourced.problems)
