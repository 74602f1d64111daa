"""A small record with all that exports cope with: Korean, emoji, interruptions, judgements, no date, formulas."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dragoman.record import EventCode, Measure, Period, Published, Reading
from dragoman.store import Record
from invented_readings import HOUR, Clock, Said, day, document_of, pledge, read

PAGE = "https://ports.tarnia.example/denied?year=2024#top"
PORTS = (
    "Port call denied {to ships} & 100% sure_thing\n"
    "The harbour master of Tarnia said no ship of Marsovia may enter 🚢 before June.\n"
    "타르니아 항만청은 6월 전에는 입항을 허가하지 않겠다고 밝혔다.\n"
    "=SUM(A1) is what Tarnia calls a tariff. Tarnia calls a tariff."
)


def ports() -> tuple[Reading, bytes]:
    """A page with an emoji, a Korean claim, a formula, and the same words twice; its month is known and no more."""
    month = Published(Period(datetime.date(2024, 5, 1), datetime.date(2024, 5, 31), "month"), "line", 0.8)
    document, data = document_of(PORTS, source=PAGE, published=month)
    said = [
        Said(
            ["no ship of Marsovia may enter 🚢 before June"],
            kind="commitment",
            speakers=["harbour master of Tarnia"],
            recipients=["Marsovia"],
            tracks=["dissuade.trade", "dissuade"],
            about=Period(None, datetime.date(2024, 6, 1), "month"),
        ),
        Said(["6월 전에는 입항을 허가하지 않겠다"], kind="commitment", form="document", polarity="negative"),
        Said(["=SUM(A1) is what Tarnia calls a tariff"], kind="assessment", form="document"),
    ]
    reading = read(document, said, actors={"Marsovia": "marsovia"})
    return reading, data


def undated() -> tuple[Reading, bytes]:
    """A note that nobody signed and nobody dated, and that speaks of a measure."""
    document, data = document_of("A note\nCoal is not sold to Tarnia.", source="note.txt")
    reading = read(document, [Said(["Coal is not sold to Tarnia"], kind="event", recipients=["Tarnia"])])
    (claim,) = reading.claims
    event, measure = EventCode("SANCTION", "discontinue", "163"), Measure("UNSCR 2321", "coal", "ban", 7.5, "tonne")
    return replace(reading, claims=(replace(claim, event=event, measure=measure),)), data


@contextmanager
def filled(path: Path) -> Iterator[Record]:
    """The record, open. Of the pledge the call is corrected to a position, the Korean position is wrong."""
    clock = Clock()
    with Record.open(path, clock=clock) as record:
        for reading, data in (pledge(day("2024-03-01")), ports(), undated()):
            record.add(reading, data, reader="reader/1", dossier="d1")
            clock.now += HOUR
        record.link()
        embargo, call, korean = (claim.id for claim in pledge()[0].claims)
        record.judge("wrong", [korean], by="ada", why="a slip")
        record.judge("corrected", [call], by="ada", fields=[("kind", '"position"'), ("recipients", "[]")])
        record.judge("right", [embargo], by="ben")
        record.judge("kept", [embargo], by="ben", why="the mines closed")
        yield record
