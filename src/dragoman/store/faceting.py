"""How many claims are of which sort: by their columns, or, in an older record that has none, by its rows."""

from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Text, case, distinct, func, literal, select

from dragoman.identity import Merged
from dragoman.store import asking, columnar, schema
from dragoman.store.actors import merged
from dragoman.store.faults import told
from dragoman.store.query import ClaimFacets, ClaimQuery

readings, claims, who, track = schema.readings.c, schema.claims.c, schema.claim_actors.c, schema.claim_tracks.c


def facets(engine: Engine, path: Path, query: ClaimQuery) -> ClaimFacets:
    """Of which sorts the claims are that match."""
    with told(path), engine.connect() as connection:
        one = merged(connection, query.as_of)
        if not columnar.is_there(connection):
            return by_rows(connection, query, one)
        from dragoman.store import counting

        its = counting.table(engine, connection)
        return counting.facets(connection, its, counting.matching(connection, its, query), one)


def by_rows(connection: Connection, query: ClaimQuery, one: Merged) -> ClaimFacets:
    """The same, slowly: each sort counted by the database."""
    keys = asking.matching(select(claims.key), query).scalar_subquery()
    publisher = func.coalesce(readings.publisher_actor, readings.publisher_name)
    month = func.substr(readings.published_first.cast(Text), 1, 7)
    dated = readings.published_grain.in_(columnar.MONTHLY)
    by_actor = select(_canonical(one).label("value"), func.count(distinct(who.claim)).label("n"))
    by_track = select(track.track.label("value"), func.count().label("n"))
    return ClaimFacets(
        total=connection.scalar(asking.matching(select(func.count()), query)) or 0,
        kinds=_counted(connection, _by(claims.kind, query)),
        actors=_counted(connection, by_actor.where(who.claim.in_(keys), who.actor.is_not(None)).group_by("value")),
        tracks=_counted(connection, by_track.where(track.claim.in_(keys)).group_by(track.track)),
        publishers=_counted(connection, _by(publisher, query)),
        months=dict(sorted(_counted(connection, _by(month, query).where(dated)).items())),
    )


def _canonical(one: Merged) -> ColumnElement[Any]:
    """An actor, or whom judgements make it."""
    others = {actor: name for actor, name in one.canonical.items() if actor != name}
    if not others:
        return who.actor
    return case(*((who.actor == actor, literal(name)) for actor, name in others.items()), else_=who.actor)


def _by(value: ColumnElement[Any], query: ClaimQuery) -> Select[Any]:
    wanted = asking.matching(select(value.label("value"), func.count().label("n")), query)
    return wanted.where(value.is_not(None)).group_by("value")


def _counted(connection: Connection, wanted: Select[Any]) -> dict[str, int]:
    rows = connection.execute(wanted).all()
    return {str(row.value): row.n for row in sorted(rows, key=lambda row: (-row.n, str(row.value)))}
