"""Claims as they count: those judged wrong left out, those that people corrected in their corrected form.

The one rule, for whatever counts or leaves the record. What people said of how a claim was read counts while it
stands and the claim is what it was said of: of one that was read otherwise since it says nothing. Where they differ,
the claim stands as it was read.
"""

import datetime
import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import Connection, Engine, Select, select

from dragoman.identity import standing as counting
from dragoman.record import Judgement, RecordError, Verdict
from dragoman.store import asking, schema
from dragoman.store.asking import HANDFUL, claim_rows, rows_of, standing
from dragoman.store.correcting import corrected
from dragoman.store.faults import told
from dragoman.store.fold import fold, fold_name
from dragoman.store.judging import digests_of, judged, judgements, judgements_of
from dragoman.store.linking import handfuls
from dragoman.store.query import ClaimQuery, ClaimRow, Decision, Judged, JudgedAs, JudgementState, Party, Role

made, things = schema.judgements.c, schema.judged.c
claims, readings = schema.claims.c, schema.readings.c

OF_READING: frozenset[Verdict] = frozenset({"right", "wrong", "corrected"})
CHANGING: tuple[Verdict, ...] = ("wrong", "corrected")
"""The verdicts by which a claim does not count as it was read."""
_PARTIES: Mapping[Role, str] = {"speaker": "speakers", "actor": "actors", "recipient": "recipients"}
"""The roles whose parties can be corrected, and what the field is called."""


def decisions(
    connection: Connection, as_of: datetime.datetime | None, ids: Collection[str] | None = None
) -> dict[str, Decision]:
    """What people made of how these claims were read, or all that they judged; nothing of the others."""
    return decided(
        connection, judgements(connection, as_of) if ids is None else judgements_of(connection, ids, as_of), as_of
    )


def decided(
    connection: Connection, judged: Sequence[Judgement], as_of: datetime.datetime | None
) -> dict[str, Decision]:
    """The same from all judgements about the claims, those taken back and those that do so too."""
    said: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in counting(judged):
        if judgement.verdict in OF_READING:
            said[judgement.about[0]].append(judgement)
    now = digests_of(connection, said, as_of)
    found = {}
    for claim, of_it in said.items():
        of_this = [one for one in of_it if one.digests[0] in (None, now.get(claim))]
        if of_this:
            found[claim] = _decision(of_this)
    return found


def _decision(said: Sequence[Judgement]) -> Decision:
    """Of what several persons said, each one thing, the last last."""
    if len({(one.verdict, tuple(sorted(one.fields))) for one in said}) > 1:
        return Decision("disputed", said[-1])
    match said[-1].verdict:
        case "wrong":
            return Decision("wrong", said[-1])
        case "corrected":
            return Decision("corrected", said[-1])
        case _:
            return Decision("right", said[-1])


def decide(row: ClaimRow, decision: Decision | None) -> ClaimRow:
    """The row marked with what was decided; of a corrected claim with the corrected fields.

    Where these make no claim, as those of another program may, it is disputed.
    """
    if decision is None or decision.state != "corrected":
        return replace(row, judged=decision)
    try:
        return replace(corrected(row, decision.judgement.fields), judged=decision)
    except (RecordError, ValueError, KeyError, TypeError):
        return replace(row, judged=Decision("disputed", decision.judgement))


def judged_as(engine: Engine, path: Path, wanted: JudgedAs, as_of: datetime.datetime | None) -> Judged:
    """The claims of which people say so, or of which they say nothing."""
    if wanted not in ("stale", "none"):
        with told(path), engine.connect() as connection:
            found = decisions(connection, as_of)
        return Judged(frozenset(claim for claim, one in found.items() if one.state == wanted), those=True)
    said = [row for row in judged(engine, path, None, as_of) if row.judgement.verdict in OF_READING]
    here = {state: frozenset(row.judgement.about[0] for row in said if row.state == state) for state in _SAID}
    return (
        Judged(here["stale"], those=True)
        if wanted == "stale"
        else Judged(frozenset().union(*here.values()), those=False)
    )


_SAID: tuple[JudgementState, ...] = ("stands", "stale")


def as_counted(row: ClaimRow, decision: Decision | None) -> ClaimRow | None:
    """The row as it counts; None of one that is wrong. Only one that is as people corrected it is marked."""
    found = decide(row, decision)
    if found.judged is None or found.judged.state in ("right", "disputed"):
        return row
    return found if found.judged.state == "corrected" else None


def changed_keys() -> Select[Any]:
    """The claims, by key, that anybody ever judged wrong or corrected: they may not count as they were read."""
    judged = (
        select(things.thing).join(schema.judgements, made.number == things.judgement).where(made.verdict.in_(CHANGING))
    )
    return select(claims.key).where(claims.id.in_(judged))


