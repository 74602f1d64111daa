"""When a voice used which phrase: a line a phrase, a mark a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.brief.charts.noun import ACCENT, Chart, ChartRow, Link, Spec, datum, lay_out, time_axis
from dragoman.brief.labels import Labels
from dragoman.desks.acts import Act
from dragoman.desks.placing import Placed
from dragoman.store import ClaimRow, Party

PHRASES = 8
LEAST = 6
STEM = 8
"""Letters by which two phrases have the same head: denuclearising, denuclearisation."""


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a phrase: the day, or of an undated document a day to stand in order by and its span."""

    day: datetime.date
    row: ClaimRow
    placed: Placed | None

    def said(self, labels: Labels) -> str:
        if self.placed is None:
            return labels.day(self.day)
        return labels.placed(self.placed.first, self.placed.last)


def wording_chart(
    voice: Party,
    acts: Iterable[Act],
    *,
    labels: Labels,
    link: Link,
    undated: Mapping[str, Placed] | None = None,
    id_: str = "wording",
) -> Chart | None:
    """How the voice worded in one time and another what it had most phrases for, in these acts of its own.

    Drawn are phrases whose head stands in more than one document: "denuclearisation of …" is one head. None where no
    head does. `undated` are documents whose acts carry a day only to stand in order.
    """
    uses = _uses(acts, undated or {})
    told = _several(uses)
    if not told:
        return None
    order = sorted(told, key=lambda phrase: (uses[phrase][0].day, phrase))
    values = [_point(phrase, use, labels, link) for phrase in order for use in uses[phrase]]
    who = labels.party(voice)
    return Chart(
        id=id_,
        title=labels.say("chart.wording", who=who),
        alt=labels.say("chart.wording-alt", who=who, phrases=" ".join(_span(p, uses[p], labels) for p in order)),
        spec=lay_out(_body(values, order, labels), values),
        columns=(labels.say("chart.phrase"), labels.say("chart.day")),
        rows=tuple(ChartRow((phrase, use.said(labels)), (use.row,)) for phrase in order for use in uses[phrase]),
        note=labels.say("chart.hollow") if any("from" in value for value in values) else "",
    )


def _uses(acts: Iterable[Act], undated: Mapping[str, Placed]) -> dict[str, list[_Use]]:
    """Each phrase of more than one word with the days it was used on, by day; once a document."""
    found: defaultdict[str, dict[str, _Use]] = defaultdict(dict)
    for act in acts:
        row, day = act.lead, act.lead.day
        if day is not None:
            for phrase in row.claim.wording:
                if " " in phrase:
                    found[phrase].setdefault(row.document, _Use(day, row, undated.get(row.document)))
    return {
        phrase: sorted(uses.values(), key=lambda use: (use.day, use.row.claim.id)) for phrase, uses in found.items()
    }


def _several(uses: Mapping[str, list[_Use]]) -> list[str]:
    """The phrases of the heads that stand in most documents, more than one."""
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for phrase, used in uses.items():
        documents[_head(phrase)].update(use.row.document for use in used)
    often = [phrase for phrase in uses if _head(phrase) and len(documents[_head(phrase)]) > 1]
    often.sort(key=lambda phrase: (-len(documents[_head(phrase)]), _head(phrase), -len(uses[phrase]), phrase))
    return often[:PHRASES]


def _head(phrase: str) -> str:
    """What a phrase is about: its first word in English (denuclearisation of …), its last in Korean (… 비핵화).

    Nothing where that is a name or a small word: those are said of many matters.
    """
    words = phrase.split()
    if any("가" <= letter <= "힣" for letter in phrase):
        return words[-1]
    return words[0][:STEM] if words[0].islower() and len(words[0]) >= LEAST else ""


def _point(phrase: str, use: _Use, labels: Labels, link: Link) -> dict[str, Any]:
    tip = labels.say("chart.wording-tip", phrase=phrase, day=use.said(labels))
    span = {}
    if use.placed is not None:
        span = {"from": str(use.placed.first), "to": str(use.placed.last or use.placed.first)}
    return {"phrase": phrase, "at": str(use.day), **span, "tip": tip, **datum(use.row, link)}


def _span(phrase: str, uses: list[_Use], labels: Labels) -> str:
    times = labels.say("chart.wording-times", n=len(uses))
    first, last = uses[0].said(labels), uses[-1].said(labels)
    if first == last:
        return labels.say("chart.wording-on", phrase=phrase, day=first, times=times)
    return labels.say("chart.wording-span", phrase=phrase, first=first, last=last, times=times)


def _days(values: list[dict[str, Any]]) -> Iterator[datetime.date]:
    for value in values:
        yield from (datetime.date.fromisoformat(value[key]) for key in ("at", "from", "to") if key in value)


def _body(values: list[dict[str, Any]], order: list[str], labels: Labels) -> Spec:
    x = {"field": "at", "type": "temporal", "title": None, "scale": {"type": "utc"}}
    x |= {"axis": time_axis(list(_days(values)), labels.language)}
    y = {"field": "phrase", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 230}}
    told = {"x": x, "y": y, "tooltip": {"field": "tip"}, "href": {"field": "href"}}
    point = {"type": "point", "color": ACCENT, "size": 60, "opacity": 1}
    dated, undated = {"filter": "!isValid(datum.from)"}, {"filter": "isValid(datum.from)"}
    use = {"x": {**x, "aggregate": "min"}, "x2": {"field": "at", "aggregate": "max"}, "y": y}
    span = {"x": {**x, "field": "from"}, "x2": {"field": "to"}, "y": y}
    rule = {"type": "rule", "color": ACCENT}
    return {
        "height": {"step": 22},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {"mark": {**rule, "opacity": 0.3, "strokeWidth": 4}, "encoding": use},
            {"transform": [undated], "mark": {**rule, "opacity": 0.6, "strokeDash": [2, 3]}, "encoding": span},
            {"transform": [undated], "mark": {**point, "filled": False, "strokeWidth": 2}, "encoding": told},
            {"transform": [dated], "mark": {**point, "filled": True}, "encoding": told},
        ],
    }
