"""The small record that docs/python.md speaks of: two ministries of invented countries."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.record import Period, Publisher, Reading
from dragoman.store import Record
from invented_readings import HOUR, Clock, Said, day, document_of, pledge, read

TARNIA = Publisher("tarnia.mfa", "Tarnian Foreign Ministry")
ANSWER = (
    "Tarnia welcomes talks\n"
    "Tarnia will send an envoy to the talks in May 2024, the ministry said.\n"
    "It expects that Marsovia is likely to end coal exports before 2026."
)
LATER = (
    "Envoy at the talks\n"
    "Tarnia sent an envoy to the talks on May 7, 2024.\n"
    "It welcomed the end of coal exports from Marsovia."
)
ACTORS: dict[str, str | None] = {"Marsovia": "marsovia", "Tarnia": "tarnia"}


def answer() -> tuple[Reading, bytes]:
    document, data = document_of(ANSWER, source="releases/answer.txt", published=day("2024-03-20"), publisher=TARNIA)
    may = Period(*(day(text).period.first for text in ("2024-05-01", "2024-05-31")), "month")
    said = [
        Said(
            ["will send an envoy to the talks in May 2024"],
            kind="commitment",
            actors=["Tarnia"],
            form="document",
            tracks=["dialogue.talks"],
            about=may,
            confidence=0.9,
        ),
        Said(
            ["Marsovia is likely to end coal exports before 2026"],
            kind="forecast",
            form="document",
            actors=["Marsovia"],
            tracks=["dissuade.trade"],
            confidence=0.6,
        ),
    ]
    return read(document, said, actors=ACTORS), data


def later() -> tuple[Reading, bytes]:
    document, data = document_of(LATER, source="releases/later.txt", published=day("2024-05-08"), publisher=TARNIA)
    said = [
        Said(
            ["Tarnia sent an envoy to the talks on May 7, 2024"],
            kind="event",
            form="document",
            actors=["Tarnia"],
            tracks=["dialogue.talks"],
            confidence=0.9,
        ),
        Said(
            ["welcomed the end of coal exports from Marsovia"],
            kind="assessment",
            form="document",
            actors=["Tarnia"],
            recipients=["Marsovia"],
            tracks=["dissuade.trade"],
        ),
    ]
    return read(document, said, actors=ACTORS), data


@pytest.fixture
def where(tmp_path: Path) -> Iterator[str]:
    """The record's file."""
    clock = Clock()
    with Record.open(tmp_path / "dragoman.db", clock=clock) as record:
        for reading, data in (pledge(day("2024-03-01")), answer(), later()):
            record.add(reading, data, reader="by-hand/1", dossier="0")
            clock.now += HOUR
        record.link()
    yield str(tmp_path / "dragoman.db")
