"""`dragoman relations` and `dragoman answers`: who did what to whom; who called on whom and was answered."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.brief.desk_rows import call_to_json, relation_to_json
from dragoman.brief.words import judged_note, one_line, say_count, say_parties, say_period
from dragoman.cli.asking import Asked
from dragoman.cli.claims import short_id
from dragoman.cli.faults import DONE
from dragoman.cli.tables import Column, on_terminal, print_rows, shorten
from dragoman.desks.dialogue.answers import Call, calls_of
from dragoman.desks.dialogue.relations import Relation, Tally, relations_of
from dragoman.desks.states import state_parties, states_of
from dragoman.dossier import load_dossier
from dragoman.reading.codes import QUAD_CLASSES
from dragoman.store import Record

_RELATIONS = (
    Column("From", share=2),
    Column("Towards", share=2),
    Column("Acts", number=True),
    Column("Verbal +", number=True, least=90),
    Column("Material +", number=True, least=90),
    Column("Verbal -", number=True, least=90),
    Column("Material -", number=True, least=90),
    Column("Goldstein", number=True),
    Column("Changed", least=110),
    Column("First", least=110),
    Column("Last"),
    Column("The latest", share=4, least=120),
)
_CALLS = (
    Column("Id"),
    Column("Said"),
    Column("Who", share=2),
    Column("Asked", share=2),
    Column("To do", share=4),
    Column("Answer", share=4),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `each` keeps ministries and people apart from their states."""

    asked: Asked
    changed_since: datetime.date | None = None
    each: bool = False
    form: Literal["table", "jsonl"] = "table"


def run(wanted: Wanted) -> int:
    """Print the relations."""
    asked = wanted.asked
    dossier = load_dossier(asked.dossier)
    with Record.open(asked.record, create=False, read_only=True) as record:
        found = relations_of(
            record,
            asked.query,
            changed_since=wanted.changed_since,
            states=None if wanted.each else state_parties(dossier),
        )
        if wanted.form == "jsonl":
            for one in found:
                print(json.dumps(relation_to_json(one), ensure_ascii=False))
            return DONE
        print_rows(_RELATIONS, map(_relation_cells, found))
    if on_terminal():
        print(f"{say_count(len(found), 'relation')}; acts are counted once, from however many documents.")
    return DONE


def run_answers(asked: Asked, *, unanswered: bool, form: Literal["table", "jsonl"]) -> int:
    """Print the calls and their answers."""
    with Record.open(asked.record, create=False, read_only=True) as record:
        found = calls_of(
            record,
            asked.query,
            today=asked.day(),
            states=states_of(load_dossier(asked.dossier)),
            unanswered=unanswered,
        )
        if form == "jsonl":
            for call in found:
                print(json.dumps(call_to_json(call), ensure_ascii=False))
            return DONE
        print_rows(_CALLS, map(_call_cells, found))
    if on_terminal():
        open_ = sum(not call.answers for call in found.packed)
        print(f"{say_count(len(found), 'call')}, {open_:,} without an answer on the same track.")
    return DONE


def _relation_cells(one: Relation) -> Sequence[str]:
    latest = one.latest[-1].row
    return (
        one.source.name,
        one.target.name,
        str(one.whole.acts),
        *(str(one.whole.quads.get(quad, 0)) for quad in QUAD_CLASSES),
        f"{one.whole.goldstein:+.1f}" if one.whole.goldstein is not None else "",
        _say_change(one.before, one.since),
        str(one.first or ""),
        str(one.last or ""),
        f"{shorten(latest.words, to=100)}{judged_note(latest)} ({short_id(latest.claim.id)})",
    )


def _say_change(before: Tally | None, since: Tally | None) -> str:
    if before is None or since is None or before.goldstein is None or since.goldstein is None:
        return ""
    return f"{before.goldstein:+.1f} → {since.goldstein:+.1f} ({before.acts}, {since.acts})"


def _call_cells(call: Call) -> Sequence[str]:
    row = call.act.lead
    first = call.answers[0] if call.answers else None
    answer = (
        f"{_day(first)}: {shorten(first.words, to=100)}{judged_note(first)} ({short_id(first.claim.id)})"
        if first
        else ""
    )
    return (
        short_id(row.claim.id) if on_terminal() else row.claim.id,
        _day(row),
        say_parties(row.speakers) or "nobody named",
        call.asked.name,
        shorten(one_line(row.words), to=160) + judged_note(row),
        answer or ("waiting" if call.waiting else "none"),
    )


def _day(row: Any) -> str:
    return say_period(row.published.period) if row.published else "undated"
