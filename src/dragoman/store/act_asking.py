"""From a ClaimQuery to acts: the narrow rows, without a claim being unpacked."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sqlalchemy import ColumnElement, Connection, Engine, and_, func, or_, select

from dragoman.store import asking, counting, deciding, schema
from dragoman.store.act_packing import FEW
from dragoman.store.act_rows import ActRow
from dragoman.store.act_table import NEVER, ActTable, Array
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


def chosen(engine: Engine, connection: Connection, path: Path, its: ActTable, query: ClaimQuery) -> Array:
    """Where the acts asked for stand in the table, by the keys of their leads."""
    found = said_between(its, query)
    of_claims = replace(query, kinds=(), since=None, until=None, limit=None, after=None, newest=False)
    if of_claims != ClaimQuery():
        found &= its.reported(_keys(engine, connection, path, of_claims))
    return np.flatnonzero(found).astype(np.int32)


def said_between(its: ActTable, query: ClaimQuery) -> Array:
    """Which acts are of the kinds and days asked for, whatever else is asked: True or False for each."""
    found = np.ones(len(its), bool)
    if query.kinds:
        found &= counting.one_of(its["kind"][:], [FEW["kind"].index(kind) + 1 for kind in query.kinds])
    first, last = its["said_first"], its["said_last"]
    if query.since is not None or query.until is not None:
        found &= (first < NEVER) | (last > 0)
    if query.since is not None:
        found &= (last == 0) | (last >= query.since.toordinal())
    if query.until is not None:
        found &= (first == NEVER) | (first <= query.until.toordinal())
    return found


def _keys(engine: Engine, connection: Connection, path: Path, query: ClaimQuery) -> Array:
    """The keys, in order, of the claims that match as they count."""
    if asking.by_columns(connection, query):
        claims = counting.table(engine, connection)
        keys = counting.keys(claims, counting.matching(connection, claims, query))
    else:
        keys = np.fromiter(connection.scalars(asking.keys_of(query)), np.int64)
    changed = list(connection.scalars(deciding.changed_keys()))
    if changed:
        as_counted = deciding.matching(connection, path, query, sorted(changed))
        keys = np.concatenate((keys[~np.isin(keys, changed)], np.fromiter(as_counted, np.int64)))
    return np.sort(keys)


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


def ids(connection: Connection, leads: Sequence[int]) -> dict[int, str]:
    """The ids of the acts of these leads."""
    found: dict[int, str] = {}
    for some in handfuls(sorted(set(leads)), 500):
        found.update(
            (row.lead, row.id) for row in connection.execute(select(acts.lead, acts.id).where(acts.lead.in_(some)))
        )
    return found


def contents(connection: Connection, leads: Sequence[int]) -> dict[int, str]:
    """What the acts of these leads are about, as stems with spaces between."""
    found: dict[int, str] = {}
    for some in handfuls(sorted(leads), 5_000):
        numbers = ", ".join(map(str, some))  # as parameters they take longer than the search
        rows = connection.exec_driver_sql(f"SELECT lead, content FROM acts WHERE lead IN ({numbers})")
        found.update((lead, content) for lead, content in rows)
    return found


def rows_of(connection: Connection, leads: Sequence[int]) -> dict[int, ActRow]:
    """The acts of these leads."""
    found: dict[int, ActRow] = {}
    for some in handfuls(sorted(set(leads)), 500):
        asked = select(schema.acts).where(acts.lead.in_(some))
        found.update((row.lead, ActRow(row)) for row in connection.execute(asked).all())
    return found


def led_by(connection: Connection, claims: Collection[str]) -> list[int]:
    """The leads of the acts whose best evidence is one of these claims, by their ids."""
    found: list[int] = []
    for some in handfuls(sorted(claims), 500):
        found += connection.scalars(select(acts.lead).join(schema.claims, c.key == acts.lead).where(c.id.in_(some)))
    return found
