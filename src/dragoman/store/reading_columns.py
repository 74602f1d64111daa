"""What documents are listed and actors counted by, packed column by column into a row for many readings.

Written here with each reading, read by `reading_table`. As in `columnar`, all of it can be made anew.
"""

import datetime
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select

from dragoman.store import bulk, schema
from dragoman.store.columnar import handfuls, numbers_of
from dragoman.store.packing import Columns, Layout
from dragoman.store.rows import Prepared
from dragoman.store.schema.columnar import CHUNK

LAYOUT = Layout(
    (
        *(("reading", "I", "reading"), ("first", "i", "reading"), ("last", "i", "reading"), ("dated", "B", "reading")),
        *(("learned", "q", "reading"), ("language", "I", "reading"), ("claims", "I", "reading")),
        *(("problems", "I", "reading"), ("forms", "I", "reading")),
        *(("form", "I", "form"), ("times", "I", "form")),
    )
)
"""Days are counted as `date.toordinal` does, 0 is none; `dated` is 0 where nothing is known of the date. `learned` is
in microseconds from 1970. `claims`, `problems` and `forms` tell how many of those belong to a reading."""
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)


class Form(NamedTuple):
    """How somebody is named, as `mentioned` has it."""

    kind: str
    actor: str | None
    proposed: str | None
    name: str
    printed: str
    title: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What of one reading is packed; of its forms, those of actors and proposed persons in order, and how often."""

    reading: int
    first: datetime.date | None
    last: datetime.date | None
    dated: bool
    learned: datetime.datetime
    language: str
    claims: int
    problems: int
    forms: Sequence[tuple[Form, int]]


def facts_of(prepared: Prepared, reading: int, learned: datetime.datetime) -> Facts:
    """What is packed of a reading that is about to be written under this number."""
    published = prepared.document.published
    period = published.period if published else None
    return Facts(
        reading,
        period.first if period else None,
        period.last if period else None,
        period is not None,
        learned,
        prepared.document.language,
        len(prepared.claims),
        len(prepared.problems),
        [(Form(*row[1:-1]), row[-1]) for row in prepared.forms if row[2] is not None or row[3] is not None],
    )


def write(connection: Connection, facts: Sequence[Facts]) -> None:
    """Pack readings, in the order of their numbers, within a transaction that holds the write lock."""
    if not facts:
        return
    coded = _Codes.of(connection, facts)
    chunks: defaultdict[int, list[Facts]] = defaultdict(list)
    for its in facts:
        chunks[its.reading // CHUNK].append(its)
    t = schema.reading_columns
    asked = select(t.c.chunk, t.c.packed).where(t.c.chunk.in_(chunks))
    kept = {row.chunk: row.packed for row in connection.execute(asked)}
    if kept:
        connection.execute(t.delete().where(t.c.chunk.in_(kept)))
    rows = []
    for chunk, some in chunks.items():
        columns = LAYOUT.unpack(kept[chunk]) if chunk in kept else LAYOUT.empty()
        for its in some:
            _add(columns, its, coded)
        rows.append((chunk, columns["reading"][-1], LAYOUT.pack(columns)))
    bulk.put(connection, t, rows)


def is_there(connection: Connection) -> bool:
    """Whether all readings are packed: those of an older record are not before it is opened for writing."""
    highest = connection.scalar(select(func.max(schema.readings.c.id))) or 0
    return (connection.scalar(select(func.max(schema.reading_columns.c.last))) or 0) == highest


def forget(connection: Connection, readings: Iterable[int]) -> None:
    """Take readings out again, and forms that no other has, within a transaction that holds the write lock."""
    t, gone = schema.reading_columns, set(readings)
    forms: set[int] = set()
    for chunk in sorted({number // CHUNK for number in gone}):
        packed = connection.scalar(select(t.c.packed).where(t.c.chunk == chunk))
        if packed is None:
            continue
        before = LAYOUT.unpack(packed)
        forms |= set(before["form"])
        connection.execute(t.delete().where(t.c.chunk == chunk))
        columns = _without(before, gone)
        if columns["reading"]:
            bulk.put(connection, t, [(chunk, columns["reading"][-1], LAYOUT.pack(columns))])
    for packed in connection.scalars(select(t.c.packed)) if forms else ():
        forms.difference_update(LAYOUT.unpack(packed)["form"])
    for some in handfuls(sorted(forms)):
        connection.execute(schema.mentioned.delete().where(schema.mentioned.c.number.in_(some)))


def _without(columns: Columns, gone: set[int]) -> Columns:
    """The columns without these readings."""
    stays = {"reading": [number not in gone for number in columns["reading"]]}
    stays["form"] = [kept for kept, many in zip(stays["reading"], columns["forms"], strict=True) for _ in range(many)]
    return {
        name: [value for value, kept in zip(columns[name], stays[of], strict=True) if kept]
        for name, _, of in LAYOUT.columns
    }


def rebuild(connection: Connection) -> None:
    """Pack all readings anew, within a transaction that holds the write lock."""
    connection.execute(schema.reading_columns.delete())
    connection.execute(schema.mentioned.delete())
    highest = connection.scalar(select(func.max(schema.readings.c.id))) or 0
    for chunk in range(highest // CHUNK + 1):
        write(connection, list(facts_in(connection, chunk)))


def faults(connection: Connection) -> Iterator[str]:
    """How what is packed differs from the findings."""
    t = schema.reading_columns
    highest = connection.scalar(select(func.max(schema.readings.c.id))) or 0
    for chunk in range(highest // CHUNK + 1):
        packed = connection.scalar(select(t.c.packed).where(t.c.chunk == chunk))
        facts = list(facts_in(connection, chunk))
        expected = LAYOUT.empty() if facts else None
        codes = _Codes.of(connection, facts, known=True)
        try:
            for its in facts if expected is not None else ():
                _add(expected or {}, its, codes)
            right = (packed and LAYOUT.unpack(packed)) == expected
        except (KeyError, IndexError, struct.error):
            right = False
        if not right:
            yield (
                f"what documents are listed by is wrong from reading {chunk * CHUNK} on; "
                "mend it with dragoman doctor --rebuild-search"
            )
            return


def facts_in(connection: Connection, chunk: int) -> Iterator[Facts]:
    """What should be packed of a chunk's readings, from the findings as they are on record."""
    r, f, first = schema.readings.c, schema.forms.c, chunk * CHUNK
    last = first + CHUNK - 1
    forms: defaultdict[int, list[tuple[Form, int]]] = defaultdict(list)
    named = select(f.reading, f.kind, f.actor, f.proposed, f.name, f.printed, f.title, f.times)
    named = named.where(f.reading.between(first, last), or_(f.actor.is_not(None), f.proposed.is_not(None)))
    for reading, *form, times in connection.execute(named.order_by(f.reading, f.place)):
        forms[reading].append((Form(*form), times))
    claims, problems = _many(connection, schema.claims, chunk), _many(connection, schema.problems, chunk)
    columns = (r.id, r.published_first, r.published_last, r.published_grain, r.learned_at, r.language)
    for row in connection.execute(select(*columns).where(r.id.between(first, last)).order_by(r.id)):
        number, day, until, grain, learned, language = row
        told = (claims.get(number, 0), problems.get(number, 0), forms[number])
        yield Facts(number, day, until, grain is not None, learned, language, *told)


