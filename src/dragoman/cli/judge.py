"""`dragoman judge` and `dragoman judgements`: what people decide, put beside what was read, and shown again."""

import datetime
import getpass
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.brief.rows import judgement_to_json
from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE
from dragoman.cli.identify import identify
from dragoman.cli.tables import Column, clean, on_terminal, print_rows, shorten
from dragoman.desks.dialogue.following import follow_up
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.record import DragomanError, Judgement, Verdict
from dragoman.review.cells import Typing, field_called
from dragoman.review.opinions import differing, opinions
from dragoman.store import ClaimRow, JudgementRow, Record

Said = Literal["same", "different", "right", "wrong", "corrected", "kept", "broken", "withdraw"]
_FOR_PEOPLE = (
    Column("Id"),
    Column("When"),
    Column("Who"),
    Column("Verdict"),
    Column("About", share=3),
    Column("Why", share=3),
    Column("State"),
)
_FOR_PROGRAMS = ("id", "at", "by", "verdict", "about", "why", "fields", "state", "changed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `corrections` are field=value."""

    record: str
    verdict: Said
    about: tuple[str, ...]
    by: str | None = None
    why: str = ""
    corrections: tuple[str, ...] = ()
    dossier: str | None = None


def run(wanted: Wanted) -> int:
    """Put the judgement on record, and say what it comes to."""
    verdict: Verdict = "withdrawn" if wanted.verdict == "withdraw" else wanted.verdict
    if bool(wanted.corrections) != (verdict == "corrected"):
        raise DragomanError("corrected needs --set FIELD=VALUE, as --set kind=call; no other verdict takes it")
    with Record.open(wanted.record, create=False) as record:
        about = [_identified(record, typed, wanted.dossier) for typed in wanted.about]
        corrected = _corrections(record, about[0], wanted) if wanted.corrections else ()
        made = record.judge(verdict, about, by=wanted.by or getpass.getuser(), why=wanted.why, fields=corrected)
        follow_up(record, states_of(load_dossier(wanted.dossier)))
        others = differing(record, made)
        beaten = [row for row in record.judged(about=made.about[0]) if row.state == "superseded"]
    print(f"{made.id}\t{_say(made)}")
    if on_terminal():
        for row in beaten:
            if set(row.judgement.about) == set(made.about):
                print(f"Superseded: {_say(row.judgement)}")
        for other in others:
            print(f"{clean(other.by)} says {other.verdict}: the last word counts, and it waits in dragoman review")
        print(f"Take it back: dragoman judge withdraw {made.id[:9]}")
    return DONE


def show(
    name: str | None, *, record: str, form: Literal["table", "jsonl"], as_of: datetime.datetime | None = None
) -> int:
    """Print every judgement, or those about one thing, and what became of each."""
    with Record.open(record, create=False, read_only=True) as opened:
        about = _identified(opened, name, None, as_of=as_of) if name else None
        rows = opened.judged(about=about, as_of=as_of)
    if form == "jsonl":
        for row in rows:
            print(json.dumps(_row_to_json(row), ensure_ascii=False))
    elif on_terminal():
        _print_for_people(rows)
    else:
        print_rows([Column(heading) for heading in _FOR_PROGRAMS], map(_cells, rows))
    return DONE


def _row_to_json(row: JudgementRow) -> dict[str, Any]:
    """A judgement, and what became of it."""
    return {**judgement_to_json(row.judgement), "state": row.state, "changed": list(row.changed)}


def _identified(record: Record, typed: str, dossier: str | None, *, as_of: datetime.datetime | None = None) -> str:
    """The id that was meant: what is on record by how it begins, an actor by its whole id."""
    try:
        return identify(record, typed, as_of=as_of).id
    except DragomanError:
        if typed in load_dossier(dossier).actors or record.actor(typed, as_of=as_of):
            return typed
        raise


def _corrections(record: Record, claim: str, wanted: Wanted) -> tuple[tuple[str, str], ...]:
    """Each corrected field with its value as JSON text."""
    rows = record.review.rows(list(record.review.keys([claim]).values()))
    document = record.document(rows[0].document) if rows else None
    if document is None:
        raise DragomanError(f"only a claim has fields to correct with --set; {claim} is none")
    typing = Typing(load_dossier(wanted.dossier), lambda actor: record.actor(actor) is not None)
    return tuple(_correction(typed, rows[0], document.text, typing) for typed in wanted.corrections)


def _correction(typed: str, row: ClaimRow, text: str, typing: Typing) -> tuple[str, str]:
    """A field and its value: JSON where it is a list, an object or null, else words as people type them."""
    name, equals, value = typed.partition("=")
    if not equals:
        raise DragomanError(f"--set {typed!r} sets nothing; write FIELD=VALUE, as --set kind=call")
    if value.startswith(("[", "{")) or value == "null":
        with suppress(ValueError):
            return name, json.dumps(json.loads(value), ensure_ascii=False)
    field = field_called(name)
    return field, json.dumps(typing.value(field, value, row, text), ensure_ascii=False)


def _print_for_people(rows: Sequence[JudgementRow]) -> None:
    if not rows:
        print("Nothing has been judged here. As in: dragoman judge same ID ID --why WORDS")
        return
    print_rows(_FOR_PEOPLE, map(_row_for_people, rows))
    stale = [row for row in rows if row.state == "stale"]
    again = f"; {len(stale):,} of them about what has changed since: look at it again" if stale else ""
    disputed = sum(one.disputed for one in opinions(rows))
    waiting = f"; {say_count(disputed, 'dispute')}: dragoman review --kind dispute" if disputed else ""
    print(f"{say_count(len(rows), 'judgement')}{again}{waiting}.")


def _row_for_people(row: JudgementRow) -> tuple[str, ...]:
    made = row.judgement
    about = " ".join(thing[:9] if thing[1:].isalnum() and len(thing) == 17 else thing for thing in made.about)
    return made.id[:9], f"{made.at:%Y-%m-%d}", made.by, made.verdict, about, shorten(made.why, to=120), row.state


def _cells(row: JudgementRow) -> tuple[str, ...]:
    made = row.judgement
    corrected = json.dumps(dict(made.fields), ensure_ascii=False) if made.fields else ""
    about, changed = ",".join(made.about), ",".join(row.changed)
    return made.id, made.at.isoformat(), made.by, made.verdict, about, made.why, corrected, row.state, changed


def _say(made: Judgement) -> str:
    return f"{made.verdict}: {' '.join(made.about)}, by {made.by}"
