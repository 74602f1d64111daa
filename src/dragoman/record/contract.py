"""What breaks the reading format in a line that somebody else may have written: docs/reading-format.md, held to it.

`load_reading` takes what we wrote ourselves at its word; this takes nobody's. It bounds nothing but what it looks at:
who reads the line bounds its length.
"""

import datetime
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from dragoman.record.claim import AttributionForm, ClaimKind, Modality, Polarity
from dragoman.record.document import SPEAKING_ROLES, DocumentKind, LineRole, PublishedSource
from dragoman.record.mention import MentionHow, MentionKind
from dragoman.record.period import Anchor, Grain
from dragoman.record.wire import FORMAT

_NOT_CANONICAL = re.compile("[^\\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SHA256 = re.compile("[0-9a-f]{64}")
_LONGEST_ID = 200
_LARGEST = 1e300

Faults = Iterator[str]
Check = Callable[[object], bool]


def faults_of(value: Any) -> Faults:
    """What is wrong with a parsed line, as lines a person understands; nothing where it is a whole, sound reading."""
    if isinstance(value, dict) and value.get("format") != FORMAT:
        yield f"the format is {_short(value.get('format'))}, not {FORMAT!r}"
        return
    if fault := _of_keys(value, _READING, "the line"):
        yield fault
        return
    if (bad := _unstorable(value)) is not None:
        yield f"a character that cannot be stored (U+{ord(bad):04X}) stands in it"
        return
    if found := list(_document(value["document"])):
        yield from found  # offsets into a text that is not as it should be say nothing
        return
    yield from _Parts(value["document"]["text"]).faults(value)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _maybe_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and not value.isspace()


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -_LARGEST < value < _LARGEST


def _offset(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _list(value: object) -> bool:
    return isinstance(value, list)


def _object(value: object) -> bool:
    return isinstance(value, dict)


def _anything(value: object) -> bool:
    return True


def _one_of(names: Any) -> Check:
    known = frozenset(get_args(names))
    return lambda value: isinstance(value, str) and value in known


def _or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


# What each object of the format must have, and what each value must be.
_READING: Mapping[str, Check] = {
    "format": _text,
    "document": _object,
    "lines": _list,
    "mentions": _list,
    "times": _list,
    "claims": _list,
    "problems": _list,
}
_DOCUMENT: Mapping[str, Check] = {
    "id": _name,
    "source": _text,
    "sha256": lambda value: isinstance(value, str) and _SHA256.fullmatch(value) is not None,
    "title": _maybe_text,
    "kind": _one_of(DocumentKind),
    "publisher": _object,
    "language": _text,
    "published": _or_null(_object),
    "text": _text,
}
_PUBLISHER: Mapping[str, Check] = {"actor": _maybe_text, "name": _maybe_text}
_PERIOD: Mapping[str, Check] = {"from": _maybe_text, "to": _maybe_text, "grain": _one_of(Grain)}
_PUBLISHED: Mapping[str, Check] = {**_PERIOD, "source": _one_of(PublishedSource), "confidence": _share}
_LINE: Mapping[str, Check] = {"start": _offset, "end": _offset, "role": _one_of(LineRole)}
_MENTION: Mapping[str, Check] = {
    "id": _name,
    "start": _offset,
    "end": _offset,
    "kind": _one_of(MentionKind),
    "actor": _maybe_text,
    "name": _text,
    "how": _one_of(MentionHow),
}
_TIME: Mapping[str, Check] = {
    "id": _name,
    "start": _offset,
    "end": _offset,
    **_PERIOD,
    "anchor": _one_of(Anchor),
    "confidence": _share,
}
_CLAIM: Mapping[str, Check] = {
    "id": _name,
    "kind": _one_of(ClaimKind),
    "passages": _list,
    "attribution": _list,
    "actors": _texts,
    "recipients": _texts,
    "polarity": _one_of(Polarity),
    "modality": _one_of(Modality),
    "condition": _anything,
    "time": _maybe_text,
    "tracks": _texts,
    "wording": _texts,
    "event": _or_null(_object),
    "measure": _or_null(_object),
    "confidence": _share,
    "by": _texts,
}
_ATTRIBUTION: Mapping[str, Check] = {
    "form": _one_of(AttributionForm),
    "speakers": _texts,
    "cue": _anything,
    "act": _maybe_text,
}
_EVENT: Mapping[str, Check] = {"plover": _maybe_text, "mode": _maybe_text, "cameo": _maybe_text}
_MEASURE: Mapping[str, Check] = {"instrument": _maybe_text, "object": _maybe_text, "action": _maybe_text}
_MEASURE_MORE: Mapping[str, Check] = {
    "amount": _or_null(_number),
    "unit": _maybe_text,
    "per": _maybe_text,
    "scope": _maybe_text,
}
_PROBLEM: Mapping[str, Check] = {"code": _text, "at": _list, "message": _text}


def _of_keys(value: object, keys: Mapping[str, Check], what: str) -> str | None:
    """What is wrong with an object that must have these keys; others beside them are passed over."""
    if not isinstance(value, dict):
        return f"{what} is no object: {_short(value)}"
    if lacking := [key for key in keys if key not in value]:
        return f"{what} has no {', '.join(lacking)}"
    for key, check in keys.items():
        if not check(value[key]):
            return f"{what}: {key} cannot be {_short(value[key])}"
    return None


def _document(document: Any) -> Faults:
    if fault := _of_keys(document, _DOCUMENT, "document"):
        yield fault
        return
    if fault := _of_keys(document["publisher"], _PUBLISHER, "document.publisher"):
        yield fault
    if document["published"] is not None:
        yield from _period(document["published"], _PUBLISHED, "document.published")
    yield from _canonical(document["text"])


def _canonical(text: str) -> Faults:
    """Offsets hold for one form of a text only: this one."""
    if found := _NOT_CANONICAL.search(text):
        yield f"document.text is not canonical: U+{ord(found[0]):04X} stands at {found.start()}; make it a space or \\n"
    elif not unicodedata.is_normalized("NFC", text):
        yield "document.text is not canonical: it is not in Unicode's form NFC"


def _period(period: Any, keys: Mapping[str, Check], what: str) -> Faults:
    if fault := _of_keys(period, keys, what):
        yield fault
        return
    days: list[datetime.date] = []
    for key in ("from", "to"):
        if period[key] is None:
            continue
        try:
            days.append(_iso_day(period[key]))
        except ValueError:
            yield f"{what}: {key} is no ISO date: {_short(period[key])}"
    if len(days) == 2 and days[0] > days[1]:
        yield f"{what}: from {period['from']} is after to {period['to']}"


def _iso_day(text: str) -> datetime.date:
    """A day written 2031-02-03; what else `fromisoformat` takes, as 20310203, would be written back otherwise."""
    day = datetime.date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


class _Parts:
    """Looks at what a reading says of a text: all its offsets, and all its references from one part to another."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions: set[str] = set()
        self._times: set[str] = set()
        self._claims: set[str] = set()
        self._starts: list[int] = []
        self._lines: list[tuple[int, int, str]] = []

    def faults(self, reading: Mapping[str, Any]) -> Faults:
        """Every fault, in the order of the parts."""
        yield from self._line_faults(reading["lines"])
        for n, mention in enumerate(reading["mentions"]):
            yield from self._named(mention, _MENTION, f"mention {n + 1}", self._mentions)
        for n, time in enumerate(reading["times"]):
            found = list(self._named(time, _TIME, f"time {n + 1}", self._times))
            yield from found or _period(time, _TIME, f"time {time['id']}")
        for n, claim in enumerate(reading["claims"]):
            yield from self._claim(claim, n)
        for n, problem in enumerate(reading["problems"]):
            yield from self._problem(problem, f"problem {n + 1}")

    def _line_faults(self, lines: Sequence[Any]) -> Faults:
        before = 0
        for n, line in enumerate(lines, start=1):
            if fault := _of_keys(line, _LINE, f"line {n} of the text"):
                yield fault
                continue
            start, end = line["start"], line["end"]
            if not before <= start < end <= len(self._text):
                yield f"line {n} of the text: {start}–{end} lies outside the text, or before the end of the last line"
                continue
            before = end
            self._starts.append(start)
            self._lines.append((start, end, line["role"]))

    def _named(self, part: Any, keys: Mapping[str, Check], what: str, known: set[str]) -> Faults:
        """A mention or time: its keys, its words, its id."""
        if fault := _of_keys(part, keys, what):
            yield fault
            return
        if part["id"] in known:
            yield f"{what}: the id {_short(part['id'])} is given twice"
        known.add(part["id"])
        if fault := self._outside([part["start"], part["end"]]):
            yield f"{what} ({_short(part['id'])}) {fault}"

    def _claim(self, claim: Any, n: int) -> Faults:
        if fault := _of_keys(claim, _CLAIM, f"claim {n + 1}"):
            yield fault
            return
        what = f"claim {_short(claim['id'])}"
        if more := sorted(set(claim) - set(_CLAIM)):
            yield f"{what} has keys that no claim has: {', '.join(map(_short, more))}"
        if claim["id"] in self._claims:
            yield f"{what}: the id is given twice"
        self._claims.add(claim["id"])
        yield from (f"{what}: {fault}" for fault in self._words(claim))
        yield from (f"{what}: {fault}" for fault in self._voices(claim["attribution"]))
        yield from (f"{what}: {fault}" for fault in self._references(claim))
        yield from (f"{what}: {fault}" for fault in _codes(claim))

    def _words(self, claim: Mapping[str, Any]) -> Faults:
        """Its passages, in lines that can make claims, and its condition."""
        if not claim["passages"]:
            yield "it has no passage"
        for span in claim["passages"]:
            if fault := self._outside(span):
                yield f"its passage {fault}"
            elif role := self._silent(*span):
                yield f"its passage at {span[0]}–{span[1]} lies in a line that makes no claims (a {role})"
        if claim["condition"] is not None and (fault := self._outside(claim["condition"])):
            yield f"its condition {fault}"

    def _voices(self, voices: Sequence[Any]) -> Faults:
        if not voices:
            yield "it has no attribution"
        for voice in voices:
            if fault := _of_keys(voice, _ATTRIBUTION, "its attribution"):
                yield fault
                continue
            if voice["cue"] is not None and (fault := self._outside(voice["cue"])):
                yield f"its cue {fault}"
            for mention in voice["speakers"]:
                if mention not in self._mentions:
                    yield f"its speaker {_short(mention)} is no mention of this reading"

    def _references(self, claim: Mapping[str, Any]) -> Faults:
        for mention in (*claim["actors"], *claim["recipients"]):
            if mention not in self._mentions:
                yield f"its party {_short(mention)} is no mention of this reading"
        if claim["time"] is not None and claim["time"] not in self._times:
            yield f"its time {_short(claim['time'])} is none of this reading"

    def _problem(self, problem: Any, what: str) -> Faults:
        if fault := _of_keys(problem, _PROBLEM, what):
            yield fault
            return
        at = problem["at"]
        if not _pair(at) or not 0 <= at[0] <= at[1] <= len(self._text):
            yield f"{what}: its place {_short(at)} lies outside the text of {len(self._text)} characters"

    def _outside(self, span: Any) -> str | None:
        """What is wrong with a place of words, as the end of a sentence."""
        if not _pair(span):
            return f"is no pair of offsets: {_short(span)}"
        start, end = span
        if not 0 <= start < end <= len(self._text):
            return f"lies outside the text of {len(self._text)} characters: {start}–{end}"
        if self._text[start].isspace() or self._text[end - 1].isspace():
            return f"begins or ends with white space: {_short(self._text[start:end])}"
        return None

    def _silent(self, start: int, end: int) -> str | None:
        """The role of a line that the words touch and that makes no claims."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        for begins, ends, role in self._lines[at:]:
            if begins >= end:
                return None
            if start < ends and role not in SPEAKING_ROLES:
                return role
        return None


def _codes(claim: Mapping[str, Any]) -> Faults:
    if claim["event"] is not None and (fault := _of_keys(claim["event"], _EVENT, "its event")):
        yield fault
    measure = claim["measure"]
    if measure is None:
        return
    more = {key: check for key, check in _MEASURE_MORE.items() if key in measure}
    if fault := _of_keys(measure, {**_MEASURE, **more}, "its measure"):
        yield fault


def _pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_offset, value))


def _unstorable(value: object) -> str | None:
    """A character, anywhere in the line but in its text, that no database keeps; the text has a check of its own."""
    look: list[object] = [value]
    while look:
        one = look.pop()
        if isinstance(one, str):
            if found := _UNSTORABLE.search(one):
                return found[0]
        elif isinstance(one, dict):
            look.extend(one)
            look.extend(one.values())
        elif isinstance(one, list):
            look.extend(one)
    return None


def _short(value: object) -> str:
    told = repr(value)
    return told if len(told) <= 60 else f"{told[:57]}…"
