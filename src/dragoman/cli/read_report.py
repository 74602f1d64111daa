"""What `dragoman read` prints: whole readings as JSON lines, or a row a document and what it comes to."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import get_args

from dragoman.brief.words import say_count, say_kinds, say_period
from dragoman.cli.faults import tell
from dragoman.cli.options import KINDS, RECORD
from dragoman.cli.tables import Column, on_terminal, print_rows, print_tabbed, shorten
from dragoman.fleet.intake import Outcome, State
from dragoman.record import ClaimKind
from dragoman.record.wire import dump_reading
from dragoman.sources import SourceFault

ROWS_ON_TERMINAL = 60

_FOR_PEOPLE = (
    Column("Document", share=3),
    Column("Published"),
    Column("", least=70),
    Column("Claims", number=True),
    Column("Of which", share=4, least=120),
    Column("Problems", share=1),
)
FOR_PROGRAMS = ("source", "title", "published", "state", "claims", *KINDS, "problems")


class ReadReport:
    """Prints as documents come in, and the sum at the end."""

    def __init__(self, *, jsonl: bool, record: str | None) -> None:
        self.documents = 0
        self.faults = 0
        self.linked = 0
        self._jsonl = jsonl
        self._record = record
        self._states: Counter[State] = Counter()
        self._kinds: Counter[ClaimKind] = Counter()
        self._rows: list[tuple[str, ...]] = []
        self._tick: Callable[[], None] = lambda: None

    @contextmanager
    def progress(self) -> Iterator[None]:
        """A line on stderr that counts up, where a person is looking at it and nothing else is printed meanwhile."""
        if not sys.stderr.isatty() or (self._jsonl and on_terminal()):
            yield
            return
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.completed} documents read"), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as shown:
            task = shown.add_task("read", total=None)
            self._tick = lambda: shown.advance(task)
            yield

    def fault(self, fault: SourceFault) -> None:
        """A source that cannot be read: told at once, and counted."""
        self.faults += 1
        tell(f"{'standard input' if fault.source == '-' else fault.source}: {fault.message}")

    def add(self, outcome: Outcome) -> None:
        """One more document."""
        kinds = Counter(claim.kind for claim in outcome.reading.claims)
        self.documents += 1
        self._states[outcome.state] += 1
        self._kinds += kinds
        if self._jsonl:
            print(dump_reading(outcome.reading))
        elif not on_terminal():
            self._print_for_programs(outcome)
        elif len(self._rows) < ROWS_ON_TERMINAL:
            self._rows.append(_row_for_people(outcome, kinds))
        self._tick()

    def close(self) -> None:
        """The table, where it was held back, the sum, and what to type next."""
        if self._jsonl:
            return
        if on_terminal() and self._rows:
            print_rows(_FOR_PEOPLE, self._rows)
            if self.documents > len(self._rows):
                print(f"… and {say_count(self.documents - len(self._rows), 'more document')}")
        # In a pipe stdout is for the rows alone.
        print("\n".join(self._sum()), file=sys.stdout if on_terminal() else sys.stderr)

    def _print_for_programs(self, outcome: Outcome) -> None:
        if self.documents == 1:
            print_tabbed(FOR_PROGRAMS)
        print_tabbed(row_for_programs(outcome))

    def _sum(self) -> Iterator[str]:
        states = ", ".join(f"{self._states[s]:,} {s}" for s in get_args(State) if self._states[s] and s != "read")
        kinds = f": {say_kinds(self._kinds)}" if self._kinds else ""
        yield (
            f"{say_count(self.documents, 'document')}{f' ({states})' if states else ''}, "
            f"{say_count(self._kinds.total(), 'claim')}{kinds}"
        )
        if self.faults:
            yield f"{say_count(self.faults, 'source')} could not be read: see the lines on stderr"
        if self.linked:
            yield f"{say_count(self.linked, 'new link')} between documents that hold the same matter: dragoman links"
        if self._record and self.documents:
            where = "" if self._record == os.environ.get("DRAGOMAN_RECORD", RECORD) else f" --record {self._record}"
            yield f"Next: dragoman claims --kind commitment{where}, dragoman brief --out brief.html{where}"


def _row_for_people(outcome: Outcome, kinds: Mapping[ClaimKind, int]) -> tuple[str, ...]:
    document = outcome.reading.document
    return (
        shorten(document.title or document.source, to=120),
        say_period(document.published.period) if document.published else "unknown",
        outcome.state,
        f"{sum(kinds.values()):,}",
        say_kinds(kinds),
        ", ".join(dict.fromkeys(problem.code for problem in outcome.reading.problems)),
    )


def row_for_programs(outcome: Outcome) -> tuple[str, ...]:
    """The cells of `FOR_PROGRAMS`."""
    document = outcome.reading.document
    kinds = Counter(claim.kind for claim in outcome.reading.claims)
    return (
        document.source,
        document.title or "",
        say_period(document.published.period) if document.published else "",
        outcome.state,
        str(sum(kinds.values())),
        *(str(kinds.get(kind, 0)) for kind in KINDS),
        ",".join(dict.fromkeys(problem.code for problem in outcome.reading.problems)),
    )
