"""From a ClaimQuery to acts: the narrow rows, without a claim being unpacked."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from dragoman.reading.codes import MUTUAL
from dragoman.store import asking, deciding, schema
from dragoman.store.act_rows import ActRow
from dragoman.store.linking import handfuls
from dragoman.store.query import ClaimQuery

acts, parts, c = schema.acts.c, schema.act_claims.c, schema.claims.c

AT_ONCE = 10_000
"""Leads fetched at a time."""


def rows(connection: Connection, path: Path, query: ClaimQuery) -> list[ActRow]:
    """The acts asked for, by the day of their lead, document and place."""
    asked = (
        select(schema.acts)
        .where(*conditions(connection, path, query))
        .order_by(acts.said_first, acts.document, acts.lead)
    )
    return [ActRow(row) for row in connection.execute(asked).all()]


def leads(connection: Connection, path: Path, query: ClaimQuery) -> "array[int]":
    """The leads of the acts asked for, in the order of `rows`: eight bytes an act."""
    asked = (
        select(acts.lead)
        .where(*conditions(connection, path, query))
        .order_by(acts.said_first, acts.document, acts.lead)
        .execution_options(yield_per=AT_ONCE)
    )
    return array("q", connection.scalars(asked))


def named(connection: Connection, leads: Sequence[int]) -> dict[str, int]:
    """The leads of the acts that still are, in this order, by the acts' ids."""
    ids: dict[int, str] = {}
    for some in handfuls(leads, 500):
        asked = select(acts.lead, acts.id).where(acts.lead.in_(list(some)))
        ids.update((row.lead, row.id) for row in connection.execute(asked))
    return {ids[lead]: lead for lead in leads if lead in ids}


def columns(
    connection: Connection, path: Path, query: ClaimQuery, names: Sequence[str], narrow: "Narrow | None"
) -> list[tuple[Any, ...]]:
    """The acts asked for as plain tuples of these columns, in any order, as the engine gives them.

    That is half the time of rows. Days are text or days: `act_rows.day_of` tells which.
    """
    asked = select(*(acts[name] for name in names)).where(*conditions(connection, path, query))
    if narrow is not None:
        asked = asked.where(_NARROW[narrow])
    found = connection.execute(asked)
    return list(found.cursor.fetchall()) if found.cursor is not None else []


Narrow = Literal["towards somebody", "on a track"]
_NARROW: dict[Narrow, ColumnElement[bool]] = {
    "towards somebody": and_(
        acts.cameo.is_not(None),
        acts.modality != "hypothetical",
        or_(acts.recipients != "[]", acts.plover.in_(sorted(MUTUAL))),
    ),
    "on a track": and_(acts.tracks != "", acts.said_first != schema.NEVER),
}
"""What need not be fetched of acts that would not be counted: no answer depends on it."""


def count(connection: Connection, path: Path, query: ClaimQuery) -> int:
    """How many acts the claims that match report."""
    query = replace(query, limit=None, newest=False)
    if query == ClaimQuery():
        return connection.scalar(select(func.count()).select_from(schema.acts)) or 0
    reported = select(parts.act).where(_claim_matches(connection, path, query))
    return connection.scalar(select(func.count()).select_from(schema.acts).where(acts.lead.in_(reported))) or 0


def _claim_matches(connection: Connection, path: Path, query: ClaimQuery) -> ColumnElement[bool]:
    """That a claim of an act is among those asked for, as it counts."""
    as_read = parts.claim.in_(asking.keys_of(query))
    changed = list(connection.scalars(deciding.changed_keys().join(schema.act_claims, parts.claim == c.key)))
    if not changed:
        return as_read
    as_counted = deciding.matching(connection, path, query, sorted(changed))
    return or_(and_(as_read, parts.claim.not_in(deciding.changed_keys())), parts.claim.in_(as_counted))


def conditions(connection: Connection, path: Path, query: ClaimQuery) -> Iterator[ColumnElement[bool]]:
    """That an act is one of those asked for."""
    if query.kinds:
        yield acts.kind.in_(query.kinds)
    if query.since is not None or query.until is not None:
        yield _said_between(query)
    of_claims = replace(query, kinds=(), since=None, until=None, limit=None, after=None, newest=False)
    if of_claims != ClaimQuery():
        yield acts.lead.in_(select(parts.act).where(_claim_matches(connection, path, of_claims)))


def _said_between(query: ClaimQuery) -> ColumnElement[bool]:
    """As `asking.published_between` has it, where an unknown first day stands last."""
    known = or_(acts.said_first != schema.NEVER, acts.said_last.is_not(None))
    wanted = [known]
    if query.since is not None:
        wanted.append(or_(acts.said_last.is_(None), acts.said_last >= query.since))
    if query.until is not None:
        wanted.append(or_(acts.said_first == schema.NEVER, acts.said_first <= query.until))
    return and_(*wanted)


def of_claims(connection: Connection, claims: Sequence[str]) -> dict[str, ActRow]:
    """The acts that these claims report, by the claims' ids."""
    asked = select(schema.acts, c.id.label("asked")).join(schema.act_claims, parts.act == acts.lead)
    asked = asked.join(schema.claims, c.key == parts.claim)
    found: dict[str, ActRow] = {}
    for some in handfuls(sorted(set(claims)), 500):
        found.update((row.asked, ActRow(row)) for row in connection.execute(asked.where(c.id.in_(some))))
    return found


def members(connection: Connection, leads: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The keys of the claims of these acts, the lead first."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for some in handfuls(sorted(set(leads)), 500):
        asked = select(parts.act, parts.claim).where(parts.act.in_(some)).order_by(parts.act, parts.place)
        for act, claim in connection.execute(asked):
            found[act].append(claim)
    return {act: tuple(claims) for act, claims in found.items()}
