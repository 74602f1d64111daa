"""What claims are counted by, packed column by column into a row for many readings: see `claim_columns` in the schema.

Written here, read by `counting`. All of it is computed from the findings and can be made anew from them.
"""

import datetime
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Connection, func, or_, select

from dragoman.store import bulk, schema
from dragoman.store.fold import fold_name
from dragoman.store.packing import Columns, Layout
from dragoman.store.query import Role
from dragoman.store.rows import Prepared
from dragoman.store.schema.columnar import CHUNK

LAYOUT = Layout(
    (
        *(("reading", "I", "reading"), ("first", "i", "reading"), ("last", "i", "reading"), ("month", "H", "reading")),
        *(("publisher", "I", "reading"), ("claims", "I", "reading")),
        *(("kind", "B", "claim"), ("polarity", "B", "claim"), ("form", "B", "claim"), ("confidence", "d", "claim")),
        *(("parties", "I", "claim"), ("tracks", "I", "claim")),
        *(("role", "B", "party"), ("party", "I", "party")),
        ("track", "I", "track"),
    )
)
"""Days are counted as `date.toordinal` does, months from the year 0; 0 is none. `claims`, `parties` and `tracks` tell
how many of those belong to each."""
ROLES: tuple[Role, ...] = ("speaker", "via", "actor", "recipient")
AGAIN = 0x80
"""Added to the role of a party whose actor stands in the claim before: so each actor is counted once a claim."""
MONTHLY = ("day", "week", "month")
"""How finely a publication date must be known to tell a month."""
LIMIT = 500

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Strip:
    """What of one reading is packed. Places are those of claims in the reading.

    claims: kind, polarity, form and confidence of each. parties: place, role, place in the role, actor, name.
    tracks: place and track.
    """

    reading: int
    first: datetime.date | None
    last: datetime.date | None
    grain: str | None
    publisher: str | None
    claims: Sequence[tuple[str, str, str, float]]
    parties: Sequence[tuple[int, str, int, str | None, str]]
    tracks: Sequence[tuple[int, str]]


def strip_of(prepared: Prepared, reading: int) -> Strip:
    """What is packed of a reading that is about to be written under this number."""
    published, publisher = prepared.document.published, prepared.document.publisher
    period = published.period if published else None
    return Strip(
        reading,
        period.first if period else None,
        period.last if period else None,
        period.grain if period else None,
        publisher.actor or publisher.name,
        [(row[2], row[3], row[5], row[-3]) for row in prepared.claims],
        [(row[0], row[1], row[2], row[4], row[5]) for row in prepared.actors],
        [(place, track) for place, track in prepared.tracks],
    )


