"""On which tracks voices take a stand over time, in which words, and whether that moved: charts, and tables."""

from collections.abc import Sequence

from dragoman.brief.charts import Chart, positions_chart, wording_chart
from dragoman.brief.desk_rows import STAND_COLUMNS, stand_cells, stand_to_json
from dragoman.brief.labels import Labels
from dragoman.desks.dialogue.positions import STEPS, Heard, Stand, Step, most_heard, stand_of
from dragoman.desks.states import state_parties
from dragoman.web.answers import Answer
from dragoman.web.asked import PositionsAsked
from dragoman.web.house import House
from dragoman.web.pages.desk import address_of_claim, counted

PERIODS = 12
"""Periods that a chart may have where no length was asked for."""


def positions_page(house: House, asked: PositionsAsked, names: Labels) -> Answer:
    """The voices heard most, each with its charts."""
    found = counted(house, asked, speaking=True)
    speaks_for = None if asked.each else state_parties(house.dossier)
    heard = most_heard(found.rows, voices=speaks_for, same=found.same)[: asked.voices]
    step = asked.by or _finest(heard)
    order = tuple(track for track in house.dossier.tracks if "." not in track)
    stands = [stand_of(one, step=step, order=order) for one in heard]
    return Answer(
        page="positions",
        shown={
            "asked": asked,
            "steps": STEPS,
            "step": step,
            "voices": [
                (stand, _charts(n, one, stand, names)) for n, (one, stand) in enumerate(zip(heard, stands, strict=True))
            ],
            "counted": found.to_json(),
        },
        data={**found.to_json(), "by": step, "voices": [stand_to_json(stand) for stand in stands]},
        columns=STAND_COLUMNS,
        rows=[row for stand in stands for row in stand_cells(stand)],
    )


def _finest(heard: Sequence[Heard]) -> Step:
    """The shortest periods by which no voice has too many for a chart."""
    return next((s for s in reversed(STEPS) if all(one.periods(s) <= PERIODS for one in heard)), STEPS[0])


def _charts(n: int, heard: Heard, stand: Stand, names: Labels) -> list[Chart]:
    made = (
        positions_chart(stand, labels=names, link=address_of_claim, id_=f"positions-{n}"),
        wording_chart(stand.voice, heard.acts, labels=names, link=address_of_claim, id_=f"wording-{n}"),
    )
    return [chart for chart in made if chart is not None]
