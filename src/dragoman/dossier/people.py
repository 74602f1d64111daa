"""people.toml: persons, the offices of the dossier's bodies, and who held which from when to when."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from dragoman.dossier.actors import ActorBook, read_person
from dragoman.dossier.faults import Place, fault
from dragoman.dossier.ids import check_id
from dragoman.dossier.names import NAME_KEYS, Bearer, read_names
from dragoman.dossier.nouns import Office, Tenure
from dragoman.dossier.tables import Table, read_tables

OFFICE_KEYS = {"id", "name", "body", "seats", *NAME_KEYS}
TENURE_KEYS = {"office", "person", "since", "until", "source"}
Held = tuple[Tenure, Place]
Days = tuple[datetime.date, datetime.date]


def read_people(book: ActorBook, path: Path, text: str) -> tuple[dict[str, Office], tuple[Tenure, ...]]:
    """Enter the persons in `book`; the offices by id, and the tenures in the order of the file."""
    head, *tables = read_tables(path, text, ("person", "office", "tenure"))
    head.allow({"source", "as_of"})
    offices: dict[str, Office] = {}
    for table in tables:
        if table.kind == "person":
            read_person(book, table, head)
        elif table.kind == "office":
            office = _read_office(book, table)
            offices[office.id] = office
    held = [_read_tenure(book, offices, t, head) for t in tables if t.kind == "tenure"]
    _check_seats(held, {office.id: office.seats for office in offices.values()})
    return offices, tuple(t for t, _ in held)


def _read_office(book: ActorBook, table: Table) -> Office:
    table.allow(OFFICE_KEYS)
    body_id = table.reference("body", "actor", book.actors)
    seats = table.count("seats") or 1
    office = Office(table.text("id"), table.text("name"), read_names(table), body_id, seats)
    check_id(office.id, table.place(), book.places)
    book.places[office.id] = table.place()
    body = book.actors[office.body]
    # An office of an international body has a state of its own here: it may be called like a state's.
    bearer = Bearer(office.id, "office", body.state or body.id, False, table.place())
    book.register.take(bearer, office.names)
    return office


def _read_tenure(book: ActorBook, offices: dict[str, Office], table: Table, head: Table) -> Held:
    table.allow(TENURE_KEYS)
    office = table.reference("office", "office", offices)
    person = table.reference("person", "person", book.actors)
    kind = book.actors[person].kind
    if kind != "person":
        table.fail(f'"{person}" is a {kind}, not a person', key="person")
    source = table.optional_text("source") or head.optional_text("source")
    if not source:
        table.fail('[[tenure]] has no source: add source = "…" here or at the top of the file')
    since, until = table.day("since"), table.day("until")
    if since and until and until < since:
        table.fail(f"this tenure ends ({until}) before it begins ({since})", key="until")
    return Tenure(office, person, since, until, source), table.place()


def _check_seats(held: Sequence[Held], seats: dict[str, int]) -> None:
    """Raise DossierError where more people hold an office on a day than it has seats, or one person holds it twice."""
    by_office: dict[str, list[Held]] = defaultdict(list)
    by_holder: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for each in held:
        by_office[each[0].office].append(each)
        by_holder[each[0].office, each[0].person].append(each)
    for (office, person), theirs in by_holder.items():
        _check_crowd(theirs, 1, f'"{person}" holds "{office}" twice at a time')
    for office, theirs in by_office.items():
        crowd = f'more people hold "{office}" at a time than its {seats[office]} seat(s)'
        _check_crowd(theirs, seats[office], crowd)


def _check_crowd(held: Sequence[Held], seats: int, message: str) -> None:
    spans = sorted((span, n) for n, (tenure, _) in enumerate(held) if (span := certain_days(tenure)))
    sitting: list[tuple[datetime.date, int]] = []
    for (since, until), n in spans:
        # The day of a handover belongs to both.
        sitting = [(end, m) for end, m in sitting if end > since]
        sitting.append((until, n))
        if len(sitting) > seats:
            tenure, place = held[n]
            others = ", ".join(f"{held[m][0].person} (line {held[m][1].line})" for _, m in sitting[:-1])
            cure = "mend the dates, or declare seats = 2 (or more) on the office"
            raise fault(place, f"{message} on {since}: {tenure.person} beside {others}; {cure}")


def certain_days(tenure: Tenure) -> Days | None:
    """The days the tenure covers for certain: an end that is not known adds none."""
    since, until = tenure.since or tenure.until, tenure.until or tenure.since
    return (since, until) if since and until else None
