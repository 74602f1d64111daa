"""Positions: on which tracks a voice speaks, how much, in which words, and how that moved over time.

Counted are acts in which a voice takes a stand: positions, commitments, calls, assessments and forecasts. Nothing is
weighted: an act is one, from however many documents, and one on two tracks counts on both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.desks.acts import Act, Chosen, Same, choose
from dragoman.desks.dialogue.stands import STEPS, Cell, Draft, Stand, Step, Stood, TrackShift, Wording, period_of
from dragoman.record import ClaimKind, Publisher
from dragoman.store import ClaimQuery, ClaimRow, Party, Record
from dragoman.store.act_table import NEVER
from dragoman.store.numbering import first_places, numbered, once, pairs

__all__ = [
    "STANDS",
    "STEPS",
    "Cell",
    "Heard",
    "Stand",
    "Step",
    "TrackShift",
    "Voice",
    "Wording",
    "most_heard",
    "period_of",
    "positions",
    "positions_of",
    "voices_of",
]

STANDS: frozenset[ClaimKind] = frozenset({"position", "commitment", "call", "assessment", "forecast"})
PHRASED = 400
"""Acts of a voice that tell how it words things, the latest."""


class Voice:
    """One voice and the acts in which it takes a stand, counted; what is shown of them is unpacked when it is."""

    def __init__(self, voice: Party, at: NDArray[Any], chosen: Chosen) -> None:
        """`at` is where its acts stand in the table, in the order in which they were said."""
        self.voice = voice
        self.acts = len(at)
        self._at = at
        self.chosen = chosen
        self._stood = Stood(chosen.its, at)

    @property
    def documents(self) -> int:
        """In how many documents it takes a stand."""
        return self._stood.documents

    def periods(self, step: Step) -> int:
        """In how many periods it takes one on some track."""
        return self._stood.periods(step)

    def draft(self, step: Step, order: Sequence[str]) -> Draft:
        """How it stands, before the acts that are told are unpacked."""
        return self._stood.draft(self.voice, step, {track: n for n, track in enumerate(order)})

    def stand(self, step: Step, *, order: Sequence[str] = ()) -> Stand:
        """How it stands, by periods of this length; `order` as in `positions_of`."""
        draft = self.draft(step, order)
        return draft.told(self.chosen.best(draft.leads()))

    def told(self) -> list[Act]:
        """All of its acts, in the order in which they were said."""
        return self._told(self._at)

    def phrased(self, most: int = PHRASED) -> list[Act]:
        """The latest of its acts that have a key phrase, in the order in which they were said."""
        its = self.chosen.its
        return self._told(self._at[its["wording"][self._at] > 0][-most:])

    def _told(self, at: NDArray[Any]) -> list[Act]:
        return list(self.chosen.told(self.chosen.its["lead"][at].tolist()).values())


def voices_of(
    record: Record, query: ClaimQuery, *, voices: Mapping[str, Party] | None = None, most: int | None = None
) -> list[Voice]:
    """The voices among the acts asked for of a record, the most heard first; undated acts are left out.

    With `voices` (actor id -> whom it speaks for) a state's ministries and people are one voice.
    """
    kinds = tuple(kind for kind in query.kinds or sorted(STANDS) if kind in STANDS)
    return _voices(choose(record, replace(query, kinds=kinds)), voices or {}, most) if kinds else []


def positions_of(
    record: Record,
    query: ClaimQuery,
    *,
    step: Step = "quarter",
    order: Sequence[str] = (),
    voices: Mapping[str, Party] | None = None,
    most: int | None = None,
) -> list[Stand]:
    """The stands of the voices among the acts asked for, the most heard first, at most `most` of them.

    `order` is the dossier's order of tracks; `voices` as in `voices_of`.
    """
    return _stands(voices_of(record, query, voices=voices, most=most), step, order)


def positions(
    rows: Iterable[ClaimRow],
    *,
    step: Step = "quarter",
    order: Sequence[str] = (),
    voices: Mapping[str, Party] | None = None,
    same: Same | None = None,
    most: int | None = None,
) -> list[Stand]:
    """The same of the acts that claims at hand report."""
    chosen = Chosen.of((row for row in rows if row.claim.kind in STANDS), same)
    return _stands(_voices(chosen, voices or {}, most), step, order)


def _stands(voices: Sequence[Voice], step: Step, order: Sequence[str]) -> list[Stand]:
    """Those of voices of one answer: what they tell is unpacked at once."""
    drafts = [voice.draft(step, order) for voice in voices]
    leads = voices[0].chosen.best({lead for draft in drafts for lead in draft.leads()}) if voices else {}
    return [draft.told(leads) for draft in drafts]


def _voices(chosen: Chosen, speaks_for: Mapping[str, Party], most: int | None) -> list[Voice]:
    """The voices, the most heard first, each with its acts in order of time."""
    its = chosen.its
    at = its.in_order(chosen.at[its["said_first"][chosen.at] < NEVER])
    acts, spoken, parties = _speaking(chosen, at, speaks_for)
    counts = np.bincount(spoken, minlength=len(parties))
    heard = sorted(np.flatnonzero(counts).tolist(), key=lambda n: (-counts[n], parties[n].name))[:most]
    rank = np.full(len(parties), len(heard))  # who is not heard comes last
    rank[heard] = np.arange(len(heard))
    # 16 bits, and less, are sorted in one go.
    order = np.argsort(rank.astype(np.min_scalar_type(len(heard)))[spoken], kind="stable")
    ends = np.cumsum(counts[heard])
    return [
        Voice(parties[n], at[acts[order[end - counts[n] : end]]], chosen) for n, end in zip(heard, ends, strict=True)
    ]


def _speaking(
    chosen: Chosen, at: NDArray[Any], speaks_for: Mapping[str, Party]
) -> tuple[NDArray[Any], NDArray[Any], list[Party]]:
    """Whose stand each act is, each voice once: places in `at`, and numbers of voices; and these."""
    its, people = chosen.its, chosen.its.people
    acts, members = people.of(its["speakers"][at])
    silent = np.flatnonzero(people.sizes(its["speakers"][at]) == 0).astype(np.int32)
    publishers, which = numbered(its["publisher"][at[silent]])
    own = [_party(its.publisher(int(number))) for number in publishers]
    acts, named = np.concatenate((acts, silent)), len(people.known)
    members = np.concatenate((members, (which + named).astype(np.int32)))
    places = first_places(members, named + len(own))  # of one member in the order of the acts
    used = np.flatnonzero(places < len(members))
    voices: dict[str, tuple[int, Party]] = {}
    number = np.full(named + len(own), -1, np.int32)
    for n in used[np.lexsort((places[used], acts[places[used]]))].tolist():
        party = people.known[n] if n < named else own[n - named]
        if party is not None:
            voice = speaks_for.get(party.actor or "", party)
            number[n] = voices.setdefault(voice.key, (len(voices), voice))[0]
    spoken = number[members]
    there = spoken >= 0
    many = max(len(voices), 1)
    acts, spoken = np.divmod(once(pairs(acts[there], spoken[there], many)), many)
    return acts, spoken, [voice for _, voice in voices.values()]


def _party(publisher: Publisher) -> Party | None:
    """The publisher as a voice; None where it is not known."""
    if not (publisher.actor or publisher.name):
        return None
    return Party(publisher.name or publisher.actor or "", publisher.actor)


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice and the acts at hand in which it takes a stand, by day."""

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
    """The voices among claims at hand, the most heard first; undated ones are left out. `voices` as in `positions`."""
    chosen = Chosen.of((row for row in rows if row.claim.kind in STANDS), same)
    return [Heard(one.voice, tuple(one.told())) for one in _voices(chosen, voices or {}, None)]
