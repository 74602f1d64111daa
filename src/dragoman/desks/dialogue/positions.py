"""Positions: on which tracks a voice speaks, how much, in which words, and how that moved over time.

Counted are acts in which a voice takes a stand: positions, commitments, calls, assessments and forecasts. Nothing is
weighted: an act is one, from however many documents, and one on two tracks counts on both.
"""

import datetime
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.desks.acts import Act, Same, acts_of, top_tracks
from dragoman.desks.dialogue.shifts import LEAST, bootstrap, find_shift, holm
from dragoman.record import ClaimKind
from dragoman.store import ClaimRow, Party

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
    """Whose stand it is: the speakers', else the publisher's."""
    parties = row.speakers
    if not parties and (row.publisher.actor or row.publisher.name):
        parties = (Party(row.publisher.name or row.publisher.actor or "", row.publisher.actor),)
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
    tracks = sorted(
        {t for act in heard.acts for t in top_tracks(act.lead)}, key=lambda t: (place.get(t, len(place)), t)
    )
    return Stand(
        voice=heard.voice,
        acts=len(heard.acts),
        documents=heard.documents,
        cells=tuple(_cells(heard.acts, tracks, step)),
        wording=tuple(_wording(heard.acts)),
        shifts=tuple(_shifts(heard.acts, tracks)),
    )


def _cells(acts: Sequence[Act], tracks: Sequence[str], step: Step) -> Iterator[Cell]:
    periods: dict[str, list[Act]] = {}
    for act in acts:
        day = act.lead.day
        if day is not None:
            periods.setdefault(period_of(day, step), []).append(act)
    for period, mine in periods.items():
        for track in tracks:
            on = [act for act in mine if track in top_tracks(act.lead)]
            if not on:
                continue
            documents = _by_document(mine, track)
            telling = sorted(on, key=lambda act: (-act.lead.claim.confidence, act.id))[:TELLING]
            yield Cell(
                period=period,
                track=track,
                acts=len(on),
                of=len(mine),
                documents=len({act.lead.document for act in on}),
                share=len(on) / len(mine),
                interval=bootstrap(documents),
                telling=tuple(act.lead for act in telling),
            )


def _wording(acts: Sequence[Act]) -> Iterator[Wording]:
    """The phrases of more than one word, most used first."""
    days: defaultdict[str, list[tuple[datetime.date, str]]] = defaultdict(list)
    for act in acts:
        day = act.lead.day
        if day is not None:
            for phrase in act.lead.claim.wording:
                if " " in phrase:
                    days[phrase].append((day, act.lead.document))
    for phrase, used in sorted(days.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Wording(phrase, min(used)[0], max(used)[0], len(used), len({document for _, document in used}))


def _shifts(acts: Sequence[Act], tracks: Sequence[str]) -> Iterator[TrackShift]:
    """How the share of each track moved from document to document."""
    leads = {act.lead.document: act.lead.day for act in acts}
    if len(leads) < LEAST:
        yield from (TrackShift(track, len(leads), None, None, None, None, (), ()) for track in tracks)
        return
    found = [(t, find_shift([on / of for on, of in _by_document(acts, t)])) for t in tracks]
    corrected = iter(holm([shift.p for _, shift in found if shift is not None]))
    days = list(leads.values())
    for track, shift in found:
        if shift is None:  # the same share in every document
            continue
        turn = days[shift.at]
        on = [act.lead for act in acts if track in top_tracks(act.lead)]
        split = bisect_left(on, turn or datetime.date.max, key=lambda row: row.day or datetime.date.min)
        before, after = on[:split], on[split:]
        yield TrackShift(
            track, len(leads), next(corrected), turn, shift.before, shift.after,
            tuple(before[-TELLING:]), tuple(after[:TELLING]),
        )  # fmt: skip


def _by_document(acts: Sequence[Act], track: str) -> list[tuple[int, int]]:
    """(acts on the track, acts) of each document, in order of time."""
    on: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for act in acts:
        of[act.lead.document] += 1
        on[act.lead.document] += track in top_tracks(act.lead)
    return [(on[document], count) for document, count in of.items()]
