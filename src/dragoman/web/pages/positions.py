"""On which tracks voices take a stand over time, in which words, and whether that moved: charts, and tables."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.brief.charts import Chart, positions_chart, wording_chart
from dragoman.brief.desk_rows import STAND_COLUMNS, stand_cells, stand_to_json
from dragoman.brief.labels import Labels
from dragoman.desks.acts import Act
from dragoman.desks.dialogue.positions import STANDS, STEPS, Stand, Step, period_of, positions_of
from dragoman.desks.states import state_parties
from dragoman.store import ClaimQuery, Party
from dragoman.web.answers import Answer
from dragoman.web.asked import PositionsAsked
from dragoman.web.house import House
from dragoman.web.pages.desk import Reported, address_of_claim, asked_of

PERIODS = 12
"""Periods that a chart may have where no length was asked for."""
WORDED = 300
"""The newest claims of a voice, in which its phrases are looked for."""


def positions_page(house: House, asked: PositionsAsked, names: Labels) -> Answer:
    """The voices heard most, each with its charts."""
    query = replace(asked_of(house, asked, speaking=True), kinds=tuple(sorted(STANDS)))
    speaks_for = None if asked.each else state_parties(house.dossier)
    step = asked.by or step_of(house.facets(query).months)
    order = tuple(track for track in house.dossier.tracks if "." not in track)
    stands = positions_of(house.record, query, step=step, order=order, voices=speaks_for, most=asked.voices)
    voices = [
        (stand, _charts(n, stand, names, wording=_wording(n, house, stand, query, speaks_for or {}, names)))
        for n, stand in enumerate(stands)
    ]
    return Answer(
        page="positions",
        shown={"asked": asked, "steps": STEPS, "step": step, "worded": WORDED, "voices": voices},
        data={"by": step, "voices": [stand_to_json(stand) for stand in stands]},
        columns=STAND_COLUMNS,
        rows=[row for stand in stands for row in stand_cells(stand)],
    )


def step_of(months: Iterable[str]) -> Step:
    """The shortest periods of which a chart need not have too many, of what was said in these months."""
    days = [datetime.date.fromisoformat(f"{month}-01") for month in months]
    return next((step for step in reversed(STEPS) if len({period_of(d, step) for d in days}) <= PERIODS), STEPS[0])


def _charts(n: int, stand: Stand, names: Labels, *, wording: Chart | None) -> list[Chart]:
    made = (positions_chart(stand, labels=names, link=address_of_claim, id_=f"positions-{n}"), wording)
    return [chart for chart in made if chart is not None]


def _wording(
    n: int, house: House, stand: Stand, query: ClaimQuery, speaks_for: Mapping[str, Party], names: Labels
) -> Chart | None:
    """What the voice had phrases for, in its newest claims."""
    voice = stand.voice
    theirs = tuple(actor for actor, party in speaks_for.items() if party.key == voice.key)
    of_voice = replace(query, actor=voice.actor or voice.name, also=theirs, role="speaker", newest=True, limit=WORDED)
    told = Reported(house, list(house.record.counted(of_voice))).rows
    mine = [row for row in told if any(_voice(party, speaks_for) == voice.key for party in row.speakers)]
    acts = [Act(row.claim.id, row, (row,)) for row in mine]
    return wording_chart(voice, acts, labels=names, link=address_of_claim, id_=f"wording-{n}")


def _voice(party: Party, speaks_for: Mapping[str, Party]) -> str:
    return speaks_for.get(party.actor or "", party).key
