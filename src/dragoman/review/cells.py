"""The fields of a claim as people read and type them, on a terminal and in a spreadsheet.

A cell says what the field is now; what is typed in its place becomes the corrected value that a judgement holds.
"""

import datetime
import difflib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, get_args

from dragoman.brief.words import one_line, say_period
from dragoman.dossier import Dossier
from dragoman.identity.finding import ActorFinder
from dragoman.record import ClaimKind, DragomanError, Grain, Modality, Period, Polarity, Span
from dragoman.record.tame import tame
from dragoman.store import ClaimRow, Party
from dragoman.store.days import typed_days
from dragoman.store.rows import JOINED

Cells = Mapping[str, str]
FIELDS = (
    "kind",
    "polarity",
    "modality",
    "speakers",
    "actors",
    "recipients",
    "time",
    "tracks",
    "passages",
    "condition",
)
"""What can be typed anew, in the order in which it is shown."""
CALLED: Mapping[str, str] = {"time": "about", "passages": "words"}
"""How people call a field that programs call otherwise."""
_PARTY = re.compile(r"(?P<name>.*?)\s*(?:\[(?P<actor>[^\[\]]*)\])?\s*", re.DOTALL)
_PIECES = re.compile(r"\s*…\s*")
_OFFSETS = re.compile(r"(?P<start>\d{1,9})\s*[-–]\s*(?P<end>\d{1,9})")
_QUARTER_DAYS = {(1, 1, 3, 31), (4, 1, 6, 30), (7, 1, 9, 30), (10, 1, 12, 31)}


def called(field: str) -> str:
    """The field's name for people."""
    return CALLED.get(field, field)


def field_called(name: str) -> str:
    """The field of this name, as people or programs call it; DragomanError where there is none."""
    wanted = next((field for field in FIELDS if name.casefold() in (field, called(field))), None)
    if wanted is None:
        known = ", ".join(called(field) for field in FIELDS)
        raise DragomanError(f"{name!r} is no field of a claim that can be typed anew; it is one of: {known}")
    return wanted


def cells(row: ClaimRow, text: str) -> dict[str, str]:
    """Every field of a claim as it is now. `text` is its document's."""
    claim = row.claim
    return {
        "kind": claim.kind,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "speakers": _say_parties(row.speakers),
        "actors": _say_parties(row.actors),
        "recipients": _say_parties(row.recipients),
        "time": say_period(row.time) if row.time and (row.time.first or row.time.last) else "",
        "tracks": ", ".join(claim.tracks),
        "passages": JOINED.join(one_line(text[start:end]) for start, end in claim.passages),
        "condition": one_line(text[slice(*claim.condition)]) if claim.condition else "",
    }


def say_passages(passages: Sequence[Span]) -> str:
    """Offsets as a cell has them: "100-180, 190-200"."""
    return ", ".join(f"{start}-{end}" for start, end in passages)


def read_passages(offsets: str, words: str, text: str) -> list[list[Any]]:
    """The passages at these offsets; DragomanError where other words stand there than these."""
    spans = [_OFFSETS.fullmatch(piece.strip()) for piece in offsets.split(",")]
    pieces = [one_line(piece) for piece in _PIECES.split(words) if piece]
    if not all(spans) or len(spans) != len(pieces):
        raise DragomanError(f"offsets {offsets!r} must be pairs as 100-180, one for each piece of the words")
    found = []
    for span, piece in zip(spans, pieces, strict=True):
        start, end = (int(span["start"]), int(span["end"])) if span else (0, 0)
        there = text[start:end]
        if one_line(tame(there)) != piece:
            raise DragomanError(
                f"characters {start} to {end} of the document are “{one_line(there)[:60]}”, not “{piece[:60]}”"
            )
        found.append([start, end, there])
    return found


def say_correction(fields: Sequence[tuple[str, str]]) -> str:
    """Corrected values in words: "kind: call; speakers: Ada Quill"."""
    return "; ".join(f"{called(name)}: {_say(name, json.loads(value))}" for name, value in fields)


