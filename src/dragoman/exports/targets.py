"""Whom an event is coded against where its words name nobody it is done to: PLOVER codes the place then.

An event-data convention, not a reading: "lifted a curfew in Peru" does nothing to Peru that a claim could say, and the
target of its row is Peru all the same.
"""

from collections.abc import Iterator

from dragoman.record import Claim, Mention, Reading
from dragoman.store import Party

_CODED = frozenset({"state", "organisation", "person", "group", "place", "forum", "office"})


def named_in(claim: Claim, reading: Reading) -> tuple[Party, ...]:
    """The parties and places that a claim's words name beside its actors and speakers, in text order, each once."""
    return tuple(dict.fromkeys(Party(m.name, m.actor) for m in mentions_in(claim, reading)))


def mentions_in(claim: Claim, reading: Reading) -> Iterator[Mention]:
    """The same as mentions. What lies inside a longer one ("the Sudanese government") is not told by itself."""
    at = {m.id: m for m in reading.mentions}
    told = {at[i].name for i in (*claim.actors, *(s for a in claim.attribution for s in a.speakers)) if i in at}
    inside = [m for m in reading.mentions if any(s <= m.start and m.end <= e for s, e in claim.passages)]
    for m in inside:
        within = any(o is not m and o.start <= m.start and m.end <= o.end and o.kind in _CODED for o in inside)
        if m.kind in _CODED and m.how != "pronoun" and m.name not in told and not within:
            yield m
