"""What a question is about: an actor by any of its names, all who speak for it, and the claims that concern another."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.desks.acts import top_tracks
from dragoman.dossier import Actor, Dossier
from dragoman.store import ClaimRow, Party

BESIDE = 500
"""Characters within which two claims of one voice belong to one passage of its speech."""


def known_actor(words: str, dossier: Dossier) -> Actor | None:
    """The actor whose id or printed form the words are, in any case; states before others of the same name."""
    asked = words.casefold()
    found = [a for a in dossier.actors.values() if asked in (a.id.casefold(), *(n.text.casefold() for n in a.names))]
    return min(found, key=lambda actor: actor.kind != "state", default=None)


def family(actor: Actor, dossier: Dossier) -> tuple[str, ...]:
    """The ids of those who speak for it: of a state its bodies and people, of a body those that are part of it."""
    return tuple(
        other.id
        for other in dossier.actors.values()
        if other.id == actor.id or actor.id in (other.state, other.part_of)
    )


def owned(rows: Iterable[ClaimRow], actors: Collection[str]) -> Iterator[ClaimRow]:
    """The same claims; what their own releases tell of people nobody knows is the publisher's line."""
    for row in rows:
        if row.publisher.actor in actors and not any(party.actor for party in row.speakers):
            yield replace(row, speakers=(Party(row.publisher.name or str(row.publisher.actor), row.publisher.actor),))
        else:
            yield row


def of_voice(rows: Iterable[ClaimRow], actors: Collection[str]) -> Iterator[ClaimRow]:
    """The claims that these make or whose deeds they tell, and what their own releases tell of people nobody knows."""
    for row in rows:
        own = row.publisher.actor in actors and not any(party.actor for party in row.speakers)
        if own or any(party.actor in actors for party in (*row.speakers, *row.actors)):
            yield row


def concerning(rows: Sequence[ClaimRow], actor: Actor, dossier: Dossier) -> list[ClaimRow]:
    """The claims that name the actor, or one who belongs to it, in a role or in their words.

    With them what the same voice says right beside such a claim on one of its tracks: "the North … we will make peace".
    """
    ids, named = set(family(actor, dossier)), _forms(actor)
    direct = [r for r in rows if named.search(r.words) or any(p.actor in ids for p in (*r.actors, *r.recipients))]
    near: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    for row in direct:
        near[row.document].append(row)
    sure = {row.claim.id for row in direct}
    return [
        row for row in rows if row.claim.id in sure or any(_beside(row, other) for other in near.get(row.document, ()))
    ]


def _beside(row: ClaimRow, other: ClaimRow) -> bool:
    (start, end), (first, last) = row.claim.passages[0], other.claim.passages[0]
    apart = max(start, first) - min(end, last)
    same = {party.key for party in row.speakers} == {party.key for party in other.speakers}
    return same and apart <= BESIDE and not set(top_tracks(row)).isdisjoint(top_tracks(other))


def _forms(actor: Actor) -> re.Pattern[str]:
    """Any printed form of it: a whole word in English, the beginning of one in Korean, where particles follow."""
    english = sorted((re.escape(n.text) for n in actor.names if n.language == "en"), key=len, reverse=True)
    korean = sorted((re.escape(n.text) for n in actor.names if n.language == "ko" and len(n.text) > 1), key=len)
    parts = [rf"(?<!\w)(?:{'|'.join(english)})(?!\w)"] if english else []
    parts += [rf"(?<!\w)(?:{'|'.join(reversed(korean))})"] if korean else []
    return re.compile("|".join(parts) or r"(?!)")
