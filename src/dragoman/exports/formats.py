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
