"""What changed in the record and why, the last change first."""

from dragoman.brief.change_rows import CHANGE_COLUMNS, change_cells, change_to_json
from dragoman.store import CHANGE_KINDS, ChangeQuery
from dragoman.web.answers import Answer
from dragoman.web.asked import LogAsked
from dragoman.web.house import House


def log_page(house: House, asked: LogAsked) -> Answer:
    """A page of the log; `after` is a cursor, and with `oldest-first` what changed later follows, else earlier."""
    since, until = asked.span()
    cursor = int(asked.after) if asked.after else None
    query = ChangeQuery(
        kinds=tuple(asked.kind),
        document=asked.document,
        actor=asked.actor,
        also=house.named(asked.actor),
        since=since,
        until=until,
        after=(cursor or 0) if asked.oldest_first else 0,
        before=None if asked.oldest_first else cursor,
        limit=asked.limit + 1,
        newest=not asked.oldest_first,
    )
    found = list(house.record.changes(query))
    rows = found[: asked.limit]
    claims = house.record.review.keys({thing for row in rows for thing in row.about or ()})
    return Answer(
        page="log",
        shown={"asked": asked, "rows": rows, "change_kinds": CHANGE_KINDS, "claims": claims},
        data={"changes": [change_to_json(one) for one in rows]},
        columns=CHANGE_COLUMNS,
        rows=[change_cells(one) for one in rows],
        next=str(rows[-1].cursor) if len(found) > asked.limit else None,
    )