def write(connection: Connection, strips: Sequence[Strip]) -> None:
    """Pack readings, in the order of their numbers, within a transaction that holds the write lock."""
    if not strips:
        return
    coded = _Codes(connection, strips)
    chunks: defaultdict[int, list[Strip]] = defaultdict(list)
    for strip in strips:
        chunks[strip.reading // CHUNK].append(strip)
    t = schema.claim_columns
    kept = {
        row.chunk: row.packed for row in connection.execute(select(t.c.chunk, t.c.packed).where(t.c.chunk.in_(chunks)))
    }
    if kept:
        connection.execute(t.delete().where(t.c.chunk.in_(kept)))
    rows = []
    for chunk, some in chunks.items():
        columns = LAYOUT.unpack(kept[chunk]) if chunk in kept else LAYOUT.empty()
        for strip in some:
            _add(columns, strip, coded)
        rows.append((chunk, columns["reading"][-1], len(columns["kind"]), LAYOUT.pack(columns)))
    bulk.put(connection, t, rows)


def state(connection: Connection) -> tuple[int, int, int, int]:
    """What is packed: in how many rows, up to which reading, with how many claims; how many documents were erased."""
    c = schema.claim_columns.c
    row = connection.execute(select(func.count(), func.max(c.last), func.sum(c.claims))).one()
    return int(row[0]), int(row[1] or 0), int(row[2] or 0), erased(connection)


def erased(connection: Connection) -> int:
    """How often a document was erased: then what was loaded of the columns is to be loaded anew."""
    its = schema.withdrawals.c
    return connection.scalar(select(func.count()).where(its.what == "erased")) or 0


def is_there(connection: Connection) -> bool:
    """Whether all readings are packed: those of an older record are not before it is opened for writing."""
    highest = connection.scalar(select(func.max(schema.readings.c.id))) or 0
    return state(connection)[1] == highest


def forget(connection: Connection, readings: Iterable[int]) -> None:
    """Take readings out again whose findings are gone, within a transaction that holds the write lock.

    Names and publishers that no other reading has are forgotten with them.
    """
    t, gone = schema.claim_columns, set(readings)
    parties: set[int] = set()
    publishers: set[int] = set()
    for chunk in sorted({number // CHUNK for number in gone}):
        packed = connection.scalar(select(t.c.packed).where(t.c.chunk == chunk))
        if packed is None:
            continue
        before = LAYOUT.unpack(packed)
        columns = _without(before, gone)
        parties |= set(before["party"])
        publishers |= set(before["publisher"])
        connection.execute(t.delete().where(t.c.chunk == chunk))
        if columns["reading"]:
            row = (chunk, columns["reading"][-1], len(columns["kind"]), LAYOUT.pack(columns))
            bulk.put(connection, t, [row])
    _forget_unused(connection, parties, publishers)


def _forget_unused(connection: Connection, numbers: set[int], publishers: set[int]) -> None:
    p, v, who, r = schema.parties, schema.column_values, schema.claim_actors.c, schema.readings.c
    for some in handfuls(sorted(numbers)):
        names = select(p.c.name).where(p.c.number.in_(some))
        used = set(connection.scalars(select(who.name).where(who.name.in_(names)).distinct()))
        unused = [name for name in connection.scalars(names) if name not in used]
        connection.execute(p.delete().where(p.c.number.in_(some), p.c.name.in_(unused)))
    its = (v.c.column == "publisher", v.c.number.in_(publishers))
    for number, value in connection.execute(select(v.c.number, v.c.value).where(*its)).all():
        if connection.scalar(select(r.id).where(or_(r.publisher_actor == value, r.publisher_name == value))) is None:
            connection.execute(v.delete().where(v.c.column == "publisher", v.c.number == number))


def rebuild(connection: Connection) -> None:
    """Pack all readings anew from the findings, within a transaction that holds the write lock."""
    connection.execute(schema.claim_columns.delete())
    highest = connection.scalar(select(func.max(schema.readings.c.id))) or 0
    for chunk in range(highest // CHUNK + 1):
        write(connection, list(strips_of(connection, chunk)))


def faults(connection: Connection) -> Iterator[str]:
    """How what is packed differs from the findings."""
    t = schema.claim_columns
    highest = connection.scalar(select(func.max(schema.readings.c.id))) or 0
    for chunk in range(highest // CHUNK + 1):
        packed = connection.scalar(select(t.c.packed).where(t.c.chunk == chunk))
        strips = list(strips_of(connection, chunk))
        expected: Columns | None = LAYOUT.empty() if strips else None
        codes = _Codes(connection, strips, known=True)
        try:
            for strip in strips if expected is not None else ():
                _add(expected or {}, strip, codes)
            right = (packed and LAYOUT.unpack(packed)) == expected
        except (KeyError, IndexError, struct.error):
            right = False
        if not right:
            yield (
                f"what claims are counted by is wrong from reading {chunk * CHUNK} on; "
                "mend it with dragoman doctor --rebuild-search"
            )
            return


def strips_of(connection: Connection, chunk: int) -> Iterator[Strip]:
    """What should be packed of a chunk's readings, from the findings as they are on record."""
    r, c, who, its = schema.readings.c, schema.claims.c, schema.claim_actors.c, schema.claim_tracks.c
    first, size = chunk * CHUNK, schema.CLAIMS_PER_READING
    keys = (first * size, (first + CHUNK) * size - 1)
    claims = _by_reading(
        connection, select(c.key, c.kind, c.polarity, c.form, c.confidence).where(c.key.between(*keys)).order_by(c.key)
    )
    parties = _by_reading(
        connection,
        select(who.claim, who.role, who.place, who.actor, who.name)
        .where(who.claim.between(*keys))
        .order_by(who.claim, who.role, who.place),
    )
    tracks = _by_reading(
        connection, select(its.claim, its.track).where(its.claim.between(*keys)).order_by(its.claim, its.track)
    )
    columns = (r.id, r.published_first, r.published_last, r.published_grain, r.publisher_actor, r.publisher_name)
    asked = select(*columns).where(r.id.between(first, first + CHUNK - 1)).order_by(r.id)
    for number, day, last, grain, actor, name in connection.execute(asked):
        told = [row[1:] for row in claims[number]]
        yield Strip(number, day, last, grain, actor or name, told, parties[number], tracks[number])


def _by_reading(connection: Connection, asked: Any) -> defaultdict[int, list[Any]]:
    """Rows of keys and more, by reading; the keys made places."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, *more in connection.execute(asked):
        reading, place = divmod(key, schema.CLAIMS_PER_READING)
        found[reading].append((place, *more))
    return found


def numbers_of(connection: Connection, column: str, wanted: set[str], *, known: bool = False) -> dict[str, int]:
    """The numbers of a column's values; new ones are given theirs, unless all must be `known`."""
    t = schema.column_values.c
    found: dict[str, int] = {}
    for some in handfuls(sorted(wanted)):
        asked = select(t.value, t.number).where(t.column == column, t.value.in_(some))
        found |= {row.value: row.number for row in connection.execute(asked)}
    new = sorted(wanted - found.keys())
    if new and not known:
        asked_ = select(func.max(t.number)).where(t.column == column)
        after = (connection.scalar(asked_) or 0) + 1
        rows = [(column, number, value) for number, value in enumerate(new, start=after)]
        bulk.put(connection, schema.column_values, rows)
        found |= {value: number for _, number, value in rows}
    return found


class _Codes:
    """The numbers of all values in some readings; new values are given theirs, unless all must be `known`."""

    def __init__(self, connection: Connection, strips: Sequence[Strip], *, known: bool = False) -> None:
        self._connection, self._known = connection, known
        claims = [claim for strip in strips for claim in strip.claims]

        def values(column: str, wanted: set[str]) -> dict[str, int]:
            return numbers_of(connection, column, wanted, known=known)

        self.kinds = values("kind", {claim[0] for claim in claims})
        self.polarities = values("polarity", {claim[1] for claim in claims})
        self.forms = values("form", {claim[2] for claim in claims})
        self.publishers = values("publisher", {strip.publisher for strip in strips if strip.publisher})
        self.tracks = values("track", {track for strip in strips for _, track in strip.tracks})
        self.parties = self._parties({(row[3], row[4]) for strip in strips for row in strip.parties})

    def _parties(self, wanted: set[tuple[str | None, str]]) -> dict[tuple[str | None, str], int]:
        t = schema.parties.c
        found: dict[tuple[str | None, str], int] = {}
        for some in handfuls(sorted({name for _, name in wanted})):
            asked = select(t.number, t.actor, t.name).where(t.name.in_(some))
            found |= {(row.actor, row.name): row.number for row in self._connection.execute(asked)}
        new = sorted(wanted - found.keys(), key=lambda party: (party[0] or "", party[1]))
        if new and not self._known:
            after = (self._connection.scalar(select(func.max(t.number))) or 0) + 1
            rows = [(n, actor, name, fold_name(name)) for n, (actor, name) in enumerate(new, start=after)]
            bulk.put(self._connection, schema.parties, rows)
            found |= {(actor, name): number for number, actor, name, _ in rows}
        return found


def handfuls(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """So many at a time as are named in one statement."""
    return (values[start : start + LIMIT] for start in range(0, len(values), LIMIT))


def _add(columns: Columns, strip: Strip, codes: _Codes) -> None:
    columns["reading"].append(strip.reading)
    columns["first"].append(strip.first.toordinal() if strip.first else 0)
    columns["last"].append(strip.last.toordinal() if strip.last else 0)
    monthly = strip.first if strip.grain in MONTHLY else None
    columns["month"].append(monthly.year * 12 + monthly.month - 1 if monthly else 0)
    columns["publisher"].append(codes.publishers[strip.publisher] if strip.publisher else 0)
    columns["claims"].append(len(strip.claims))
    columns["kind"] += [codes.kinds[claim[0]] for claim in strip.claims]
    columns["polarity"] += [codes.polarities[claim[1]] for claim in strip.claims]
    columns["form"] += [codes.forms[claim[2]] for claim in strip.claims]
    columns["confidence"] += [claim[3] for claim in strip.claims]
    _add_parties(columns, strip, codes)
    counts = [0] * len(strip.claims)
    for place, track in sorted(strip.tracks):
        counts[place] += 1
        columns["track"].append(codes.tracks[track])
    columns["tracks"] += counts


def _add_parties(columns: Columns, strip: Strip, codes: _Codes) -> None:
    counts = [0] * len(strip.claims)
    told: set[tuple[int, str]] = set()
    for place, role, _, actor, name in sorted(strip.parties, key=lambda row: row[:3]):
        counts[place] += 1
        again = actor is not None and (place, actor) in told
        if actor is not None:
            told.add((place, actor))
        columns["role"].append(_ROLE[role] + AGAIN * again)
        columns["party"].append(codes.parties[actor, name])
    columns["parties"] += counts


_ROLE: dict[str, int] = {role: n for n, role in enumerate(ROLES)}


def _without(columns: Columns, gone: set[int]) -> Columns:
    """The columns without these readings."""
    kept = {"reading": [number not in gone for number in columns["reading"]]}
    kept["claim"] = _each(kept["reading"], columns["claims"])
    kept["party"] = _each(kept["claim"], columns["parties"])
    kept["track"] = _each(kept["claim"], columns["tracks"])
    return {
        name: [value for value, stays in zip(columns[name], kept[of], strict=True) if stays]
        for name, _, of in LAYOUT.columns
    }


def _each(stays: Sequence[bool], counts: Sequence[int]) -> list[bool]:
    return list(chain.from_iterable([one] * n for one, n in zip(stays, counts, strict=True)))
