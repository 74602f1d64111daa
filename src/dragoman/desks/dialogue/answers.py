"""Who answers whom: each call with what those called upon then said or did about it, and the calls nobody answered."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.desks.acts import Act, Same, acts_of, top_tracks
from dragoman.store import ClaimRow, Party

WINDOW = datetime.timedelta(days=60)
"""How long an answer may take."""
MOST = 3
"""Answers told of one party to one call, the first first."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call on one party, and its answers: that party's later claims on the same track within the window."""

    act: Act
    asked: Party
    answers: tuple[ClaimRow, ...]
    waiting: bool
    """Nothing came yet, and the window is still open."""


def calls(
    rows: Iterable[ClaimRow],
    *,
    today: datetime.date,
    later: Iterable[ClaimRow],
    states: Mapping[str, str] | None = None,
    window: datetime.timedelta = WINDOW,
    same: Same | None = None,
) -> list[Call]:
    """The calls among the rows by the day they were made, one line for each party asked. Undated calls are left out.

    `later` are the claims among which answers are looked for. A state is answered for by its bodies and people, by
    `states`.
    """
    known = states or {}
    speaking = _by_speaker(later, known)
    found: list[Call] = []
    for act in acts_of((row for row in rows if row.claim.kind == "call"), same):
        day = act.lead.day
        if day is None:
            continue
        for asked in act.lead.recipients:
            key = known.get(asked.actor or "") or asked.key
            if key in {known.get(p.actor or "") or p.key for p in act.lead.speakers}:
                continue  # nobody answers to its own side
            answers = [r for r in speaking.get(key, ()) if _answers(act.lead, r, day, window)][:MOST]
            found.append(Call(act, asked, tuple(answers), not answers and day + window >= today))
    return sorted(found, key=lambda call: (call.act.lead.day or today, call.act.id, call.asked.name))


def _by_speaker(rows: Iterable[ClaimRow], states: Mapping[str, str]) -> Mapping[str, list[ClaimRow]]:
    found: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    for row in sorted((r for r in rows if r.day is not None), key=lambda r: (r.day or datetime.date.min, r.claim.id)):
        parties = (*row.speakers, *(row.actors if row.claim.kind == "event" else ()))
        for key in dict.fromkeys(states.get(p.actor or "") or p.key for p in parties):
            found[key].append(row)
    return found


def _answers(call: ClaimRow, row: ClaimRow, day: datetime.date, window: datetime.timedelta) -> bool:
    """Whether a claim of the party asked is about what was asked: the same finest tracks, else the same top ones."""
    said = row.day
    if said is None or not day < said <= day + window or row.document == call.document:
        return False
    fine = {t for t in call.claim.tracks if "." in t}
    if fine:
        return bool(fine.intersection(row.claim.tracks))
    return not set(top_tracks(call)).isdisjoint(top_tracks(row))
