"""`dragoman review`: what waits for a person, gone through with one key a decision, or listed."""

import getpass
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from dragoman.brief.words import say_count
from dragoman.cli.claims import short_id
from dragoman.cli.faults import DONE, LOST, tell
from dragoman.cli.identify import identify
from dragoman.cli.tables import Column, clean, on_terminal, print_rows, shorten
from dragoman.dossier import load_dossier
from dragoman.record import DragomanError
from dragoman.review import KINDS, Item, ItemKind, Queue, QueueQuery
from dragoman.review.items import CERTAIN
from dragoman.review.rows import COLUMNS, item_cells, item_to_json, what_of
from dragoman.store import Record

LISTED = 50
"""Items listed where nobody said how many."""
_FOR_PEOPLE = (
    Column("Kind"),
    Column("Score", number=True),
    Column("Id"),
    Column("What", share=4),
    Column("Why it waits", share=3),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. Without a form what waits is gone through, where there is a terminal to do so.

    `export` is a spreadsheet to write, `taken` one to take back.
    """

    record: str
    kinds: tuple[str, ...] = ()
    actor: str | None = None
    tracks: tuple[str, ...] = ()
    document: str | None = None
    below: float | None = None
    judged_by: str | None = None
    by: str | None = None
    limit: int | None = None
    form: Literal["table", "jsonl"] | None = None
    export: str | None = None
    taken: str | None = None
    dossier: str | None = None


def run(wanted: Wanted) -> int:
    """Go through what waits, list it, write it as a spreadsheet, or take one back."""
    if wanted.taken is not None:
        return _take(Path(wanted.taken), wanted)
    if wanted.export is not None:
        return _export(Path(wanted.export), wanted)
    if wanted.form is None and sys.stdin.isatty() and on_terminal():
        return _walk(wanted)
    if wanted.form is None:
        tell("review is gone through on a terminal; here what waits is listed (--format says how)")
    with Record.open(wanted.record, create=False, read_only=True) as record:
        _list(Queue(record, load_dossier(wanted.dossier)), _query(wanted, record), wanted)
    return DONE


def _walk(wanted: Wanted) -> int:
    from dragoman.cli.reviewing import Walk

    dossier = load_dossier(wanted.dossier)
    with Record.open(wanted.record, create=False) as record:
        walk = Walk(record, Queue(record, dossier), by=wanted.by or getpass.getuser())
        return walk.run(_query(wanted, record), most=wanted.limit)


def _export(path: Path, wanted: Wanted) -> int:
    """Write what waits as a spreadsheet."""
    from dragoman.review.sheets import COLUMNS, MOST, sheet
    from dragoman.review.tables import write_table

    with Record.open(wanted.record, create=False, read_only=True) as record:
        rows = sheet(
            record, Queue(record, load_dossier(wanted.dossier)), _query(wanted, record), most=wanted.limit or MOST
        )
        count = write_table(path, COLUMNS, rows)
    name = clean(str(path))
    print(f"{say_count(count, 'row')} written to {name}. Take it back: dragoman review --import {name}")
    return DONE


def _take(path: Path, wanted: Wanted) -> int:
    """Take a spreadsheet back: what was changed becomes proposals; rows that cannot be taken are told by number."""
    from dragoman.review.cells import Typing
    from dragoman.review.sheets import proposals_of
    from dragoman.review.tables import read_table

    table = read_table(path)
    with Record.open(wanted.record, create=False) as record:
        typing = Typing(load_dossier(wanted.dossier), lambda actor: record.actor(actor) is not None)
        by = wanted.by or getpass.getuser()
        taken = proposals_of(table, record, typing, by=by, source=path.name)
        new = record.review.propose(taken.proposed)
    for fault in taken.faults:
        tell(f"{path.name}, row {fault.row}: {fault.message}")
    before = f", {len(taken.proposed) - new:,} proposed before" if new < len(taken.proposed) else ""
    rows = say_count(taken.unchanged, "row")
    print(f"{say_count(new, 'proposal')} made in the name of {clean(by)}{before}; {rows} unchanged", end="")
    print(f"; {say_count(len(taken.faults), 'row')} not taken" if taken.faults else "", end=".\n")
    if new and on_terminal():
        print("To decide them: dragoman review --kind proposal")
    return LOST if taken.faults else DONE


def _query(wanted: Wanted, record: Record) -> QueueQuery:
    found = identify(record, wanted.document) if wanted.document else None
    if found is not None and found.what != "document":
        raise DragomanError(f"{found.id} is a {found.what}; --document names a document")
    by = wanted.by or (getpass.getuser() if wanted.judged_by else None)
    return QueueQuery(
        kinds=cast("tuple[ItemKind, ...]", wanted.kinds),
        actor=wanted.actor,
        tracks=wanted.tracks,
        document=found.id if found else None,
        below=wanted.below,
        judged_by=wanted.judged_by,
        by=by,
        limit=wanted.limit or LISTED,
    )


def _list(queue: Queue, query: QueueQuery, wanted: Wanted) -> None:
    page = queue.page(query)
    if wanted.form == "jsonl":
        for item in page.items:
            print(json.dumps(item_to_json(item), ensure_ascii=False))
    elif on_terminal():
        _print_for_people(page.items, queue, query)
    else:
        print_rows([Column(name) for name in COLUMNS], map(item_cells, page.items))


def _print_for_people(items: tuple[Item, ...], queue: Queue, query: QueueQuery) -> None:
    if not items:
        print("Nothing waits for a person here.")
        return
    print_rows(_FOR_PEOPLE, map(_row_for_people, items))
    print(f"{say_counts(queue, query)}. To go through them: dragoman review")


def say_counts(queue: Queue, query: QueueQuery) -> str:
    """How many wait, of which kinds: "3 links and 1,204 claims wait"."""
    counts = queue.counts(query)
    said = [say_count(counts[kind], kind) for kind in KINDS if kind in counts]
    waits = "waits" if sum(counts.values()) == 1 else "wait"
    return (
        f"{' and '.join([', '.join(said[:-1]), said[-1]] if len(said) > 1 else said)} {waits}"
        if said
        else "Nothing waits"
    )


def _row_for_people(item: Item) -> tuple[str, ...]:
    ids = " ".join(short_id(one) for one in item.about)
    return item.kind, f"{item.score / CERTAIN:.2f}", ids, shorten(what_of(item), to=160), item.why
