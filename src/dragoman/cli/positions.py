"""`dragoman positions`: on which tracks a voice speaks over time, in which words, and whether that moved."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.brief.desk_rows import stand_to_json
from dragoman.brief.words import judged_note, say_count
from dragoman.cli.asking import Asked
from dragoman.cli.claims import short_id
from dragoman.cli.faults import DONE
from dragoman.cli.tables import Column, on_terminal, print_rows, shorten
from dragoman.desks.dialogue.positions import Cell, Stand, Step, positions_of
from dragoman.desks.states import state_parties
from dragoman.dossier import load_dossier
from dragoman.store import Record

_COLUMNS = (
    Column("Voice", share=2),
    Column("Period"),
    Column("Track"),
    Column("Acts", number=True),
    Column("Of", number=True),
    Column("Docs", number=True),
    Column("Share", number=True),
    Column("95%", least=100),
    Column("One of them", share=4, least=110),
)
PHRASES = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `each` counts every speaker by itself; else a state's ministries and people are one voice."""

    asked: Asked
    step: Step = "quarter"
    each: bool = False
    most: int = 5
    form: Literal["table", "jsonl"] = "table"


def run(wanted: Wanted) -> int:
    """Print the positions."""
    asked = wanted.asked
    dossier = load_dossier(asked.dossier)
    with Record.open(asked.record, create=False, read_only=True) as record:
        stands = positions_of(
            record,
            asked.query,
            step=wanted.step,
            order=tuple(t for t in dossier.tracks if "." not in t),
            voices=None if wanted.each else state_parties(dossier),
            most=wanted.most,
        )
    if wanted.form == "jsonl":
        for stand in stands:
            print(json.dumps(stand_to_json(stand), ensure_ascii=False))
        return DONE
    print_rows(_COLUMNS, (_cells(stand, cell) for stand in stands for cell in stand.cells))
    if on_terminal():
        for stand in stands:
            for line in _said_of(stand):
                print(line)
    return DONE


def _cells(stand: Stand, cell: Cell) -> Sequence[str]:
    interval = f"{cell.interval[0]:.0%}–{cell.interval[1]:.0%}" if cell.interval else ""
    lead = cell.telling[0]
    return (
        stand.voice.name, cell.period, cell.track, str(cell.acts), str(cell.of), str(cell.documents),
        f"{cell.share:.0%}", interval, f"{shorten(lead.words, to=100)}{judged_note(lead)} ({short_id(lead.claim.id)})",
    )  # fmt: skip


def _said_of(stand: Stand) -> Iterator[str]:
    phrases = "; ".join(f"“{w.phrase}” {w.acts}× {w.first}–{w.last}" for w in stand.wording[:PHRASES])
    if phrases:
        yield f"{stand.voice.name} in its words: {phrases}"
    tried = [s for s in stand.shifts if s.p is not None]
    if not tried:
        documents = say_count(stand.documents, "document")
        yield f"{stand.voice.name}: too little to tell whether its tracks moved ({documents})"
    for shift in stand.shifts:
        if shift.found and shift.before is not None and shift.after is not None:
            yield (
                f"{stand.voice.name}: {shift.track} moved from {shift.before:.0%} to {shift.after:.0%} of its acts"
                f" from {shift.from_day} (p = {shift.p:.3f}, {shift.documents} documents)"
            )
    if tried and not any(s.found for s in tried):
        yield f"{stand.voice.name}: no track moved more than chance would ({say_count(stand.documents, 'document')})"
