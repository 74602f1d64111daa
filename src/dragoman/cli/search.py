"""`dragoman search`: the paragraphs in which words stand, with the words marked; or how many, of which sort."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.brief.hits import excerpt, hit_cells, hit_to_json
from dragoman.brief.words import say_count, say_period
from dragoman.cli.facets import print_facets
from dragoman.cli.faults import DONE
from dragoman.cli.tables import on_terminal, print_tabbed
from dragoman.dossier import load_dossier
from dragoman.identity.finding import ActorFinder
from dragoman.record.tame import tame
from dragoman.store import Hit, Record, SearchQuery

_FOR_PROGRAMS = ("document", "start", "end", "published", "publisher", "title", "claims", "words")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    query: SearchQuery
    dossier: str | None = None
    facets: bool = False
    form: Literal["table", "jsonl"] = "table"


def run(wanted: Wanted) -> int:
    """Print what is found."""
    finder = ActorFinder(load_dossier(wanted.dossier))
    with Record.open(wanted.record, create=False, read_only=True) as record:
        if wanted.facets:
            print_facets(record.facets(wanted.query, finder=finder), "paragraph", wanted.form)
            return DONE
        hits = record.search(wanted.query, finder=finder)
        total = record.found(wanted.query, finder=finder) if on_terminal() else len(hits)
    if wanted.form == "jsonl":
        for hit in hits:
            print(json.dumps(hit_to_json(hit), ensure_ascii=False))
    elif on_terminal():
        _print_for_people(hits, total)
    else:
        print_tabbed(_FOR_PROGRAMS)
        for hit in hits:
            cells = hit_cells(hit)
            print_tabbed([cells[name] for name in _FOR_PROGRAMS])
    return DONE


def _print_for_people(hits: Sequence[Hit], total: int) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console()
    for hit in hits:
        shown = Text.assemble(*((piece, "bold reverse" if marked else "") for piece, marked in excerpt(hit)))
        console.print(Text(_head(hit), style="dim"))
        console.print(Padding(shown, (0, 0, 1, 2)))
    if not hits:
        print("No paragraph has all of that. Fewer words, or the beginning of one (denuclear*), find more.")
        return
    left = f", the best {len(hits)} shown" if total > len(hits) else ""
    claim = next((claim for hit in hits for claim in hit.claims), None)
    print(f"{say_count(total, 'paragraph')}{left}. One of them: dragoman show {(claim or hits[0].document)[:9]}")


def _head(hit: Hit) -> str:
    some = ", ".join(claim[:9] for claim in hit.claims[:3]) + (" …" if len(hit.claims) > 3 else "")
    claims = f" · claims {some}" if some else ""
    said = say_period(hit.published.period) if hit.published else "undated"
    publisher = hit.publisher.name or hit.publisher.actor or "publisher unknown"
    return tame(f"{said} · {publisher} · {hit.title or hit.source} · document {hit.document[:9]}{claims}")
