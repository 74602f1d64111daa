"""Who somebody is: what the dossier says of an actor and what the record has of it."""

import datetime
from dataclasses import dataclass
from typing import Any

from dragoman.dossier import Actor, Dossier, Tenure
from dragoman.store import ActorRow, ActorSeen, Record


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that is known of one actor: what the dossier says, what the record has, which ids are judged to be one."""

    id: str
    known: Actor | None
    tenures: tuple[Tenure, ...]
    seen: ActorSeen | None
    same: tuple[str, ...]

    @property
    def name(self) -> str:
        """How it is shown."""
        return self.known.name if self.known else self.seen.row.name if self.seen else self.id


def portrait(id_: str, dossier: Dossier, record: Record | None, as_of: datetime.datetime | None) -> Portrait:
    """The portrait of an actor id; without a record, as the dossier alone has it."""
    seen = record.actor(id_, as_of=as_of) if record else None
    same = record.same_as(id_, as_of=as_of) if record else (id_,)
    tenures = [t for t in dossier.tenures if t.person in same]
    ordered = sorted(tenures, key=lambda t: (t.since or t.until or datetime.date.max, t.office))
    return Portrait(id_, dossier.actors.get(id_), tuple(ordered), seen, same)


def actor_to_json(row: ActorRow) -> dict[str, Any]:
    """An actor as a list of them has it."""
    return {
        "id": row.id,
        "kind": row.kind,
        "name": row.name,
        "proposed": row.proposed,
        "mentions": row.mentions,
        "documents": row.documents,
        "first": _iso(row.first),
        "last": _iso(row.last),
        "titles": list(row.titles),
    }


def portrait_to_json(one: Portrait, dossier: Dossier) -> dict[str, Any]:
    """All that is known of one actor."""
    seen, known = one.seen, one.known
    return {
        "id": one.id,
        "name": one.name,
        "kind": known.kind if known else seen.row.kind if seen else None,
        "state": known.state if known else None,
        "part_of": known.part_of if known else None,
        "names": [{"text": n.text, "language": n.language, "use": n.use} for n in known.names] if known else [],
        "offices": [
            {
                "office": t.office,
                "name": dossier.offices[t.office].name,
                "since": _iso(t.since),
                "until": _iso(t.until),
                "source": t.source,
            }
            for t in one.tenures
        ],
        "same_as": [id_ for id_ in one.same if id_ != one.id],
        "seen": seen and actor_to_json(seen.row),
        "forms": [{"printed": f.printed, "times": f.times} for f in seen.forms] if seen else [],
        "titles": [
            {"title": t.title, "times": t.times, "first": _iso(t.first), "last": _iso(t.last)}
            for t in (seen.titles if seen else ())
        ],
        "documents": list(seen.documents) if seen else [],
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