def _many(connection: Connection, table: Any, chunk: int) -> dict[int, int]:
    """How many rows of each of a chunk's readings."""
    of = table.c.reading
    here = of.between(chunk * CHUNK, chunk * CHUNK + CHUNK - 1)
    return {row[0]: row[1] for row in connection.execute(select(of, func.count()).where(here).group_by(of))}


@dataclass(frozen=True, slots=True)
class _Codes:
    """The numbers of the languages and forms in some readings."""

    languages: dict[str, int]
    forms: dict[Form, int]

    @classmethod
    def of(cls, connection: Connection, facts: Sequence[Facts], *, known: bool = False) -> "_Codes":
        """New ones are given theirs, unless all must be `known`."""
        languages = numbers_of(connection, "language", {its.language for its in facts}, known=known)
        wanted = {form for its in facts for form, _ in its.forms}
        t = schema.mentioned.c
        found: dict[Form, int] = {}
        for some in handfuls(sorted(wanted, key=attrgetter("name"))):
            # The name finds them; the rest keeps back the other forms that it was printed in elsewhere.
            alike = (c.in_(sorted({getattr(form, c.name) for form in some})) for c in (t.name, t.printed, t.title))
            for number, *form in connection.execute(select(schema.mentioned).where(*alike)):
                found[Form(*form)] = number
        new = sorted(wanted - found.keys(), key=lambda form: tuple(value or "" for value in form))
        if new and not known:
            after = (connection.scalar(select(func.max(t.number))) or 0) + 1
            bulk.put(connection, schema.mentioned, [(number, *form) for number, form in enumerate(new, start=after)])
            found |= {form: number for number, form in enumerate(new, start=after)}
        return cls(languages, found)


def _add(columns: Columns, its: Facts, codes: _Codes) -> None:
    columns["reading"].append(its.reading)
    columns["first"].append(its.first.toordinal() if its.first else 0)
    columns["last"].append(its.last.toordinal() if its.last else 0)
    columns["dated"].append(int(its.dated))
    columns["learned"].append((its.learned.astimezone(datetime.UTC) - _EPOCH) // _MICROSECOND)
    columns["language"].append(codes.languages[its.language])
    columns["claims"].append(its.claims)
    columns["problems"].append(its.problems)
    columns["forms"].append(len(its.forms))
    for form, times in its.forms:
        columns["form"].append(codes.forms[form])
        columns["times"].append(times)


def moment_of(microseconds: int) -> datetime.datetime:
    """When a reading was learned."""
    return _EPOCH + microseconds * _MICROSECOND
