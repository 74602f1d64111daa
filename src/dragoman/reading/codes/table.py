"""The table of event codes (codes.toml) and how a deed's code becomes that of its promise, its refusal, its threat."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from dragoman.record import EventCode

Stance = Literal["done", "intended", "appealed", "demanded", "refused", "threatened", "ceased"]
"""What somebody does about a deed: does it, means to, asks for it, insists on it, refuses it, threatens it, ends it."""

QUAD_CLASSES: Mapping[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""PLOVER types whose parties stand on one side together: they did it with each other."""
# By the CAMEO root: the last root of each class.
_LAST_ROOTS = (("05", 1), ("08", 2), ("13", 3), ("20", 4))
_FIRST_CONFLICT = "09"
_YIELDING = "08"


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One CAMEO code. `goldstein` is from -10 (conflict) to 10 (cooperation); `quad` a key of QUAD_CLASSES."""

    cameo: str
    goldstein: float
    plover: str | None
    mode: str | None

    @property
    def quad(self) -> int:
        """The quad class of its root."""
        return next(quad for last, quad in _LAST_ROOTS if self.cameo[:2] <= last)

    @property
    def event(self) -> EventCode:
        """As a claim keeps it."""
        return EventCode(self.plover, self.mode, self.cameo)


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Mapping[str, CodeRow]
    intend: Mapping[str, str]
    threaten: Mapping[str, str]
    cease: Mapping[str, str]
    refuse: Mapping[str, str]


@functools.cache
def _table() -> _Table:
    text = resources.files("dragoman.reading.codes").joinpath("codes.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    rows = {
        cameo: CodeRow(cameo, float(weight), plover or None, mode or None)
        for cameo, (weight, plover, mode) in data["codes"].items()
    }
    return _Table(rows, data["intend"], data["threaten"], data["cease"], data["refuse"])


def code_rows() -> tuple[CodeRow, ...]:
    """Every code of the table, in order."""
    return tuple(_table().rows.values())


def code_row(cameo: str | None) -> CodeRow | None:
    """The row of a CAMEO code; None for None and for what the table does not have."""
    return _table().rows.get(cameo) if cameo else None


def coded(cameo: str) -> EventCode:
    """The event code of a CAMEO code of the table. Raises KeyError for another."""
    return _table().rows[cameo].event


def stanced(deed: str, stance: Stance, *, negative: bool = False) -> str:
    """The CAMEO code of a stance towards a deed (itself a CAMEO code, roots 04 to 20).

    `negative` is that the deed not be done: promised, asked or threatened not to. What is hostile and not done is
    yielding; what is friendly and not done is refused.
    """
    hostile = deed[:2] >= _FIRST_CONFLICT
    if negative:
        if hostile:
            deed, hostile = _by_prefix(_table().cease, deed), False
        elif stance in ("done", "intended", "threatened"):
            return _refused(deed)
    match stance:
        case "done":
            return deed
        case "ceased":
            return _by_prefix(_table().cease, deed) if hostile else deed
        case "threatened":
            return _by_prefix(_table().threaten, deed)
        case "intended":
            return _by_prefix(_table().threaten, deed) if hostile else _by_prefix(_table().intend, deed)
        case "appealed":
            return "02" + _asked(deed)
        case "demanded":
            return "10" + _asked(deed)
        case "refused":
            return _refused(deed)


def _intent(deed: str) -> str:
    """The intent to do it: of a hostile deed, which has none, the general one."""
    return "030" if deed[:2] >= _FIRST_CONFLICT else _by_prefix(_table().intend, deed)


def _asked(deed: str) -> str:
    """The last digits of an appeal or a demand for it: the intent's, but mediation has one code there, not two."""
    last = _intent(deed)[2:]
    return "8" if last == "9" else last


def _refused(deed: str) -> str:
    if deed[:2] >= _FIRST_CONFLICT:
        return "120"
    intent = _intent(deed)
    return _table().refuse.get(intent) or "12" + intent[2:]


def _by_prefix(table: Mapping[str, str], code: str) -> str:
    return next(table[code[:n]] for n in range(len(code), 0, -1) if code[:n] in table)
