"""What a brief asks the record: the question as it is understood, and all that the dialogue desk answers to it."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.brief.charts.positions import UndatedCells
from dragoman.brief.movement import Line
from dragoman.brief.panels import Answers
from dragoman.desks import dialogue
from dragoman.desks.acts import Act, Same, acts_of
from dragoman.desks.dialogue.answers import Call, calls_of
from dragoman.desks.dialogue.commitments import Commitment, ledger_of
from dragoman.desks.dialogue.disagreements import disagreements
from dragoman.desks.dialogue.forecasts import forecasts
from dragoman.desks.dialogue.movement import phases
from dragoman.desks.dialogue.positions import STEPS, Heard, Stand, Step, most_heard, positions
from dragoman.desks.dialogue.relations import relations
from dragoman.desks.dialogue.scope import concerning, family, known_actor, of_voice, owned
from dragoman.desks.gaps import Gaps, find_gaps
from dragoman.desks.placing import Placed, place
from dragoman.desks.states import state_parties, states_of
from dragoman.dossier import Actor, Dossier
from dragoman.identity.offices import OfficeBook
from dragoman.record import Period, Published, RecordSizeError
from dragoman.store import ClaimQuery, ClaimRow, Record

FOLLOWED = 2
"""Voices whose line the page follows, where none is asked for."""
PERIODS = 12
"""Periods that the chart of a line may have."""
TOLD_PERIODS = 6
"""Periods that it is told by: what moved is to be seen on the first screens."""
UNDATED = 50
"""Undated documents that are looked at for when they can have come out."""
ASIDE = ("partners", "multilateral", "public")
"""Tracks that say with whom or where one speaks, not what."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is understood: `about` an actor, a `topic` track, or `words`, by an `actor` where one is known.

    `speaking` are the ids of all who speak for the actor.
    """

    query: ClaimQuery
    about: Actor | None
    topic: str | None
    words: str | None
    actor: Actor | None
    speaking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the record holds on the question."""

    rows: Sequence[ClaimRow]
    same: Same
    gaps: Gaps
    answers: Answers


def ask(
    dossier: Dossier,
    *,
    about: str | None = None,
    actor: str | None = None,
    tracks: tuple[str, ...] = (),
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    as_of: datetime.datetime | None = None,
) -> Asked:
    """The question. Of an actor known to the dossier all who speak for it are asked for."""
    known = known_actor(actor, dossier) if actor else None
    speaking = family(known, dossier) if known else ()
    query = ClaimQuery(
        actor=known.id if known else actor,
        also=speaking,
        tracks=tracks,
        since=since,
        until=until,
        as_of=as_of,
    )
    if about is None:
        return Asked(query, None, None, None, known, speaking)
    topic = _track(about, dossier) if not tracks else None
    if topic is not None:
        return Asked(replace(query, tracks=(topic,)), None, topic, None, known, speaking)
    concerned = known_actor(about, dossier) if known or not actor else None
    if concerned is None:
        return Asked(replace(query, text=about), None, None, about, known, speaking)
    if known is None:
        query = replace(query, actor=concerned.id, also=family(concerned, dossier))
    return Asked(query, concerned, None, None, known, speaking)


def _track(words: str, dossier: Dossier) -> str | None:
    """The track whose id or label the words are."""
    asked = words.casefold()
    named = ((t.id, (t.id, *t.label.values())) for t in dossier.tracks.values())
    return next((track for track, names in named if asked in (name.casefold() for name in names)), None)


def look_up(record: Record, asked: Asked, dossier: Dossier, *, today: datetime.date) -> Found:
    """Ask the record and the desk."""
    same = Same.of(record, asked.query.as_of)
    rows = list(_rows(record, asked, dossier))
    placed = dict(_placed(record, rows, dossier, asked.query.as_of))
    states = states_of(dossier)
    voices = state_parties(dossier)
    told = Answers(
        today=today,
        latest=_latest(acts_of(rows, same), placed),
        placed=placed,
        lines=list(_lines(rows, placed, asked, dossier, same)),
        ledger=list(_ledger(record, asked, rows, states, today)),
        # What came of a forecast a person says: no proposal is shown, so that none is looked for.
        forecasts=forecasts(rows, today=today, states=states, same=same),
        unanswered=list(_unanswered(record, asked, rows, states, today)),
        disagreements=disagreements(rows, same=same),
        relations=relations(rows, states=voices, same=same),
    )
    return Found(rows, same, find_gaps(record, asked.query), told)


def _rows(record: Record, asked: Asked, dossier: Dossier) -> Iterator[ClaimRow]:
    """The claims asked for."""
    _require_few(record, _of_anybody(asked))
    if asked.actor is None:
        yield from record.counted(asked.query)
        return
    # Of anybody, for a release of its own may tell of people nobody knows.
    rows = record.counted(_of_anybody(asked))
    own = list(of_voice(rows, set(asked.speaking)))
    yield from concerning(own, asked.about, dossier) if asked.about else own


