"""Promises on a timeline: a bar from when the time of each begins to when it ends, and a mark when it was made."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.brief.charts.noun import Chart, ChartRow, Link, Spec, datum, lay_out, shorten, time_axis
from dragoman.brief.labels import Labels
from dragoman.brief.words import one_line
from dragoman.desks.dialogue.commitments import STATES, Commitment

LINES = 12
COLOURS = ("#3a7fc1", "#d99a2b", "#c2562f", "#3f9a63", "#8a3552", "#7d7d7d", "#a9a9a9")
"""Of STATES, in their order."""
WORDS = 110


def promises_chart(
    ledger: Sequence[Commitment], *, today: datetime.date, labels: Labels, link: Link, id_: str = "promises"
) -> Chart | None:
    """Those promises whose time has an end, at most LINES of them in the order given; None where there are none."""
    drawn = [line for line in ledger if line.window and line.window.last][:LINES]
    if not drawn:
        return None
    values = [_bar(n, line, labels, link) for n, line in enumerate(drawn)]
    alt = labels.say("chart.promises-alt", n=len(drawn), promises=" ".join(_tell(line, labels) for line in drawn))
    return Chart(
        id=id_,
        title=labels.say("chart.promises"),
        alt=alt,
        spec=lay_out(_body(values, today, labels), values),
        columns=tuple(labels.say(f"chart.{key}") for key in ("promise", "said", "window", "state")),
        rows=tuple(_row(line, labels) for line in drawn),
    )


def state_label(state: str, labels: Labels) -> str:
    """What a state of the ledger is called."""
    return labels.say(f"state.{state.replace(' ', '-')}")


def _bar(n: int, line: Commitment, labels: Labels, link: Link) -> dict[str, Any]:
    window, said = line.window, line.row.day
    last = window.last if window else None
    first = (window.first if window else None) or (min(said, last) if said and last else last)
    who, words = labels.parties(line.bound), one_line(line.row.words)
    tip = labels.say(
        "chart.promises-tip",
        who=who,
        said=labels.day(said),
        words=shorten(words),
        when=labels.period(window),
        state=state_label(line.state, labels),
    )
    return {
        "line": n,
        "from": str(first),
        "to": str(last + datetime.timedelta(days=1)) if last else None,
        "said": str(said) if said else None,
        "words": shorten(f"{who}: {words}" if who else words, WORDS),
        "state": state_label(line.state, labels),
        "tip": tip,
        **datum(line.row, link, line.act.evidences[1:]),
    }


def _tell(line: Commitment, labels: Labels) -> str:
    return labels.say(
        "chart.promises-line",
        who=labels.parties(line.bound) or "?",
        when=labels.period(line.window),
        state=state_label(line.state, labels),
    )


def _row(line: Commitment, labels: Labels) -> ChartRow:
    words = one_line(line.row.words)
    cells = (words, labels.day(line.row.day), labels.period(line.window), state_label(line.state, labels))
    return ChartRow(cells, line.act.evidences)


def _days(values: Sequence[dict[str, Any]], today: datetime.date) -> Iterator[datetime.date]:
    for value in values:
        yield from (datetime.date.fromisoformat(value[key]) for key in ("from", "to", "said") if value[key])


def _body(values: list[dict[str, Any]], today: datetime.date, labels: Labels) -> Spec:
    days = list(_days(values, today))
    x = {"field": "from", "type": "temporal", "title": None, "scale": {"type": "utc"}}
    x |= {"axis": time_axis(days, labels.language)}
    y = {"field": "line", "type": "ordinal", "axis": None}
    named = [state_label(state, labels) for state in STATES]
    used = [
        (state, colour) for state, colour in zip(named, COLOURS, strict=True) if state in {v["state"] for v in values}
    ]
    colour = {
        "field": "state",
        "type": "nominal",
        "title": None,
        "scale": {"domain": [state for state, _ in used], "range": [colour for _, colour in used]},
    }
    told = {"tooltip": {"field": "tip"}, "href": {"field": "href"}}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "height": 8, "yOffset": 8, "cornerRadius": 2},
            "encoding": {"x": x, "x2": {"field": "to"}, "y": y, "color": colour, **told},
        },
        {
            "transform": [{"filter": "isValid(datum.said)"}],
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 50, "yOffset": 8, "opacity": 1},
            "encoding": {"x": {**x, "field": "said"}, "y": y, "color": colour, **told},
        },
        {
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -6, "limit": {"expr": "width"}},
            "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "words"}, **told},
        },
    ]
    if min(days) <= today <= max(days):
        now = {"field": "today", "type": "temporal", "scale": {"type": "utc"}}
        layers.append(
            {
                "data": {"values": [{"today": str(today), "tip": labels.say("chart.today", day=labels.day(today))}]},
                "mark": {"type": "rule", "color": "currentColor", "strokeDash": [2, 2]},
                "encoding": {"x": now, "tooltip": {"field": "tip"}},
            }
        )
    return {
        "height": {"step": 38},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": layers,
    }
