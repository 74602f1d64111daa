"""Who is named, and one actor: offices, names, forms in print, and what it said and was said to it."""

import datetime
from collections import Counter
from collections.abc import Mapping

from dragoman.brief.desk_rows import relation_to_json
from dragoman.brief.labels import Labels
from dragoman.brief.portraits import Portrait, actor_to_json, portrait, portrait_to_json
from dragoman.brief.rows import CLAIM_COLUMNS, claim_cells, line_to_json, row_to_json
from dragoman.reading.codes import QUAD_CLASSES
from dragoman.review import Queue
from dragoman.store import ClaimQuery
from dragoman.web.answers import Answer, Wrong
from dragoman.web.asked import PageAsked
from dragoman.web.house import House
from dragoman.web.pages.claims import page_of
from dragoman.web.pages.glance import glance_at

COLUMNS = ("id", "name", "kind", "mentions", "documents", "first", "last", "proposed")
TRACKS = 12
"""Tracks that are told of one actor, those with most claims."""
FORMS = 40
"""Forms in print that are told of one actor."""


def actors_page(house: House, asked: PageAsked) -> Answer:
    """A page of the list, most named first."""
    found = house.record.actors()
    start = 0
    if asked.after is not None:
        start = next((n for n, row in enumerate(found, start=1) if row.id == asked.after), 0)
        if not start:
            raise Wrong(404, "no-such-place", f"no actor {asked.after} is in this list; begin it anew")
    rows = found[start : start + asked.limit]
    names = {row.id: known.name if (known := house.dossier.actors.get(row.id)) else row.name for row in rows}
    return Answer(
        page="actors",
        shown={"rows": rows, "count": len(found)},
        data={"count": len(found), "actors": [{**actor_to_json(row), "name": names[row.id]} for row in rows]},
        columns=COLUMNS,
        rows=[
            (
                row.id,
                names[row.id],
                row.kind,
                str(row.mentions),
                str(row.documents),
                _day(row.first),
                _day(row.last),
                "yes" if row.proposed else "",
            )
            for row in rows
        ],
        next=rows[-1].id if start + len(rows) < len(found) else None,
    )


def actor_page(house: House, actor: str, asked: PageAsked, names: Labels) -> Answer:
    """One actor by its id; its claims go on on pages of their own."""
    one = portrait(actor, house.dossier, house.record, None)
    query = ClaimQuery(actor=actor, newest=True)
    facets = house.facets(query)
    count = facets.total
    if one.known is None and one.seen is None and not count:
        raise Wrong(404, "no-such-actor", f"nobody has the id {actor}; look among the actors")
    rows, following = page_of(house, query, after=asked.after, limit=asked.limit)
    glance = glance_at(house, one.same, facets.months, names) if count and asked.after is None else None
    languages: dict[str, list[str]] = {}
    for name in one.known.names if one.known else ():
        languages.setdefault(name.language, []).append(name.text)
    day = house.today()
    judged = [row for row in house.record.judged(about=one.id) if row.state in ("stands", "stale")]
    actors, offices = house.dossier.actors, house.dossier.offices
    holders = [
        (offices[t.office].name, actors[t.person], t)
        for t in house.dossier.tenures
        if offices[t.office].body == one.id and t.since and t.since <= day and (t.until is None or day <= t.until)
    ]
    return Answer(
        page="actor",
        title=one.name,
        shown={
            "one": one,
            "state": actors.get(one.known.state or "") if one.known and one.known.state != one.id else None,
            "part_of": actors.get(one.known.part_of or "") if one.known else None,
            "languages": languages,
            "offices": [(offices[t.office].name, t) for t in one.tenures],
            "holders": holders,
            "forms": one.seen.forms[:FORMS] if one.seen else (),
            "rows": rows,
            "count": count,
            "kinds_said": facets.kinds,
            "tracks_said": list(facets.tracks.items())[:TRACKS],
            "years": _years(facets.months),
            "glance": glance,
            "quads": tuple(QUAD_CLASSES),
            "judged": judged,
            "titles": {},
            "perhaps": _perhaps(house, one),
        },
        data={
            **portrait_to_json(one, house.dossier),
            "count": count,
            "kinds": dict(facets.kinds),
            "tracks": dict(facets.tracks),
            "months": dict(facets.months),
            "promises": [line_to_json(line) for line in glance.shown] if glance else [],
            "relations": [relation_to_json(relation) for relation in glance.relations] if glance else [],
            "claims": [row_to_json(row) for row in rows],
        },
        columns=CLAIM_COLUMNS,
        rows=[claim_cells(row) for row in rows],
        next=following,
    )


def _perhaps(house: House, one: Portrait) -> Mapping[str, str]:
    """Whom a name that nobody knows might mean: names by id."""
    if one.seen is None or not one.seen.row.proposed:
        return {}
    known = house.dossier.actors
    ids = Queue(house.record, house.dossier).perhaps(one.seen.row)
    return {id_: known[id_].name if id_ in known else id_ for id_ in ids}


def _years(months: Mapping[str, int]) -> list[tuple[str, int]]:
    """Claims by the year they were said, for a timeline."""
    years: Counter[str] = Counter()
    for month, n in months.items():
        years[month[:4]] += n
    return sorted(years.items())


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
