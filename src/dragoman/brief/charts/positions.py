"""How a voice's stands are spread over the tracks, and how that moved: a small chart a track, one above the other."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.brief.charts.noun import ACCENT, SHIFT, Chart, ChartRow, Link, Spec, datum, lay_out, time_axis
from dragoman.brief.labels import Labels, days_of
from dragoman.desks.dialogue.positions import Cell, Stand, TrackShift
from dragoman.desks.placing import Placed

ROWS = 8
"""Tracks drawn; the table has all."""
HEIGHT = 34


@dataclass(frozen=True, slots=True)
class UndatedCells:
    """What an undated document of the voice counts, and the span in which it can have come out."""

    title: str
    placed: Placed
    cells: tuple[Cell, ...]


def positions_chart(
    stand: Stand, *, labels: Labels, link: Link, undated: Sequence[UndatedCells] = (), id_: str = "positions"
) -> Chart | None:
    """Shares with their intervals by period and track, shifts marked; None where there is no period.

    Undated documents stand beside the line, each as wide as the span in which it can have come out.
    """
    if not stand.cells:
        return None
    periods = list(dict.fromkeys(cell.period for cell in stand.cells))
    drawn = _drawn((*stand.cells, *(cell for one in undated for cell in one.cells)))
    values = [
        *_points(stand, periods, drawn, labels, link),
        *_shifts(stand, drawn, labels, link),
        *(value for one in undated for value in _spans(one, drawn, labels, link)),
    ]
    who = labels.party(stand.voice)
    shares = " ".join(_say_most(stand, period, labels) for period in periods)
    return Chart(
        id=id_,
        title=labels.say("chart.positions", who=who),
        alt=labels.say(
            "chart.positions-alt",
            who=who,
            first=labels.step(periods[0]),
            last=labels.step(periods[-1]),
            shares=shares,
        ),
        spec=lay_out(_body(values, labels), values, margin=48),
        columns=tuple(
            labels.say(f"chart.{key}") for key in ("period", "track", "share", "interval", "acts", "documents")
        ),
        rows=tuple(_row(cell, labels) for cell in stand.cells),
        note=labels.say("chart.positions-note") + (" " + labels.say("chart.hollow") if undated else ""),
    )


def _points(stand: Stand, periods: list[str], drawn: list[str], labels: Labels, link: Link) -> Iterator[dict[str, Any]]:
    """One datum a period and track; where a voice was silent on a track it is at nought, with nothing to cite."""
    cells = {(cell.period, cell.track): cell for cell in stand.cells}
    of = {cell.period: cell.of for cell in stand.cells}
    for track in drawn:
        for period in periods:
            cell = cells.get((period, track))
            first, last = days_of(period)
            base = {"what": "share", "track": labels.track(track), "at": str(first + (last - first) / 2)}
            if cell is None:
                yield {**base, "share": 0, "acts": 0, "of": of[period], "documents": 0}
            else:
                yield {
                    **base,
                    **_figures(cell, labels, labels.step(period)),
                    **datum(cell.telling[0], link, cell.telling[1:]),
                }


def _spans(one: UndatedCells, drawn: list[str], labels: Labels, link: Link) -> Iterator[dict[str, Any]]:
    """One datum a track of an undated document."""
    last = one.placed.last or one.placed.first
    when = labels.placed(one.placed.first, one.placed.last)
    for cell in one.cells:
        if cell.track in drawn:
            base = {"what": "undated", "track": labels.track(cell.track), "at": str(one.placed.about)}
            base |= {"from": str(one.placed.first), "to": str(last)}
            yield {**base, **_figures(cell, labels, when), **datum(cell.telling[0], link, cell.telling[1:])}


def _drawn(cells: Sequence[Cell]) -> list[str]:
    """The tracks with most acts, in the order of the cells."""
    acts: dict[str, int] = {}
    for cell in cells:
        acts[cell.track] = acts.get(cell.track, 0) + cell.acts
    most = set(sorted(acts, key=lambda track: -acts[track])[:ROWS])
    return [track for track in acts if track in most]


def _figures(cell: Cell, labels: Labels, when: str) -> dict[str, Any]:
    low, high = cell.interval or (None, None)
    tip = labels.say(
        "chart.positions-tip",
        track=labels.track(cell.track),
        period=when,
        share=cell.share,
        acts=cell.acts,
        of=cell.of,
        documents=labels.count(cell.documents, "document"),
    )
    return {
        "share": round(cell.share, 4),
        "low": low,
        "high": high,
        "acts": cell.acts,
        "of": cell.of,
        "documents": cell.documents,
        "tip": tip,
    }


def _shifts(stand: Stand, drawn: list[str], labels: Labels, link: Link) -> Iterator[dict[str, Any]]:
    for shift in stand.shifts:
        rows = (*shift.after_rows, *shift.before_rows)
        if shift.found and shift.from_day is not None and rows and shift.track in drawn:
            base = {"what": "shift", "track": labels.track(shift.track), "at": str(shift.from_day)}
            yield {**base, "tip": _say_shift(shift, shift.from_day, labels), **datum(rows[0], link, rows[1:])}


def _say_shift(shift: TrackShift, day: datetime.date, labels: Labels) -> str:
    return labels.say(
        "chart.shift-tip", day=labels.day(day), before=shift.before or 0.0, after=shift.after or 0.0, p=shift.p
    )


def _say_most(stand: Stand, period: str, labels: Labels) -> str:
    cell = max((c for c in stand.cells if c.period == period), key=lambda c: c.acts)
    return labels.say(
        "chart.positions-most",
        period=labels.step(period),
        track=labels.track(cell.track),
        share=cell.share,
        of=cell.of,
    )


def _row(cell: Cell, labels: Labels) -> ChartRow:
    interval = labels.say("chart.no-interval")
    if cell.interval is not None:
        interval = f"{cell.interval[0]:.0%} – {cell.interval[1]:.0%}"
    cells = (
        labels.step(cell.period),
        labels.track(cell.track),
        f"{cell.share:.0%}",
        interval,
        labels.say("chart.of-acts", n=cell.acts, of=cell.of),
        f"{cell.documents:,}",
    )
    return ChartRow(cells, cell.telling)


def _body(values: list[dict[str, Any]], labels: Labels) -> Spec:
    order = list(dict.fromkeys(value["track"] for value in values))
    days = [datetime.date.fromisoformat(v[key]) for v in values for key in ("at", "from", "to") if key in v]
    x: Spec = {"field": "at", "type": "temporal", "scale": {"type": "utc"}, "title": None}
    x["axis"] = time_axis(days, labels.language)
    percent = {"format": ".0%", "values": [0, 0.5, 1], "title": None}
    y = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": percent}
    band = {"x": x, "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}
    told = {"tooltip": {"field": "tip"}, "href": {"field": "href"}}
    share, shift = {"filter": "datum.what == 'share'"}, {"filter": "datum.what == 'shift'"}
    undated = {"filter": "datum.what == 'undated'"}
    counted, spanned = {"filter": "datum.acts > 0"}, {"filter": "isValid(datum.low)"}
    size: Spec = {"field": "documents", "type": "quantitative", "legend": None}
    size["scale"] = {
        "type": "sqrt",
        "domain": [1, max(4, *(v.get("documents", 0) for v in values))],
        "range": [40, 200],
    }
    line = {"type": "line", "color": ACCENT, "strokeWidth": 1.5}
    return {
        "facet": {
            "row": {
                "field": "track",
                "sort": order,
                "title": None,
                "header": {"labelAngle": 0, "labelOrient": "top", "labelAnchor": "start", "labelPadding": 2},
            }
        },
        "spacing": 6,
        "spec": {
            "height": HEIGHT,
            "layer": [
                {
                    "transform": [share, spanned],
                    "mark": {"type": "area", "color": ACCENT, "opacity": 0.15},
                    "encoding": band,
                },
                {
                    "transform": [share, spanned],
                    "mark": {"type": "rule", "color": ACCENT, "opacity": 0.4, "strokeWidth": 4},
                    "encoding": band,
                },
                {"transform": [share], "mark": line, "encoding": {"x": x, "y": y}},
                {
                    "transform": [share, counted],
                    "mark": {"type": "point", "filled": True, "color": ACCENT, "opacity": 1},
                    "encoding": {"x": x, "y": y, "size": size, **told},
                },
                {
                    "transform": [undated],
                    "mark": {"type": "rule", "color": ACCENT, "opacity": 0.5, "strokeDash": [2, 3]},
                    "encoding": {"x": {**x, "field": "from"}, "x2": {"field": "to"}, "y": y},
                },
                {
                    "transform": [undated],
                    "mark": {"type": "point", "filled": False, "color": ACCENT, "strokeWidth": 2, "opacity": 1},
                    "encoding": {"x": x, "y": y, "size": size, **told},
                },
                {
                    "transform": [shift],
                    "mark": {"type": "rule", "color": SHIFT, "strokeWidth": 2, "strokeDash": [4, 3]},
                    "encoding": {"x": x, **told},
                },
            ],
        },
        "resolve": {"axis": {"x": "shared"}},
    }
