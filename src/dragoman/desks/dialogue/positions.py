"""Positions: on which tracks a voice speaks, how much, in which words, and how that moved over time.

Counted are acts in which a voice takes a stand: positions, commitments, calls, assessments and forecasts. Nothing is
weighted: an act is one, from however many documents, and one on two tracks counts on both.
"""

import datetime
import heapq
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Literal, NamedTuple, get_args

from dragoman.desks.acts import Act, Same, acts_of, columns, top_tracks, tops_of
from dragoman.desks.dialogue.shifts import LEAST, bootstrap, find_shift, holm
from dragoman.record import ClaimKind, Publisher
from dragoman.store import ClaimQuery, ClaimRow, Party, Record

Step = Literal["year", "half", "quarter", "month"]
STEPS: tuple[Step, ...] = get_args(Step)
STANDS: frozenset[ClaimKind] = frozenset({"position", "commitment", "call", "assessment", "forecast"})
SIGNIFICANT = 0.05
TELLING = 3
"""Acts told of one cell, and on each side of a shift."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One voice on one track in one period. `share` is of its acts then, `interval` the 95% bootstrap of it."""

    period: str
    track: str
    acts: int
    of: int
    documents: int
    share: float
    interval: tuple[float, float] | None
    telling: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A key phrase as a voice uses it: first and last day, how often, in how many documents."""

    phrase: str
    first: datetime.date
    last: datetime.date
    acts: int
    documents: int


@dataclass(frozen=True, slots=True)
class TrackShift:
    """How a voice's share of acts on a track moved. `p` is corrected for the tracks looked at.

    None for `p` where there is too little to tell: fewer documents than the test needs. `from_day` is when the first
    document after the change came out; `before_rows` and `after_rows` are acts on the track on either side.
    """

    track: str
    documents: int
    p: float | None
    from_day: datetime.date | None
    before: float | None
    after: float | None
    before_rows: tuple[ClaimRow, ...]
    after_rows: tuple[ClaimRow, ...]

    @property
    def found(self) -> bool:
        """Whether chance alone would hardly do it."""
        return self.p is not None and self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Stand:
    """One voice: its cells by period and track, its key phrases, how its tracks moved."""

    voice: Party
    acts: int
    documents: int
    cells: tuple[Cell, ...]
    wording: tuple[Wording, ...]
    shifts: tuple[TrackShift, ...]


def positions(
    rows: Iterable[ClaimRow],
    *,
    step: Step = "quarter",
    order: Sequence[str] = (),
    voices: Mapping[str, Party] | None = None,
    same: Same | None = None,
    most: int | None = None,
) -> list[Stand]:
    """The stands of the voices, the most heard first, at most `most` of them; undated claims are left out.

    `order` is the dossier's order of tracks; with `voices` (actor id -> whom it speaks for) a state's ministries and
    people are one voice.
    """
    place = {track: n for n, track in enumerate(order)}
    return [_stand(one, step, place) for one in most_heard(rows, voices=voices, same=same)[:most]]


def readable(
    rows: Iterable[ClaimRow],
    *,
    periods: int,
    order: Sequence[str] = (),
    voices: Mapping[str, Party] | None = None,
    same: Same | None = None,
    most: int | None = None,
) -> list[Stand]:
    """The same in the finest step by which no voice has more than so many periods; years where none is coarse enough.

    The voice heard most is there in any case, the others where they are heard in more than one document.
    """
    heard = most_heard(rows, voices=voices, same=same)[:most]
    heard = [one for n, one in enumerate(heard) if n == 0 or one.documents > 1]
    step = next((step for step in reversed(STEPS) if all(one.periods(step) <= periods for one in heard)), STEPS[0])
    place = {track: n for n, track in enumerate(order)}
    return [_stand(one, step, place) for one in heard]


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice and the acts in which it takes a stand, by day."""

    voice: Party
    acts: tuple[Act, ...]

    @property
    def documents(self) -> int:
        """In how many documents it takes one."""
        return len({act.lead.document for act in self.acts})

    def periods(self, step: Step) -> int:
        """In how many periods it takes one on some track."""
        days = (act.lead.day for act in self.acts if act.lead.claim.tracks)
        return len({period_of(day, step) for day in days if day is not None})


def most_heard(
    rows: Iterable[ClaimRow], *, voices: Mapping[str, Party] | None = None, same: Same | None = None
) -> list[Heard]:
    """The voices, the most heard first; undated claims are left out. `voices` as in `positions`."""
    gathered: dict[str, tuple[Party, list[Act]]] = {}
    for act in acts_of((r for r in rows if r.claim.kind in STANDS and r.day), same):
        for party in _voices(act.lead, voices or {}):
            gathered.setdefault(party.key, (party, []))[1].append(act)
    heard = sorted(gathered.values(), key=lambda one: (-len(one[1]), one[0].name))
    return [Heard(party, tuple(sorted(acts, key=_in_order))) for party, acts in heard]


