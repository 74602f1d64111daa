"""The first page: what the record holds, what was said last, what is due."""

import datetime
from dataclasses import replace

from dragoman.brief.rows import line_to_json, row_to_json
from dragoman.desks.acts import Act
from dragoman.desks.dialogue.commitments import Commitment, Wanted, ledger_of
from dragoman.record import RecordBehindError
from dragoman.store import ClaimQuery, ClaimRow
from dragoman.web.answers import Answer
from dragoman.web.house import House
from dragoman.web.pages.commitments import COLUMNS, cells
from dragoman.web.pages.desk import Reported

NEW, DUE = 12, 12
LOOKED_THROUGH = 200
"""The newest claims, among which those that report one act are told as one."""


def home_page(house: House) -> Answer:
    """The newest acts, the promises next due, and figures."""
    summary = house.record.summary()
    newest = _newest(house)
    try:
        due = _due(house)
    except RecordBehindError:  # all else need not wait for it
        due = None
    return Answer(
        page="home",
        shown={"summary": summary, "newest": newest, "due": due, "record": house.record.path.name},
        data={
            "documents": summary.documents,
            "claims": summary.claims,
            "claims_by_kind": dict(summary.claims_by_kind),
            "undated": summary.undated,
            "problems": summary.problems,
            "said": summary.said and [day.isoformat() for day in summary.said],
            "new": [{**row_to_json(act.lead), "documents": act.documents} for act in newest],
            "due": due and [line_to_json(line) for line in due],
        },
        columns=COLUMNS,
        rows=[cells(line) for line in due or ()],
    )


def _newest(house: House) -> list[Act]:
    """The acts said last, up to today: a document that dates itself into the future is news only beside no other."""
    query = ClaimQuery(until=house.today(), newest=True, limit=LOOKED_THROUGH)
    rows = list(house.record.counted(query)) or list(house.record.counted(replace(query, until=None)))
    reported = Reported(house, rows)
    newest = sorted(reported.items(), key=_said, reverse=True)[:NEW]
    return reported.acts(name for name, _ in newest)


def _said(act: tuple[str, ClaimRow]) -> tuple[datetime.date, str]:
    name, row = act
    period = row.published.period if row.published else None
    return (period.first or period.last if period else None) or datetime.date.min, name


def _due(house: House) -> list[Commitment]:
    """Dated promises that nobody has judged: those still to come by the day, then those overdue, the latest first."""
    dated = Wanted(("open", "due", "overdue"), due_before=datetime.date.max)
    found = ledger_of(house.record, ClaimQuery(), today=house.today(), states=house.states, wanted=dated)
    coming = found.matching(Wanted(due_after=house.today()))
    overdue = found.matching(Wanted(("overdue",)))
    return [*coming[:DUE], *reversed(overdue[-DUE:])][:DUE]
