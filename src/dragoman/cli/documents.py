"""`dragoman documents`: what the record holds, by whom it names and when, with claims or without."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.brief.rows import document_to_json
from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE
from dragoman.cli.tables import Column, on_terminal, print_rows
from dragoman.store import Correction, DocumentQuery, DocumentRow, Record

_COLUMNS = (
    Column("Id"),
    Column("Published"),
    Column("Lang"),
    Column("Title", share=4),
    Column("Publisher", share=2),
    Column("Claims"),
    Column("Source", share=2, least=110),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    query: DocumentQuery
    form: Literal["table", "jsonl"] = "table"


def run(wanted: Wanted) -> int:
    """Print the documents that match."""
    with Record.open(wanted.record, create=False, read_only=True) as record:
        found = record.documents(wanted.query)
        corrected = record.corrections(as_of=wanted.query.as_of)
    if wanted.form == "jsonl":
        for row in found:
            print(json.dumps(row_to_json(row, corrected.get(row.id)), ensure_ascii=False))
        return DONE
    print_rows(_COLUMNS, (_cells(row, corrected.get(row.id)) for row in found))
    if on_terminal():
        example = f" One of them: dragoman show {found[0].id[:9]}" if found else ""
        print(f"{say_count(len(found), 'document')}.{example}")
    return DONE


def row_to_json(row: DocumentRow, correction: Correction | None = None) -> dict[str, Any]:
    """A document without its text, and where its publisher has put a newer version in its place, which and when."""
    told = correction and {"by": correction.newer, "at": correction.at.isoformat()}
    return {**document_to_json(row), "corrected": told}


def _cells(row: DocumentRow, correction: Correction | None) -> tuple[str, ...]:
    period = row.published.period if row.published else None
    published = period.first.isoformat() if period and period.first else ""
    publisher = row.publisher.name or row.publisher.actor or ""
    short = row.id[:9] if on_terminal() else row.id
    title = row.title or ""
    if correction is not None:
        title = f"{title} [corrected on {correction.at:%Y-%m-%d} by {correction.newer[:9]}]"
    return short, published, row.language, title, publisher, str(row.claims), row.source
