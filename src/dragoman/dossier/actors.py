"""actors.toml: states, organisations, forums, groups, places, instruments, vessels; and persons."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from dragoman.dossier.faults import Place
from dragoman.dossier.ids import check_id
from dragoman.dossier.names import NAME_KEYS, Bearer, Register, read_names
from dragoman.dossier.nouns import Actor, ActorKind
from dragoman.dossier.tables import Table, read_tables

ACTOR_KINDS = tuple(k for k in get_args(ActorKind) if k != "person")
ACTOR_KEYS = {"id", "kind", "name", "state", "part_of", "source", "as_of", *NAME_KEYS}
PERSON_KEYS = {"id", "name", "state", "gender", "homonym", "source", "as_of", *NAME_KEYS}


@dataclass(slots=True)
class ActorBook:
    """The actors read so far, where each stands, and whose every name is."""

    actors: dict[str, Actor]
    places: dict[str, Place]
    register: Register

    def add(self, actor: Actor, place: Place, *, homonym: bool = False) -> None:
        """Enter an actor. Raises DossierError where its id or one of its names is taken."""
        check_id(actor.id, place, self.places)
        self.actors[actor.id] = actor
        self.places[actor.id] = place
        group = "person" if actor.kind == "person" else "actor"
        # States and places are one of a kind: only bodies are called alike from state to state.
        state = actor.state if actor.kind in ("organisation", "forum", "group") else None
        self.register.take(Bearer(actor.id, group, state, homonym, place), actor.names)


def read_actors(book: ActorBook, path: Path, text: str) -> None:
    """Enter what actors.toml holds."""
    head, *tables = read_tables(path, text, ("actor",))
    head.allow({"source", "as_of"})
    for table in tables:
        table.allow(ACTOR_KEYS)
        if table.values.get("kind") == "person":
            table.fail("persons stand in people.toml as [[person]]: move this entry there", key="kind")
        kind = cast(ActorKind, table.choice("kind", ACTOR_KINDS))
        state = table.optional_text("state") or (table.text("id") if kind == "state" else None)
        source, as_of = provenance(table, head)
        actor = Actor(
            id=table.text("id"),
            kind=kind,
            name=table.text("name"),
            names=read_names(table),
            state=state,
            part_of=table.optional_text("part_of"),
            gender=None,
            source=source,
            as_of=as_of,
        )
        book.add(actor, table.place())


def read_person(book: ActorBook, table: Table, head: Table) -> None:
    """Enter one [[person]] of people.toml."""
    table.allow(PERSON_KEYS)
    gender = table.choice("gender", ("f", "m")) if "gender" in table.values else None
    source, as_of = provenance(table, head)
    actor = Actor(
        id=table.text("id"),
        kind="person",
        name=table.text("name"),
        names=read_names(table),
        state=table.optional_text("state"),
        part_of=None,
        gender="f" if gender == "f" else "m" if gender else None,
        source=source,
        as_of=as_of,
    )
    book.add(actor, table.place(), homonym=table.flag("homonym"))


def provenance(table: Table, head: Table) -> tuple[str, datetime.date]:
    """Where an entry's facts come from and of when they are: its own word, or the one at the top of its file."""
    source = (table if "source" in table.values else head).optional_text("source")
    as_of = (table if "as_of" in table.values else head).day("as_of")
    if not source:
        table.fail(f'[[{table.kind}]] has no source: add source = "…" here or at the top of the file')
    if not as_of:
        table.fail(f"[[{table.kind}]] has no as_of: add as_of = year-month-day here or at the top of the file")
    return source, as_of
