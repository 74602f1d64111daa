"""`dragoman brief`: a question to the record -> the dialogue desk -> a page."""

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from dragoman.brief import Labels, Page, Scope, first_page, render_html, render_markdown, say_gaps
from dragoman.brief.movement import offices_of
from dragoman.brief.notes import Notes
from dragoman.brief.nouns import Unknown
from dragoman.brief.panels import headlines_of, panels_of
from dragoman.brief.words import say_count
from dragoman.brief.writer import Endpoint, WriterError, write
from dragoman.cli.brief_answers import Asked, Found, ask, look_up
from dragoman.cli.faults import DONE, LOST, tell
from dragoman.desks import dialogue
from dragoman.dossier import Dossier, load_dossier
from dragoman.record import DragomanError
from dragoman.store import Record, utc_now


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    record: str
    about: str | None = None
    actor: str | None = None
    tracks: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    as_of: datetime.datetime | None = None
    form: Literal["html", "markdown"] | None = None
    out: str | None = None
    dossier: str | None = None
    language: str = "en"
    charts: bool = True
    writer: Endpoint | None = None


def endpoint(url: str | None, model: str | None) -> Endpoint | None:
    """The writer that is named, with the key from the environment; None where none is."""
    return Endpoint(url, model or "default", os.environ.get("DRAGOMAN_WRITER_KEY") or None) if url else None


def run(wanted: Wanted) -> int:
    """Make the page and print it, or write it where it was asked to go."""
    dossier = load_dossier(wanted.dossier)
    page, lost = _page(wanted, dossier)
    form = wanted.form or ("html" if (wanted.out or "").endswith((".html", ".htm")) else "markdown")
    text = render_html(page, charts=wanted.charts) if form == "html" else render_markdown(page)
    if wanted.out is None:
        print(text, end="")
        return LOST if lost else DONE
    try:
        Path(wanted.out).write_text(text, encoding="utf-8")
    except OSError as fault:
        raise DragomanError(f"{wanted.out} cannot be written: {fault.strerror}; name another file") from fault
    cited = say_count(sum(len(one.passages) for one in page.cited), "passage")
    print(f"{wanted.out}: {say_count(len(page.sections), 'voice')}, {cited} cited")
    return LOST if lost else DONE


def _page(wanted: Wanted, dossier: Dossier) -> tuple[Page, bool]:
    """The page, and whether its writer could not be had: then it is the plain one."""
    try:
        return make_page(wanted, dossier), False
    except WriterError as fault:
        tell(f"{fault}; the brief is made without a writer")
        return make_page(replace(wanted, writer=None), dossier), True


def make_page(wanted: Wanted, dossier: Dossier) -> Page:
    """Ask the record and lay out the answer."""
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
    with Record.open(wanted.record, create=False, read_only=True) as record:
        found = look_up(record, asked, dossier, today=(wanted.as_of or utc_now()).date())
    findings = dialogue.find(
        found.rows,
        order=tuple(dossier.tracks),
        names=labels.actors,
        linked=found.same.linked,
        judgements=found.same.judgements,
        unnamed=labels.words.messages["page.publisher-unknown"],  # type: ignore[arg-type]
    )
    notes, endpoint = Notes(labels), wanted.writer
    return first_page(
        findings,
        scope=Scope(_title(asked, labels), tuple(_covers(wanted, asked, labels, dossier)), utc_now().date()),
        labels=labels,
        unknowns=(*_placed(found, notes), *say_gaps(found.gaps, labels)),
        panels=lambda notes: panels_of(found.answers, notes),
        rows=found.rows,
        writer=(lambda notes: write(endpoint, notes, dossier)) if endpoint else None,
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


def _covers(wanted: Wanted, asked: Asked, labels: Labels, dossier: Dossier) -> Iterator[tuple[str, str]]:
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
    yield say("page.record"), wanted.record
    yield say("page.dossier"), dossier.name
