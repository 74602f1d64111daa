"""`dragoman actors`: who is named in the record, and who somebody is: names, offices, where and how often named."""

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.brief.portraits import Portrait, actor_to_json, portrait, portrait_to_json
from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE
from dragoman.cli.pages import Fact, print_facts, print_heading
from dragoman.cli.tables import Column, on_terminal, print_rows
from dragoman.dossier import Actor, Dossier, Tenure, load_dossier
from dragoman.identity.finding import ActorFinder
from dragoman.identity.names import NameIndex, same_name
from dragoman.record import DragomanError
from dragoman.store import ActorRow, ActorSeen, Record

ROWS_ON_TERMINAL = 200
FORMS_SHOWN = 12
NO_END = ", no end known"
"""Of a tenure that lasts as well as of one whose end the dossier does not know: it cannot tell them apart."""
_LISTED = (
    Column("Id"),
    Column("Name", share=3),
    Column("Kind", least=100),
    Column("Mentions", number=True),
    Column("Documents", number=True, least=90),
    Column("First"),
    Column("Last"),
)
_WAITING = (
    Column("Id"),
    Column("Titles", share=3),
    Column("Mentions", number=True, least=100),
    Column("Documents", number=True, least=100),
    Column("First"),
    Column("Last", least=90),
    Column("Perhaps", share=3),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `as_of` is an aware time."""

    record: str
    name: str | None = None
    proposed: bool = False
    as_of: datetime.datetime | None = None
    limit: int | None = None
    dossier: str | None = None
    form: Literal["table", "jsonl"] = "table"


def run(wanted: Wanted) -> int:
    """Print the actors asked for. Raises DragomanError where nobody bears the name, with near misses."""
    dossier = load_dossier(wanted.dossier)
    if wanted.name is None:
        with Record.open(wanted.record, create=False, read_only=True) as record:
            rows = record.actors(proposed=wanted.proposed, as_of=wanted.as_of)[: wanted.limit]
        _print_list(rows, dossier, wanted)
        return DONE
    if not Path(wanted.record).exists():
        # Who somebody is stands in the dossier: that needs no record.
        found = [portrait(actor.id, dossier, None, wanted.as_of) for actor in ActorFinder(dossier).find(wanted.name)]
        _print_found(found, wanted, dossier)
        return DONE
    with Record.open(wanted.record, create=False, read_only=True) as record:
        ids = _ids(wanted.name, dossier, record, wanted.as_of)
        _print_found([portrait(id_, dossier, record, wanted.as_of) for id_ in ids], wanted, dossier)
    return DONE


def _ids(name: str, dossier: Dossier, record: Record, as_of: datetime.datetime | None) -> list[str]:
    """The ids meant, of the dossier or waiting in review; what is judged to be one stands once."""
    known = [actor.id for actor in ActorFinder(dossier).find(name)]
    waiting = [
        row.id for row in record.actors(proposed=True, as_of=as_of) if row.id == name or same_name(name, row.name).same
    ]
    return list(dict.fromkeys(record.same_as(id_, as_of=as_of)[0] for id_ in (*known, *waiting)))


def _print_list(rows: Sequence[ActorRow], dossier: Dossier, wanted: Wanted) -> None:
    if wanted.form == "jsonl":
        for row in rows:
            print(json.dumps(actor_to_json(row), ensure_ascii=False))
        return
    shown = rows[:ROWS_ON_TERMINAL] if on_terminal() else rows
    if wanted.proposed:
        people = [(a.id, n.text) for a in dossier.actors.values() if a.kind == "person" for n in a.names]
        index = NameIndex([*people, *((row.id, row.name) for row in rows)])
        print_rows(_WAITING, (_waiting_cells(row, index) for row in shown))
    else:
        print_rows(_LISTED, (_cells(row, dossier) for row in shown))
    if not on_terminal():
        return
    left = f", the first {len(shown)} shown" if len(rows) > len(shown) else ""
    if wanted.proposed:
        print(f"{say_count(len(rows), 'person')} nobody knows{left}. To say who: dragoman judge same ID ID")
    else:
        print(f"{say_count(len(rows), 'actor')}{left}. One of them: dragoman actors NAME")


def _cells(row: ActorRow, dossier: Dossier) -> tuple[str, ...]:
    known = dossier.actors.get(row.id)
    return row.id, known.name if known else row.name, row.kind, *_counts(row)


def _waiting_cells(row: ActorRow, index: NameIndex) -> tuple[str, ...]:
    alike = [match.id for match in index.find(row.name) if match.id != row.id]
    return (row.id, "; ".join(row.titles[:3]), *_counts(row), ", ".join(alike[:3]))


def _counts(row: ActorRow) -> tuple[str, str, str, str]:
    return str(row.mentions), str(row.documents), _day(row.first), _day(row.last)


def _print_found(found: Sequence[Portrait], wanted: Wanted, dossier: Dossier) -> None:
    if not found:
        near = ActorFinder(dossier).near(wanted.name or "")
        meant = f"; did you mean {', '.join(near)}?" if near else "; list who is named with: dragoman actors"
        raise DragomanError(f"no actor is called {wanted.name!r}{meant}")
    if wanted.form == "jsonl":
        for one in found[: wanted.limit]:
            print(json.dumps(portrait_to_json(one, dossier), ensure_ascii=False))
        return
    if len(found) == 1:
        print_heading(f"{found[0].name} ({found[0].id})")
        print_facts(list(_facts(found[0], wanted, dossier)))
        return
    print_rows(_LISTED, (_portrait_cells(one) for one in found[: wanted.limit]))
    if on_terminal():
        print(f"{say_count(len(found), 'actor')} of that name; type an id to see one: dragoman actors {found[0].id}")


def _portrait_cells(one: Portrait) -> tuple[str, ...]:
    kind = one.known.kind if one.known else one.seen.row.kind if one.seen else ""
    counts = _counts(one.seen.row) if one.seen else ("0", "0", "", "")
    return one.id, one.name, kind, *counts


def _facts(one: Portrait, wanted: Wanted, dossier: Dossier) -> Iterator[Fact]:
    if one.known:
        yield from _known_facts(one.known, dossier)
    day = (wanted.as_of or datetime.datetime.now(datetime.UTC)).date()
    for tenure in one.tenures:
        yield "office", _say_tenure(tenure, day, dossier)
    for office in dossier.offices.values():
        if office.body == one.id and (held := _holders(office.id, day, dossier)):
            yield office.name, ", ".join(held)
    if len(one.same) > 1:
        yield "judged one with", ", ".join(id_ for id_ in one.same if id_ != one.id)
    yield from _seen_facts(one.seen)
    if one.known:
        yield "source", f"{one.known.source} (as of {one.known.as_of.isoformat()})"


def _known_facts(actor: Actor, dossier: Dossier) -> Iterator[Fact]:
    yield "kind", actor.kind
    if actor.state and actor.state != actor.id:
        yield "state", dossier.actors[actor.state].name
    if actor.part_of:
        yield "part of", dossier.actors[actor.part_of].name
    for language in dict.fromkeys(name.language for name in actor.names):
        names = [n.text for n in actor.names if n.language == language and n.text != actor.name]
        if names:
            yield f"names ({language})", ", ".join(names)


def _seen_facts(seen: ActorSeen | None) -> Iterator[Fact]:
    if seen is None:
        yield "in the record", "not named"
        return
    row = seen.row
    days = f", from {_day(row.first)} to {_day(row.last)}" if row.first else ""
    yield "in the record", f"{say_count(row.mentions, 'mention')} in {say_count(row.documents, 'document')}{days}"
    if seen.forms:
        more = f" and {len(seen.forms) - FORMS_SHOWN} more" if len(seen.forms) > FORMS_SHOWN else ""
        yield "printed as", ", ".join(f"{f.printed} ({f.times})" for f in seen.forms[:FORMS_SHOWN]) + more
    for title in seen.titles[:FORMS_SHOWN]:
        span = "undated" if not title.first else " to ".join(dict.fromkeys((_day(title.first), _day(title.last))))
        yield "titled", f"{title.title} ({title.times}; {span})"


def _say_tenure(tenure: Tenure, day: datetime.date, dossier: Dossier) -> str:
    office = dossier.offices[tenure.office]
    if not tenure.since and not tenure.until:
        return f"{office.name}, days not known"
    since = f"from {_day(tenure.since)}" if tenure.since else "from a day not known"
    until = f" to {_day(tenure.until)}" if tenure.until else NO_END
    held = tenure.since is not None and tenure.since <= day and tenure.until is not None and day <= tenure.until
    return f"{office.name}, {since}{until}{f' (held on {day.isoformat()})' if held else ''}"


def _holders(office: str, day: datetime.date, dossier: Dossier) -> list[str]:
    """Who held an office on a day, as far as the dossier tells."""
    held = [t for t in dossier.tenures if t.office == office and t.since and t.since <= day]
    return [f"{dossier.actors[t.person].name} from {_day(t.since)}" for t in held if t.until is None or day <= t.until]


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
