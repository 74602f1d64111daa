"""Acts counted by their columns, which numpy goes through faster than a database goes through rows.

What is loaded is kept with the engine; when acts change, only the rows that were packed anew are loaded again.
"""

import datetime
import functools
import json
import zlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, func, select

from dragoman.record import Publisher
from dragoman.store import act_packing, schema
from dragoman.store.act_packing import DAYS, FAMILIES, FEW, KEYS_PER_CHUNK, LAYOUT
from dragoman.store.act_rows import Unpacked, parties_of, phrases_of, publisher_of, words_of
from dragoman.store.act_texts import Known, People, Texts, packed
from dragoman.store.at_hand import AtHand
from dragoman.store.coded import Column, narrow, narrow_keys
from dragoman.store.columnar import erased
from dragoman.store.counting import SIZES, as_small
from dragoman.store.query import Party
from dragoman.store.schema.columns import CLAIMS_PER_READING

Array = NDArray[Any]
T = TypeVar("T")
its = schema.act_columns.c
Family = Literal["document", "parties", "wording", "label"]
NEVER = datetime.date.max.toordinal()
"""In `said_first` and `due`: not known."""
MANY = 16
"""Where one of so many acts or more is wanted in order, they are picked out of all of them in order."""
_LEADS = 1 << 18
"""Leads looked at at once: all of them as whole numbers would take as much as eight narrow columns."""
_AT_ONCE = 10_000
"""Lists of parties unpacked at once."""
_OF: dict[str, str] = {name: family for family, names in FAMILIES.items() for name in names}


@dataclass(frozen=True)
class ActTable:
    """All acts of a record, column by column, by the keys of their leads.

    Columns as in `acts`; days are counted as `date.toordinal` does, 0 for none, and `NEVER` where `acts` has that.
    What is one of a few (`FEW`) is its place among these, from 1 on; of texts the number in their family (`FAMILIES`).
    """

    state: tuple[int, ...]
    columns: dict[str, Column]
    texts: dict[str, Texts]

    def __getitem__(self, column: str) -> Column:
        """A column; `[:]` of it is a whole array."""
        return self.columns[column]

    def __len__(self) -> int:
        return len(self.columns["lead"])

    def parties(self, number: int) -> tuple[Party, ...]:
        """Those of this number among speakers, doers and recipients."""
        return parties_of(self.texts["parties"][number])

    def publisher(self, number: int) -> Publisher:
        """That of this number."""
        return publisher_of(self.texts["label"][number])

    def tracks(self, number: int) -> tuple[str, ...]:
        """Those of this number, in an act's order."""
        return words_of(self.texts["label"][number])

    def phrases(self, number: int) -> tuple[str, ...]:
        """Those of this number."""
        return phrases_of(self.texts["wording"][number])

    def label(self, number: int) -> str | None:
        """The code or reason of this number."""
        return self.texts["label"][number] or None

    @functools.cached_property
    def document_rank(self) -> Array:
        """For each document's number, its place among all by id."""
        ids = [self.texts["document"][n] for n in range(len(self.texts["document"]))]
        rank = np.empty(len(ids), np.int32)
        rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids), dtype=np.int32)
        return rank

    @functools.cached_property
    def people(self) -> People:
        """Who stands in each list of parties; list 0 is that of nobody."""
        texts = self.texts["parties"]
        known: dict[str, int] = {}
        members: list[int] = []
        sizes = [0]
        for first in range(1, len(texts), _AT_ONCE):
            some = range(first, min(first + _AT_ONCE, len(texts)))
            for told in json.loads(f"[{','.join(map(texts.__getitem__, some))}]"):
                sizes.append(len(told))
                members += [known.setdefault(packed(name, actor), len(known)) for name, actor in told]
        starts = np.cumsum([0, *sizes], dtype=np.int32)
        return People(Known(Texts.of(list(known))), starts, np.array(members, np.int32))

    def kept(self, what: Hashable, make: Callable[[], T]) -> T:
        """What somebody works out of all acts, or of all who stand in them: made once."""
        if what not in self._kept:
            self._kept[what] = make()
        found: T = self._kept[what]
        return found

    @functools.cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def everything(self) -> Array:
        """Where all of them stand."""
        return np.arange(len(self))

    def in_order(self, chosen: Array) -> Array:
        """These acts, each once, by the day they were said (unknown last), document and place."""
        if len(chosen) * MANY < len(self):
            return self._sorted(chosen)
        there = np.zeros(len(self), bool)
        there[chosen] = True
        ordered: Array = self.ordered[there[self.ordered]]
        return ordered

    @functools.cached_property
    def ordered(self) -> Array:
        """All of them in that order."""
        return self._sorted(self.everything()).astype(np.int32)

    def prepare(self) -> None:
        """Work out now what is worked out when it is first asked for."""
        _ = self.ordered, self.people

    def _sorted(self, chosen: Array) -> Array:
        rank = self.document_rank[self["document"][chosen]]
        return chosen[np.lexsort((self["lead"][chosen], rank, self["said_first"][chosen]))]

    def reported(self, claims: Array) -> Array:
        """Which acts these claims, by their keys in order, report: True or False for each."""
        if not len(claims):
            return np.zeros(len(self), bool)
        found = np.zeros(len(self), bool)
        for first in range(0, len(self), _LEADS):
            leads = self["lead"][first : first + _LEADS]
            low, high = np.searchsorted(claims, (leads[0], leads[-1] + 1))
            found[first : first + _LEADS] = _among(leads, claims[low:high])
        found[self["of"][_among(self["member"][:], claims)]] = True
        return found


