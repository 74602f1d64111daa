"""Documents into the record from Python: what `dragoman read` does with files, in this process."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from dragoman.desks.dialogue.following import follow_up
from dragoman.desks.states import states_of
from dragoman.dossier import Dossier
from dragoman.fleet.intake import State
from dragoman.record import RecordError
from dragoman.sources import Given, Sourced, SourceFault, read_sources
from dragoman.store import Record

BATCH = 64
"""Documents handed to the reader at once, and held in memory."""


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What became of what was read: document ids, how many were new, superseded or unchanged; what could not be read.

    `linked` is how many links were found between these and other documents.
    """

    documents: tuple[str, ...]
    states: Mapping[State, int]
    faults: tuple[SourceFault, ...]
    linked: int


def read_in(
    record: Record,
    dossier: Dossier,
    paths: Sequence[str | Path],
    *,
    date: datetime.date | None,
    publisher: str | None,
    language: str | None,
) -> ReadIn:
    """Read all that can be read, one batch after the other; each document is on record once it is read."""
    from dragoman.fleet import read_in_processes
    from dragoman.fleet.intake import Reader, read_batch
    from dragoman.identity.persons import linking_version
    from dragoman.reading import reader_version

    if record.read_only:
        raise RecordError(f"the record {record.path} was opened for reading only; open it with write=True to add to it")
    version = f"{reader_version(None)}-{linking_version()}"
    reader = Reader(dossier, version, partial(read_in_processes, dossier=dossier, pack=None, processes=1))
    given = Given(date=date, publisher=publisher, language=language)
    faults: list[SourceFault] = []
    documents: list[str] = []
    states: Counter[State] = Counter()

    def readable() -> Iterator[Sourced]:
        for found in read_sources([str(path) for path in paths], dossier, given=given):
            if isinstance(found, SourceFault):
                faults.append(found)
            else:
                yield found

    sourced = readable()
    while batch := list(islice(sourced, BATCH)):
        for outcome in read_batch(batch, reader, record):
            documents.append(outcome.reading.document.id)
            states[outcome.state] += 1
    linked = record.link()
    follow_up(record, states_of(dossier))
    return ReadIn(tuple(documents), dict(states), tuple(faults), linked)
