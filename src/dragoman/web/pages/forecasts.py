"""Who expected what by when, what became of it, and how well those did whose forecasts were judged."""

from typing import get_args

from dragoman.brief.desk_rows import FORECAST_COLUMNS, forecast_cells, forecast_to_json, forecaster_to_json
from dragoman.desks.dialogue.forecasts import JUDGED, Outcome, forecasters, forecasts_of
from dragoman.web.answers import Answer
from dragoman.web.asked import ForecastsAsked
from dragoman.web.house import House
from dragoman.web.pages.desk import asked_of, page_of_lines, today_of


def forecasts_page(house: House, asked: ForecastsAsked) -> Answer:
    """A page of the forecasts."""
    query = asked_of(house, asked, kinds=("forecast",))
    whole = forecasts_of(house.record, query, today=today_of(house, query), states=house.states)
    known = whole.matching(asked.outcome) if asked.outcome else whole
    rows, following = page_of_lines(known, str, asked)
    voices = forecasters(whole.matching(JUDGED))
    return Answer(
        page="forecasts",
        shown={
            "asked": asked,
            "rows": rows,
            "count": len(known),
            "outcomes": get_args(Outcome),
            "voices": voices,
        },
        data={
            "count": len(known),
            "forecasts": [forecast_to_json(one) for one in rows],
            "forecasters": [forecaster_to_json(one) for one in voices],
        },
        columns=FORECAST_COLUMNS,
        rows=[forecast_cells(one) for one in rows],
        next=following,
    )
