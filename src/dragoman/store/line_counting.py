"""Of which sorts the paragraphs are that a search found, by the columns of the claims that begin in them."""

import numpy as np
from sqlalchemy import Connection, select

from dragoman.store import schema
from dragoman.store.counting import Array, Table, by_count, different, month_of, places_of, summed, valued
from dragoman.store.numbering import spread, starts
from dragoman.store.search_query import Facets

NONE = -1
"""In place of the claims of a line in which none begins."""


def facets(connection: Connection, its: Table, found: Array) -> Facets:
    """Counts of paragraphs: rows of their key, and of the first and last claim in each. One counts once for a value."""
    readings = np.searchsorted(its["reading"], found[:, 0] // schema.CLAIMS_PER_READING)
    per_reading = np.bincount(readings, minlength=len(its["reading"]))
    holding = found[found[:, 1] != NONE]
    first, many = holding[:, 1], holding[:, 2] - holding[:, 1] + 1
    claims, line = _each(places_of(its, first), many, np.arange(len(holding)))
    tracks, line_of_track = _each(starts(its["tracks"])[claims], its["tracks"][claims], line)
    return Facets(
        total=len(found),
        kinds=valued(connection, "kind", _distinct(its["kind"][claims], line)),
        actors=_actors(connection, its, claims, line),
        tracks=valued(connection, "track", _distinct(its["track"][tracks], line_of_track)),
        publishers=valued(connection, "publisher", summed(its["publisher"], per_reading)),
        months={month_of(n): int(many) for n, many in enumerate(summed(its["month"], per_reading)) if n and many},
    )


def _actors(connection: Connection, its: Table, claims: Array, line: Array) -> dict[str, int]:
    p = schema.parties.c
    rows = connection.execute(select(p.number, p.actor).where(p.actor.is_not(None))).all()
    actors = sorted({row.actor for row in rows})
    place = {actor: n for n, actor in enumerate(actors, start=1)}
    number_of = np.zeros(max((row.number for row in rows), default=0) + 1, np.int64)
    for row in rows:
        number_of[row.number] = place[row.actor]
    parties, line_of_party = _each(starts(its["parties"])[claims], its["parties"][claims], line)
    found = its["party"][parties]
    numbers = np.where(found < len(number_of), number_of[np.minimum(found, len(number_of) - 1)], 0)
    counts = _distinct(numbers, line_of_party)
    return by_count({actor: int(counts[n]) for actor, n in place.items() if n < len(counts) and counts[n]})


def _each(first: Array, many: Array, of: Array) -> tuple[Array, Array]:
    """The places from `first` on, so `many` for each, one after the other; and what of `of` each belongs to."""
    which, places = spread(first, many)
    return places, of[which]


def _distinct(values: Array, of: Array) -> Array:
    """How many different ones of `of`, which are in order, have each value."""
    return np.bincount(different(values, of)[0], minlength=1)
