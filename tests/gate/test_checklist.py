"""The checklist beside the repository: no time and no kind of ours may contradict it. Skipped where it is absent."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from dragoman.record import Claim, Reading

from .measure import SHARED
from .produce import read_files

CHECKLIST = SHARED / "checklist"
pytestmark = pytest.mark.skipif(not CHECKLIST.is_dir(), reason="the checklist beside the repository is absent")
DATE = re.compile(r"DATE (\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:-(H[12]|Q[1-4]))?")
HALVES = {"H1": ("01-01", "06-30"), "H2": ("07-01", "12-31")}
QUARTERS = {"Q1": ("01-01", "03-31"), "Q2": ("04-01", "06-30"), "Q3": ("07-01", "09-30"), "Q4": ("10-01", "12-31")}


@cache
def readings() -> dict[str, Reading]:
    return {r.document.source.replace("\\", "/").rsplit("/", 1)[-1]: r for r in read_files([SHARED / "seeds"])}


@cache
def sentences() -> dict[str, dict[str, Any]]:
    rows = (CHECKLIST / "seed_sentences.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, rows)}


def entries(kind: str) -> Iterator[tuple[dict[str, Any], Reading, int, int]]:
    """(entry, reading, start, end) of every entry of a type whose words stand in the canonical text."""
    for entry in json.loads((CHECKLIST / "seed_inventory.json").read_text(encoding="utf-8")):
        if entry["type"] != kind:
            continue
        sentence = sentences()[entry["sent"]]
        reading = readings()[sentence["file"]]
        places = [i for i, ch in enumerate(reading.document.text) if not ch.isspace()]
        flat = "".join(reading.document.text.split())
        at = flat.find("".join(sentence["text"].split()))
        if at < 0:
            continue
        low = at + len("".join(sentence["text"][: entry["start"]].split()))
        high = low + len("".join(entry["surface"].split())) - 1
        yield entry, reading, places[low], places[high] + 1


def over(reading: Reading, start: int, end: int) -> list[Claim]:
    """The claims whose words lie over the span."""
    return [c for c in reading.claims if any(s < end and start < e for s, e in c.passages)]


def told(entry: dict[str, Any]) -> tuple[str, str] | None:
    """The first and last day that the checklist gives, as far as it gives a date."""
    match = DATE.match(entry["reading"])
    if match is None or "mod START" in entry["reading"]:
        return None
    year, month, day, part = match.groups()
    if part:
        first, last = {**HALVES, **QUARTERS}[part]
        return f"{year}-{first}", f"{year}-{last}"
    if day:
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    return (f"{year}-{month}", f"{year}-{month}") if month else (f"{year}-01-01", f"{year}-12-31")


def test_no_time_contradicts_the_checklist() -> None:
    compared, wrong = 0, []
    for entry, reading, start, end in entries("temporal"):
        wanted = told(entry)
        near = [t.period for t in reading.times if t.start < end and start < t.end and t.period.first and t.period.last]
        if wanted is None or not near:
            continue
        compared += 1
        if not any(str(p.first).startswith(wanted[0]) and str(p.last).startswith(wanted[1]) for p in near):
            wrong.append(f"{entry['sent']} {entry['surface']!r}: {[(str(p.first), str(p.last)) for p in near]}")
    assert wrong == []
    assert compared >= 15


def test_what_a_promise_denies_stays_denied() -> None:
    found = [
        c
        for e, r, a, z in entries("commitment")
        if e["sent"] == "S2.17" and "not seek" in e["surface"]
        for c in over(r, a, z)
    ]
    assert all(c.polarity == "negative" for c in found if c.kind == "commitment")


def test_what_one_side_agreed_to_is_no_agreement_of_two() -> None:
    found = [(e, over(r, a, z)) for e, r, a, z in entries("agreement")]
    assert len(found) >= 6
    for entry, claims in found:
        assert any(c.kind == "commitment" for c in claims), entry["sent"]
        assert not any("agreement" in c.by for c in claims), entry["sent"]


def test_forecasts_are_forecasts() -> None:
    for entry, reading, start, end in entries("forecast"):
        assert any(c.kind == "forecast" for c in over(reading, start, end)), entry["sent"]


def test_a_review_of_an_adoption_is_no_measure_in_force() -> None:
    found = [c for e, r, a, z in entries("sanction measure") if e["sent"] == "S4.14" for c in over(r, a, z)]
    assert all(c.modality != "actual" or c.kind != "event" for c in found)