def counted(engine: Engine, path: Path, query: ClaimQuery, *, wrong: bool = False) -> Iterator[ClaimRow]:
    """The claims as they count that match as such, in the order of `asking.rows`; with `wrong`, those too."""
    with told(path), engine.connect() as connection:
        asked_after = changed_keys().join(schema.readings, claims.reading == readings.id)
        changed = frozenset(connection.scalars(asked_after.where(standing(query.as_of))))
        limit = None if query.limit is None else query.limit + len(changed)
        keys = asking.keys_in_order(engine, connection, replace(query, limit=limit))
        judged = matching(connection, path, query, sorted(changed), wrong=wrong) if changed else {}
    as_read = _rows(engine, path, [key for key in keys if key not in changed])
    if not judged:
        yield from islice((row for _, row in as_read), query.limit)
        return

    def place(one: tuple[int, ClaimRow]) -> tuple[Any, ...]:
        key, row = one
        day = row.day.toordinal() if row.day else 0
        return row.day is None, -day if query.newest else day, row.document, key

    merged = heapq.merge(as_read, sorted(judged.items(), key=place), key=place)
    yield from islice((row for _, row in merged), query.limit)


def _rows(engine: Engine, path: Path, keys: Sequence[int]) -> Iterator[tuple[int, ClaimRow]]:
    for some in handfuls(keys, HANDFUL):
        yield from zip(some, rows_of(engine, path, some), strict=True)


def counted_of(connection: Connection, path: Path, keys: Sequence[int]) -> dict[int, ClaimRow]:
    """These claims as they count; one that is wrong, as it was read."""
    rows = {key: row for some in handfuls(keys, HANDFUL) for key, row in claim_rows(connection, path, some).items()}
    found = decisions(connection, None, [row.claim.id for row in rows.values()])
    return {key: as_counted(row, found.get(row.claim.id)) or row for key, row in rows.items()}


def matching(
    connection: Connection, path: Path, query: ClaimQuery, keys: Sequence[int], *, wrong: bool = False
) -> dict[int, ClaimRow]:
    """Those of these claims that count and match as they count, whatever the limit; with `wrong`, as they were read."""
    beside = replace(query, kinds=(), tracks=(), polarity=None, text=None, actor=None, role=None, also=(), limit=None)
    here = sorted(asking.among(connection, beside, keys))
    rows = {key: row for some in handfuls(here, HANDFUL) for key, row in claim_rows(connection, path, some).items()}
    judged = decisions(connection, query.as_of, [row.claim.id for row in rows.values()])
    known = {key: as_counted(row, judged.get(row.claim.id)) or (row if wrong else None) for key, row in rows.items()}
    found = {key: row for key, row in known.items() if row is not None and _says(row, query)}
    if query.actor is None and query.role is None:
        return found
    named = _named(connection, query, found)
    return {key: row for key, row in found.items() if key in named}


def _says(row: ClaimRow, query: ClaimQuery) -> bool:
    claim = row.claim
    return (
        (not query.kinds or claim.kind in query.kinds)
        and (query.polarity is None or claim.polarity == query.polarity)
        and (query.text is None or fold(query.text) in fold(row.words))
        and (not query.tracks or any(_covers(asked, track) for asked in query.tracks for track in claim.tracks))
    )


def _covers(asked: str, track: str) -> bool:
    return track == asked or track.startswith(f"{asked}.")


def _named(connection: Connection, query: ClaimQuery, rows: Mapping[int, ClaimRow]) -> set[int]:
    """Which of these claims have the party asked for: where that was corrected, there; else as the record has it."""
    found: set[int] = set()
    for role in (query.role,) if query.role else get_args(Role):
        field = _PARTIES.get(role)
        as_read = [key for key, row in rows.items() if field is None or field not in _corrected_fields(row)]
        asked = ClaimQuery(actor=query.actor, also=query.also, role=role, as_of=query.as_of)
        found |= asking.among(connection, asked, as_read)
        if field is not None:
            others = rows.keys() - set(as_read)
            found |= {key for key in others if any(_is(party, query) for party in getattr(rows[key], field))}
    return found


def _corrected_fields(row: ClaimRow) -> frozenset[str]:
    return frozenset(name for name, _ in row.judged.judgement.fields) if row.judged else frozenset()


def _is(party: Party, query: ClaimQuery) -> bool:
    """As `asking.named` has it."""
    if query.actor is None or party.actor in (query.actor, *query.also):
        return True
    name = fold_name(query.actor)
    return bool(name.strip()) and name in fold_name(party.name)


def judged_since(connection: Connection, number: int) -> set[str]:
    """The claims of which judgements made after this one say how they were read, take that back or bring it back."""
    found: set[str] = set()
    asked = select(made.id, made.verdict, things.thing).join(schema.judged, things.judgement == made.number)
    waiting = connection.execute(asked.where(made.number > number)).all()
    seen: set[str] = set()
    while waiting:
        found.update(row.thing for row in waiting if row.verdict in OF_READING)
        back = {row.thing for row in waiting if row.verdict == "withdrawn"} - seen
        seen |= back
        waiting = [row for some in handfuls(sorted(back), HANDFUL) for row in connection.execute(_of(asked, some))]
    return found


def _of(asked: Select[Any], judgements: Sequence[str]) -> Select[Any]:
    return asked.where(made.id.in_(judgements))


def marked(engine: Engine, path: Path, rows: Iterable[ClaimRow], as_of: datetime.datetime | None) -> Iterator[ClaimRow]:
    """The rows as they were read, each with what people made of it; taken by the handful."""
    waiting = iter(rows)
    while some := list(islice(waiting, HANDFUL)):
        with told(path), engine.connect() as connection:
            found = decisions(connection, as_of, [row.claim.id for row in some])
        for row in some:
            decision = found.get(row.claim.id)
            yield row if decision is None else replace(row, judged=decide(row, decision).judged)
