"""What the record cannot answer for: documents without a date, in a language not read yet, or with another fault."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.record import Document
from dragoman.store import ClaimQuery, Record


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
    undated: list[Gap] = []
    problems: defaultdict[str, list[Gap]] = defaultdict(list)
    for reading in record.readings(as_of=query.as_of):
        gap = Gap(reading.document.id, _name(reading.document))
        if reading.document.published is None:
            undated.append(gap)
        for code in dict.fromkeys(problem.code for problem in reading.problems):
            if code != "date-unknown":
                problems[code].append(gap)
    return Gaps(
        undated_claims=_undated_claims(record, query),
        undated=tuple(undated),
        problems={code: tuple(gaps) for code, gaps in problems.items()},
    )


def _undated_claims(record: Record, query: ClaimQuery) -> int:
    if query.since is None and query.until is None:
        return 0
    at_any_time = replace(query, since=None, until=None)
    return record.count(at_any_time) - record.count(replace(at_any_time, since=datetime.date.min))


def _name(document: Document) -> str:
    return document.title or document.source