def _require_few(record: Record, query: ClaimQuery) -> None:
    """Raise where whoever opened the record wants no brief of so many claims."""
    most = record.compute_at_most
    if most is not None and (many := record.count(query)) > most:
        raise RecordSizeError(
            f"a brief here is of {most:,} claims of all voices at most, and these are {many:,}: ask for a shorter time "
            "or a track, or on the command line: dragoman brief"
        )


def _ledger(
    record: Record, asked: Asked, rows: Sequence[ClaimRow], states: Mapping[str, str], today: datetime.date
) -> Iterator[Commitment]:
    """The lines of the ledger whose best evidence is among the rows, with what the record keeps of their follow-ups."""
    mine = {row.claim.id for row in rows}
    yield from ledger_of(record, _of_anybody(asked), today=today, states=states, led_by=mine)


def _unanswered(
    record: Record, asked: Asked, rows: Sequence[ClaimRow], states: Mapping[str, str], today: datetime.date
) -> Iterator[Call]:
    """The calls whose best evidence is among the rows and which nobody answered, of all that is on record."""
    mine = {row.claim.id for row in rows}
    yield from calls_of(record, _of_anybody(asked), today=today, states=states, unanswered=True, led_by=mine)


def _of_anybody(asked: Asked) -> ClaimQuery:
    """What is asked of the record, where who speaks is told from the rows."""
    return replace(asked.query, actor=None, also=()) if asked.actor else asked.query


def _placed(
    record: Record, rows: Sequence[ClaimRow], dossier: Dossier, as_of: datetime.datetime | None
) -> Iterator[tuple[str, Placed]]:
    """When the undated documents among the rows can have come out; of many, those with most claims."""
    claims = Counter(row.document for row in rows if row.published is None)
    undated = [document for document, _ in claims.most_common(UNDATED)]
    offices = OfficeBook.of(dossier) if undated else None
    for document in sorted(undated):
        reading = record.reading(document, as_of=as_of)
        found = place(reading, offices) if reading is not None and offices is not None else None
        if found is not None:
            yield document, found


def _lines(
    rows: Sequence[ClaimRow], placed: Mapping[str, Placed], asked: Asked, dossier: Dossier, same: Same
) -> Iterator[Line]:
    """The lines that the page follows: that of the actor asked for, else those of the voices most heard."""
    voices = state_parties(dossier)
    rows = list(owned(rows, set(asked.speaking)))
    standing = [_standing(row, placed) for row in rows]
    heard = most_heard(standing, voices=voices, same=same)
    if asked.actor is not None:
        heard = [one for one in heard if one.voice.actor in asked.speaking]
    followed = heard[: 1 if asked.actor else FOLLOWED]
    for n, one in enumerate(followed):
        if n == 0 or one.documents > 1:
            yield _line(one, rows, standing, placed, dossier, same)


def _standing(row: ClaimRow, placed: Mapping[str, Placed]) -> ClaimRow:
    """The row; that of an undated document which can be placed with a day to stand in order by."""
    if row.document not in placed:
        return row
    return replace(row, published=Published(Period.day(placed[row.document].about), "given", 0.0))


def _line(
    heard: Heard,
    rows: Sequence[ClaimRow],
    standing: Sequence[ClaimRow],
    placed: Mapping[str, Placed],
    dossier: Dossier,
    same: Same,
) -> Line:
    step, coarser = _step_of(heard, PERIODS), _step_of(heard, TOLD_PERIODS)
    own = {act.lead.document for act in heard.acts}
    undated = {document: placed[document] for document in placed if document in own}
    order = tuple(track for track in dossier.tracks if "." not in track)

    def stand_of(rows: Sequence[ClaimRow], step: Step) -> Stand:
        found = positions(rows, step=step, order=order, voices=state_parties(dossier), same=same)
        mine = (stand for stand in found if stand.voice.key == heard.voice.key)
        return next(mine, Stand(heard.voice, 0, 0, (), (), ()))

    cells = {
        document: UndatedCells(_title(standing, document), at, stand_of(_of(standing, {document}), "year").cells)
        for document, at in sorted(undated.items(), key=lambda one: one[1].about)
    }
    told = phases(heard, step=coarser, undated=set(undated), aside=ASIDE)
    return Line(heard, stand_of(_of(rows, own), step), told, cells)


def _step_of(heard: Heard, most: int) -> Step:
    """The finest step in which this voice has no more periods."""
    return next((step for step in reversed(STEPS) if heard.periods(step) <= most), STEPS[0])


def _of(rows: Sequence[ClaimRow], documents: Collection[str]) -> list[ClaimRow]:
    return [row for row in rows if row.document in documents]


def _title(rows: Sequence[ClaimRow], document: str) -> str:
    row = next(row for row in rows if row.document == document)
    return row.title or row.source


def _latest(acts: Sequence[Act], placed: Mapping[str, Placed]) -> list[Act]:
    """The acts by the first day they can have been said on, the newest first; what cannot be placed is left out."""
    day = {act.id: act.lead.day or (at.first if (at := placed.get(act.lead.document)) else None) for act in acts}

    def newest_first(act: Act) -> tuple[int, int, str]:
        said = day[act.id] or datetime.date.min
        return -said.toordinal(), dialogue.WEIGHT[act.lead.claim.kind], act.id

    return sorted((act for act in acts if day[act.id]), key=newest_first)
