"""What the record cannot answer for: documents without a date, in a language not read yet, or with another fault."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.record import Document
from dragoman.store import ClaimQuery, Record

UNDATED = "date-unknown"
"""The code of a document without a date, which is told by itself."""
MOST = 10_000
"""Faults of one code that are looked at."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A document as a page names it."""

    document: str
    title: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing from an answer.

    `undated_claims` match the question but for its dates and were left out of it, because their documents have none.
    `undated` are all documents without a date of publication; `problems` those with another problem, by its code.
    """

    undated_claims: int
    undated: tuple[Gap, ...]
    problems: Mapping[str, tuple[Gap, ...]]


def find_gaps(record: Record, query: ClaimQuery) -> Gaps:
    """The gaps behind the answer to `query`, in the record as the query sees it."""
    undated, problems = _of_now(record) if query.as_of is None else _of_then(record, query.as_of)
    return Gaps(
        undated_claims=_undated_claims(record, query),
        undated=tuple(undated),
        problems={code: tuple(gaps) for code, gaps in problems.items()},
    )


_Gaps = tuple[list[Gap], Mapping[str, Sequence[Gap]]]


def _of_now(record: Record) -> _Gaps:
    """What the record lists of itself, without unpacking a reading."""
    undated = [Gap(row.id, row.title or row.source) for row in record.documents() if row.published is None]
    problems: dict[str, Sequence[Gap]] = {}
    for code in record.problem_codes():
        if code != UNDATED:
            rows = record.problems(code=code, limit=MOST)
            problems[code] = list(dict.fromkeys(Gap(row.document, row.title or row.source) for row in rows))
    return undated, problems


def _of_then(record: Record, as_of: datetime.datetime) -> _Gaps:
    undated: list[Gap] = []
    problems: defaultdict[str, list[Gap]] = defaultdict(list)
    for reading in record.readings(as_of=as_of):
        gap = Gap(reading.document.id, _name(reading.document))
        if reading.document.published is None:
            undated.append(gap)
        for code in dict.fromkeys(problem.code for problem in reading.problems):
            if code != UNDATED:
                problems[code].append(gap)
    return undated, problems


def _undated_claims(record: Record, query: ClaimQuery) -> int:
    if query.since is None and query.until is None:
        return 0
    at_any_time = replace(query, since=None, until=None)
    return record.count(at_any_time) - record.count(replace(at_any_time, since=datetime.date.min))


def _name(document: Document) -> str:
    return document.title or document.source
