"""Readings made by hand, of documents that nobody ever published: Marsovia and Tarnia are invented."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.record import (
    Attribution,
    Claim,
    Document,
    EventCode,
    Line,
    Mention,
    Period,
    Problem,
    Published,
    Publisher,
    Reading,
    Time,
)

MINISTRY = Publisher("marsovia.mfa", "Marsovian Foreign Ministry")
MONDAY = datetime.datetime(2024, 3, 4, 9, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)

PLEDGE = (
    "Marsovia pledges coal embargo\n"
    "Foreign Minister Ada Quill said that Marsovia “will end all coal exports,” she said, “to Tarnia by 2026.”\n"
    "She urged Tarnia to return to the talks.\n"
    "마르소비아 정부는 대화를 계속하겠다고 밝혔다."
)


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: datetime.datetime = MONDAY

    def __call__(self) -> datetime.datetime:
        return self.now


@dataclass(frozen=True)
class Said:
    """One claim to be made: its passages as words of the text, and names of mentions."""

    words: Sequence[str]
    kind: Any = "position"
    speakers: Sequence[str] = ()
    via: Sequence[str] = ()
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    tracks: Sequence[str] = ()
    polarity: Any = "positive"
    form: Any = "indirect"
    confidence: float = 0.8
    about: Period | None = None
    event: EventCode | None = None


def day(text: str) -> Published:
    return Published(Period.day(datetime.date.fromisoformat(text)), "meta", 0.9)


def document_of(
    text: str = PLEDGE,
    *,
    data: bytes | None = None,
    source: str = "releases/embargo.txt",
    published: Published | None = None,
    publisher: Publisher = MINISTRY,
) -> tuple[Document, bytes]:
    data = text.encode() if data is None else data
    sha256 = hashlib.sha256(data).hexdigest()
    start, lines = 0, []
    for number, line in enumerate(text.split("\n")):
        if line:
            lines.append(Line(start, start + len(line), "body" if number else "title"))
        start += len(line) + 1
    title = text.split("\n")[0]
    document = Document(
        sha256[:16], source, sha256, title, "press-release", publisher, "en", published, text, tuple(lines)
    )
    return document, data


def read(document: Document, said: Sequence[Said], *, actors: dict[str, str | None] | None = None) -> Reading:
    """What a reader would have found: the claims as told, their mentions where the names first stand in the text."""
    actors = actors or {}
    names = dict.fromkeys(n for s in said for n in (*s.speakers, *s.via, *s.actors, *s.recipients))
    mentions = {n: _mention(document, f"m{i}", n, actors.get(n)) for i, n in enumerate(names, start=1)}
    times = {n: Time(f"t{n}", 0, 1, s.about, "absolute", 0.9) for n, s in enumerate(said) if s.about}
    claims = tuple(_claim(document, s, mentions, times.get(n)) for n, s in enumerate(said))
    problems = () if document.published else (Problem("date-unknown", 0, 0, "no date is told"),)
    return Reading(document, tuple(mentions.values()), tuple(times.values()), claims, problems)


def pledge(
    published: Published | None = None, *, source: str = "releases/embargo.txt", confidence: float = 0.8
) -> tuple[Reading, bytes]:
    """The reading of PLEDGE: a commitment in two passages, a call reported by the minister, a Korean position."""
    document, data = document_of(published=published, source=source)
    year = Period(None, datetime.date(2026, 12, 31), "year")
    said = [
        Said(
            ["will end all coal exports,", "to Tarnia by 2026."],
            kind="commitment",
            speakers=["Ada Quill"],
            actors=["Marsovia"],
            recipients=["Tarnia"],
            tracks=["dissuade.trade"],
            form="direct",
            confidence=confidence,
            about=year,
        ),
        Said(
            ["urged Tarnia to return to the talks."],
            kind="call",
            speakers=["Ada Quill"],
            recipients=["Tarnia"],
            tracks=["dialogue.talks", "dialogue"],
        ),
        Said(["대화를 계속하겠다"], kind="position", form="document", polarity="negative", confidence=0.4),
    ]
    actors: dict[str, str | None] = {"Marsovia": "marsovia", "Tarnia": "tarnia", "Ada Quill": None}
    return read(document, said, actors=actors), data


def _mention(document: Document, mention: str, name: str, actor: str | None) -> Mention:
    start = max(document.text.find(name), 0)
    return Mention(mention, start, start + len(name), "person", actor, name, "name")


def _claim(document: Document, said: Said, mentions: dict[str, Mention], about: Time | None) -> Claim:
    starts = [document.text.index(words) for words in said.words]
    passages = tuple((start, start + len(words)) for start, words in zip(starts, said.words, strict=True))

    def ids(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(mentions[name].id for name in names)

    voice = Attribution(said.form, ids(said.speakers), None, None if said.form == "document" else "say")
    outer = [Attribution("indirect", ids([name]), None, "say") for name in said.via]
    return Claim(
        id=hashlib.sha256(f"{document.id} {passages} {said.kind}".encode()).hexdigest()[:16],
        kind=said.kind,
        passages=passages,
        attribution=(*outer, voice),
        actors=ids(said.actors),
        recipients=ids(said.recipients),
        polarity=said.polarity,
        modality="actual",
        condition=None,
        time=about.id if about else None,
        tracks=tuple(said.tracks),
        wording=(),
        event=said.event,
        measure=None,
        confidence=said.confidence,
        by=("by-hand",),
    )


def promise(number: int, published: Published | None = None) -> tuple[Reading, bytes]:
    """The reading of one of many documents: a promise of Oldmark to Tarnia, and a call on it."""
    text = f"Notice {number}\nOldmark will repair bridge {number} for Tarnia. It urged Tarnia to open road {number}."
    document, data = document_of(text, published=published, source=f"notices/{number}.txt")
    said = [
        Said(
            [f"will repair bridge {number} for Tarnia"],
            kind="commitment",
            speakers=["Oldmark"],
            actors=["Oldmark"],
            recipients=["Tarnia"],
            tracks=["dialogue"],
        ),
        Said([f"urged Tarnia to open road {number}"], kind="call", speakers=["Oldmark"], recipients=["Tarnia"]),
    ]
    return read(document, said, actors={"Oldmark": "dprk", "Tarnia": "tarnia"}), data