def day(ordinal: int) -> datetime.date | None:
    """The day that a column has."""
    return datetime.date.fromordinal(ordinal) if 0 < ordinal < NEVER else None


def table(engine: Engine, connection: Connection) -> ActTable:
    """The acts as they are now, where they are up to date."""
    now = (*act_packing.state(connection), erased(connection))
    return tables.of(engine, now, lambda kept: _load(connection, now, kept))


tables: AtHand[ActTable] = AtHand()


def _load(connection: Connection, now: tuple[int, ...], kept: ActTable | None) -> ActTable:
    """Load what was packed anew; all of it where anything was erased, or much is new."""
    if kept is not None and (kept.state[3] != now[3] or kept.state[1] > now[1]):
        kept = None
    asked = select(its.chunk, its.packed).order_by(its.chunk)
    new = connection.scalar(select(func.count()).where(its.version > kept.state[1])) if kept else None
    if kept is None or new is None or new * 2 > now[0]:
        return _joined(now, {}, None, connection.execute(asked))
    packed = connection.execute(asked.where(its.version > kept.state[1]))
    present = connection.scalars(select(its.chunk).where(its.version <= kept.state[1]))
    return _joined(now, {chunk: _piece(kept, chunk) for chunk in present}, kept.texts, packed)


_Piece = dict[str, Array]


def _piece(kept: ActTable, chunk: int) -> _Piece:
    """The columns of one chunk of those that are at hand."""
    keys = chunk * KEYS_PER_CHUNK, (chunk + 1) * KEYS_PER_CHUNK
    low, high = np.searchsorted(kept["lead"][:], keys)
    first, last = np.searchsorted(kept["of"][:], (low, high))
    found = {name: values[low:high] for name, values in kept.columns.items() if name not in ("member", "of")}
    return found | {"member": kept["member"][first:last], "of": kept["of"][first:last] - low}


def _joined(
    now: tuple[int, ...], pieces: dict[int, _Piece], texts: dict[str, Texts] | None, packed: Iterable[Any]
) -> ActTable:
    """Put pieces at hand and packed ones together."""
    growing = {family: _Growing(texts[family] if texts else None) for family in FAMILIES}
    for chunk, row in packed:
        pieces[chunk] = _unpacked(row, growing)
    settled = {family: one.settled() for family, one in growing.items()}
    several = [pieces[chunk] for chunk in sorted(pieces)]
    columns: dict[str, Column] = {name: _whole(name, several, settled) for name in (*_COLUMNS, "member")}
    sizes = accumulate((len(piece["lead"]) for piece in several), initial=0)
    of = [piece["of"].astype(np.int32) + start for piece, start in zip(several, sizes, strict=False)]
    columns["of"] = np.concatenate(of) if of else np.empty(0, np.int32)
    columns["lead"] = narrow_keys(columns["lead"][:], columns["document"][:], CLAIMS_PER_READING)
    return ActTable(now, columns, settled)


_COLUMNS = tuple(name for name, _, of in LAYOUT.columns if of == "act")


