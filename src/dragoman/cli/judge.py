"""`dragoman judge` and `dragoman judgements`: what people decide, put beside what was read, and shown again."""

import getpass
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from dragoman.brief.words import say_count
from dragoman.cli.faults import DONE
from dragoman.cli.identify import identify
from dragoman.cli.tables import Column, on_terminal, print_rows, shorten
from dragoman.dossier import load_dossier
from dragoman.record import Claim, DragomanError, Judgement, Verdict
from dragoman.store import JudgementRow, Record

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
_NOT_CORRECTED = frozenset({"id", "passages", "confidence", "by"})
"""Fields of a claim that are no reading of its words: what it rests on, and how it was found."""


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
    corrected = tuple(_correction(typed) for typed in wanted.corrections)
    if bool(corrected) != (verdict == "corrected"):
        raise DragomanError("corrected needs --set FIELD=VALUE, as --set kind=call; no other verdict takes it")
    with Record.open(wanted.record, create=False) as record:
        about = [_identified(record, typed, wanted.dossier) for typed in wanted.about]
        made = record.judge(verdict, about, by=wanted.by or getpass.getuser(), why=wanted.why, fields=corrected)
        beaten = [row for row in record.judged(about=made.about[0]) if row.state == "superseded"]
    print(f"{made.id}\t{_say(made)}")
    if on_terminal():
        for row in beaten:
            if set(row.judgement.about) == set(made.about):
                print(f"Superseded: {_say(row.judgement)}")
        print(f"Take it back: dragoman judge withdraw {made.id[:9]}")
    return DONE


def show(name: str | None, *, record: str, form: Literal["table", "jsonl"]) -> int:
    """Print every judgement, or those about one thing, and what became of each."""
    with Record.open(record, create=False, read_only=True) as opened:
        about = _identified(opened, name, None) if name else None
        rows = opened.judged(about=about)
    if form == "jsonl":
        for row in rows:
            print(json.dumps(judgement_to_json(row), ensure_ascii=False))
    elif on_terminal():
        _print_for_people(rows)
    else:
        print_rows([Column(heading) for heading in _FOR_PROGRAMS], map(_cells, rows))
    return DONE


def judgement_to_json(row: JudgementRow) -> dict[str, Any]:
    """A judgement, and what became of it."""
    made = row.judgement
    return {
        "id": made.id,
        "verdict": made.verdict,
        "about": list(made.about),
        "by": made.by,
        "at": made.at.isoformat(),
        "why": made.why,
        "fields": {name: json.loads(value) for name, value in made.fields},
        "state": row.state,
        "changed": list(row.changed),
    }


def _identified(record: Record, typed: str, dossier: str | None) -> str:
    """The id that was meant: what is on record by how it begins, an actor by its whole id."""
    try:
        return identify(record, typed).id
    except DragomanError:
        if typed in load_dossier(dossier).actors or record.actor(typed):
            return typed
        raise


def _correction(typed: str) -> tuple[str, str]:
    """A claim's field and its value as JSON text; a bare word stands for itself."""
    name, equals, value = typed.partition("=")
    known = [field.name for field in fields(Claim) if field.name not in _NOT_CORRECTED]
    if not equals or name not in known:
        raise DragomanError(
            f"--set {typed!r} names no field of a claim; write FIELD=VALUE with one of: {', '.join(known)}"
        )
    try:
        return name, json.dumps(json.loads(value), ensure_ascii=False)
    except ValueError:
        return name, json.dumps(value, ensure_ascii=False)


def _print_for_people(rows: Sequence[JudgementRow]) -> None:
    if not rows:
        print("Nothing has been judged here. As in: dragoman judge same ID ID --why WORDS")
        return
    print_rows(_FOR_PEOPLE, map(_row_for_people, rows))
    stale = [row for row in rows if row.state == "stale"]
    again = f"; {len(stale):,} of them about what has changed since: look at it again" if stale else ""
    print(f"{say_count(len(rows), 'judgement')}{again}.")


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
