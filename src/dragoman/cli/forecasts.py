"""`dragoman forecasts`: who expected what by when, and how well they did."""

import json
from collections.abc import Sequence
from typing import Literal

from dragoman.brief.desk_rows import forecast_to_json
from dragoman.brief.words import judged_note, one_line, say_count, say_parties, say_period
from dragoman.cli.asking import Asked
from dragoman.cli.claims import short_id
from dragoman.cli.commitments import say_follow_up
from dragoman.cli.faults import DONE
from dragoman.cli.tables import Column, on_terminal, print_rows, shorten
from dragoman.desks.dialogue.forecasts import JUDGED, Forecast, forecasters, forecasts_of
from dragoman.desks.states import states_of
from dragoman.dossier import load_dossier
from dragoman.store import Record

_COLUMNS = (
    Column("Id"),
    Column("By when"),
    Column("Outcome"),
    Column("Likely", number=True),
    Column("Who", share=2),
    Column("Forecast", share=5),
    Column("What came", share=3, least=100),
)


def run(asked: Asked, form: Literal["table", "jsonl"]) -> int:
    """Print the forecasts, and how well the voices did whose forecasts were judged."""
    with Record.open(asked.record, create=False, read_only=True) as record:
        states = states_of(load_dossier(asked.dossier))
        found = forecasts_of(record, asked.query, today=asked.day(), states=states)
    if form == "jsonl":
        for one in found:
            print(json.dumps(forecast_to_json(one), ensure_ascii=False))
        return DONE
    print_rows(_COLUMNS, map(_cells, found))
    if on_terminal():
        print(f"{say_count(len(found), 'forecast')}, each counted once.")
        for voice in forecasters(found.matching(JUDGED)):
            score = f", Brier score {voice.brier:.2f} (0 is best)" if voice.brier is not None else ""
            print(f"{voice.voice.name}: {say_count(voice.judged, 'forecast')} judged{score}")
    return DONE


def _cells(one: Forecast) -> Sequence[str]:
    words = f"{'NOT: ' if one.row.claim.polarity == 'negative' else ''}{one_line(one.row.words)}"
    return (
        short_id(one.row.claim.id) if on_terminal() else one.row.claim.id,
        say_period(one.window) if one.window else "",
        one.outcome,
        f"{one.likelihood:.0%}" if one.likelihood is not None else "",
        say_parties(one.by) or "nobody named",
        (shorten(words, to=200) if on_terminal() else words) + judged_note(one.row),
        say_follow_up(one.proposals[0]) if one.proposals else "",
    )
