"""`dragoman log`: what changed in the record and why; and the same as a feed for other programs."""

import csv
import datetime
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.brief.change_rows import CHANGE_COLUMNS, change_cells, change_to_json
from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE
from dragoman.cli.identify import identify
from dragoman.cli.tables import Column, on_terminal, print_rows, print_tabbed, shorten
from dragoman.dossier import load_dossier
from dragoman.identity.finding import ActorFinder
from dragoman.record import DragomanError
from dragoman.store import Change, ChangeKind, ChangeQuery, Difference, Record

SHOWN = 50
"""Changes shown on a terminal where no number was asked for."""
PAUSE_S = 1.0
"""Between two looks for what is new."""
NAMED = 3
"""Claims named where a re-reading changed some."""

_FOR_PEOPLE = (Column("When (UTC)"), Column("What"), Column("Document"), Column("", share=1))
_BECAUSE = {
    "reader": "another version of the reader",
    "dossier": "another dossier",
    "facts": "its date, publisher or title is known otherwise",
    "text": "its text was taken out otherwise",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    kinds: tuple[ChangeKind, ...] = ()
    document: str | None = None
    actor: str | None = None
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    as_of: datetime.datetime | None = None
    after: int | None = None
    follow: bool = False
    limit: int | None = None
    form: Literal["table", "jsonl", "csv"] = "table"


def run(wanted: Wanted) -> int:
    """Print the changes that match."""
    with Record.open(wanted.record, create=False, read_only=True) as record:
        if wanted.follow:
            return _follow(record, wanted)
        people = wanted.form == "table" and on_terminal()
        limit = wanted.limit or (SHOWN if people and wanted.after is None else None)
        query = _query(record, wanted, after=wanted.after or 0, limit=limit, newest=wanted.after is None)
        if not people:
            _print_for_programs(record.changes(query), wanted.form)
            return DONE
        found = list(record.changes(query))
        total = record.count_changes(query)
    _print_for_people(found, total)
    return DONE


def _query(record: Record, wanted: Wanted, *, after: int, limit: int | None, newest: bool) -> ChangeQuery:
    document = identify(record, wanted.document) if wanted.document else None
    if document is not None and document.what != "document":
        raise DragomanError(f"{document.id} is a {document.what}; what happened is told of documents: name one")
    return ChangeQuery(
        kinds=wanted.kinds,
        document=document.id if document else None,
        actor=wanted.actor,
        also=ActorFinder(load_dossier()).named(wanted.actor) if wanted.actor else (),
        since=wanted.since,
        until=wanted.until,
        as_of=wanted.as_of,
        after=after,
        limit=limit,
        newest=newest,
    )


def _follow(record: Record, wanted: Wanted) -> int:
    """From the cursor that was typed, or from now on; until so many as were asked for have come, or Ctrl-C."""
    after = record.cursor() if wanted.after is None else wanted.after
    tell, left = _teller(wanted.form), wanted.limit
    while left is None or left > 0:
        for change in record.changes(_query(record, wanted, after=after, limit=left, newest=False)):
            tell(change)
            after, left = change.cursor, None if left is None else left - 1
        sys.stdout.flush()
        if left is None or left > 0:
            time.sleep(PAUSE_S)
    return DONE


def _teller(form: Literal["table", "jsonl", "csv"]) -> Callable[[Change], None]:
    """What prints one change."""
    if form == "jsonl":
        return lambda change: print(json.dumps(change_to_json(change), ensure_ascii=False))
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(CHANGE_COLUMNS)
        return lambda change: writer.writerow(change_cells(change))
    return lambda change: print_tabbed((f"{change.cursor}", *_row_for_people(change)))


def _print_for_programs(found: Iterable[Change], form: Literal["table", "jsonl", "csv"]) -> None:
    if form == "table":
        print_rows([Column(name) for name in CHANGE_COLUMNS], map(change_cells, found))
        return
    tell = _teller(form)
    for change in found:
        tell(change)


def _print_for_people(found: list[Change], total: int) -> None:
    if not found:
        print("Nothing has changed here.")
        return
    print_rows(_FOR_PEOPLE, map(_row_for_people, found))
    if len(found) < total:
        print(f"{len(found):,} of {say_count(total, 'change')}; more with --limit {total}.")
    else:
        print(f"{say_count(total, 'change')}.")


def _row_for_people(change: Change) -> tuple[str, ...]:
    title = shorten(change.title or "", to=90)
    said = "; ".join(say_change(change))
    told = ": ".join(part for part in (title, said) if part)
    return f"{change.at:%Y-%m-%d %H:%M}", change.kind, (change.document or "")[:9], told


def say_change(change: Change) -> Iterator[str]:
    """What happened, in words, a part each; the document and its title are told beside."""
    if change.claims is not None and change.kind == "learned":
        yield say_count(change.claims, "claim")
    if change.differs is not None:
        yield from _say_difference(change.differs)
    if change.kind == "found":
        yield f"the same bytes at {change.source}"
    if change.other is not None:
        other = change.other[:9]
        yield {"linked": f"{change.link} with {other}", "unlinked": f"no longer {change.link} with {other}"}.get(
            change.kind, f"by its newer version {other}"
        )
    if change.verdict is not None:
        yield f"{change.verdict}: {' '.join(thing[:9] for thing in change.about)}"
    if change.by:
        yield f"by {change.by}"
    if change.why and change.kind != "unlinked":
        yield f"“{shorten(change.why, to=200)}”" if change.by else change.why


def _say_difference(differs: Difference) -> Iterator[str]:
    because = " and ".join(_BECAUSE[one] for one in differs.because)
    yield f"read anew by {because}" if because.startswith("another") else f"read anew: {because}"
    for ids, word in ((differs.added, "added"), (differs.gone, "gone"), (differs.changed, "changed")):
        if ids:
            more = " …" if len(ids) > NAMED else ""
            yield f"{say_count(len(ids), 'claim')} {word} ({' '.join(one[:9] for one in ids[:NAMED])}{more})"
    if not (differs.added or differs.gone or differs.changed):
        yield "the claims are the same"
