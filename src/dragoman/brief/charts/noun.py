"""A chart before it is drawn: its Vega-Lite spec, and the table and the words that say the same."""

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.store import ClaimRow

Link = Callable[[ClaimRow], str]
"""Where a click on a point leads: the address of its claim's words, "#passage-1.2" or "/claims/ID"."""
Spec = dict[str, Any]

ACCENT = "#3a7fc1"
SHIFT = "#c2562f"
"""Both are seen on white and on black, and told apart in grey."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row of a chart's table, and the claims that it counts (some of them, the most telling first)."""

    cells: tuple[str, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. `alt` tells in words what it shows; every datum of `spec` names its claims and links to the first.

    `note` says how to read it, where that does not show.
    """

    id: str
    title: str
    alt: str
    spec: Spec
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    note: str = ""


def spec_json(chart: Chart) -> str:
    """The spec as JSON that may stand within a script element: no `<` that could end it."""
    text = json.dumps(chart.spec, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def lay_out(body: Mapping[str, Any], values: Sequence[Mapping[str, Any]], *, margin: int = 0) -> Spec:
    """A spec in the look of all charts. Its width is set when it is drawn, to its place less `margin`."""
    text = {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": 11, "titleFontSize": 11}
    lines = {"domainColor": "currentColor", "tickColor": "currentColor", "gridColor": "currentColor"}
    axis = {**text, **lines, "domainOpacity": 0.4, "tickOpacity": 0.4, "gridOpacity": 0.12, "titleFontWeight": "normal"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "usermeta": {"margin": margin},
        "background": "transparent",
        "data": {"values": list(values)},
        "config": {
            "font": "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif",
            "axis": axis,
            "header": {**text, "titleFontWeight": "normal", "labelFontWeight": "bold"},
            "legend": {**text, "titleFontWeight": "normal", "orient": "bottom", "columns": 2, "labelLimit": 0},
            "text": {"color": "currentColor", "fontSize": 11},
            "view": {"stroke": None},
        },
        **body,
    }


def datum(row: ClaimRow, link: Link, others: Sequence[ClaimRow] = ()) -> dict[str, Any]:
    """What every datum has of its evidence: the claims' ids, and the address of the first."""
    return {"claims": [row.claim.id, *(other.claim.id for other in others)], "href": link(row)}


_STEPS = (1, 3, 6, 12, 24, 36, 60, 120)
_TICKS = 7
_TO_THE_MONTH = 12


def time_axis(days: Sequence[datetime.date], language: str) -> dict[str, Any]:
    """An axis of time over these days, with as many ticks as a telephone has room for."""
    months = (max(days).year - min(days).year) * 12 + max(days).month - min(days).month + 1
    step = next((s for s in _STEPS if months / s <= _TICKS), _STEPS[-1])
    if step >= _TO_THE_MONTH:
        return {"format": "%Y", "tickCount": {"interval": "year", "step": step // 12}}
    form = "%Y.%m" if language == "ko" else "%b %Y"
    return {"format": form, "tickCount": {"interval": "month", "step": step}, "labelOverlap": True}


def shorten(words: str, most: int = 90) -> str:
    """The words, cut at a space where they are long."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
