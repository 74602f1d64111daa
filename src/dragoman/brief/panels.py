"""What a desk officer asks first: what is new, how the line moves, what is due, who was not answered, who disagrees."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.brief.charts import Link, promises_chart, relations_chart
from dragoman.brief.charts.promises import state_label
from dragoman.brief.figures import figure_of, link_into
from dragoman.brief.first_page import headline
from dragoman.brief.labels import Labels
from dragoman.brief.movement import Line, line_panel
from dragoman.brief.notes import Notes, sentence_of, who_says
from dragoman.brief.nouns import Figure, Headline, Panel, Sentence
from dragoman.brief.words import one_line
from dragoman.desks.acts import Act
from dragoman.desks.dialogue.answers import Call
from dragoman.desks.dialogue.commitments import Commitment
from dragoman.desks.dialogue.disagreements import Disagreement
from dragoman.desks.dialogue.forecasts import Forecast
from dragoman.desks.dialogue.relations import Relation
from dragoman.desks.placing import Placed

LATEST = 6
LINES = 12
"""Lines of the ledger, and calls, on one page."""
WAITING = ("open", "due", "overdue")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the dialogue desk answered on `today`: the newest acts first, the lines that the page follows, …

    `placed` says of undated documents when they can have come out.
    """

    today: datetime.date
    latest: Sequence[Act]
    placed: Mapping[str, Placed]
    lines: Sequence[Line]
    ledger: Sequence[Commitment]
    forecasts: Sequence[Forecast]
    unanswered: Sequence[Call]
    disagreements: Sequence[Disagreement]
    relations: Sequence[Relation]


def panels_of(answers: Answers, notes: Notes) -> tuple[Panel, ...]:
    """The panels in the order in which a page tells them; those without matter are there where that says something."""
    link = link_into(notes)
    never = _never(answers.ledger, notes)
    return (
        _latest(answers, notes),
        *(line_panel(n, line, notes, link) for n, line in enumerate(answers.lines, 1)),
        _promises(answers, notes, link),
        *(() if never.empty else (never,)),
        _expected(answers.forecasts, notes),
        _calls(answers.unanswered, notes),
        _disagreements(answers.disagreements, notes),
        *_relations(answers.relations, notes, link),
    )


def headlines_of(answers: Answers, labels: Labels) -> tuple[Headline, ...]:
    """What the panels have most of, as numbers."""
    dated = _dated(answers.ledger)
    counted = (
        (len(dated), "promise", "promises"),
        (sum(line.state == "overdue" for line in dated), "overdue", "promises"),
        (len(_with_time(answers.forecasts)), "forecast", "expected"),
        (len({call.act.id for call in answers.unanswered}), "call", "calls"),
    )
    return tuple(headline(n, what, labels, anchor) for n, what, anchor in counted if n)


def _latest(answers: Answers, notes: Notes) -> Panel:
    return _panel("new", "new", tuple(_new(act, answers, notes) for act in answers.latest[:LATEST]), 0, notes)


def _new(act: Act, answers: Answers, notes: Notes) -> Sentence:
    placed, labels = answers.placed.get(act.lead.document), notes.labels
    when = labels.undated(placed.first, placed.last) if placed else None
    told = sentence_of(act.lead, notes, who=who_says(act.lead, labels))
    return replace(told, when=when) if when else told


def _panel(anchor: str, key: str, sentences: tuple[Sentence, ...], more: int, notes: Notes) -> Panel:
    say = notes.labels.say
    heading, about, none = (say(f"{key}.{part}") for part in ("heading", "about", "none"))
    return Panel(anchor, heading, about, none, sentences, more=more)


def _dated(ledger: Sequence[Commitment]) -> list[Commitment]:
    """Dated promises that nobody has judged, by due date."""
    return [line for line in ledger if line.window and line.window.last and line.state in WAITING]


def _promises(answers: Answers, notes: Notes, link: Link) -> Panel:
    dated = _dated(answers.ledger)
    told = dated[:LINES]
    panel = _panel("promises", "promises", tuple(_promise(line, notes) for line in told), len(dated) - len(told), notes)
    chart = promises_chart(told, today=answers.today, labels=notes.labels, link=link)
    return replace(panel, figures=(figure_of(chart, notes),)) if chart else panel


