"""The record on disk: what was read, from which bytes, when it was learned; and questions to it. See docs/schema.md."""

from dragoman.store.query import (
    Added,
    ClaimQuery,
    ClaimRow,
    DocumentQuery,
    DocumentRow,
    Found,
    JudgementRow,
    JudgementState,
    LinkKind,
    LinkRow,
    Outcome,
    Party,
    Role,
    Sighting,
    Summary,
    Version,
)
from dragoman.store.record import Record, utc_now
from dragoman.store.web import Fetch, Watch, WatchItem, WatchState, WebState

__all__ = [
    "Added",
    "ClaimQuery",
    "ClaimRow",
    "DocumentQuery",
    "DocumentRow",
    "Fetch",
    "Found",
    "JudgementRow",
    "JudgementState",
    "LinkKind",
    "LinkRow",
    "Outcome",
    "Party",
    "Record",
    "Role",
    "Sighting",
    "Summary",
    "Version",
    "Watch",
    "WatchItem",
    "WatchState",
    "WebState",
    "utc_now",
]