def _say(field: str, value: Any) -> str:
    match field:
        case "speakers" | "actors" | "recipients":
            return ", ".join(one["name"] for one in value) or "nobody"
        case "time" if value:
            return "/".join(dict.fromkeys(day or "…" for day in (value["from"], value["to"])))
        case "passages":
            return f"“{JOINED.join(one_line(words) for _, _, words in value)}”"
        case "condition" if value:
            return f"“{one_line(value[2])}”"
        case "tracks" | "wording":
            return ", ".join(value) or "none"
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class Typing:
    """Understands what is typed, by one dossier."""

    def __init__(self, dossier: Dossier, knows: Callable[[str], bool] = lambda _: False) -> None:
        """`knows` says of an actor id that the dossier lacks whether the record has it."""
        self._dossier = dossier
        self._finder = ActorFinder(dossier)
        self._knows = knows

    def value(self, field: str, typed: str, row: ClaimRow, text: str) -> Any:
        """The corrected value; DragomanError where the words mean none. `text` is the document's."""
        typed = typed.strip()
        match field:
            case "kind":
                return _one_of("kind", typed, get_args(ClaimKind))
            case "polarity":
                return _one_of("polarity", typed, get_args(Polarity))
            case "modality":
                return _one_of("modality", typed, get_args(Modality))
            case "speakers" | "actors" | "recipients":
                return [self._party(one, row) for one in typed.split(";") if one.strip()]
            case "time":
                return _period(typed)
            case "tracks":
                return self._tracks(typed)
            case "passages":
                return _passages(typed, row, text)
            case "condition":
                return _passage(typed, text, row.claim.passages[0][0]) if typed else None
        raise DragomanError(f"{field!r} is no field of a claim that can be typed anew")

    def who(self, typed: str) -> str:
        """The actor id meant by an id or a name that one actor alone bears."""
        if typed in self._dossier.actors or self._knows(typed):
            return typed
        known = self._finder.named(typed)
        if len(known) == 1:
            return known[0]
        meant = f"may be {', '.join(known[:3])}" if known else "is nobody's name or id"
        raise DragomanError(f"{typed!r} {meant}; write an id, as dragoman actors lists them")

    @staticmethod
    def as_json(value: Any) -> str:
        """A value as a judgement holds it."""
        return json.dumps(value, ensure_ascii=False)

    def _party(self, typed: str, row: ClaimRow) -> dict[str, str | None]:
        found = _PARTY.fullmatch(typed)
        name, actor = (found["name"].strip(), found["actor"]) if found else (typed.strip(), None)
        if actor is not None:
            if actor not in self._dossier.actors and not self._knows(actor):
                near = difflib.get_close_matches(actor, self._dossier.actors, n=1)
                meant = f"; did you mean {near[0]}?" if near else "; list them with: dragoman actors"
                raise DragomanError(f"no actor has the id {actor!r}{meant}")
            return {"name": name or self._name(actor), "actor": actor}
        if name in self._dossier.actors:
            return {"name": self._name(name), "actor": name}
        already = next((p for p in (*row.speakers, *row.actors, *row.recipients) if one_line(p.name) == name), None)
        if already is not None:
            return {"name": name, "actor": already.actor}
        known = self._finder.named(name)
        return {"name": name, "actor": known[0] if len(known) == 1 else None}

    def _name(self, actor: str) -> str:
        known = self._dossier.actors.get(actor)
        return known.name if known else actor

    def _tracks(self, typed: str) -> list[str]:
        tracks = [one.strip() for one in typed.split(",") if one.strip()]
        for track in tracks:
            if track not in self._dossier.tracks:
                near = difflib.get_close_matches(track, self._dossier.tracks, n=1)
                meant = f"; did you mean {near[0]}?" if near else ""
                raise DragomanError(f"the dossier has no track {track!r}{meant}")
        return list(dict.fromkeys(tracks))


def _say_parties(parties: Sequence[Party]) -> str:
    """Names with the ids behind them: "Ada Quill; Tarnia [tarnia]"."""
    said = (f"{one_line(p.name)} [{p.actor}]" if p.actor else one_line(p.name) for p in parties)
    return "; ".join(dict.fromkeys(said))


def _one_of(field: str, typed: str, known: Sequence[str]) -> str:
    if typed.casefold() in known:
        return typed.casefold()
    near = difflib.get_close_matches(typed.casefold(), known, n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    raise DragomanError(f"{field} {typed!r} is none of {', '.join(known)}{meant}")


def _period(typed: str) -> dict[str, str | None] | None:
    """2017-01-04, 2017-01, 2017, two of them with a slash between, "since …", "until …", or nothing for no time."""
    if not typed or typed == "unknown":
        return None
    first: datetime.date | None = None
    last: datetime.date | None = None
    try:
        if typed.startswith("since "):
            first = typed_days(typed.removeprefix("since ").strip())[0]
        elif typed.startswith("until "):
            last = typed_days(typed.removeprefix("until ").strip())[1]
        else:
            begin, _, end = typed.partition("/")
            first, last = typed_days(begin.strip())[0], typed_days((end or begin).strip())[1]
        period = Period(first, last, _grain(first, last))
    except ValueError as fault:
        raise DragomanError(f"about: {fault}") from fault
    return {
        "from": period.first.isoformat() if period.first else None,
        "to": period.last.isoformat() if period.last else None,
        "grain": period.grain,
    }


def _grain(first: datetime.date | None, last: datetime.date | None) -> Grain:
    """How finely the days speak: a whole month is a month."""
    if first is None or last is None:
        return "vague"
    if first == last:
        return "day"
    if (first, last) == typed_days(f"{first:%Y-%m}"):
        return "month"
    if (first, last) == typed_days(f"{first:%Y}"):
        return "year"
    if first.year == last.year and (first.month, first.day, last.month, last.day) in _QUARTER_DAYS:
        return "quarter"
    return "vague"


def _passages(typed: str, row: ClaimRow, text: str) -> list[list[Any]]:
    pieces = [piece for piece in _PIECES.split(typed) if piece]
    if not pieces:
        raise DragomanError("words: a claim rests on words of its document; type those it rests on")
    found, at = [], row.claim.passages[0][0]
    for piece in pieces:
        found.append(_passage(piece, text, at))
        at = found[-1][1]
    if any(one[1] > other[0] for one, other in pairwise(found)):
        raise DragomanError("words: the pieces between … do not stand in this order in the document")
    return found


def _passage(typed: str, text: str, near: int) -> list[Any]:
    """The words where they stand in the text, nearest to a place; line breaks are as good as spaces there."""
    pattern = r"\s+".join(map(re.escape, typed.split()))
    spans: list[Span] = [found.span() for found in re.finditer(pattern, text)] if pattern else []
    if not spans:
        raise DragomanError(f"“{one_line(typed)[:80]}” does not stand in the document; type its exact words")
    start, end = min(spans, key=lambda span: (abs(span[0] - near), span))
    return [start, end, text[start:end]]
