"""Documents as references: CSL-JSON for citation managers, BibTeX for LaTeX.

What is not known is left out: a document without a date has none here either.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from dragoman.exports.fragments import web_address
from dragoman.exports.json_document import write_list
from dragoman.exports.selection import Selection
from dragoman.record import Document, DocumentKind, Period
from dragoman.store import Held

_CSL_TYPES: Mapping[DocumentKind, str] = {
    "press-release": "webpage",
    "news": "article-newspaper",
    "speech": "speech",
    "joint-statement": "document",
    "transcript": "interview",
    "report": "report",
    "other": "document",
}
_GENRES: Mapping[DocumentKind, str] = {
    "press-release": "Press release",
    "joint-statement": "Joint statement",
    "transcript": "Transcript",
}
_BIBTEX_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_BIBTEX_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def write_csl(selection: Selection, stream: IO[bytes]) -> int:
    """Write the documents as one list of CSL-JSON items; how many."""
    return write_list(stream, map(csl_item, selection.record.held(selection.query)))


def csl_item(held: Held) -> dict[str, Any]:
    """A document as a CSL-JSON item."""
    document = held.reading.document
    item: dict[str, Any] = {"id": document.id, "type": _CSL_TYPES[document.kind]}
    if document.kind in _GENRES:
        item["genre"] = _GENRES[document.kind]
    if document.title:
        item["title"] = document.title
    if document.publisher.name:
        item["author"] = [{"literal": document.publisher.name}]
        item["publisher"] = document.publisher.name
    if document.published and (issued := _issued(document.published.period)):
        item["issued"] = issued
    if address := web_address(document.source):
        item["URL"] = address
        item["accessed"] = {"date-parts": [_parts(held.found[0][1].date())]} if held.found else {}
    if document.language != "und":
        item["language"] = document.language
    return {name: value for name, value in item.items() if value}


def _issued(period: Period) -> dict[str, Any] | None:
    """As fine as it is known: a day, a month, a year, or the first and the last day; None with an open end."""
    if period.first is None or period.last is None:
        return None
    shown = {"day": 3, "month": 2, "year": 1}.get(period.grain)
    if shown is not None:
        return {"date-parts": [_parts(period.first)[:shown]]}
    return {"date-parts": [_parts(period.first), _parts(period.last)]}


def _parts(day: datetime.date) -> list[int]:
    return [day.year, day.month, day.day]


def write_bibtex(selection: Selection, stream: IO[bytes]) -> int:
    """Write the documents as BibTeX entries; how many."""
    count = 0
    for held in selection.record.held(selection.query):
        stream.write(bibtex_entry(held).encode("utf-8", "replace"))
        count += 1
    return count


def bibtex_entry(held: Held) -> str:
    """A document as an entry that BibTeX and biblatex take, with an empty line after it."""
    document = held.reading.document
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in _bibtex_fields(document, held))
    return f"@{'techreport' if document.kind == 'report' else 'misc'}{{{document.id}{fields}\n}}\n\n"


def _bibtex_fields(document: Document, held: Held) -> Iterator[tuple[str, str]]:
    if document.title:
        yield "title", f"{{{_escaped(document.title)}}}"
    if document.publisher.name:
        yield "author", f"{{{_escaped(document.publisher.name)}}}"
        if document.kind == "report":
            yield "institution", f"{{{_escaped(document.publisher.name)}}}"
    if document.kind in _GENRES:
        yield "howpublished", _GENRES[document.kind]
    if document.published and (issued := _issued(document.published.period)):
        dates = ["-".join(f"{part:02}" for part in parts) for parts in issued["date-parts"]]
        yield "year", dates[0][:4]
        yield "date", "/".join(dates)
    if address := web_address(document.source):
        yield "url", address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
        if held.found:
            yield "urldate", held.found[0][1].date().isoformat()
    if document.language != "und":
        yield "langid", {"en": "english", "ko": "korean"}.get(document.language, document.language)


def _escaped(text: str) -> str:
    """Text in which TeX sees only itself, on one line."""
    line = " ".join(text.split())
    return _BIBTEX_SPECIAL.sub(lambda found: _BIBTEX_ESCAPES.get(found[0], f"\\{found[0]}"), line)
