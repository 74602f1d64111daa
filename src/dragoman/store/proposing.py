"""Proposals on record: put there, listed with what became of them, accepted and declined."""

import datetime
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, insert, select

from dragoman.identity import without_withdrawn
from dragoman.record import Judgement, RecordError
from dragoman.store import schema
from dragoman.store.faults import told
from dragoman.store.judging import Asked, digests_of, judge, judgements, require_sound
from dragoman.store.proposals import Proposal, Proposed

p, o = schema.proposals.c, schema.proposal_outcomes.c
Outcome = Literal["accepted", "declined", "reopened"]
MOST_OPEN = 100_000
"""Open proposals that are listed: more is no queue that a person goes through."""


def propose(connection: Connection, proposed: Sequence[Proposed], now: datetime.datetime) -> int:
    """Put these on record, within a transaction that holds the write lock; how many are new.

    What is open already, the same of the same things by whomever, is not put there again.
    """
    waiting = {_same(one.proposed) for one in _listed(connection) if one.state == "open"}
    first = {one.about[0] for one in proposed}
    digests = digests_of(connection, first, None)
    new = 0
    for one in proposed:
        if _same(one) in waiting:
            continue
        waiting.add(_same(one))
        require_sound(connection, Asked(one.verdict, one.about, one.by, one.why, one.fields))
        row = {
            "id": _id(one, now),
            "verdict": one.verdict,
            "about": json.dumps(one.about),
            "fields": json.dumps(one.fields, ensure_ascii=False),
            "digest": digests.get(one.about[0]),
            "by": one.by,
            "at": now,
            "why": one.why,
            "source": one.source,
            "row": one.row,
        }
        connection.execute(insert(schema.proposals), row)
        new += 1
    return new


def proposals(engine: Engine, path: Path) -> list[Proposal]:
    """Every proposal, in the order in which they were made."""
    with told(path), engine.connect() as connection:
        return _listed(connection)


def settle(
    connection: Connection, proposal: str, outcome: Outcome, by: str, why: str, now: datetime.datetime
) -> Judgement | None:
    """Accept, decline or reopen a proposal, within a transaction that holds the write lock.

    Accepting judges in the name of who accepts; the judgement says who proposed it. Raises RecordError where there is
    no such proposal, or it cannot be done.
    """
    found = next((one for one in _listed(connection) if one.id == proposal), None)
    if found is None:
        raise RecordError(f"there is no proposal {proposal}; list them with: dragoman review --kind proposal")
    if (found.state == "open") == (outcome == "reopened"):
        raise RecordError(f"the proposal {proposal} is {found.state}: it cannot be {outcome}")
    made = _judge(connection, found.proposed, by, why, now) if outcome == "accepted" else None
    number = connection.scalar(select(p.number).where(p.id == proposal))
    row = {
        "proposal": number,
        "outcome": outcome,
        "judgement": made.id if made else None,
        "by": by,
        "at": now,
        "why": why,
    }
    connection.execute(insert(schema.proposal_outcomes), row)
    return made


def _judge(connection: Connection, proposed: Proposed, by: str, why: str, now: datetime.datetime) -> Judgement:
    place = f", row {proposed.row} of {proposed.source}" if proposed.row is not None else ""
    whose = f"proposed by {proposed.by}{place}"
    reason = why or proposed.why
    asked = Asked(proposed.verdict, proposed.about, by, f"{reason} ({whose})" if reason else whose, proposed.fields)
    return judge(connection, asked, now)


def _listed(connection: Connection) -> list[Proposal]:
    rows = connection.execute(select(schema.proposals).order_by(p.number).limit(MOST_OPEN)).all()
    outcomes = {row.proposal: row for row in connection.execute(select(schema.proposal_outcomes).order_by(o.number))}
    if not rows:
        return []
    standing = {one.id for one in without_withdrawn(judgements(connection, None))}
    now = digests_of(connection, {thing for row in rows for thing in json.loads(row.about)[:1]}, None)
    return [_proposal(row, outcomes.get(row.number), standing, now) for row in rows]


def _proposal(row: Row[Any], last: Row[Any] | None, standing: Collection[str], now: Mapping[str, str]) -> Proposal:
    about = tuple(json.loads(row.about))
    open_again = last is None or last.outcome == "reopened" or (last.judgement and last.judgement not in standing)
    proposed = Proposed(
        verdict=row.verdict,
        about=about,
        by=row.by,
        why=row.why,
        fields=tuple((name, value) for name, value in json.loads(row.fields)),
        source=row.source,
        row=row.row,
    )
    return Proposal(
        id=row.id,
        proposed=proposed,
        at=row.at,
        state="open" if last is None or open_again else last.outcome,
        decided_by=None if last is None or open_again else last.by,
        decided_why="" if last is None or open_again else last.why,
        judgement=None if last is None or open_again else last.judgement,
        changed=row.digest is not None and now.get(about[0]) != row.digest,
    )


def _same(one: Proposed) -> tuple[str, frozenset[str], tuple[tuple[str, str], ...]]:
    return one.verdict, frozenset(one.about), tuple(sorted(one.fields))


def _id(one: Proposed, now: datetime.datetime) -> str:
    told_of = [one.verdict, one.about, one.by, one.why, one.fields, one.source, one.row, now.isoformat()]
    return "p" + hashlib.sha256(json.dumps(told_of, ensure_ascii=False).encode()).hexdigest()[:16]
