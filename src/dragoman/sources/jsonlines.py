"""JSON lines: a corpus, one document a row, streamed, so that its size does not matter."""

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from dragoman.record import SourceError
from dragoman.sources.limits import Spent
from dragoman.sources.nouns import Facts, Inner, Item, Part, SourceFault

_BOM = b"\xef\xbb\xbf"
_LOOKED_AT = 20
FIELDS = {
    "id": ("id",),
    "title": ("title",),
    "date": ("date", "published"),
    "publisher": ("publisher", "source"),
    "language": ("lang", "language"),
    "url": ("url",),
    "kind": ("kind",),
}
"""A row's fields by the fact they tell, the first that stands counting; `text` is its text, all others are ignored."""


def looks_like_rows(head: bytes) -> bool:
    """Whether the source begins with rows: an early line is an object with a text, or a first line too long to tell."""
    lines = head.removeprefix(_BOM).split(b"\n")
    if len(lines) == 1 and len(head) >= 4096:
        return head.removeprefix(_BOM).lstrip().startswith(b'{"') and b'"text"' in head
    return any(isinstance(_loaded(line), dict) for line in lines[:_LOOKED_AT] if line.lstrip().startswith(b"{"))


def looks_like_json(text: str) -> bool:
    """Whether the whole text is one JSON value that holds others: data, not a document."""
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    return isinstance(_loaded(text.removeprefix("\ufeff").encode("utf-8", "replace")), dict | list)


def row_parts(opened: Inner, spent: Spent) -> Iterator[Part]:
    """The rows one after the other; empty lines are no rows. A row larger than one document may be is a fault."""
    number, most = 0, spent.limits.max_bytes
    while line := opened.stream.readline(most + 1):
        number += 1
        place = f"{opened.source}:{number}"
        whole = line.endswith(b"\n") or len(line) <= most
        if not whole:
            _skip_line(opened.stream)
            yield _fault(place, f"the row is larger than {most} bytes, the most one document may have")
            continue
        data = line.rstrip(b"\r\n")
        if number == 1:
            data = data.removeprefix(_BOM)
        if data.strip():
            yield _row(place, data)


def _fault(place: str, message: str) -> SourceFault:
    return SourceFault(place, f"{message}; the other rows are read")


def _skip_line(stream: BufferedReader) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


def _row(place: str, data: bytes) -> Part:
    value = _loaded(data)
    if isinstance(value, SourceError):
        return _fault(place, str(value))
    if not isinstance(value, dict):
        return _fault(place, "the row is not a JSON object")
    text = value.get("text")
    if not isinstance(text, str):
        return _fault(place, "the row has no `text` of characters")
    facts = _facts(value)
    return Item(facts.id or place, place, data, text, facts)


def _facts(value: dict[str, Any]) -> Facts:
    said: dict[str, Any] = {fact: _first(value, names) for fact, names in FIELDS.items()}
    return Facts(**said)


def _first(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the fields that holds something printable. A number is taken as printed."""
    for name in names:
        found = value.get(name)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
    return None


def _loaded(data: bytes) -> Any:
    """The JSON value; a SourceError, not raised, where there is none."""
    try:
        return json.loads(data)
    except UnicodeDecodeError:
        return SourceError("the row is not UTF-8")
    except ValueError as fault:
        return SourceError(f"the row is not JSON: {str(fault)[:80]}")
    except RecursionError:
        return SourceError("the row is nested too deep")
