"""`dragoman import`: readings and judgements of other records and programs, each file looked at whole before any of it
is taken in."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE, LOST, STOPPED, WRONG, tell
from dragoman.desks.dialogue.following import follow_up
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.exports.intake import Fault, Looked, judgements_of, look, readings_of
from dragoman.record import DragomanError, RecordError
from dragoman.store import Added, Record

TOLD = 20
"""Bad lines of a file that are told one by one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `reader` is who read what does not say who read it."""

    files: tuple[str, ...]
    record: str
    reader: str = "import"
    keep_going: bool = False


def run(wanted: Wanted) -> int:
    """Take in what can be taken in, tell of the rest, and give the exit code."""
    taken = refused = 0
    with Record.open(wanted.record) as record, _progress() as tick:
        try:
            for file in wanted.files:
                with _on_disk(file) as path:
                    whole, some = _take_in(path, file, wanted, record, tick)
                taken += some
                refused += not whole
            linked = record.link() if taken else 0
            if taken:
                follow_up(record, states_of(load_dossier(None)))
        except KeyboardInterrupt:
            documents = say_count(record.summary().documents, "document")
            tell(f"stopped; the record holds {documents}: run it again and it goes on from there")
            return STOPPED
    if linked:
        print(f"{say_count(linked, 'new link')} between documents that hold the same matter: dragoman links")
    return (LOST if taken else WRONG) if refused else DONE


def _take_in(path: Path, file: str, wanted: Wanted, record: Record, tick: Callable[[], None]) -> tuple[bool, bool]:
    """Whether all of a file is in the record now, and whether any of it is."""
    try:
        looked = look(path, record, reader=wanted.reader, tick=tick, stop_at_first=not wanted.keep_going)
        _tell_faults(file, looked.faults, keep_going=wanted.keep_going)
        if looked.faults and not wanted.keep_going:
            return False, False
        without = frozenset(fault.line for fault in looked.faults)
        readings = readings_of(path, reader=wanted.reader, without=without, tick=tick)
        added = record.take_in(readings) if looked.readings else Added()
        judged = list(judgements_of(path, without=without)) if looked.judgements else []
        new = record.take_in_judgements(judged) if judged else 0
    except RecordError:
        raise
    except DragomanError as fault:
        tell(str(fault).replace(str(path), file))
        return False, False
    print(f"{file}: {_say(looked, added, judged=len(judged), new=new)}")
    return not looked.faults, bool(looked.readings or judged)


def _tell_faults(file: str, faults: Sequence[Fault], *, keep_going: bool) -> None:
    rest = "" if keep_going else "; nothing of this file was taken in (with --keep-going the rest is)"
    for fault in faults[:TOLD]:
        tell(f"{file}:{fault.line}: {fault.why}{rest}")
    if len(faults) > TOLD:
        tell(f"{file}: and {say_count(len(faults) - TOLD, 'more line')} that cannot be taken in")


def _say(looked: Looked, added: Added, *, judged: int, new: int) -> str:
    counts = {"new": added.new, "superseded": added.superseded, "unchanged": added.unchanged}
    counts["of withdrawn documents"] = looked.readings - sum(counts.values())
    states = ", ".join(f"{count:,} {state}" for state, count in counts.items() if count)
    told = [f"{say_count(looked.readings, 'reading')} ({states})"] if states else []
    told += [f"{say_count(judged, 'judgement')} ({new:,} new)"] if judged else []
    left = [f"{say_count(len(looked.faults), 'line')} left out"] if looked.faults else []
    return ", ".join([*(told or ["nothing in it"]), *left])


@contextmanager
def _on_disk(file: str) -> Iterator[Path]:
    """The file; standard input as one, for it is read twice."""
    if file != "-":
        yield Path(file)
        return
    with tempfile.NamedTemporaryFile(prefix="dragoman-import-") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        yield Path(kept.name)


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """A line on stderr that counts up, where a person is looking at it."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} lines looked at and taken in"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as shown:
        yield partial(shown.advance, shown.add_task("import", total=None))
