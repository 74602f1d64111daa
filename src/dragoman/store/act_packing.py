"""Acts packed column by column into a row for many readings: see `act_columns` in the schema.

Written here when acts have come up to date, read by `act_table`. Texts stand in each row once, and the columns name
them by their place, from 1 on; 0 is none. What may be one of a few is named by its place among those.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from sqlalchemy import Connection, delete, func, select, text, update

from dragoman.record import ClaimKind, Modality, Polarity
from dragoman.record.period import Grain
from dragoman.store import schema
from dragoman.store.linking import handfuls
from dragoman.store.packing import Columns, Layout
from dragoman.store.schema.columnar import CHUNK
from dragoman.store.schema.columns import CLAIMS_PER_READING

acts, parts, its = schema.acts.c, schema.act_claims.c, schema.act_columns.c

KEYS_PER_CHUNK = CHUNK * CLAIMS_PER_READING
FEW: dict[str, tuple[str, ...]] = {
    # `act_stamp.COMPUTED` is to be counted up where one of these comes to stand elsewhere.
    "kind": get_args(ClaimKind),
    "polarity": get_args(Polarity),
    "modality": get_args(Modality),
    "about_grain": get_args(Grain),
    "turns": ("c", "f", "cf"),
}
FAMILIES: dict[str, tuple[str, ...]] = {
    "document": ("document",),
    "parties": ("speakers", "doers", "recipients"),
    "wording": ("wording",),
    "label": ("publisher", "tracks", "cameo", "plover", "why_not"),
}
"""The columns of texts, by what they have in common: texts of one family are numbered together."""
TEXTS = tuple(name for names in FAMILIES.values() for name in names)
DAYS = ("said_first", "said_last", "about_first", "due")
NUMBERS = ("evidences", "documents")
LAYOUT = Layout(
    (
        ("lead", "q", "act"),
        *((name, "i", "act") for name in DAYS),
        ("confidence", "f", "act"),
        *((name, "B", "act") for name in FEW),
        *((name, "I", "act") for name in (*NUMBERS, *TEXTS)),
        *(("member", "q", "member"), ("of", "I", "member")),
        *((f"{family} {what}", kind, family) for family in FAMILIES for what, kind in (("hash", "Q"), ("size", "I"))),
    )
)
"""Days are counted as `date.toordinal` does; 0 is none. `member` are the keys of the claims of acts that are reported
by more than one, but for the lead; `of` tells to which act each belongs. Behind the columns stand the texts."""


def waste(connection: Connection, leads: Iterable[int]) -> None:
    """Have what is packed of these acts packed anew; until then nobody uses it."""
    chunks = [{"chunk": chunk} for chunk in sorted({lead // KEYS_PER_CHUNK for lead in leads})]
    if chunks:
        connection.execute(_WASTE, chunks)


_WASTE = text(
    "INSERT INTO act_columns (chunk, version, acts, packed) VALUES (:chunk, 0, 0, :none)"
    " ON CONFLICT (chunk) DO UPDATE SET version = -abs(act_columns.version)"
).bindparams(none=b"")


def pack(connection: Connection) -> None:
    """Pack what is to be packed anew, within a transaction that holds the write lock."""
    version = (connection.scalar(select(func.max(func.abs(its.version)))) or 0) + 1
    for chunk in connection.scalars(select(its.chunk).where(its.version <= 0).order_by(its.chunk)).all():
        size, packed = packed_of(connection, chunk)
        here = update(schema.act_columns).where(its.chunk == chunk)
        connection.execute(here.values(version=version, acts=size, packed=packed))


def forget(connection: Connection) -> None:
    """Throw all of it away."""
    connection.execute(delete(schema.act_columns))


def state(connection: Connection) -> tuple[int, int, int]:
    """What is packed: how many rows there are, the highest version, and how many acts are in them."""
    row = connection.execute(select(func.count(), func.max(its.version), func.sum(its.acts))).one()
    return int(row[0]), int(row[1] or 0), int(row[2] or 0)


def packed_of(connection: Connection, chunk: int) -> tuple[int, bytes]:
    """How many acts there are in a chunk, and these packed, from the acts as they are on record."""
    between = acts.lead.between(chunk * KEYS_PER_CHUNK, (chunk + 1) * KEYS_PER_CHUNK - 1)
    columns, codes = LAYOUT.empty(), {family: _Texts() for family in FAMILIES}
    asked = select(*(acts[name] for name in _ASKED)).where(between).order_by(acts.lead)
    for lead, *days, confidence, evidences, documents, row in _rows(connection.execute(asked)):
        columns["lead"].append(lead)
        for name, day in zip(DAYS, days, strict=True):
            columns[name].append(day.toordinal() if day else 0)
        columns["confidence"].append(confidence)
        columns["evidences"].append(evidences)
        columns["documents"].append(documents)
        for name, values in FEW.items():
            columns[name].append(values.index(row[name]) + 1 if row[name] else 0)
        for family, names in FAMILIES.items():
            for name in names:
                columns[name].append(codes[family].place(row[name]))
    _members(connection, columns)
    for family, texts in codes.items():
        columns[f"{family} hash"] = [_hash(one) for one in texts.encoded]
        columns[f"{family} size"] = list(map(len, texts.encoded))
    words = b"".join(one for texts in codes.values() for one in texts.encoded)
    return len(columns["lead"]), zlib.compress(LAYOUT.pack(columns) + words, 1)


_ASKED = ("lead", *DAYS, "confidence", *NUMBERS, *FEW, *TEXTS)


def _rows(found: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Each act's lead, days, confidence and numbers, and behind them the rest by name."""
    first = 2 + len(DAYS) + len(NUMBERS)
    for row in found:
        yield (*row[:first], dict(zip(_ASKED[first:], row[first:], strict=True)))


def _members(connection: Connection, columns: Columns) -> None:
    """The claims of those acts that several report."""
    of = {lead: n for n, (lead, many) in enumerate(zip(columns["lead"], columns["evidences"], strict=True)) if many > 1}
    for some in handfuls(list(of), 500):
        asked = select(parts.act, parts.claim).where(parts.act.in_(some), parts.claim != parts.act, parts.place > 0)
        for act, claim in connection.execute(asked.order_by(parts.act, parts.place)):
            columns["member"].append(claim)
            columns["of"].append(of[act])


class _Texts:
    """The texts of a family in one chunk, each once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, value: str | None) -> int:
        """Which one it is, from 1 on; 0 for none."""
        return self._places.setdefault(value, len(self._places) + 1) if value else 0

    @property
    def encoded(self) -> list[bytes]:
        """The texts in their order."""
        return [value.encode() for value in self._places]


def _hash(value: bytes) -> int:
    """Tells texts apart when the rows are put together: two of a million share one once in 30 million records."""
    return int.from_bytes(hashlib.blake2b(value, digest_size=8).digest(), "little")


def faults(connection: Connection) -> Iterator[str]:
    """How what is packed differs from the acts, where these are up to date."""
    with_acts = connection.scalars(select(acts.lead // KEYS_PER_CHUNK).distinct()).all()
    kept = {row.chunk: row for row in connection.execute(select(its.chunk, its.acts, its.packed))}
    for chunk in sorted({*kept, *map(int, with_acts)}):
        size, packed = packed_of(connection, chunk)
        expected = size, zlib.decompress(packed)
        if chunk not in kept or (kept[chunk].acts, _unzipped(kept[chunk].packed)) != expected:
            yield (
                f"what acts are counted by is wrong from reading {chunk * CHUNK} on; "
                "mend it with dragoman doctor --rebuild-acts"
            )
            return


def _unzipped(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""
