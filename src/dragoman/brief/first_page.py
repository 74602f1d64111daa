"""Findings -> a first page: who said what, on which track, every sentence with the passages it rests on."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.brief.notes import Notes, sentence_of
from dragoman.brief.nouns import Group, Page, Panel, Section, Table, Unknown
from dragoman.brief.words import (
    one_line,
    say_count,
    say_kinds,
)
from dragoman.desks.dialogue import Findings, TrackFindings, VoiceFindings

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
    labels: Mapping[str, str],
    unknowns: Sequence[Unknown] = (),
    panels: Callable[[Notes], Sequence[Panel]] | None = None,
) -> Page:
    """The page. `labels` are the tracks' names for people; `unknowns` what the record itself does not know.

    `panels` makes what stands before the voices; it notes what it cites.
    """
    told = findings.voices[:VOICES]
    notes = Notes()
    first = tuple(panels(notes)) if panels else ()
    sections = tuple(_section(n, voice, labels, notes) for n, voice in enumerate(told, start=1))
    return Page(
        title=scope.title,
        scope=(*scope.covers, ("Made on", scope.made.isoformat())),
        figures=_figures(findings),
        table=_table(findings, told, labels),
        panels=first,
        sections=sections,
        unknowns=(*_left_out(findings.voices[VOICES:]), *unknowns),
        cited=notes.all(),
    )


def track_label(track: str | None, labels: Mapping[str, str]) -> str:
    """A track's name for people."""
    return "No track" if track is None else labels.get(track, track)


def _figures(findings: Findings) -> tuple[str, ...]:
    kinds = sorted(findings.kinds, key=lambda kind: (-findings.kinds[kind], kind))
    acts = ((findings.acts, "act"),) if findings.acts < findings.claims else ()
    counted = ((findings.documents, "document"), (findings.claims, "claim"), *acts, (len(findings.voices), "voice"))
    return tuple(say_count(number, noun) for number, noun in (*counted, *((findings.kinds[k], k) for k in kinds)))


def _table(findings: Findings, told: Sequence[VoiceFindings], labels: Mapping[str, str]) -> Table:
    rows = []
    for n, voice in enumerate(told, start=1):
        counts = {cell.track: cell.claims for cell in voice.tracks}
        rows.append((_anchor(n), one_line(voice.name), tuple(counts.get(t, 0) for t in findings.tracks)))
    return Table(tuple(track_label(t, labels) for t in findings.tracks), tuple(rows))


def _section(n: int, voice: VoiceFindings, labels: Mapping[str, str], notes: Notes) -> Section:
    figures = (
        f"{say_count(voice.claims, 'claim')} in {say_count(voice.documents, 'document')}: {say_kinds(voice.kinds)}"
    )
    groups = (_group(cell, labels, notes) for cell in voice.tracks if cell.telling)
    return Section(_anchor(n), one_line(voice.name), figures, tuple(groups))


def _group(cell: TrackFindings, labels: Mapping[str, str], notes: Notes) -> Group:
    sentences = tuple(sentence_of(row, notes) for row in cell.telling)
    return Group(track_label(cell.track, labels), cell.claims, sentences, cell.claims - len(sentences))


def _left_out(voices: Sequence[VoiceFindings]) -> Iterator[Unknown]:
    if not voices:
        return
    names = tuple(f"{one_line(voice.name)} ({say_count(voice.claims, 'claim')})" for voice in voices[:NAMED])
    rest = (f"and {len(voices) - NAMED:,} more",) if len(voices) > NAMED else ()
    yield Unknown(f"{say_count(len(voices), 'voice')} with fewer claims, left out of this page", (*names, *rest))


def _anchor(n: int) -> str:
    return f"voice-{n}"
