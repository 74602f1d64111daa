"""What a desk officer asks first: what is new, how the line moves, what is due, who was not answered, who disagrees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.brief.notes import Notes, sentence_of
from dragoman.brief.nouns import Grid, GridCell, Panel, Sentence
from dragoman.brief.words import one_line, say_count, say_parties, say_period
from dragoman.desks.acts import Act
from dragoman.desks.dialogue.answers import Call
from dragoman.desks.dialogue.commitments import Commitment
from dragoman.desks.dialogue.disagreements import Disagreement
from dragoman.desks.dialogue.positions import Cell, Stand
from dragoman.store import ClaimRow

LATEST = 6
LINES = 12
"""Lines of the ledger, and calls, on one page."""
_SEEMS = {
    "fulfils": "fulfilled",
    "fails": "failed",
    "cancels": "cancelled",
    "renews": "made again",
    "contradicts": "contradicted",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the dialogue desk answered: the newest acts first, the stands of the voices that the page follows, …"""

    latest: Sequence[Act]
    stands: Sequence[Stand]
    ledger: Sequence[Commitment]
    unanswered: Sequence[Call]
    disagreements: Sequence[Disagreement]


def panels_of(answers: Answers, notes: Notes, labels: Mapping[str, str]) -> tuple[Panel, ...]:
    """The panels in the order in which a page tells them."""
    return (
        _latest(answers.latest, notes),
        *(_movement(n, stand, notes, labels) for n, stand in enumerate(answers.stands, 1)),
        _promises(answers.ledger, notes),
        _calls(answers.unanswered, notes),
        _disagreements(answers.disagreements, notes),
    )


def _latest(acts: Sequence[Act], notes: Notes) -> Panel:
    told = acts[:LATEST]
    sentences = tuple(sentence_of(act.lead, notes, who=_who(act.lead)) for act in told)
    return Panel("new", "What is new", "The latest acts, the newest first.", sentences, "Nothing dated was found.", 0)


def _movement(n: int, stand: Stand, notes: Notes, labels: Mapping[str, str]) -> Panel:
    """One voice's share of acts by track and period, its most telling words in each, and the shifts that were found."""
    tracks = list(dict.fromkeys(cell.track for cell in stand.cells))
    periods = list(dict.fromkeys(cell.period for cell in stand.cells))
    cells = {(cell.period, cell.track): cell for cell in stand.cells}
    rows = tuple((period, tuple(_grid_cell(cells.get((period, t)), notes) for t in tracks)) for period in periods)
    caption = (
        "Share of the acts of a period that are on a track, and how many; an act on two tracks counts on both."
        " The number leads to one of them."
    )
    name = one_line(stand.voice.name)
    counted = f"{say_count(stand.acts, 'act')} in {say_count(stand.documents, 'document')}"
    return Panel(
        anchor=f"line-{n}",
        heading=f"The line of {name}",
        about=f"{counted}. {_say_shifts(stand, labels)}",
        sentences=tuple(_wording(stand, cells, periods, notes)),
        none="Nothing dated was found.",
        grid=Grid(caption, tuple(labels.get(t, t) for t in tracks), rows),
    )


def _grid_cell(cell: Cell | None, notes: Notes) -> GridCell:
    if cell is None:
        return GridCell("·")
    return GridCell(f"{cell.share:.0%} ({cell.acts})", (notes.cite(cell.telling[0]),))


def _wording(
    stand: Stand, cells: Mapping[tuple[str, str], Cell], periods: Sequence[str], notes: Notes
) -> Iterator[Sentence]:
    """In each period what stands for its strongest track."""
    for period in periods:
        mine = [cell for (p, _), cell in cells.items() if p == period]
        strongest = max(mine, key=lambda cell: (cell.acts, cell.track))
        yield sentence_of(strongest.telling[0], notes, when=period)


def _say_shifts(stand: Stand, labels: Mapping[str, str]) -> str:
    tried = [s for s in stand.shifts if s.p is not None]
    if not tried:
        return "Too few documents to tell a shift from chance."
    found = [s for s in tried if s.found and s.before is not None and s.after is not None]
    if not found:
        return "No track moved more than chance would."
    return " ".join(
        f"{labels.get(s.track, s.track)} moved from {s.before:.0%} to {s.after:.0%} of its acts"
        f" from {s.from_day} (p = {s.p:.3f})."
        for s in found
    )


def _promises(ledger: Sequence[Commitment], notes: Notes) -> Panel:
    """Dated promises that nobody has judged, by due date."""
    dated = [line for line in ledger if line.window and line.window.last and line.state in ("open", "due", "overdue")]
    told = dated[:LINES]
    return Panel(
        anchor="promises",
        heading="Promises due",
        about="Promises with a date that nobody has judged yet, by the end of their time.",
        sentences=tuple(_promise(line, notes) for line in told),
        none="No promise with a date waits for a judgement.",
        more=len(dated) - len(told),
    )


def _promise(line: Commitment, notes: Notes) -> Sentence:
    when = say_period(line.window)
    follow = line.follow_ups[0] if line.follow_ups else None
    note: str = line.state
    if line.condition:
        note += f"; on the condition “{one_line(line.condition)}”"
    if follow is None:
        return sentence_of(line.row, notes, who=say_parties(line.bound) or _who(line.row), when=when, note=note)
    day = say_period(follow.row.published.period) if follow.row.published else "undated"
    cite = notes.cite(follow.row)
    note += f"; perhaps {_SEEMS[follow.relation]} on {day}"
    told = sentence_of(line.row, notes, who=say_parties(line.bound) or _who(line.row), when=when, note=note)
    return Sentence(told.when, told.verb, told.words, told.note, (*told.cites, cite), told.who)


def _calls(calls: Sequence[Call], notes: Notes) -> Panel:
    told = calls[:LINES]
    return Panel(
        anchor="calls",
        heading="Calls without an answer",
        about="Calls on a party that said nothing on the same track within sixty days, as far as the record knows.",
        sentences=tuple(
            sentence_of(call.act.lead, notes, who=_who(call.act.lead), note=f"waits for {one_line(call.asked.name)}")
            for call in told
        ),
        none="Every call found an answer, or none was made.",
        more=len(calls) - len(told),
    )


def _disagreements(found: Sequence[Disagreement], notes: Notes) -> Panel:
    told = found[:LINES]
    sentences = []
    for one in told:
        other = notes.cite(one.other.lead)
        lead = sentence_of(
            one.one.lead, notes, who=_who(one.one.lead), note=f"the opposite is said by {_who(one.other.lead)}"
        )
        sentences.append(Sentence(lead.when, lead.verb, lead.words, lead.note, (*lead.cites, other), lead.who))
    return Panel(
        anchor="disagreements",
        heading="Where sources disagree",
        about="Claims of different voices in nearly the same words, one saying that it is so and one that it is not.",
        sentences=tuple(sentences),
        none="No two claims contradict each other in nearly the same words.",
        more=len(found) - len(told),
    )


def _who(row: ClaimRow) -> str:
    return say_parties(row.speakers) or row.publisher.name or row.publisher.actor or "publisher unknown"
