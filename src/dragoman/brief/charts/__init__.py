"""Charts as Vega-Lite: desk answers -> specs, each with its table and its words, and what draws them in a page.

The web draws the same charts: a page holds `<figure data-chart>` with a `.plot` element and the spec in a
`<script type="application/json">`, and loads `SCRIPTS` in their order. Nothing is fetched, and expressions are
interpreted, not compiled, so that a page may forbid `eval`.
"""

from dragoman.brief.charts.assets import SCRIPTS, Asset, asset, manifest
from dragoman.brief.charts.noun import Chart, ChartRow, Link, spec_json
from dragoman.brief.charts.positions import positions_chart
from dragoman.brief.charts.promises import promises_chart
from dragoman.brief.charts.relations import relations_chart
from dragoman.brief.charts.wording import wording_chart

__all__ = [
    "SCRIPTS",
    "Asset",
    "Chart",
    "ChartRow",
    "Link",
    "asset",
    "manifest",
    "positions_chart",
    "promises_chart",
    "relations_chart",
    "spec_json",
    "wording_chart",
]