def _promise(line: Commitment, notes: Notes) -> Sentence:
    labels = notes.labels
    follow = line.follow_ups[0] if line.follow_ups else None
    remarks = [state_label(line.state, labels)] if line.state in WAITING else []
    if line.condition:
        remarks.append(labels.say("note.condition", words=one_line(line.condition)))
    if follow is not None:
        day = labels.day(follow.row.day) if follow.row.published else labels.say("note.undated")
        remarks.append(labels.say(f"note.follow-{follow.relation}", day=day))
    who = labels.parties(line.bound) or who_says(line.row, labels)
    when = labels.period(line.window) if line.window else None
    told = sentence_of(line.row, notes, who=who, when=when, note="; ".join(remarks))
    return told if follow is None else replace(told, cites=(*told.cites, notes.cite(follow.row)))


def _never(ledger: Sequence[Commitment], notes: Notes) -> Panel:
    """Promises not to do something: no day ends them, so that no list by due date has them."""
    lines = [line for line in ledger if line.row.claim.polarity == "negative" and not line.judgements]
    lines.sort(key=lambda line: line.row.day or datetime.date.min, reverse=True)
    told = lines[:LATEST]
    sentences = tuple(_promise(replace(line, state="not checkable"), notes) for line in told)
    return _panel("never", "never", sentences, len(lines) - len(told), notes)


def _with_time(forecasts: Sequence[Forecast]) -> list[Forecast]:
    return [one for one in forecasts if one.window and one.window.last]


def _expected(forecasts: Sequence[Forecast], notes: Notes) -> Panel:
    timed = _with_time(forecasts)
    told = timed[:LINES]
    return _panel("expected", "expected", tuple(_forecast(one, notes) for one in told), len(timed) - len(told), notes)


def _forecast(one: Forecast, notes: Notes) -> Sentence:
    labels = notes.labels
    remarks = [labels.say("note.outcome-" + one.outcome.replace(" ", "-"))]
    if one.likelihood is not None:
        remarks.insert(0, labels.say("note.likely", share=one.likelihood))
    who = who_says(one.row, labels)
    return sentence_of(one.row, notes, who=who, when=labels.period(one.window), note="; ".join(remarks))


def _calls(calls: Sequence[Call], notes: Notes) -> Panel:
    """Each call once, with all who were asked."""
    acts: dict[str, list[Call]] = {}
    for call in calls:
        acts.setdefault(call.act.id, []).append(call)
    told = list(acts.values())[:LINES]
    return _panel("calls", "calls", tuple(_call(asked, notes) for asked in told), len(acts) - len(told), notes)


def _call(asked: Sequence[Call], notes: Notes) -> Sentence:
    row, labels = asked[0].act.lead, notes.labels
    waits = labels.say("note.waits", who=labels.parties(call.asked for call in asked))
    return sentence_of(replace(row, recipients=()), notes, who=who_says(row, labels), note=waits)


def _disagreements(found: Sequence[Disagreement], notes: Notes) -> Panel:
    told = found[:LINES]
    sentences = tuple(_disagreement(one, notes) for one in told)
    return _panel("disagreements", "disagreements", sentences, len(found) - len(told), notes)


def _disagreement(found: Disagreement, notes: Notes) -> Sentence:
    labels = notes.labels
    one, other = found.one.lead, found.other.lead
    opposite = labels.say("note.opposite", who=who_says(other, labels))
    lead = sentence_of(one, notes, who=who_says(one, labels), note=opposite)
    return replace(lead, cites=(*lead.cites, notes.cite(other)))


def _relations(relations: Sequence[Relation], notes: Notes, link: Link) -> Iterator[Panel]:
    chart = relations_chart(relations, labels=notes.labels, link=link)
    if chart is not None:
        figures: tuple[Figure, ...] = (figure_of(chart, notes),)
        yield replace(_panel("relations", "relations", (), 0, notes), figures=figures)
