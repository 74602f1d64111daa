"""Corrected fields of a claim: which there are, what their values must be, and a claim as a person corrected it.

A correction outlives re-readings, so it names parties by name and actor id and never by the mentions of one reading,
and carries the exact words beside their offsets.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, get_args

from dragoman.record import Claim, ClaimKind, EventCode, Measure, Modality, Period, Polarity, RecordError, Span
from dragoman.record.period import Grain
from dragoman.store.query import ClaimRow, Party
from dragoman.store.rows import JOINED

Fields = Sequence[tuple[str, str]]
"""Corrected values as a judgement holds them: (field, JSON text)."""


def _is_one_of(names: Any) -> Callable[[Any], bool]:
    return lambda value: value in get_args(names)


def _are_parties(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and set(one) == {"name", "actor"}
        and isinstance(one["name"], str)
        and bool(one["name"].strip())
        and isinstance(one["actor"], str | None)
        for one in value
    )


def _is_period(value: Any) -> bool:
    if value is None:
        return True
    try:
        return set(value) == {"from", "to", "grain"} and value["grain"] in get_args(Grain) and bool(_period(value))
    except (TypeError, ValueError, KeyError):
        return False


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


def _is_passage(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and all(isinstance(end, int) and not isinstance(end, bool) for end in value[:2])
        and isinstance(value[2], str)
        and 0 <= value[0] < value[1]
    )


def _are_passages(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_passage, value)) and _in_order(value)


def _in_order(passages: Sequence[Sequence[Any]]) -> bool:
    return all(one[1] <= other[0] for one, other in pairwise(passages))


def _is_condition(value: Any) -> bool:
    return value is None or _is_passage(value)


def _has_keys(type_: type) -> Callable[[Any], bool]:
    """That it is an object with fields of this type alone, or null."""

    def has(value: Any) -> bool:
        try:
            return value is None or bool(type_(**value))
        except TypeError:
            return False

    return has


CORRECTABLE: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "kind": (_is_one_of(ClaimKind), f"one of {', '.join(get_args(ClaimKind))}"),
    "polarity": (_is_one_of(Polarity), "positive or negative"),
    "modality": (_is_one_of(Modality), f"one of {', '.join(get_args(Modality))}"),
    "speakers": (_are_parties, 'a list of {"name": …, "actor": id or null}'),
    "actors": (_are_parties, 'a list of {"name": …, "actor": id or null}'),
    "recipients": (_are_parties, 'a list of {"name": …, "actor": id or null}'),
    "time": (_is_period, '{"from": day or null, "to": day or null, "grain": …}, or null'),
    "tracks": (_are_words, 'a list of tracks, as ["dialogue"]'),
    "passages": (_are_passages, "a list of [start, end, the words that stand there], in order"),
    "condition": (_is_condition, "[start, end, the words that stand there], or null"),
    "wording": (_are_words, "a list of phrases"),
    "event": (_has_keys(EventCode), '{"plover": …, "mode": …, "cameo": …}, or null'),
    "measure": (_has_keys(Measure), '{"instrument": …, "object": …, "action": …}, or null'),
}
"""The fields that can be corrected, each with what its value must be, for programs and in words."""


def require_correct(fields: Fields, text: str) -> None:
    """Raise RecordError where a value is none of its field, or words do not stand where it says in the text."""
    if not fields:
        raise RecordError("a correction needs a corrected field, as kind=call")
    for name, value in _values(fields):
        if name not in CORRECTABLE:
            raise RecordError(f"{name!r} is no field of a claim that can be corrected; it is one of {_known()}")
        fits, must = CORRECTABLE[name]
        if not fits(value):
            raise RecordError(f"{name} cannot be {json.dumps(value, ensure_ascii=False)[:80]}; it must be {must}")
        spans = [value] if name == "condition" and value else value if name == "passages" else ()
        for start, end, words in spans:
            if text[start:end] != words:
                raise RecordError(f"characters {start} to {end} of the document are not “{words[:80]}”; mend {name}")


def corrected(row: ClaimRow, fields: Fields) -> ClaimRow:
    """The claim as these fields correct it. Parties that were corrected stand in the row, not among the mentions."""
    values = dict(_values(fields))
    changed: dict[str, Any] = {
        role: tuple(Party(one["name"], one["actor"]) for one in values[role])
        for role in ("speakers", "actors", "recipients")
        if role in values
    }
    if "time" in values:
        changed["time"] = values["time"] and _period(values["time"])
    if "passages" in values:
        changed["words"] = JOINED.join(words for _, _, words in values["passages"])
    return replace(row, claim=_claim(row.claim, values), **changed)


def without_words(fields: Fields) -> Fields:
    """The same with the document's words left out, where it is erased: their offsets say nothing of them."""
    return [(name, json.dumps(_wordless(name, value), ensure_ascii=False)) for name, value in _values(fields)]


def _wordless(name: str, value: Any) -> Any:
    if name == "passages":
        return [[start, end, ""] for start, end, _ in value]
    return [*value[:2], ""] if name == "condition" and value else value


def _claim(claim: Claim, values: Mapping[str, Any]) -> Claim:
    plain = {name: values[name] for name in ("kind", "polarity", "modality") if name in values}
    plain |= {name: tuple(values[name]) for name in ("tracks", "wording") if name in values}
    # The ids of mentions and times are those of one reading; what a person says in their place has none.
    plain |= {name: () for name in ("actors", "recipients") if name in values}
    if "time" in values:
        plain["time"] = None
    if "passages" in values:
        plain["passages"] = tuple(_span(one) for one in values["passages"])
    if "condition" in values:
        plain["condition"] = values["condition"] and _span(values["condition"])
    if "event" in values:
        plain["event"] = values["event"] and EventCode(**values["event"])
    if "measure" in values:
        plain["measure"] = values["measure"] and Measure(**values["measure"])
    return replace(claim, **plain)


def _values(fields: Fields) -> Iterable[tuple[str, Any]]:
    for name, text in fields:
        try:
            yield name, json.loads(text)
        except ValueError:
            raise RecordError(f"the corrected {name} is no JSON: {text[:80]!r}") from None


def _span(passage: Sequence[Any]) -> Span:
    return int(passage[0]), int(passage[1])


def _period(value: Mapping[str, Any]) -> Period:
    first, last = (datetime.date.fromisoformat(day) if day else None for day in (value["from"], value["to"]))
    return Period(first, last, value["grain"])


def _known() -> str:
    return ", ".join(CORRECTABLE)
