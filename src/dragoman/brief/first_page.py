"""Findings -> a first page: who said what, on which track, every sentence with the passages it rests on."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from dragoman.brief.nouns import Citation, Cited, Group, Page, Section, Sentence, Table, Unknown
from dragoman.brief.words import (
    VERBS,
    one_line,
    say_count,
    say_kinds,
    say_parties,
    say_period,
    say_published,
)
from dragoman.desks.dialogue import Findings, TrackFindings, VoiceFindings
from dragoman.store import ClaimRow

EDGE = 6
"""Words at each end by which a link finds a long passage."""
NAMED = 8
"""Voices left out that are still named."""
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"
VOICES = 8
"""As many voices as fit on one to three pages; the rest are counted and named as left out."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked: the page's title, what it covers as (label, value) pairs, and the day it was made."""

    title: str
    covers: tuple[tuple[str, str], ...]
    made: datetime.date


class _Notes:
    """The documents in the order they are first cited, and from each its passages in theirs."""

    def __init__(self) -> None:
        self._cited: dict[str, Cited] = {}

    def cite(self, row: ClaimRow) -> str:
        """Note the passage; the number by which it is cited."""
        known = self._cited.get(row.document) or _cited(len(self._cited) + 1, row)
        number = f"{known.number}.{len(known.passages) + 1}"
        passage = Citation(number, one_line(row.words), row.claim.id, _link(row))
        self._cited[row.document] = replace(known, passages=(*known.passages, passage))
        return number

    def all(self) -> tuple[Cited, ...]:
        """Every document with its passages."""
        return tuple(self._cited.values())


def first_page(
    findings: Findings, *, scope: Scope, labels: Mapping[str, str], unknowns: Sequence[Unknown] = ()
) -> Page:
    """The page. `labels` are the tracks' names for people; `unknowns` what the record itself does not know."""
    told = findings.voices[:VOICES]
    notes = _Notes()
    sections = tuple(_section(n, voice, labels, notes) for n, voice in enumerate(told, start=1))
    return Page(
        title=scope.title,
        scope=(*scope.covers, ("Made on", scope.made.isoformat())),
        figures=_figures(findings),
        table=_table(findings, told, labels),
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


def _section(n: int, voice: VoiceFindings, labels: Mapping[str, str], notes: _Notes) -> Section:
    figures = (
        f"{say_count(voice.claims, 'claim')} in {say_count(voice.documents, 'document')}: {say_kinds(voice.kinds)}"
    )
    groups = (_group(cell, labels, notes) for cell in voice.tracks if cell.telling)
    return Section(_anchor(n), one_line(voice.name), figures, tuple(groups))


def _group(cell: TrackFindings, labels: Mapping[str, str], notes: _Notes) -> Group:
    sentences = tuple(_sentence(row, notes) for row in cell.telling)
    return Group(track_label(cell.track, labels), cell.claims, sentences, cell.claims - len(sentences))


def _sentence(row: ClaimRow, notes: _Notes) -> Sentence:
    return Sentence(
        when=say_period(row.published.period) if row.published else "undated",
        verb=VERBS[row.claim.kind],
        words=one_line(row.words),
        note="; ".join(_remarks(row)),
        cites=(notes.cite(row),),
    )


def _remarks(row: ClaimRow) -> Iterator[str]:
    """What else is known of a claim and its words alone do not show."""
    if row.via:
        yield f"as told by {say_parties(row.via)}"
    if row.recipients:
        yield f"towards {say_parties(row.recipients)}"
    if row.time is not None and (row.time.first or row.time.last):
        yield f"about {say_period(row.time)}"
    if row.claim.modality in ("conditional", "hypothetical"):
        yield row.claim.modality
    if row.claim.polarity == "negative":
        yield "in the negative"


def _cited(number: int, row: ClaimRow) -> Cited:
    return Cited(
        number=number,
        document=row.document,
        title=one_line(row.title or "untitled"),
        publisher=row.publisher.name or row.publisher.actor or "publisher unknown",
        published=say_published(row.published),
        source=row.source,
        passages=(),
    )


def _link(row: ClaimRow) -> str | None:
    """Where a browser opens the document at the words. Only for web addresses: nothing else in a source is a link."""
    parts = urlsplit(row.source)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    start, end = row.claim.passages[0]
    words = row.words[: end - start].split()
    long = len(words) > 2 * EDGE
    fragment = f"{_percent(words[:EDGE])},{_percent(words[-EDGE:])}" if long else _percent(words)
    address = quote(parts._replace(fragment="").geturl(), safe=_URL_SAFE)
    return f"{address}#:~:text={fragment}"


def _percent(words: Sequence[str]) -> str:
    # A bare hyphen would be read as the fragment's own syntax.
    return quote(" ".join(words), safe="").replace("-", "%2D")


def _left_out(voices: Sequence[VoiceFindings]) -> Iterator[Unknown]:
    if not voices:
        return
    names = tuple(f"{one_line(voice.name)} ({say_count(voice.claims, 'claim')})" for voice in voices[:NAMED])
    rest = (f"and {len(voices) - NAMED:,} more",) if len(voices) > NAMED else ()
    yield Unknown(f"{say_count(len(voices), 'voice')} with fewer claims, left out of this page", (*names, *rest))


def _anchor(n: int) -> str:
    return f"voice-{n}"
