"""Readings made from the answers themselves, for testing the scorer: perfect ones, and perfect ones with one fault."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from dragoman.record import (
    Attribution,
    AttributionForm,
    Claim,
    ClaimKind,
    Document,
    Grain,
    Line,
    LineRole,
    Mention,
    Modality,
    Period,
    Polarity,
    Published,
    Publisher,
    Reading,
    Time,
)

from .gold import Gold, GoldClaim


def perfect_reading(gold: Gold) -> Reading:
    """A reading of a plain-text example that is right in everything that is asked of it."""
    builder = _Builder(gold)
    claims = tuple(builder.claim(n, answer) for n, answer in enumerate(gold.claims or ()))
    for person in gold.persons:
        for printed in person.printed:
            for at in range(builder.text.count(printed)):
                builder.mention(printed, person.name, at)
    return Reading(builder.document, tuple(builder.mentions), tuple(builder.times), claims, ())


def spoiled(reading: Reading, change: Callable[[Claim], Claim], *, every: int = 2) -> Reading:
    """The reading with one claim in `every` changed."""
    claims = tuple(change(c) if n % every == 0 else c for n, c in enumerate(reading.claims))
    return replace(reading, claims=claims)


class _Builder:
    """Collects the mentions and times that a reading's claims point to."""

    def __init__(self, gold: Gold) -> None:
        self.text = gold.document.read_text(encoding="utf-8")
        self.document = _document(gold, self.text)
        self.mentions: list[Mention] = []
        self.times: list[Time] = []

    def mention(self, words: str, name: str, at: int = 0) -> str:
        start, end = self.find(words, at)
        self.mentions.append(Mention(f"m{len(self.mentions)}", start, end, "person", None, name, "name"))
        return self.mentions[-1].id

    def find(self, words: str, at: int = 0) -> tuple[int, int]:
        spaced = self.text.replace("\n", " ")
        place = -1
        for _ in range(at + 1):
            place = spaced.index(words, place + 1)
        return place, place + len(words)

    def claim(self, number: int, answer: GoldClaim) -> Claim:
        name = (answer.speaker_name or "").split(",")[0]
        speakers = (self.mention(answer.speaker, name),) if answer.speaker else ()
        cue = self.find(answer.cue) if answer.cue else None
        return Claim(
            id=f"c{number}",
            kind=cast(ClaimKind, answer.kind),
            passages=(self.find(answer.content, answer.at),),
            attribution=(Attribution(cast(AttributionForm, answer.form), speakers, cue, answer.cue and "say"),),
            actors=self.parties(answer.actors),
            recipients=self.parties(answer.recipients),
            polarity=cast(Polarity, answer.polarity),
            modality=cast(Modality, answer.modality),
            condition=self.find(answer.condition) if answer.condition else None,
            time=self.time(answer),
            tracks=answer.tracks,
            wording=(),
            event=None,
            measure=None,
            confidence=1.0,
            by=("a person",),
        )

    def parties(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.mention(name, name) for name in names)

    def time(self, answer: GoldClaim) -> str | None:
        if answer.time is None:
            return None
        start, end = self.find(answer.time.text)
        period = Period(_day(answer.time.first), _day(answer.time.last), cast(Grain, answer.time.grain))
        self.times.append(Time(f"t{len(self.times)}", start, end, period, "published", 1.0))
        return self.times[-1].id


def _published(gold: Gold) -> Published | None:
    if gold.published is None:
        return None
    first, last = map(_day, gold.published)
    return Published(Period(first, last, "day"), "line", 1.0)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _document(gold: Gold, text: str) -> Document:
    roles = {line: cast(LineRole, role) for role, lines in gold.lines.items() for line in lines}
    lines, start = [], 0
    for row in text.splitlines(keepends=True):
        words = row.strip()
        if words:
            at = start + row.index(words)
            role = roles.get(words, "body")
            lines.append(Line(at, at + len(words), role))
        start += len(row)
    return Document(
        id="d0",
        source=str(gold.document),
        sha256="0" * 64,
        title=gold.lines["title"][0],
        kind="other",
        publisher=Publisher(None, None),
        language=gold.language,
        published=_published(gold),
        text=text,
        lines=tuple(lines),
    )
