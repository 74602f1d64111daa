"""When a voice used which phrase: a line a phrase, a mark a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dragoman.brief.charts.noun import ACCENT, Chart, ChartRow, Link, Spec, datum, lay_out, time_axis
from dragoman.brief.labels import Labels
from dragoman.desks.acts import Act
from dragoman.store import ClaimRow, Party

PHRASES = 8


@dataclass(frozen=True, slots=True)
class _Use:
    day: datetime.date
    row: ClaimRow


def wording_chart(
    voice: Party, acts: Iterable[Act], *, labels: Labels, link: Link, id_: str = "wording"
) -> Chart | None:
    """The phrases that the voice used most in these acts of its own; None where it used none on a known day."""
    uses = _uses(acts)
    if not uses:
        return None
    most = sorted(uses, key=lambda phrase: (-len(uses[phrase]), phrase))[:PHRASES]
    order = sorted(most, key=lambda phrase: (uses[phrase][0].day, phrase))
    values = [_point(phrase, use, labels, link) for phrase in order for use in uses[phrase]]
    who = labels.party(voice)
    return Chart(
        id=id_,
        title=labels.say("chart.wording", who=who),
        alt=labels.say("chart.wording-alt", who=who, phrases=" ".join(_span(p, uses[p], labels) for p in order)),
        spec=lay_out(_body(values, order, labels), values),
        columns=(labels.say("chart.phrase"), labels.say("chart.day")),
        rows=tuple(ChartRow((phrase, labels.day(use.day)), (use.row,)) for phrase in order for use in uses[phrase]),
    )


def _uses(acts: Iterable[Act]) -> dict[str, list[_Use]]:
    """Each phrase of more than one word with the days it was used on, by day; once a document."""
    found: defaultdict[str, dict[str, _Use]] = defaultdict(dict)
    for act in acts:
        day = act.lead.day
        if day is not None:
            for phrase in act.lead.claim.wording:
                if " " in phrase:
                    found[phrase].setdefault(act.lead.document, _Use(day, act.lead))
    return {
        phrase: sorted(uses.values(), key=lambda use: (use.day, use.row.claim.id)) for phrase, uses in found.items()
    }


def _point(phrase: str, use: _Use, labels: Labels, link: Link) -> dict[str, Any]:
    tip = labels.say("chart.wording-tip", phrase=phrase, day=labels.day(use.day))
    return {"phrase": phrase, "at": str(use.day), "tip": tip, **datum(use.row, link)}


def _span(phrase: str, uses: list[_Use], labels: Labels) -> str:
    return labels.say(
        "chart.wording-span",
        phrase=phrase,
        first=labels.day(uses[0].day),
        last=labels.day(uses[-1].day),
        times=labels.say("chart.wording-times", n=len(uses)),
    )


def _body(values: list[dict[str, Any]], order: list[str], labels: Labels) -> Spec:
    days = [datetime.date.fromisoformat(value["at"]) for value in values]
    x = {"field": "at", "type": "temporal", "title": None, "scale": {"type": "utc"}}
    x |= {"axis": time_axis(days, labels.language)}
    y = {"field": "phrase", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 190}}
    span = {
        "x": {**x, "aggregate": "min"},
        "x2": {"field": "at", "aggregate": "max"},
        "y": y,
    }
    return {
        "height": {"step": 24},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {"mark": {"type": "rule", "color": ACCENT, "opacity": 0.35, "strokeWidth": 4}, "encoding": span},
            {
                "mark": {"type": "point", "filled": True, "color": ACCENT, "size": 60, "opacity": 1},
                "encoding": {"x": x, "y": y, "tooltip": {"field": "tip"}, "href": {"field": "href"}},
            },
        ],
    }
