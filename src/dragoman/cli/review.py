"""`dragoman review`: what waits for a person, gone through with one key a decision, or listed."""

import getpass
import json
import sys
from dataclasses import dataclass
from typing import Literal, cast

from dragoman.brief.words import say_count
from dragoman.cli.claims import short_id
from dragoman.cli.faults import DONE, tell
from dragoman.cli.identify import identify
from dragoman.cli.tables import Column, on_terminal, print_rows, shorten
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
    """What was typed. Without a form what waits is gone through, where there is a terminal to do so."""

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
    dossier: str | None = None


def run(wanted: Wanted) -> int:
    """Go through what waits, or list it."""
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
