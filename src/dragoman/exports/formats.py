"""The formats the record leaves in, listed: what each holds and who writes it, imported when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import IO

from dragoman.exports.selection import Selection
from dragoman.record import DragomanError


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, the parts of the record it can hold (the first unless another is named), its writer.

    `writer` is module:function; the function writes a selection to a binary stream and says how many things it wrote,
    which are called `counted`, or else after the part.
    """

    what_it_is: str
    parts: tuple[str, ...]
    writer: str
    counted: str | None = None

    def write(self, selection: Selection, stream: IO[bytes]) -> int:
        """Write the selection; how many things."""
        module, _, function = self.writer.partition(":")
        written: int = getattr(import_module(module), function)(selection, stream)
        return written


FORMATS: Mapping[str, Format] = {
    "jsonl": Format(
        "JSON lines; readings go back in with `dragoman import`",
        ("readings", "claims", "judgements"),
        "dragoman.exports.lines:write",
    ),
    "csv": Format(
        "tables for spreadsheets",
        ("claims", "documents", "actors", "entries", "judgements"),
        "dragoman.exports.csv_tables:write",
    ),
    "parquet": Format(
        "tables with types, for DuckDB, pandas, R and their like",
        ("claims", "documents", "actors", "entries", "judgements"),
        "dragoman.exports.parquet:write",
    ),
    "annotation": Format(
        "W3C Web Annotations (JSON-LD)", ("claims",), "dragoman.exports.annotations:write", counted="annotations"
    ),
    "bibtex": Format("documents as BibTeX", ("documents",), "dragoman.exports.references:write_bibtex"),
    "csl": Format(
        "documents as CSL-JSON, for citation managers", ("documents",), "dragoman.exports.references:write_csl"
    ),
    "ftm": Format("FollowTheMoney entities", ("claims",), "dragoman.exports.followthemoney:write", counted="entities"),
    "ftm-acts": Format(
        "FollowTheMoney entities, acts by a schema of their own",
        ("claims",),
        "dragoman.exports.followthemoney:write_acts",
        counted="entities",
    ),
    "prov": Format("provenance as W3C PROV-JSON", ("claims",), "dragoman.exports.provenance:write"),
    "stix": Format(
        "a STIX 2.1 bundle of reports, notes and opinions",
        ("claims",),
        "dragoman.exports.stix:write",
        counted="objects",
    ),
    "plover": Format(
        "events as CSV, PLOVER codes", ("claims",), "dragoman.exports.event_tables:write_plover", counted="events"
    ),
    "cameo": Format(
        "events as CSV, CAMEO codes", ("claims",), "dragoman.exports.event_tables:write_cameo", counted="events"
    ),
}


def part_of(form: str, what: str | None) -> str:
    """The part of the record to write in a format; DragomanError where the format does not hold it."""
    parts = FORMATS[form].parts
    if what is None:
        return parts[0]
    if what in parts:
        return what
    able = [name for name, known in FORMATS.items() if what in known.parts]
    where = f"{what} go as {', '.join(able)}" if able else f"there are no {what} in the record"
    raise DragomanError(f"--to {form} holds {', '.join(parts)}; {where}")
