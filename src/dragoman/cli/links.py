"""`dragoman links`: which documents hold the same matter, how that is known, and what people said of it."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.brief.rows import link_to_json
from dragoman.brief.words import say_count, say_link
from dragoman.cli.faults import DONE
from dragoman.cli.identify import identify
from dragoman.cli.pages import Fact
from dragoman.cli.tables import Column, on_terminal, print_rows, shorten
from dragoman.record import DragomanError
from dragoman.store import DocumentQuery, DocumentRow, LinkRow, Record

_FOR_PEOPLE = (
    Column("Kind"),
    Column("Document"),
    Column("", share=3),
    Column("Other"),
    Column("", share=3),
    Column("How it is known", share=3, least=110),
    Column("Judged", share=1, least=100),
)
_FOR_PROGRAMS = (
    "kind",
    "document",
    "title",
    "other",
    "other-title",
    "within",
    "holds",
    "how",
    "counts",
    "judgement",
    "learned-at",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed: all links, or those of one document."""

    record: str
    document: str | None = None
    form: Literal["table", "jsonl"] = "table"
    as_of: datetime.datetime | None = None


def run(wanted: Wanted) -> int:
    """Print the links."""
    with Record.open(wanted.record, create=False, read_only=True) as record:
        document = identify(record, wanted.document, as_of=wanted.as_of) if wanted.document else None
        if document is not None and document.what != "document":
            raise DragomanError(f"{document.id} is a {document.what}; links are between documents: name one")
        found = record.links(document.id if document else None, as_of=wanted.as_of)
        titles = {row.id: row for row in record.documents(DocumentQuery(as_of=wanted.as_of))}
    if wanted.form == "jsonl":
        for link in found:
            print(json.dumps(link_to_json(link), ensure_ascii=False))
    elif on_terminal():
        _print_for_people(found, titles)
    else:
        print_rows([Column(name) for name in _FOR_PROGRAMS], (_cells(link, titles) for link in found))
    return DONE


def link_facts(document: str, links: Iterable[LinkRow], titles: Mapping[str, str]) -> Iterator[Fact]:
    """The links of one document as a page of it tells them."""
    for link in links:
        other = link.other if link.document == document else link.document
        undone = "" if link.counts else f"; judged different by {link.judgement.by if link.judgement else ''}"
        title = shorten(titles.get(other, ""), to=60)
        yield "linked", f"{say_link(link, document)} {other[:9]} “{title}” ({link.how}{undone})"


def _print_for_people(found: list[LinkRow], titles: Mapping[str, DocumentRow]) -> None:
    if not found:
        print("No document is linked to another here.")
        return
    print_rows(_FOR_PEOPLE, (_row_for_people(link, titles) for link in found))
    undone = sum(not link.counts for link in found)
    without = f" ({undone:,} undone)" if undone else ""
    example = f"dragoman judge different {found[0].document[:9]} {found[0].other[:9]}"
    print(f"{say_count(len(found), 'link')}{without}. To undo one: {example}")


def _row_for_people(link: LinkRow, titles: Mapping[str, DocumentRow]) -> tuple[str, ...]:
    said = link.judgement
    return (
        link.kind if link.counts else f"{link.kind}, undone",
        link.document[:9],
        shorten(_title(link.document, titles), to=80),
        link.other[:9],
        shorten(_title(link.other, titles), to=80),
        shorten(link.how, to=80),
        f"{said.verdict} ({said.by})" if said else "",
    )


def _cells(link: LinkRow, titles: Mapping[str, DocumentRow]) -> tuple[str, ...]:
    return (
        link.kind,
        link.document,
        _title(link.document, titles),
        link.other,
        _title(link.other, titles),
        f"{link.within:.4f}",
        f"{link.holds:.4f}",
        link.how,
        "yes" if link.counts else "no",
        link.judgement.id if link.judgement else "",
        link.learned_at.isoformat(),
    )


def _title(document: str, titles: Mapping[str, DocumentRow]) -> str:
    row = titles.get(document)
    return (row.title or row.source) if row else ""
