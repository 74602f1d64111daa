"""Which claims wait for a person, of a record so large that their columns answer sooner than their rows: see `waiting`.

What each weighs is kept at hand while nothing is read, linked or judged: then a page is one look through numbers.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Engine, select

from dragoman.store import act_stamp, counting, schema
from dragoman.store.asking import standing
from dragoman.store.at_hand import AtHand
from dragoman.store.counting import Array, Table, as_small
from dragoman.store.linking import handfuls
from dragoman.store.waiting import CERTAIN, COUNTED, Waiting, Wanted, linked, read_by_people

claims, readings = schema.claims.c, schema.readings.c
NONE = -1


@dataclass(frozen=True, slots=True)
class Weights:
    """What each claim weighs: its doubt in thousandths, in how many documents its act stands, and how often it is used.

    `asked` tells which are asked about: where acts are up to date, of each act its best evidence.
    """

    state: tuple[object, ...]
    doubt: Array
    documents: Array
    uses: Array
    asked: Array


def waiting(
    engine: Engine, connection: Connection, wanted: Wanted, *, after: tuple[int, str] | None, limit: int
) -> list[Waiting]:
    """So many, from behind a score and claim id on."""
    its = counting.table(engine, connection)
    weights = _weights(engine, connection, its, wanted)
    score = np.where(
        _found(connection, its, weights, wanted), np.multiply(weights.doubt, weights.uses, dtype=np.int32), NONE
    )
    if after is not None:
        score[score > after[0]] = NONE
    first: list[tuple[str, int]] = []
    for value in np.flatnonzero(np.bincount(score[score >= 0]))[::-1].tolist():
        behind = after[1] if after is not None and value == after[0] else ""
        first += _by_id(connection, its, score == value, behind, limit - len(first))
        if len(first) == limit:
            break
    places = counting.places_of(its, [key for _, key in first]).tolist()
    return [
        Waiting(key, claim, int(weights.doubt[at]), int(weights.documents[at]), int(weights.uses[at]))
        for (claim, key), at in zip(first, places, strict=True)
    ]


def count(engine: Engine, connection: Connection, wanted: Wanted) -> int:
    """How many wait."""
    its = counting.table(engine, connection)
    return int(_found(connection, its, _weights(engine, connection, its, wanted), wanted).sum())


def _found(connection: Connection, its: Table, weights: Weights, wanted: Wanted) -> Array:
    """Which claims wait: True or False for each."""
    found = counting.matching(connection, its, wanted.query) & weights.asked
    again = set(wanted.open_again)
    judged = connection.execute(select(claims.key, claims.id).where(claims.id.in_(read_by_people())))
    found &= ~counting.mask_of(its, (row.key for row in judged if row.id not in again))
    if wanted.below is not None:
        found &= its.confidence < wanted.below
    return found


def _by_id(connection: Connection, its: Table, alike: Array, behind: str, many: int) -> list[tuple[str, int]]:
    """The first of claims that weigh alike, by their ids from behind one on: ids and keys.

    Few are looked up; of many the first are soon met on the way through all ids, as these are scattered.
    """
    number, asked = int(alike.sum()), select(claims.id, claims.key)
    if number * number <= many * len(alike):
        keys = counting.keys(its, alike).tolist()
        found = [row for some in handfuls(keys, 500) for row in connection.execute(asked.where(claims.key.in_(some)))]
        return sorted((id_, key) for id_, key in found if id_ > behind)[:many]
    first: list[tuple[str, int]] = []
    at_once = max(500, 2 * many * len(alike) // number)
    while len(first) < many:
        rows = connection.execute(asked.where(claims.id > behind).order_by(claims.id, claims.key).limit(at_once)).all()
        inside = alike[counting.places_of(its, [row.key for row in rows])] if rows else ()
        first += [(row.id, row.key) for row, is_one in zip(rows, inside, strict=True) if is_one]
        if len(rows) < at_once:
            break
        behind = rows[-1].id
    return first[:many]


def _weights(engine: Engine, connection: Connection, its: Table, wanted: Wanted) -> Weights:
    stamp = act_stamp.Stamp.of(connection)
    counted = act_stamp.Stamp.kept(connection) == stamp
    state = (its.state, stamp, counted)
    return _kept.of(engine, state, lambda _: _weigh(connection, its, wanted, state, counted=counted))


_kept: AtHand[Weights] = AtHand()


def _weigh(connection: Connection, its: Table, wanted: Wanted, state: tuple[object, ...], *, counted: bool) -> Weights:
    doubt = as_small(np.floor((1 - its.confidence[:]) * CERTAIN + 0.5).astype(np.int32))
    if counted:
        documents, asked = _by_acts(connection, its)
    else:
        documents, asked = _by_links(connection, its, wanted), np.ones(len(doubt), bool)
    v = schema.column_values.c
    ledgers = connection.scalars(select(v.number).where(v.column == "kind", v.value.in_(COUNTED)))
    uses = documents + counting.one_of(its["kind"], ledgers)
    return Weights(state, doubt, as_small(documents), as_small(uses), asked)


def _by_acts(connection: Connection, its: Table) -> tuple[Array, Array]:
    """In how many documents the act of each lead stands; which claims are leads."""
    # Most acts are told by one claim, so only the others are fetched; as plain rows, as there may be many.
    found = connection.exec_driver_sql("SELECT act, claim FROM act_claims WHERE place > 0")
    acts, others = _two_columns(found.fetchall())
    asked = np.ones(len(its["kind"]), bool)
    asked[counting.places_of(its, others)] = False
    # A document has one reading that stands, and acts are of these.
    pairs = np.stack([acts, others // schema.CLAIMS_PER_READING], axis=1)
    pairs = np.unique(pairs[pairs[:, 1] != acts // schema.CLAIMS_PER_READING], axis=0)
    documents = np.ones(len(asked), np.int32)
    np.add.at(documents, counting.places_of(its, pairs[:, 0]), 1)
    return documents, asked


def _two_columns(rows: Collection[tuple[int, int]]) -> tuple[Array, Array]:
    both = np.fromiter((key for row in rows for key in row), np.int64, 2 * len(rows))
    return both[::2], both[1::2]


def _by_links(connection: Connection, its: Table, wanted: Wanted) -> Array:
    """With how many documents each claim's is linked, and one for itself."""
    others = linked(wanted.parted)
    asked = select(readings.id, others.c.others).join(others, others.c.document == readings.document)
    reading, many = _two_columns([tuple(row) for row in connection.execute(asked.where(standing(None)))])
    documents = np.ones(len(its["reading"]), np.int32)
    documents[np.searchsorted(its["reading"], reading)] += many.astype(np.int32)
    return np.repeat(documents, its["claims"])