def _in_order(act: Act) -> tuple[datetime.date, str, str]:
    return act.lead.day or datetime.date.min, act.lead.document, act.id


def period_of(day: datetime.date, step: Step) -> str:
    """The period a day lies in: 2017, 2017-H1, 2017-Q1, 2017-01."""
    match step:
        case "year":
            return str(day.year)
        case "half":
            return f"{day.year}-H{1 if day.month <= 6 else 2}"
        case "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case "month":
            return f"{day.year}-{day.month:02d}"


def _voices(row: ClaimRow, speaks_for: Mapping[str, Party]) -> Iterator[Party]:
    """Whose stand it is."""
    return _speaking(row.speakers, row.publisher, speaks_for)


def _speaking(parties: tuple[Party, ...], publisher: Publisher, speaks_for: Mapping[str, Party]) -> Iterator[Party]:
    """Those for whom the speakers speak, else the publisher."""
    if not parties and (publisher.actor or publisher.name):
        parties = (Party(publisher.name or publisher.actor or "", publisher.actor),)
    seen: set[str] = set()
    for party in parties:
        voice = speaks_for.get(party.actor or "", party)
        if voice.key not in seen:
            seen.add(voice.key)
            yield voice


def stand_of(heard: Heard, *, step: Step, order: Sequence[str] = ()) -> Stand:
    """How one voice stands, by periods of this length; `order` as in `positions`."""
    return _stand(heard, step, {track: n for n, track in enumerate(order)})


def _stand(heard: Heard, step: Step, place: Mapping[str, int]) -> Stand:
    leads = {act.id: act.lead for act in heard.acts}
    return _draft(heard.voice, [_mark_of(act) for act in heard.acts], step, place).stand(leads)


class _Mark(NamedTuple):
    """What of an act is counted."""

    day: datetime.date
    document: str
    act: str
    tops: tuple[str, ...]
    confidence: float
    wording: tuple[str, ...]


def _mark_of(act: Act) -> _Mark:
    row = act.lead
    day = row.day or datetime.date.min
    return _Mark(day, row.document, act.id, top_tracks(row), row.claim.confidence, row.claim.wording)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell before its acts are unpacked."""

    cell: Cell
    telling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shift:
    """A shift before its acts are unpacked."""

    shift: TrackShift
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A stand before its acts are unpacked."""

    voice: Party
    acts: int
    documents: int
    cells: tuple[_Cell, ...]
    wording: tuple[Wording, ...]
    shifts: tuple[_Shift, ...]

    def told(self) -> Iterator[str]:
        """The acts that it tells of, by id."""
        for cell in self.cells:
            yield from cell.telling
        for shift in self.shifts:
            yield from (*shift.before, *shift.after)

    def stand(self, leads: Mapping[str, ClaimRow]) -> Stand:
        """The stand, from the leads of its acts."""

        def rows(acts: Sequence[str]) -> tuple[ClaimRow, ...]:
            return tuple(leads[act] for act in acts)

        return Stand(
            voice=self.voice,
            acts=self.acts,
            documents=self.documents,
            cells=tuple(replace(one.cell, telling=rows(one.telling)) for one in self.cells),
            wording=self.wording,
            shifts=tuple(
                replace(one.shift, before_rows=rows(one.before), after_rows=rows(one.after)) for one in self.shifts
            ),
        )


def _draft(voice: Party, marks: Sequence[_Mark], step: Step, place: Mapping[str, int]) -> _Draft:
    """The stand of a voice, from its acts in order of time."""
    tracks = sorted({t for mark in marks for t in mark.tops}, key=lambda t: (place.get(t, len(place)), t))
    return _Draft(
        voice=voice,
        acts=len(marks),
        documents=len({mark.document for mark in marks}),
        cells=tuple(_cells(marks, tracks, step)),
        wording=tuple(_wording(marks)),
        shifts=tuple(_shifts(marks, tracks)),
    )


def _cells(marks: Sequence[_Mark], tracks: Sequence[str], step: Step) -> Iterator[_Cell]:
    periods: dict[str, list[_Mark]] = {}
    for mark in marks:
        if mark.day != datetime.date.min:
            periods.setdefault(period_of(mark.day, step), []).append(mark)
    for period, mine in periods.items():
        on_track = _on_track(mine)
        of = Counter(mark.document for mark in mine)
        for track in tracks:
            on = on_track.get(track)
            if not on:
                continue
            documents = Counter(mark.document for mark in on)
            telling = heapq.nsmallest(TELLING, on, key=lambda mark: (-mark.confidence, mark.act))
            cell = Cell(
                period=period,
                track=track,
                acts=len(on),
                of=len(mine),
                documents=len(documents),
                share=len(on) / len(mine),
                interval=bootstrap([(documents[document], count) for document, count in of.items()]),
                telling=(),
            )
            yield _Cell(cell, tuple(mark.act for mark in telling))


