"""The line of a voice on a page: its phases with the acts that tell them, its chart, its shifts, its words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.brief.charts import Link, positions_chart, wording_chart
from dragoman.brief.charts.positions import UndatedCells
from dragoman.brief.figures import figure_of
from dragoman.brief.notes import Notes, sentence_of, who_says
from dragoman.brief.nouns import Figure, Grid, GridCell, Group, Panel, Remark, Sentence
from dragoman.brief.words import one_line
from dragoman.desks.dialogue.movement import Phase
from dragoman.desks.dialogue.positions import Cell, Heard, Stand
from dragoman.store import ClaimRow


@dataclass(frozen=True, slots=True)
class Line:
    """A voice as the page follows it.

    `stand` counts its dated documents, `undated` the others by document id; `phases` are both in order, from `heard`,
    whose rows of undated documents carry a day to stand in order by and no other meaning.
    """

    heard: Heard
    stand: Stand
    phases: Sequence[Phase]
    undated: Mapping[str, UndatedCells]


def line_panel(n: int, line: Line, notes: Notes, link: Link) -> Panel:
    """The panel of one voice."""
    labels = notes.labels
    acts = labels.count(len(line.heard.acts), "act")
    documents = labels.count(line.heard.documents, "document")
    return Panel(
        anchor=f"line-{n}",
        heading=labels.say("line.heading", who=labels.party(line.heard.voice)),
        about=labels.say("line.about", acts=acts, documents=documents),
        none=labels.say("line.none"),
        groups=tuple(_group(phase, line, notes) for phase in line.phases),
        remarks=tuple(_remarks(line, notes)),
        figures=tuple(_figures(n, line, notes, link)),
    )


def _group(phase: Phase, line: Line, notes: Notes) -> Group:
    labels = notes.labels
    undated = line.undated.get(phase.document or "")
    heading = labels.placed(undated.placed.first, undated.placed.last) if undated else labels.step(phase.period or "")
    tracks = (labels.say("line.phase-track", track=labels.track(track), n=n) for track, n in phase.tracks)
    figures = labels.say(
        "line.phase",
        acts=labels.count(phase.acts, "act"),
        documents=labels.count(phase.documents, "document"),
        tracks=", ".join(tracks),
    )
    return Group(heading[:1].upper() + heading[1:], figures, tuple(_told(act.lead, notes) for act in phase.telling))


def _told(row: ClaimRow, notes: Notes) -> Sentence:
    """One act as the record has it: an undated document's day, and whose line its words count as, are ours."""
    said = notes.original(row)
    return sentence_of(said, notes, who=who_says(said, notes.labels))


def _figures(n: int, line: Line, notes: Notes, link: Link) -> Iterator[Figure]:
    labels, undated = notes.labels, list(line.undated.values())
    chart = positions_chart(line.stand, labels=labels, link=link, undated=undated, id_=f"positions-{n}")
    if chart is not None:
        yield Figure(chart, _grid(line, notes))
    placed = {document: one.placed for document, one in line.undated.items()}
    words = wording_chart(
        line.heard.voice, line.heard.acts, labels=labels, link=link, undated=placed, id_=f"wording-{n}"
    )
    if words is not None:
        yield figure_of(words, notes)


def _grid(line: Line, notes: Notes) -> Grid:
    """Shares by period and track, undated documents last."""
    labels = notes.labels
    undated = [cell for one in line.undated.values() for cell in one.cells]
    tracks = list(dict.fromkeys(cell.track for cell in (*line.stand.cells, *undated)))
    rows = [
        (labels.step(period), {c.track: c for c in line.stand.cells if c.period == period})
        for period in dict.fromkeys(cell.period for cell in line.stand.cells)
    ]
    rows += [
        (labels.placed(one.placed.first, one.placed.last), {c.track: c for c in one.cells})
        for one in line.undated.values()
    ]
    return Grid(
        caption=labels.say("line.grid"),
        columns=(labels.say("chart.period"), *(labels.track(track) for track in tracks)),
        rows=tuple((GridCell(name), *(_cell(cells.get(track), notes) for track in tracks)) for name, cells in rows),
        turned=True,
    )


def _cell(cell: Cell | None, notes: Notes) -> GridCell:
    if cell is None:
        return GridCell("·")
    labels = notes.labels
    parts = [f"{cell.share:.0%}", labels.say("line.cell-of", n=cell.acts, of=cell.of)]
    if cell.documents > 1:
        parts.append(labels.count(cell.documents, "document"))
    if cell.interval is not None:
        parts.append(f"{cell.interval[0]:.0%}–{cell.interval[1]:.0%}")
    return GridCell(", ".join(parts), (notes.cite(cell.telling[0]),))


def _remarks(line: Line, notes: Notes) -> Iterator[Remark]:
    yield from _shifts(line.stand, notes)
    leads = (act.lead for act in line.heard.acts)
    if any(notes.original(row).speakers != row.speakers for row in leads):
        yield Remark(notes.labels.say("line.own-release"))


def _shifts(stand: Stand, notes: Notes) -> Iterator[Remark]:
    """What the test of shifts says, each shift with an act before it and one after."""
    labels = notes.labels
    tried = [s for s in stand.shifts if s.p is not None]
    if not tried:
        yield Remark(labels.say("line.few", who=labels.party(stand.voice), n=stand.documents))
        return
    found = [s for s in tried if s.found and s.before is not None and s.after is not None]
    if not found:
        yield Remark(labels.say("line.unmoved"))
    for s in found:
        text = labels.say(
            "line.shift",
            track=labels.track(s.track),
            before=s.before,
            after=s.after,
            day=labels.day(s.from_day),
            p=s.p,
        )
        yield Remark(text, tuple(notes.cite(row) for row in (*s.before_rows[-1:], *s.after_rows[:1])))


def offices_of(undated: UndatedCells, notes: Notes) -> str:
    """On which offices the span of an undated document rests: one line for the page's unknowns."""
    labels = notes.labels
    said = (
        labels.say("line.office", printed=one_line(h.printed), when=labels.span(h.since, h.until))
        for h in undated.placed.by
    )
    return labels.say("line.offices", title=undated.title, offices="; ".join(dict.fromkeys(said)))
