"""`dragoman read`: paths -> documents -> readings -> the record, batch by batch, in the order given."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial

from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE, LOST, STOPPED, tell
from dragoman.cli.read_report import Outcome, ReadReport
from dragoman.dossier import Dossier, load_dossier
from dragoman.fleet import Crew
from dragoman.reading import read_documents, reader_version
from dragoman.record import Document, Problem, Reading, RecordError
from dragoman.sources import Given, Limits, Sourced, SourceFault, read_sources
from dragoman.store import Record

BATCH_DOCUMENTS = 256
BATCH_CHARACTERS = 100_000
"""What is handed to the reader at once: enough to keep its parser busy (three of its own batches), and no more than a
few seconds' work, which is what Ctrl-C can lose."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `record` is None where nothing is to be kept."""

    paths: tuple[str, ...]
    record: str | None
    jsonl: bool = False
    date: datetime.date | None = None
    publisher: str | None = None
    language: str | None = None
    dossier: str | None = None
    pack: str | None = None
    processes: int = 1
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, by what dossier, and the version that marks what it finds."""

    dossier: Dossier
    version: str
    read: Callable[[Iterable[tuple[Document, tuple[Problem, ...]]]], Iterable[Reading]]


def shipped_reader(wanted: Wanted, opened: ExitStack) -> Reader:
    """The reading room, or a crew of it, with the dossier and the language pack that were asked for."""
    dossier = load_dossier(wanted.dossier)
    version = reader_version(wanted.pack)
    if wanted.processes == 1:
        return Reader(dossier, version, partial(read_documents, dossier=dossier, pack=wanted.pack))
    crew = opened.enter_context(Crew(dossier, pack=wanted.pack, processes=wanted.processes))
    return Reader(dossier, version, crew.read)


def run(wanted: Wanted, *, reader: Reader | None = None) -> int:
    """Read all that can be read, tell of the rest, and give the exit code."""
    with ExitStack() as opened:
        reader = reader or shipped_reader(wanted, opened)
        record = opened.enter_context(Record.open(wanted.record)) if wanted.record else None
        report = ReadReport(jsonl=wanted.jsonl, record=wanted.record)
        try:
            with report.progress():
                for batch in _batches(_documents(wanted, reader.dossier, report)):
                    for outcome in _read_batch(batch, reader, record):
                        report.add(outcome)
        except KeyboardInterrupt:
            tell(f"stopped; {_kept(record)} in the record")
            return STOPPED
        except RecordError as fault:
            if not report.documents:
                raise
            tell(f"{fault} (read before that: {say_count(report.documents, 'document')})")
            return LOST
        report.close()
    return LOST if report.faults else DONE


def _documents(wanted: Wanted, dossier: Dossier, report: ReadReport) -> Iterator[Sourced]:
    """Every document that can be read, one at a time; what cannot be is told at once and counted."""
    given = Given(date=wanted.date, publisher=wanted.publisher, language=wanted.language)
    for found in read_sources(wanted.paths, dossier, given=given, limits=wanted.limits):
        if isinstance(found, SourceFault):
            report.fault(found)
        else:
            yield found


def _batches(documents: Iterable[Sourced]) -> Iterator[list[Sourced]]:
    batch: list[Sourced] = []
    characters = 0
    for sourced in documents:
        batch.append(sourced)
        characters += len(sourced.document.text)
        if len(batch) == BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _read_batch(batch: Sequence[Sourced], reader: Reader, record: Record | None) -> Iterator[Outcome]:
    """What became of each document, in order. What the record has already, just as it is now, is not read again."""
    known = [_known(sourced.document, reader, record) for sourced in batch]
    unread = [sourced for sourced, reading in zip(batch, known, strict=True) if reading is None]
    fresh = _read_and_keep(unread, reader, record)
    for reading in known:
        yield Outcome(reading, "unchanged") if reading else next(fresh)


def _known(document: Document, reader: Reader, record: Record | None) -> Reading | None:
    return None if record is None else record.known(document, reader=reader.version, dossier=reader.dossier.digest)


def _read_and_keep(unread: Sequence[Sourced], reader: Reader, record: Record | None) -> Iterator[Outcome]:
    """Each reading, once it is in the record: one by one, so that all that was read is kept whenever we are stopped."""
    readings = reader.read((sourced.document, sourced.problems) for sourced in unread)
    for sourced, reading in zip(unread, readings, strict=True):
        if record is None:
            yield Outcome(reading, "read")
            continue
        state = record.add(reading, sourced.data, reader=reader.version, dossier=reader.dossier.digest)
        yield Outcome(reading, state)


def _kept(record: Record | None) -> str:
    documents = record.summary().documents if record else 0
    return f"{documents:,} document{' is' if documents == 1 else 's are'}"