def _whole(name: str, pieces: Sequence[_Piece], texts: dict[str, Texts]) -> Column:
    """One column of all pieces, as narrow as its values allow."""
    if not pieces:
        return np.empty(0, np.int64)
    whole = np.concatenate([piece[name] for piece in pieces])
    if name in _OF:
        whole = whole.astype(np.min_scalar_type(len(texts[_OF[name]])), copy=False)
    elif name in _COUNTED:
        whole = as_small(whole)
    return whole if name in _KEYS else narrow(whole)


_COUNTED = {*FEW, *act_packing.NUMBERS}
_KEYS = {"lead", "member", "document"}
"""Each of their values is another one, or nearly so."""


def _unpacked(packed: bytes, growing: "dict[str, _Growing]") -> _Piece:
    row = zlib.decompress(packed)
    kinds = {name: SIZES[kind] for name, kind, _ in LAYOUT.columns}
    places = {name: (at, many) for name, at, many in LAYOUT.places(row)}
    found = {name: np.frombuffer(row, kinds[name], many, at) for name, (at, many) in places.items()}
    at = max(at + many * np.dtype(kinds[name]).itemsize for name, (at, many) in places.items())
    for family, names in FAMILIES.items():
        sizes = found.pop(f"{family} size")
        numbers, at = growing[family].add(found.pop(f"{family} hash"), sizes, row, at)
        found.update((name, numbers[found[name]]) for name in names)
    return found


class _Growing:
    """The texts of a family as they come in: each is kept once, and has the number it was first given."""

    def __init__(self, kept: Texts | None) -> None:
        self._number = dict(zip(kept.hashes.tolist(), range(1, len(kept)), strict=True)) if kept else {}
        self._words = [kept.words] if kept else []
        self._sizes = [np.diff(kept.starts)] if kept else []

    def add(self, hashes: Array, sizes: Array, row: bytes, at: int) -> tuple[Array, int]:
        """The numbers of these texts, with 0 in front for none; and where in the row the texts behind them begin."""
        ends = at + np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
        known = self._number
        before = len(known)
        numbers = [known.setdefault(one, len(known) + 1) for one in hashes.tolist()]
        new = [n for n, number in enumerate(numbers) if number > before]
        spans = ends.tolist()
        self._words += [row[spans[n] : spans[n + 1]] for n in new]
        self._sizes.append(sizes[new].astype(np.int64))
        return np.array([0, *numbers], np.uint32), spans[-1]

    def settled(self) -> Texts:
        """All of them."""
        sizes = np.concatenate(self._sizes) if self._sizes else np.empty(0, np.int64)
        starts = np.concatenate(([0], np.cumsum(sizes)))
        return Texts(np.fromiter(self._number, np.uint64, len(self._number)), starts, b"".join(self._words))


def of_acts(rows: Sequence[Unpacked]) -> ActTable:
    """The same of acts that were computed, given in order: each one's place is its lead."""
    columns: dict[str, Any] = {"lead": np.arange(len(rows), dtype=np.int64)}
    for name in DAYS:
        days = (getattr(row, name) for row in rows)
        columns[name] = np.fromiter((one.toordinal() if one else 0 for one in days), np.int32, len(rows))
    columns["confidence"] = np.fromiter((row.confidence for row in rows), np.float32, len(rows))
    for name in act_packing.NUMBERS:
        columns[name] = np.fromiter((getattr(row, name) for row in rows), np.uint32, len(rows))
    for name, values in FEW.items():
        told = (getattr(row, name) for row in rows)
        columns[name] = np.fromiter((values.index(one) + 1 if one else 0 for one in told), np.uint8, len(rows))
    texts = {}
    for family, names in FAMILIES.items():
        numbers: dict[str, int] = {}
        for name in names:
            told = (getattr(row, name) for row in rows)
            its = (numbers.setdefault(one, len(numbers) + 1) if one else 0 for one in told)
            columns[name] = np.fromiter(its, np.uint32, len(rows))
        texts[family] = Texts.of(list(numbers))
    nobody = np.empty(0, np.int64)
    return ActTable((), columns | {"member": nobody, "of": nobody}, texts)


def _among(keys: Array, wanted: Array) -> Array:
    """Which of the keys are among those wanted, which are in order."""
    if not len(wanted):
        return np.zeros(len(keys), bool)
    places = np.searchsorted(wanted, keys)
    places[places == len(wanted)] = 0
    found: Array = wanted[places] == keys
    return found