def _on_track(marks: Iterable[_Mark]) -> Mapping[str, list[_Mark]]:
    found: defaultdict[str, list[_Mark]] = defaultdict(list)
    for mark in marks:
        for track in mark.tops:
            found[track].append(mark)
    return found


def _wording(marks: Sequence[_Mark]) -> Iterator[Wording]:
    """The phrases of more than one word, most used first."""
    days: defaultdict[str, list[tuple[datetime.date, str]]] = defaultdict(list)
    for mark in marks:
        if mark.wording and mark.day != datetime.date.min:
            for phrase in mark.wording:
                if " " in phrase:
                    days[phrase].append((mark.day, mark.document))
    for phrase, used in sorted(days.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Wording(phrase, min(used)[0], max(used)[0], len(used), len({document for _, document in used}))


def _shifts(marks: Sequence[_Mark], tracks: Sequence[str]) -> Iterator[_Shift]:
    """How the share of each track moved from document to document."""
    leads = {mark.document: mark.day for mark in marks}
    if len(leads) < LEAST:
        yield from (_Shift(TrackShift(track, len(leads), None, None, None, None, (), ())) for track in tracks)
        return
    on_track = _on_track(marks)
    of = Counter(mark.document for mark in marks)
    found = []
    for track in tracks:
        on = Counter(mark.document for mark in on_track[track])
        found.append((track, find_shift([on[document] / count for document, count in of.items()])))
    corrected = iter(holm([shift.p for _, shift in found if shift is not None]))
    days = list(leads.values())
    for track, shift in found:
        if shift is None:  # the same share in every document
            continue
        turn, mine = days[shift.at], on_track[track]
        split = bisect_left(mine, turn, key=lambda mark: mark.day)
        told = TrackShift(track, len(leads), next(corrected), turn, shift.before, shift.after, (), ())
        before, after = mine[:split][-TELLING:], mine[split:][:TELLING]
        yield _Shift(told, tuple(mark.act for mark in before), tuple(mark.act for mark in after))


_COUNTED = ("said_first", "document", "id", "tracks", "confidence", "wording", "speakers", "publisher", "lead")
_Counted = tuple[Any, ...]
"""An act under these columns, as they are on record."""


def positions_of(
    record: Record,
    query: ClaimQuery,
    *,
    step: Step = "quarter",
    order: Sequence[str] = (),
    voices: Mapping[str, Party] | None = None,
    most: int | None = None,
) -> list[Stand]:
    """The same of the acts asked for of a record."""
    kinds = tuple(kind for kind in query.kinds or sorted(STANDS) if kind in STANDS)
    if not kinds:
        return []
    rows, shown = columns(record, replace(query, kinds=kinds), _COUNTED)
    heard = _gathered(rows, voices or {})[:most]
    place = {track: n for n, track in enumerate(order)}
    drafts = [_draft(voice, [_kept_mark(row) for row in rows], step, place) for voice, rows in heard]
    told = {name for draft in drafts for name in draft.told()}
    leads = shown.leads_by_id({row[2]: row[-1] for _, rows in heard for row in rows if row[2] in told})
    return [draft.stand(leads) for draft in drafts]


def _gathered(rows: Iterable[_Counted], speaks_for: Mapping[str, Party]) -> list[tuple[Party, list[_Counted]]]:
    """The voices, the most heard first, each with its acts in order of time; undated ones are left out."""
    from dragoman.store.act_rows import day_of, parties_of, publisher_of

    known: dict[tuple[str, str], list[list[_Counted]]] = {}
    gathered: dict[str, tuple[Party, list[_Counted]]] = {}
    for row in rows:
        if day_of(row[0]) is None:
            continue
        said_by = row[6], row[7]
        lists = known.get(said_by)
        if lists is None:
            parties = _speaking(parties_of(row[6]), publisher_of(row[7]), speaks_for)
            lists = known[said_by] = [gathered.setdefault(party.key, (party, []))[1] for party in parties]
        for mine in lists:
            mine.append(row)
    heard = sorted(gathered.values(), key=lambda one: (-len(one[1]), one[0].name))
    in_order = itemgetter(0, 1, 2)
    return [(party, sorted(mine, key=in_order)) for party, mine in heard]


def _kept_mark(row: _Counted) -> _Mark:
    from dragoman.store.act_rows import day_of, phrases_of, words_of

    day, document, act, tracks, confidence, wording, *_ = row
    said = day_of(day) or datetime.date.min
    return _Mark(said, document, act, tops_of(words_of(tracks)), confidence, phrases_of(wording))
