"""`dragoman watch`: feeds and index pages, asked as often as a file says, read into the record."""

import datetime
import signal
import sys
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType

from dragoman.brief.words import say_count, say_period
from dragoman.cli import read
from dragoman.cli.faults import DONE, LOST, STOPPED, tell
from dragoman.cli.read_report import FOR_PROGRAMS, row_for_programs
from dragoman.cli.tables import clean, on_terminal, print_tabbed, shorten
from dragoman.fleet.intake import Outcome, Reader
from dragoman.sources import SourceFault
from dragoman.sources.fetch import Clock, FetchSettings, shown
from dragoman.sources.watch import Plan, Watched, load_plan
from dragoman.store import Record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    plan: Path
    record: str
    once: bool = False
    now: bool = False
    dossier: str | None = None
    pack: str | None = None
    contact: str | None = None
    allowed_hosts: frozenset[str] = frozenset()
    fetching: FetchSettings = field(default_factory=FetchSettings)


def run(wanted: Wanted, *, reader: Reader | None = None, clock: Clock | None = None) -> int:
    """Watch until stopped, or for one round, and give the exit code."""
    from dragoman.fleet.watch import Watcher
    from dragoman.sources.fetch.fetch import Fetcher

    plan, clock = load_plan(wanted.plan), clock or Clock()
    report = WatchReport(clock)
    signal.signal(signal.SIGTERM, _end)
    with ExitStack() as opened:
        reader = reader or read.shipped_reader(_as_read(wanted), opened)
        fetcher = opened.enter_context(Fetcher(_settings(wanted, plan), clock=clock))
        record = opened.enter_context(Record.open(wanted.record, clock=clock.now))
        watcher = Watcher(plan.watched, record, reader, fetcher, report, clock)
        try:
            if wanted.once or wanted.now:
                watcher.round(all_now=wanted.now)
            if not wanted.once:
                watcher.watch()
        except KeyboardInterrupt:
            tell(f"stopped; {read.kept(record)} in the record, and watching goes on from here")
            return STOPPED
    report.close()
    return LOST if report.faults else DONE


def _end(number: int, frame: FrameType | None) -> None:
    """Being told to end is as good as Ctrl-C."""
    raise KeyboardInterrupt


def _as_read(wanted: Wanted) -> read.Wanted:
    return read.Wanted((), wanted.record, dossier=wanted.dossier, pack=wanted.pack)


def _settings(wanted: Wanted, plan: Plan) -> FetchSettings:
    contact = wanted.contact or plan.contact
    return replace(wanted.fetching, contact=contact, allowed_hosts=wanted.allowed_hosts)


class WatchReport:
    """Prints each document as it is read, and on a terminal what goes on; the sum at the end."""

    def __init__(self, clock: Clock) -> None:
        self.faults = 0
        self._clock = clock
        self._asked = 0
        self._states: Counter[str] = Counter()
        self._until: datetime.datetime | None = None

    def polled(self, watched: Watched, found: int | None) -> None:
        """A source was asked; why one failed is told as a fault."""
        self._asked += 1
        if on_terminal() and found is not None:
            print(f"{self._time()}  {clean(watched.name)}: {say_count(found, 'new page')}", flush=True)

    def read(self, watched: Watched, outcome: Outcome) -> None:
        """A document was read."""
        first = not self._states
        self._states[outcome.state] += 1
        if on_terminal():
            print(_line(outcome), flush=True)
            return
        if first:
            print_tabbed(("watched", *FOR_PROGRAMS))
        print_tabbed((watched.name, *row_for_programs(outcome)))
        sys.stdout.flush()

    def fault(self, watched: Watched, fault: SourceFault) -> None:
        """Something failed: told at once, and counted."""
        self.faults += 1
        tell(f"{watched.name}: {shown(fault.source)}: {fault.message}")

    def waiting(self, until: datetime.datetime) -> None:
        """Nothing is due until then."""
        if on_terminal() and until != self._until:
            print(f"{self._time()}  nothing is due until {until.astimezone():%H:%M}; Ctrl-C stops", flush=True)
        self._until = until

    def close(self) -> None:
        """The sum."""
        states = ", ".join(f"{count:,} {state}" for state, count in self._states.items())
        read = say_count(self._states.total(), "document")
        line = f"{say_count(self._asked, 'source')} asked, {read} read{f' ({states})' if states else ''}"
        failed = f"; {say_count(self.faults, 'failure')}: see dragoman sources" if self.faults else ""
        print(line + failed, file=sys.stdout if on_terminal() else sys.stderr)

    def _time(self) -> str:
        return f"{self._clock.now().astimezone():%H:%M}"


def _line(outcome: Outcome) -> str:
    document, claims = outcome.reading.document, len(outcome.reading.claims)
    published = say_period(document.published.period) if document.published else "no date"
    title = shorten(document.title or document.source, to=80)
    return f"       {outcome.state}  {published}  {title}  ({say_count(claims, 'claim')})"
