"""Who met, praised, blamed, asked, helped or threatened whom: a graph, a chart, and the table that says the same."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dragoman.brief.charts import relations_chart
from dragoman.brief.desk_rows import RELATION_COLUMNS, relation_cells, relation_to_json
from dragoman.brief.labels import Labels
from dragoman.desks.dialogue.relations import Between, Relation, relations_of
from dragoman.desks.states import state_parties
from dragoman.reading.codes import QUAD_CLASSES
from dragoman.store.days import typed_days
from dragoman.web.answers import Answer
from dragoman.web.asked import RelationsAsked
from dragoman.web.facets import address
from dragoman.web.house import House
from dragoman.web.pages.desk import address_of_claim, asked_of, page_of_lines

DRAWN = 60
"""Relations in the graph, those with most acts."""
HUB = 12
"""Relations of one party that are drawn: who deals with everybody would hide all others."""


def relations_page(house: House, asked: RelationsAsked, names: Labels) -> Answer:
    """A page of the table, with the graph of all that was counted."""
    since = typed_days(asked.changed_since)[0] if asked.changed_since else None
    states = None if asked.each else state_parties(house.dossier)
    lines = relations_of(house.record, asked_of(house, asked), changed_since=since, states=states)
    rows, following = page_of_lines(lines, lambda one: one.key, asked)
    drawn = lines.of(drawable(lines.packed))[:]
    return Answer(
        page="relations",
        shown={
            "asked": asked,
            "rows": rows,
            "count": len(lines),
            "quads": tuple(QUAD_CLASSES),
            "graph": _graph(drawn, asked, names),
            "drawn": len(drawn),
            "hub": HUB,
            "chart": relations_chart(rows, labels=names, link=address_of_claim),
        },
        data={"count": len(lines), "relations": [relation_to_json(one) for one in rows]},
        columns=RELATION_COLUMNS,
        rows=[relation_cells(one) for one in rows],
        next=following,
    )


def drawable(known: Sequence[Between]) -> list[Between]:
    """Those with most acts between two whom somebody knows, of one party no more than HUB.

    Parties that are words alone ("other countries") are no points that lines could meet in, unless there is no other.
    """
    drawn: list[Between] = []
    degree: Counter[str] = Counter()
    apart = [one for one in known if one.source.key != one.target.key]
    between = [one for one in apart if one.source.actor and one.target.actor] or apart
    for one in sorted(between, key=lambda one: -one.acts):
        ends = (one.source.key, one.target.key)
        if len(drawn) < DRAWN and all(degree[end] < HUB for end in ends):
            drawn.append(one)
            degree.update(ends)
    return drawn


def _graph(drawn: Sequence[Relation], asked: RelationsAsked, names: Labels) -> dict[str, Any]:
    """Nodes and edges for the script, with where each leads."""
    parties = {party.key: party for one in drawn for party in (one.source, one.target)}
    weight: Counter[str] = Counter()
    for one in drawn:
        weight.update({one.source.key: one.whole.acts, one.target.key: one.whole.acts})
    return {
        "nodes": [
            {
                "id": key,
                "label": names.party(party),
                "acts": weight[key],
                "href": address("/relations", asked, actor=party.actor or party.name),
            }
            for key, party in parties.items()
        ],
        "edges": [
            {
                "source": one.source.key,
                "target": one.target.key,
                "acts": one.whole.acts,
                "goldstein": one.whole.goldstein,
                "href": address_of_claim(one.latest[-1].row),
            }
            for one in drawn
        ],
    }
