"""Who deals with whom: acts of each pair by kind, cooperation to the right and conflict to the left."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dragoman.brief.charts.noun import Chart, ChartRow, Link, Spec, datum, lay_out
from dragoman.brief.labels import Labels
from dragoman.desks.dialogue.relations import Dyad, Relation

PAIRS = 12
TICKS = 8
COLOURS = {1: "#7fb2dd", 2: "#2f6fae", 3: "#e0a47f", 4: "#b5472a"}
_ORDER = {1: 0, 2: 1, 3: 0, 4: 1}
"""Words stand next to the middle line, deeds outside."""


def relations_chart(
    relations: Sequence[Relation], *, labels: Labels, link: Link, id_: str = "relations"
) -> Chart | None:
    """The relations with most acts by quad class, at most PAIRS in the order given; None where there are none."""
    drawn = [relation for relation in relations if relation.latest][:PAIRS]
    if not drawn:
        return None
    values = [
        _bar(relation, quad, labels, link) for relation in drawn for quad in COLOURS if relation.whole.quads.get(quad)
    ]
    return Chart(
        id=id_,
        title=labels.say("chart.relations"),
        alt=labels.say(
            "chart.relations-alt", n=len(drawn), relations=" ".join(_tell(relation, labels) for relation in drawn)
        ),
        spec=lay_out(_body(values, labels), values),
        columns=tuple(labels.say(f"chart.{key}") for key in ("parties", "quad", "acts")),
        rows=tuple(
            ChartRow(
                (_pair(relation, labels), labels.say(f"quad.{quad}"), f"{relation.whole.quads[quad]:,}"),
                tuple(d.row for d in _evidence(relation, quad)),
            )
            for relation in drawn
            for quad in COLOURS
            if relation.whole.quads.get(quad)
        ),
    )


def _pair(relation: Relation, labels: Labels) -> str:
    return labels.say("chart.pair", source=labels.party(relation.source), target=labels.party(relation.target))


def _evidence(relation: Relation, quad: int) -> tuple[Dyad, ...]:
    """Acts of a kind, the latest first: of those that the desk tells, else the latest of any kind."""
    latest = tuple(reversed(relation.latest))
    return tuple(d for d in latest if d.code.quad == quad) or latest[:1]


def _bar(relation: Relation, quad: int, labels: Labels, link: Link) -> dict[str, Any]:
    acts = relation.whole.quads[quad]
    rows = [d.row for d in _evidence(relation, quad)]
    pair, kind = _pair(relation, labels), labels.say(f"quad.{quad}")
    return {
        "pair": pair,
        "kind": kind,
        "acts": acts if quad <= 2 else -acts,
        "order": _ORDER[quad],
        "tip": labels.say("chart.relations-tip", pair=pair, quad=kind, acts=labels.count(acts, "act")),
        **datum(rows[0], link, rows[1:]),
    }


def _tell(relation: Relation, labels: Labels) -> str:
    quads = (
        labels.say("chart.relations-quad", quad=labels.say(f"quad.{quad}"), n=relation.whole.quads[quad])
        for quad in COLOURS
        if relation.whole.quads.get(quad)
    )
    return labels.say("chart.relations-line", pair=_pair(relation, labels), quads=", ".join(quads))


def _ticks(values: list[dict[str, Any]]) -> list[int]:
    """Whole numbers along the axis, about six of them."""
    sums: Counter[tuple[str, bool]] = Counter()
    for value in values:
        sums[value["pair"], value["acts"] > 0] += value["acts"]
    low, high = min(0, *sums.values()), max(0, *sums.values())
    step = next(
        s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**3, 10**4, 10**5, 10**9) if (high - low) / s <= TICKS
    )
    return list(range(-(-low // step) * step, high + 1, step))


def _body(values: list[dict[str, Any]], labels: Labels) -> Spec:
    order = list(dict.fromkeys(value["pair"] for value in values))
    kinds = [quad for quad in COLOURS if labels.say(f"quad.{quad}") in {value["kind"] for value in values}]
    acts: Spec = {"title": labels.say("chart.acts"), "labelExpr": "format(abs(datum.value), 'd')"}
    acts["values"] = _ticks(values)
    return {
        "height": {"step": 24},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "mark": {"type": "bar", "height": 14},
        "encoding": {
            "y": {"field": "pair", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 190}},
            "x": {"field": "acts", "type": "quantitative", "axis": acts},
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": {
                    "domain": [labels.say(f"quad.{quad}") for quad in kinds],
                    "range": [COLOURS[quad] for quad in kinds],
                },
            },
            "order": {"field": "order", "type": "ordinal"},
            "tooltip": {"field": "tip"},
            "href": {"field": "href"},
        },
    }
