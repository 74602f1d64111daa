"""The record on disk: what was read, from which bytes, when it was learned; and questions to it. See docs/schema.md."""

from dragoman.store.query import (
    Added,
    ClaimQuery,
    ClaimRow,
    DocumentQuery,
    DocumentRow,
    Found,
    Outcome,
    Party,
    Role,
    Sighting,
    Summary,
    Version,
)
from dragoman.store.record import Record, utc_now

__all__ = [
    "Added",
    "ClaimQuery",
    "ClaimRow",
    "DocumentQuery",
    "DocumentRow",
    "Found",
    "Outcome",
    "Party",
    "Record",
    "Role",
    "Sighting",
    "Summary",
    "Version",
    "utc_now",
]
