"""A reading as a record holds it: what leaves it for another record, and comes in from one."""

import datetime
from dataclasses import dataclass

from dragoman.record import Reading


@dataclass(frozen=True, slots=True)
class Held:
    """A reading, who read it with which dossier, and where its bytes were found and when (aware, UTC).

    `original` is None where the bytes are not had, or were not asked for.
    """

    reading: Reading
    reader: str
    dossier: str
    found: tuple[tuple[str, datetime.datetime], ...] = ()
    original: bytes | None = None
