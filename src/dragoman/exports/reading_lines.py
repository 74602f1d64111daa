"""Readings as JSON lines that a record takes back, whole: the reading format, and beside it who read and where.

Beside the keys of the reading format a line has `read_by` (`reader` and `dossier`: what read it, by which dossier) and
`found` (where the bytes were found, and when), and with originals `original`, the bytes in Base64. A line of another
program may lack all three.
"""

import base64
import binascii
import datetime
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from dragoman.record.contract import faults_of
from dragoman.record.wire import reading_from_json, reading_to_json
from dragoman.store import ClaimQuery, Held, Record


class LineError(ValueError):
    """A line that cannot be taken in; the message says why."""


def reading_lines(record: Record, query: ClaimQuery, *, originals: bool) -> Iterator[bytes]:
    """The readings asked for, a line each."""
    for held in record.held(query, originals=originals):
        yield json.dumps(held_to_json(held), ensure_ascii=False).encode() + b"\n"


def held_to_json(held: Held) -> dict[str, Any]:
    """The reading in its format, with what else is known of it."""
    value = reading_to_json(held.reading)
    value["read_by"] = {"reader": held.reader, "dossier": held.dossier}
    value["found"] = [{"source": source, "at": at.isoformat()} for source, at in held.found]
    if held.original is not None:
        value["original"] = base64.b64encode(held.original).decode()
    return value


def held_from_json(value: Any, *, reader: str) -> Held:
    """What a parsed line holds, looked at whole first. `reader` is who read it where the line does not say.

    Raises LineError.
    """
    for fault in faults_of(value):
        raise LineError(fault)
    by = value.get("read_by") or {}
    if not isinstance(by, dict) or not all(isinstance(by.get(key, ""), str) for key in ("reader", "dossier")):
        raise LineError("read_by has to name a reader and a dossier")
    return Held(
        reading=reading_from_json(value),
        reader=by.get("reader") or reader,
        dossier=by.get("dossier") or "",
        found=tuple(_sighting(one) for one in _list(value.get("found"))),
        original=_original(value.get("original"), value["document"]["sha256"]),
    )


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise LineError("found is no list of places")
    return value


def _sighting(value: Any) -> tuple[str, datetime.datetime]:
    try:
        source, at = value["source"], datetime.datetime.fromisoformat(value["at"])
        if not isinstance(source, str) or at.utcoffset() is None:
            raise ValueError(value)
        return source, at.astimezone(datetime.UTC)
    except (TypeError, KeyError, ValueError, OverflowError) as fault:
        raise LineError("found has a place without a source, or a time without its zone") from fault


def _original(text: Any, sha256: str) -> bytes | None:
    if text is None:
        return None
    try:
        data = base64.b64decode(text, validate=True)
    except (TypeError, ValueError, binascii.Error) as fault:
        raise LineError("original is no Base64") from fault
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LineError("original is not the bytes whose sha256 document has")
    return data
