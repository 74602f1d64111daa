"""Facets on the terminal: how many of what was found are of which sort, after a search and for claims alike."""

import csv
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Literal

from dragoman.brief.rows import harmless
from dragoman.brief.words import say_count
from dragoman.cli.tables import Column, on_terminal, print_rows
from dragoman.store import ClaimFacets

VALUES = 12
"""Of each facet on a terminal: the most frequent; in a pipe all of them."""


def print_facets(found: ClaimFacets, noun: str, form: Literal["table", "jsonl", "csv"]) -> None:
    """Print them; `noun` is what is counted, one of it."""
    if form == "jsonl":
        print(json.dumps(asdict(found), ensure_ascii=False))
        return
    heads = ("Facet", "Value", f"{noun.capitalize()}s")
    facets: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("kind", found.kinds),
        ("actor", found.actors),
        ("track", found.tracks),
        ("publisher", found.publishers),
        ("month", found.months),
    )
    most = VALUES if on_terminal() and form == "table" else None
    rows = [(name, value, f"{n}") for name, values in facets for value, n in list(values.items())[:most]]
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows([harmless(cell) for cell in row] for row in rows)
        return
    print_rows((Column(heads[0]), Column(heads[1], share=1), Column(heads[2], number=True)), rows)
    if on_terminal():
        print(f"{say_count(found.total, noun)}; each counts once for a value.")
