"""`dragoman read`: paths -> documents -> readings -> the record, batch by batch, in the order given."""

import datetime
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial

from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE, LOST, STOPPED, tell
from dragoman.cli.read_report import ReadReport
from dragoman.desks.dialogue.following import follow_up
from dragoman.desks.states import states_of
from dragoman.dossier import Dossier, load_dossier
from dragoman.fleet import Crew, read_in_processes
from dragoman.fleet.intake import Reader, batches, read_batch
from dragoman.identity.persons import linking_version
from dragoman.reading import reader_version
from dragoman.record import RecordError
from dragoman.sources import Given, Limits, Sourced, SourceFault, read_sources
from dragoman.sources.fetch import Clock, FetchSettings, is_web_address
from dragoman.sources.find import Fetch
from dragoman.store import Record


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
    fetching: FetchSettings = field(default_factory=FetchSettings)


def shipped_reader(wanted: Wanted, opened: ExitStack) -> Reader:
    """The reading room, or a crew of it, with the dossier and the language pack that were asked for."""
    dossier = load_dossier(wanted.dossier)
    version = f"{reader_version(wanted.pack)}-{linking_version()}"
    if wanted.processes == 1:
        return Reader(dossier, version, partial(read_in_processes, dossier=dossier, pack=wanted.pack, processes=1))
    crew = opened.enter_context(Crew(dossier, pack=wanted.pack, processes=wanted.processes))
    return Reader(dossier, version, crew.read)


def run(wanted: Wanted, *, reader: Reader | None = None) -> int:
    """Read all that can be read, tell of the rest, and give the exit code."""
    with ExitStack() as opened:
        reader = reader or shipped_reader(wanted, opened)
        record = opened.enter_context(Record.open(wanted.record)) if wanted.record else None
        fetch = _fetching(wanted, record, opened)
        report = ReadReport(jsonl=wanted.jsonl, record=wanted.record)
        try:
            with report.progress():
                for batch in batches(_documents(wanted, reader.dossier, report, fetch, record)):
                    for outcome in read_batch(batch, reader, record):
                        report.add(outcome)
                if record is not None:
                    report.linked = record.link()
                    follow_up(record, states_of(reader.dossier))
        except KeyboardInterrupt:
            tell(f"stopped; {kept(record)} in the record")
            return STOPPED
        except RecordError as fault:
            if not report.documents:
                raise
            tell(f"{fault} (read before that: {say_count(report.documents, 'document')})")
            return LOST
        report.close()
    return LOST if report.faults else DONE


def _fetching(wanted: Wanted, record: Record | None, opened: ExitStack) -> Fetch | None:
    """How addresses are fetched; None where none was typed, so that files are read without loading the network."""
    if not any(map(is_web_address, wanted.paths)):
        return None
    from dragoman.fleet.fetching import fetch_raw
    from dragoman.sources.fetch.fetch import Fetcher

    clock = Clock()
    fetcher = opened.enter_context(Fetcher(wanted.fetching, clock=clock))
    return partial(fetch_raw, fetcher=fetcher, record=record, clock=clock)


def _documents(
    wanted: Wanted, dossier: Dossier, report: ReadReport, fetch: Fetch | None, record: Record | None
) -> Iterator[Sourced]:
    """Every document that can be read, one at a time; what cannot be is told at once and counted."""
    given = Given(date=wanted.date, publisher=wanted.publisher, language=wanted.language)
    for found in read_sources(wanted.paths, dossier, given=given, limits=wanted.limits, fetch=fetch):
        if isinstance(found, SourceFault):
            report.fault(found)
        elif record and (erased := _erased(found, record)):
            report.fault(erased)
        else:
            yield found


def _erased(found: Sourced, record: Record) -> SourceFault | None:
    """Why a document is refused that was erased from the record."""
    document = found.document
    gone = record.withdrawals([document.id]).get(document.id)
    if gone is None or not gone.erased:
        return None
    who = f"{gone.by} erased these bytes from the record on {gone.at:%Y-%m-%d} ({gone.why})"
    return SourceFault(document.source, f"{who}; to read them again: dragoman withdraw {document.id} --undo")


def kept(record: Record | None) -> str:
    """How many documents there are, as the beginning of a sentence."""
    documents = record.summary().documents if record else 0
    return f"{documents:,} document{' is' if documents == 1 else 's are'}"
