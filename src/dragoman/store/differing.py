"""What a re-reading made of a document: the claims that are new, gone or told otherwise, and why that can be."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dragoman.store import schema
from dragoman.store.history import Because, Difference

r, claims, who, tracks = schema.readings.c, schema.claims.c, schema.claim_actors.c, schema.claim_tracks.c

Told = tuple[Any, ...]
"""What a claim says: of what kind, in which words, by and to whom, of when, on which tracks. Not how sure it is."""

_SAID = (
    *(claims.kind, claims.polarity, claims.modality, claims.form, claims.folded),
    *(claims.said_first, claims.said_last, claims.about_first, claims.about_last),
)


def differences(connection: Connection, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Difference]:
    """For pairs of readings, an older and a newer, how they differ; pairs of which one was erased are left out."""
    numbers = sorted({number for pair in pairs for number in pair})
    if not numbers:
        return {}
    wanted = select(r.id, r.reader, r.dossier, r.facts, r.text).where(r.id.in_(numbers))
    rows = {row.id: row for row in connection.execute(wanted)}
    told = _told(connection, numbers)
    return {
        (old, new): _difference(rows[old], rows[new], told[old], told[new])
        for old, new in pairs
        if old in rows and new in rows
    }


def _difference(old: Any, new: Any, before: Mapping[str, Told], after: Mapping[str, Told]) -> Difference:
    """By their ids. What is told just the same under another id, as where a text has moved, is no difference."""
    unchanged = Counter(before[id_] for id_ in before if id_ not in after)
    unchanged &= Counter(after[id_] for id_ in after if id_ not in before)
    return Difference(
        because=tuple(_because(old, new)),
        added=tuple(_without(after, before, unchanged)),
        gone=tuple(_without(before, after, unchanged)),
        changed=tuple(id_ for id_ in after if id_ in before and before[id_] != after[id_]),
    )


def _because(old: Any, new: Any) -> Iterator[Because]:
    if old.reader != new.reader:
        yield "reader"
    if old.dossier != new.dossier:
        yield "dossier"
    if old.text != new.text:
        yield "text"
    elif old.facts != new.facts:
        yield "facts"


def _without(these: Mapping[str, Told], those: Mapping[str, Told], unchanged: "Counter[Told]") -> Iterator[str]:
    left = Counter(unchanged)
    for id_, told in these.items():
        if id_ in those:
            continue
        if left[told]:
            left[told] -= 1
        else:
            yield id_


def _told(connection: Connection, readings: Sequence[int]) -> dict[int, dict[str, Told]]:
    """The claims of these readings by id, in the order of the text."""
    here = claims.reading.in_(readings)
    rows = connection.execute(select(claims.key, claims.reading, claims.id, *_SAID).where(here).order_by(claims.key))
    parties: dict[int, list[Told]] = defaultdict(list)
    of = select(who.claim, who.role, who.name, who.actor).join(schema.claims, claims.key == who.claim).where(here)
    for claim, *party in connection.execute(of.order_by(who.claim, who.role, who.place)):
        parties[claim].append(tuple(party))
    on: dict[int, list[str]] = defaultdict(list)
    of_track = select(tracks.claim, tracks.track).join(schema.claims, claims.key == tracks.claim).where(here)
    for claim, track in connection.execute(of_track.order_by(tracks.claim, tracks.track)):
        on[claim].append(track)
    found: dict[int, dict[str, Told]] = defaultdict(dict)
    for key, reading, id_, *said in rows:
        found[reading][id_] = (*said, tuple(parties[key]), tuple(on[key]))
    return found
