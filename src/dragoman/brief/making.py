"""A question to the record -> the dialogue desk -> a page: the whole way, for every door that gives out briefs."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.brief.asking import Asked, Found, ask, look_up
from dragoman.brief.first_page import Scope, first_page
from dragoman.brief.gaps import say_gaps
from dragoman.brief.labels import Labels
from dragoman.brief.movement import offices_of
from dragoman.brief.notes import Notes
from dragoman.brief.nouns import Page, Unknown
from dragoman.brief.panels import headlines_of, panels_of
from dragoman.brief.writer import Endpoint, write
from dragoman.desks import dialogue
from dragoman.dossier import Dossier
from dragoman.store import Record, utc_now


@dataclass(frozen=True, slots=True)
class Question:
    """What a brief is asked for, as it was typed. `named` is the record, as the page names it."""

    named: str
    about: str | None = None
    actor: str | None = None
    tracks: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    as_of: datetime.datetime | None = None
    language: str = "en"


def make_page(record: Record, wanted: Question, dossier: Dossier, *, writer: Endpoint | None = None) -> Page:
    """Ask the record and lay out the answer. Raises WriterError where the writer cannot be had."""
    labels = Labels.of(wanted.language, dossier)
    asked = ask(
        dossier,
        about=wanted.about,
        actor=wanted.actor,
        tracks=wanted.tracks,
        since=wanted.since,
        until=wanted.until,
        as_of=wanted.as_of,
    )
    found = look_up(record, asked, dossier, today=(wanted.as_of or utc_now()).date())
    findings = dialogue.find(
        found.rows,
        order=tuple(dossier.tracks),
        names=labels.actors,
        linked=found.same.linked,
        judgements=found.same.judgements,
        unnamed=labels.words.messages["page.publisher-unknown"],  # type: ignore[arg-type]
    )
    notes = Notes(labels)
    return first_page(
        findings,
        scope=Scope(_title(asked, labels), tuple(_covers(wanted, asked, labels, dossier)), utc_now().date()),
        labels=labels,
        unknowns=(*_placed(found, notes), *say_gaps(found.gaps, labels)),
        panels=lambda notes: panels_of(found.answers, notes),
        rows=found.rows,
        writer=(lambda notes: write(writer, notes, dossier)) if writer else None,
        headlines=headlines_of(found.answers, labels),
    )


def _placed(found: Found, notes: Notes) -> Iterator[Unknown]:
    """Where an undated document stands in a line, and why."""
    undated = {document: one for line in found.answers.lines for document, one in line.undated.items()}
    if undated:
        said = tuple(offices_of(one, notes) for one in undated.values())
        yield Unknown(notes.labels.say("page.placed", n=len(undated)), said)


def _title(asked: Asked, labels: Labels) -> str:
    about, actor = asked.about, asked.actor
    what = labels.actors.get(about.id, about.name) if about else asked.topic and labels.track(asked.topic)
    what = what or asked.words
    if actor is None:
        return labels.say("page.title-about", about=what) if what else labels.say("page.title")
    who = labels.actors.get(actor.id, actor.name)
    return labels.say("page.title-both", about=what, actor=who) if what else labels.say("page.title-actor", actor=who)


def _covers(wanted: Question, asked: Asked, labels: Labels, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """The question in words, as the head of the page."""
    say = labels.say
    if asked.about is not None:
        who = labels.actors.get(asked.about.id, asked.about.name)
        yield say("page.about"), say("page.concerning", who=who) if asked.actor else who
    elif asked.topic is not None:
        yield say("page.about"), say("page.the-track", track=labels.track(asked.topic))
    elif asked.words is not None:
        yield say("page.about"), say("page.the-words", words=asked.words)
    if asked.actor is not None:
        who = labels.actors.get(asked.actor.id, asked.actor.name)
        yield say("page.actor"), say("page.speaking", who=who)
    elif wanted.actor is not None:
        yield say("page.actor"), wanted.actor
    if wanted.tracks:
        yield say("page.tracks"), ", ".join(labels.track(track) for track in wanted.tracks)
    if wanted.since is not None or wanted.until is not None:
        yield say("page.said"), labels.span(wanted.since, wanted.until)
    if wanted.as_of is not None:
        yield say("page.as-of"), wanted.as_of.isoformat(timespec="minutes")
    yield say("page.record"), wanted.named
    yield say("page.dossier"), dossier.name
