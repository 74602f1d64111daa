"""`dragoman claims`: what the record holds, as a table, JSON lines or CSV."""

import csv
import datetime
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from dragoman.brief.rows import CLAIM_COLUMNS, claim_cells, harmless, row_to_json
from dragoman.brief.words import say_count, say_parties, say_period
from dragoman.cli.facets import print_facets
from dragoman.cli.faults import DONE
from dragoman.cli.tables import Column, on_terminal, print_rows, shorten
from dragoman.dossier import load_dossier
from dragoman.identity.finding import ActorFinder
from dragoman.record import ClaimKind, DragomanError
from dragoman.store import ClaimQuery, ClaimRow, JudgedAs, Record

ROWS_ON_TERMINAL = 200
"""Nobody scrolls through more; in a pipe there is no such limit."""

ACTS_COUNTED = 20_000
"""Claims up to which it is also said how many acts they report where the acts on record are behind: it takes all of
them to be read."""

_FOR_PEOPLE = (
    Column("Id"),
    Column("Said"),
    Column("Who", share=2),
    Column("Kind"),
    Column("Words", share=5),
    Column("Tracks", share=2, least=110),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    kinds: tuple[ClaimKind, ...] = ()
    actor: str | None = None
    tracks: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    text: str | None = None
    publisher: str | None = None
    judged: JudgedAs | None = None
    as_of: datetime.datetime | None = None
    limit: int | None = None
    newest: bool = False
    facets: bool = False
    form: Literal["table", "jsonl", "csv", "parquet"] = "table"


def run(wanted: Wanted) -> int:
    """Print the claims that match."""
    query = ClaimQuery(
        kinds=wanted.kinds,
        actor=wanted.actor,
        tracks=wanted.tracks,
        since=wanted.since,
        until=wanted.until,
        text=wanted.text,
        publisher=wanted.publisher,
        judged=wanted.judged,
        as_of=wanted.as_of,
        limit=wanted.limit,
        newest=wanted.newest,
        also=ActorFinder(load_dossier()).named(wanted.actor) if wanted.actor else (),
    )
    with Record.open(wanted.record, create=False, read_only=True) as record:
        if wanted.facets:
            if wanted.form == "parquet":
                raise DragomanError("--facets are told as table, jsonl or csv; leave --format parquet out")
            print_facets(record.claim_facets(query), "claim", wanted.form)
            return DONE
        people = wanted.form == "table" and on_terminal()
        most = ROWS_ON_TERMINAL if people else None
        found = record.claims(query if query.limit else replace(query, limit=most))
        rows = record.marked(found, as_of=query.as_of)
        if wanted.form == "jsonl":
            for row in rows:
                print(json.dumps(row_to_json(row), ensure_ascii=False))
        elif wanted.form == "csv":
            _print_csv(rows)
        elif wanted.form == "parquet":
            _print_parquet(record, query)
        elif people:
            _print_for_people(rows, record, query)
        else:
            print_rows([Column(name) for name in CLAIM_COLUMNS], map(claim_cells, rows))
    return DONE


def _print_for_people(rows: Iterator[ClaimRow], record: Record, query: ClaimQuery) -> None:
    shown = list(islice(rows, ROWS_ON_TERMINAL))
    matching = record.count(query)
    if not shown:
        print("No claim matches." if record.count() else "The record holds no claims yet.")
        return
    print_rows(_FOR_PEOPLE, map(_row_for_people, shown))
    left = f", the first {len(shown):,} shown" if matching > len(shown) else ""
    print(f"{_say_counts(record, query, matching)}{left}. In its words: dragoman show {short_id(shown[0].claim.id)}")


def _say_counts(record: Record, query: ClaimQuery, claims: int) -> str:
    """How many claims, and how many acts they report where that is fewer."""
    counted = say_count(claims, "claim")
    acts = record.acts.count(query)
    if acts is None and claims > ACTS_COUNTED:
        return counted
    if acts is None:
        acts = len(record.entries(query if query.limit is None else replace(query, limit=None)))
    return counted if acts == claims else f"{counted} that report {say_count(acts, 'act')}"


def _row_for_people(row: ClaimRow) -> tuple[str, ...]:
    return (
        short_id(row.claim.id),
        say_period(row.published.period) if row.published else "undated",
        shorten(say_parties(row.speakers) or "publisher unknown", to=60),
        row.claim.kind,
        " ".join(filter(None, (f"[{row.judged.state}]" if row.judged else "", shorten(row.words, to=240)))),
        ", ".join(row.claim.tracks),
    )


def short_id(whole: str) -> str:
    """As much of an id as a person types; `show` says where it is not enough."""
    return whole[:9]


def _print_parquet(record: Record, query: ClaimQuery) -> None:
    """The table of `dragoman export --to parquet`, with what was judged wrong, as every list of claims has it."""
    from dragoman.exports.parquet import write
    from dragoman.exports.selection import Selection

    if on_terminal():
        raise DragomanError("a terminal shows no Parquet; write it to a file: --format parquet > claims.parquet")
    write(Selection(record, query, "claims", load_dossier(), wrong=True), sys.stdout.buffer)


def _print_csv(rows: Iterable[ClaimRow]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(CLAIM_COLUMNS)
    for row in rows:
        writer.writerow([harmless(cell) for cell in claim_cells(row)])
