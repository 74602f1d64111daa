"""`dragoman brief`: a question to the record -> the dialogue desk -> a page."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.brief import Page, Scope, first_page, render_html, render_markdown, say_gaps
from dragoman.brief.panels import Answers, panels_of
from dragoman.brief.words import say_count, say_period
from dragoman.cli.faults import DONE
from dragoman.desks import dialogue
from dragoman.desks.acts import Act, Same, acts_of
from dragoman.desks.dialogue.answers import calls
from dragoman.desks.dialogue.commitments import ledger
from dragoman.desks.dialogue.disagreements import disagreements
from dragoman.desks.dialogue.positions import readable
from dragoman.desks.gaps import find_gaps
from dragoman.desks.states import state_parties, states_of
from dragoman.dossier import Dossier, load_dossier
from dragoman.record import DragomanError, Period
from dragoman.store import ClaimQuery, ClaimRow, Record, utc_now

FOLLOWED = 2
"""Voices whose line the page follows."""
PERIODS = 12
"""Periods that a table of one voice may have."""


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


def run(wanted: Wanted) -> int:
    """Make the page and print it, or write it where it was asked to go."""
    dossier = load_dossier(wanted.dossier)
    page = make_page(wanted, dossier)
    form = wanted.form or ("html" if (wanted.out or "").endswith((".html", ".htm")) else "markdown")
    text = render_html(page) if form == "html" else render_markdown(page)
    if wanted.out is None:
        print(text, end="")
        return DONE
    try:
        Path(wanted.out).write_text(text, encoding="utf-8")
    except OSError as fault:
        raise DragomanError(f"{wanted.out} cannot be written: {fault.strerror}; name another file") from fault
    cited = say_count(sum(len(one.passages) for one in page.cited), "passage")
    print(f"{wanted.out}: {say_count(len(page.sections), 'voice')}, {cited} cited")
    return DONE


def make_page(wanted: Wanted, dossier: Dossier) -> Page:
    """Ask the record and lay out the answer."""
    query = ClaimQuery(
        actor=wanted.actor,
        tracks=wanted.tracks,
        since=wanted.since,
        until=wanted.until,
        as_of=wanted.as_of,
    )
    taken_for = None
    if wanted.about is not None:
        query, taken_for = dialogue.ask_about(query, wanted.about, dossier)
    with Record.open(wanted.record, create=False, read_only=True) as record:
        rows, same = list(record.claims(query)), Same.of(record, wanted.as_of)
        gaps = find_gaps(record, query)
        answers = _answers(rows, record.claims(ClaimQuery(as_of=wanted.as_of)), query, dossier, same)
    findings = dialogue.find(
        rows,
        order=tuple(dossier.tracks),
        names={actor.id: actor.name for actor in dossier.actors.values()},
        linked=same.linked,
        judgements=same.judgements,
    )
    scope = Scope(
        title=f"Who said what: {wanted.about}" if wanted.about else "Who said what",
        covers=tuple(_covers(wanted, taken_for, dossier)),
        made=utc_now().date(),
    )
    labels = {track.id: track.label.get("en", track.id) for track in dossier.tracks.values()}
    return first_page(
        findings,
        scope=scope,
        labels=labels,
        unknowns=say_gaps(gaps),
        panels=lambda notes: panels_of(answers, notes, labels),
    )


def _answers(
    rows: Sequence[ClaimRow], all_rows: Iterable[ClaimRow], query: ClaimQuery, dossier: Dossier, same: Same
) -> Answers:
    """What the dialogue desk says to the question, as seen from today or from the day it is asked as of.

    `rows` are the claims asked for, `all_rows` those of the whole record, in which what became of them is looked for.
    """
    today = (query.as_of or utc_now()).date()
    everything = list(all_rows)
    states = states_of(dossier)
    dated = [act for act in acts_of(rows, same) if act.lead.day]
    return Answers(
        latest=sorted(dated, key=_newest_first),
        stands=readable(
            rows,
            periods=PERIODS,
            order=tuple(track for track in dossier.tracks if "." not in track),
            voices=state_parties(dossier),
            same=same,
            most=FOLLOWED,
        ),
        ledger=ledger(rows, today=today, later=everything, states=states, same=same),
        unanswered=[c for c in calls(rows, today=today, later=everything, states=states, same=same) if not c.answers],
        disagreements=disagreements(rows, same=same),
    )


def _newest_first(act: Act) -> tuple[int, int, str]:
    first = act.lead.day
    return -(first.toordinal() if first else 0), dialogue.WEIGHT[act.lead.claim.kind], act.id


def _covers(wanted: Wanted, taken_for: str | None, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """The question in words, as the head of the page."""
    if taken_for is not None:
        yield "About", taken_for
    if wanted.actor is not None:
        yield "Actor", wanted.actor
    if wanted.tracks:
        yield "Tracks", ", ".join(wanted.tracks)
    if wanted.since is not None or wanted.until is not None:
        yield "Said", say_period(Period(wanted.since, wanted.until, "vague"))
    if wanted.as_of is not None:
        yield "As of", wanted.as_of.isoformat(timespec="minutes")
    yield "Record", wanted.record
    yield "Dossier", dossier.name
