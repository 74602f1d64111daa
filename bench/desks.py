"""How long the desks take over a record that is built: the first page of each answer, and positions. Prints JSON.

    python bench/desks.py RECORD [--rounds 5]

Milliseconds, medians; wall and processor time. Opening the record and loading the dossier are not in it.
"""

import argparse
import datetime
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dragoman.desks.dialogue.answers import calls_of
from dragoman.desks.dialogue.commitments import Wanted, ledger_of
from dragoman.desks.dialogue.disagreements import disagreements_of, since_when
from dragoman.desks.dialogue.positions import positions_of
from dragoman.desks.dialogue.relations import relations_of
from dragoman.desks.states import state_parties, states_of
from dragoman.dossier import load_dossier
from dragoman.store import ClaimQuery, Record
from dragoman.web.pages.disagreements import MOST

TODAY = datetime.date(2026, 11, 22)
PAGE = 50
ASKED = {
    "everything": ClaimQuery(),
    "an actor": ClaimQuery(actor="North Korea"),
    "a track": ClaimQuery(tracks=("dissuade",)),
    "half a year": ClaimQuery(since=datetime.date(2022, 1, 1), until=datetime.date(2022, 6, 30)),
}


def _ms(work: Callable[[], Any], rounds: int) -> dict[str, float]:
    wall, cpu = [], []
    for _ in range(rounds):
        began, began_cpu = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - began_cpu) * 1000)
    return {"wall_ms": round(statistics.median(wall)), "cpu_ms": round(statistics.median(cpu))}


def measure(where: str, rounds: int) -> dict[str, Any]:
    """All figures."""
    dossier = load_dossier(None)
    states, voices = states_of(dossier), state_parties(dossier)
    order = tuple(track for track in dossier.tracks if "." not in track)
    found: dict[str, Any] = {}
    with Record.open(where, read_only=True) as record:
        found["acts"], found["current"] = record.acts.size(), record.acts.current()

        def page(query: ClaimQuery, wanted: Wanted | None = None) -> Any:
            return ledger_of(record, query, today=TODAY, states=states, wanted=wanted)[:PAGE]

        def disagree(query: ClaimQuery) -> Any:
            since = since_when(record, query, MOST)
            return disagreements_of(record, replace(query, since=since or query.since))[:PAGE]

        for name, query in ASKED.items():
            found[f"ledger, {name}"] = _ms(lambda q=query: page(q), rounds)
            stand = lambda q=query: positions_of(record, q, order=order, voices=voices, most=5)  # noqa: E731
            found[f"positions, {name}"] = _ms(stand, rounds)
            related = lambda q=query: relations_of(record, q, states=voices)[:PAGE]  # noqa: E731
            found[f"relations, {name}"] = _ms(related, rounds)
            called = lambda q=query: calls_of(record, q, today=TODAY, states=states)[:PAGE]  # noqa: E731
            found[f"answers, {name}"] = _ms(called, rounds)
            found[f"disagreements, {name}"] = _ms(lambda q=query: disagree(q), rounds)
        found["ledger, overdue"] = _ms(lambda: page(ClaimQuery(), Wanted(("overdue",))), rounds)
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("record")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(json.dumps(measure(options.record, options.rounds), indent=2))
