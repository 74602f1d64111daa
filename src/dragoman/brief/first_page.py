"""Findings -> a first page: who said what, on which track, every sentence with the passages it rests on."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.brief.labels import Labels
from dragoman.brief.notes import Notes, sentence_of
from dragoman.brief.nouns import Group, Headline, Page, Panel, Section, Table, Unknown, Written
from dragoman.brief.words import one_line
from dragoman.desks.dialogue import Findings, TrackFindings, VoiceFindings
from dragoman.record import ClaimKind
from dragoman.store import ClaimRow

NAMED = 8
"""Voices left out that are still named."""
VOICES = 8
"""As many voices as fit on one to three pages; the rest are counted and named as left out."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked: the page's title, what it covers as (label, value) pairs, and the day it was made."""

    title: str
    covers: tuple[tuple[str, str], ...]
    made: datetime.date


def first_page(
    findings: Findings,
    *,
    scope: Scope,
    labels: Labels,
    unknowns: Sequence[Unknown] = (),
    panels: Callable[[Notes], Sequence[Panel]] | None = None,
    headlines: Sequence[Headline] = (),
    rows: Iterable[ClaimRow] = (),
    writer: Callable[[Notes], Written | None] | None = None,
) -> Page:
    """The page. `unknowns` are what the record itself does not know.

    `panels` makes what stands before the voices; it notes what it cites. `headlines` follow those of the findings.
    `rows` are the claims as the record has them; `writer` phrases what the panels have cited.
    """
    told = findings.voices[:VOICES]
    notes = Notes(labels, rows)
    first = tuple(panels(notes)) if panels else ()
    written = writer(notes) if writer else None
    sections = tuple(_section(n, voice, notes) for n, voice in enumerate(told, start=1))
    return Page(
        language=labels.language,
        title=scope.title,
        scope=(*scope.covers, (labels.say("page.made"), labels.day(scope.made))),
        headlines=(*_headlines(findings, labels), *headlines),
        kinds=say_kinds(findings.kinds, labels),
        table=_table(findings, told, labels),
        panels=first,
        sections=sections,
        unknowns=(*_left_out(findings.voices[VOICES:], labels), *unknowns),
        cited=notes.all(),
        written=written,
    )


def headline(n: int, what: str, labels: Labels, anchor: str | None = None) -> Headline:
    """A number with what it counts."""
    return Headline(f"{n:,}", labels.say(f"figure.{what}", n=n), anchor)


def say_kinds(kinds: Mapping[ClaimKind, int], labels: Labels) -> str:
    """How many of each kind, the most first."""
    order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return ", ".join(labels.say(f"kind.{kind}", n=kinds[kind]) for kind in order if kinds[kind])


def _headlines(findings: Findings, labels: Labels) -> Iterator[Headline]:
    yield headline(findings.documents, "document", labels)
    yield headline(findings.claims, "claim", labels)
    if findings.acts < findings.claims:
        yield headline(findings.acts, "act", labels)
    yield headline(len(findings.voices), "voice", labels)


def _table(findings: Findings, told: Sequence[VoiceFindings], labels: Labels) -> Table:
    rows = []
    for n, voice in enumerate(told, start=1):
        counts = {cell.track: cell.claims for cell in voice.tracks}
        rows.append((_anchor(n), one_line(voice.name), tuple(counts.get(t, 0) for t in findings.tracks)))
    return Table(tuple(labels.track(t) for t in findings.tracks), tuple(rows))


def _section(n: int, voice: VoiceFindings, notes: Notes) -> Section:
    labels = notes.labels
    figures = labels.say(
        "page.voice-figures",
        claims=labels.count(voice.claims, "claim"),
        documents=labels.count(voice.documents, "document"),
        kinds=say_kinds(voice.kinds, labels),
    )
    groups = (_group(cell, notes) for cell in voice.tracks if cell.telling)
    return Section(_anchor(n), one_line(voice.name), figures, tuple(groups))


def _group(cell: TrackFindings, notes: Notes) -> Group:
    sentences = tuple(sentence_of(row, notes) for row in cell.telling)
    return Group(notes.labels.track(cell.track), f"{cell.claims:,}", sentences, cell.claims - len(sentences))


def _left_out(voices: Sequence[VoiceFindings], labels: Labels) -> Iterator[Unknown]:
    if not voices:
        return
    names = tuple(
        labels.say("page.voice-left", who=one_line(voice.name), claims=labels.count(voice.claims, "claim"))
        for voice in voices[:NAMED]
    )
    rest = (labels.say("page.more", n=len(voices) - NAMED),) if len(voices) > NAMED else ()
    yield Unknown(labels.say("page.voices-left", n=len(voices)), (*names, *rest))


def _anchor(n: int) -> str:
    return f"voice-{n}"
