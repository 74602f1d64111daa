"""`dragoman commitments`: the ledger of promises, and its due dates for a calendar."""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.brief.rows import line_to_json
from dragoman.brief.words import judged_note, one_line, say_count, say_parties, say_period
from dragoman.cli.asking import Asked
from dragoman.cli.claims import ROWS_ON_TERMINAL, short_id
from dragoman.cli.faults import DONE
from dragoman.cli.options import LedgerFormat
from dragoman.cli.tables import Column, on_terminal, print_rows, shorten
from dragoman.desks.dialogue.commitments import Commitment, Ledger, State, ledger_of
from dragoman.desks.dialogue.commitments import Wanted as Lines
from dragoman.desks.dialogue.followups import FollowUp
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.store import Record

_COLUMNS = (
    Column("Id"),
    Column("Due"),
    Column("State"),
    Column("Who", share=2),
    Column("To", share=1, least=110),
    Column("Promise", share=5),
    Column("Follow-up", share=3, least=100),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `due_before` and `due_after` are days, both inclusive, on the end of the window."""

    asked: Asked
    states: tuple[State, ...] = ()
    due_before: datetime.date | None = None
    due_after: datetime.date | None = None
    form: LedgerFormat = "table"


def run(wanted: Wanted) -> int:
    """Print the ledger."""
    asked = wanted.asked
    with Record.open(asked.record, create=False, read_only=True) as record:
        lines = find(record, wanted)
        match wanted.form:
            case "jsonl":
                for line in lines:
                    print(json.dumps(line_to_json(line), ensure_ascii=False))
            case "ics":
                print(calendar_of(lines), end="")
            case "table":
                _print_table(lines)
    return DONE


def find(record: Record, wanted: Wanted) -> Ledger:
    """The lines of the ledger that match."""
    asked = wanted.asked
    return ledger_of(
        record,
        asked.query,
        today=asked.day(),
        states=states_of(load_dossier(asked.dossier)),
        wanted=Lines(wanted.states, wanted.due_before, wanted.due_after),
    )


def _print_table(lines: Ledger) -> None:
    if not on_terminal():
        print_rows(_COLUMNS, map(_cells, lines))
        return
    shown = lines[:ROWS_ON_TERMINAL]
    print_rows(_COLUMNS, map(_cells, shown))
    left = f", the first {len(shown):,} shown" if len(lines) > len(shown) else ""
    example = f" In its words: dragoman show {short_id(shown[0].row.claim.id)}" if shown else ""
    print(f"{say_count(len(lines), 'commitment')}, each counted once{left}.{example}")


def calendar_of(lines: Iterable[Commitment]) -> str:
    """The due dates as iCalendar (RFC 5545): a to-do for each promise with an end."""
    from icalendar import Calendar, Todo

    calendar = Calendar()
    calendar.add("prodid", "-//Dragoman//commitments//EN")
    calendar.add("version", "2.0")
    for line in lines:
        if line.window is None or line.window.last is None:
            continue
        todo = Todo()
        todo.add("uid", f"{line.act.id}@dragoman")
        todo.add("dtstamp", line.row.learned_at)
        todo.add("due", line.window.last)
        todo.add("summary", f"{say_parties(line.bound) or 'somebody unnamed'}: {shorten(line.row.words, to=120)}")
        todo.add(
            "description",
            f"“{one_line(line.row.words)}”\n{line.row.title or ''}\n{line.row.source}\n{line.row.claim.id}",
        )
        todo.add("status", "COMPLETED" if line.state == "kept" else "NEEDS-ACTION")
        calendar.add_component(todo)
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def say_follow_up(follow_up: FollowUp) -> str:
    """A proposal in a few words: "fulfilled? 2018-01-22: opened a safety centre"."""
    said = {
        "fulfils": "fulfilled",
        "fails": "failed",
        "cancels": "cancelled",
        "renews": "renewed",
        "contradicts": "contradicted",
    }
    day = say_period(follow_up.row.published.period) if follow_up.row.published else "undated"
    return (
        f"{said[follow_up.relation]}? {day}: {shorten(follow_up.row.words, to=80)} ({short_id(follow_up.row.claim.id)})"
    )


def _cells(line: Commitment) -> Sequence[str]:
    condition = f" [if: {one_line(line.condition)}]" if line.condition else ""
    negative = "NOT: " if line.row.claim.polarity == "negative" else ""
    words = f"{negative}{one_line(line.row.words)}{condition}"
    return (
        short_id(line.row.claim.id) if on_terminal() else line.row.claim.id,
        say_period(line.window) if line.window else "",
        line.state,
        say_parties(line.bound) or "nobody named",
        say_parties(line.to),
        (shorten(words, to=200) if on_terminal() else words) + judged_note(line.row),
        say_follow_up(line.follow_ups[0]) if line.follow_ups else "",
    )
