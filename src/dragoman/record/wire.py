"""Readings as JSON and back: format `dragoman.reading/1`, exactly as docs/reading-format.md has it."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast, get_args

from dragoman.record.claim import (
    Attribution,
    AttributionForm,
    Claim,
    ClaimKind,
    EventCode,
    Measure,
    Modality,
    Polarity,
    Span,
)
from dragoman.record.document import (
    Document,
    DocumentKind,
    Line,
    LineRole,
    Published,
    PublishedSource,
    Publisher,
)
from dragoman.record.mention import Mention, MentionHow, MentionKind
from dragoman.record.period import Anchor, Grain, Period, Time
from dragoman.record.problem import Problem
from dragoman.record.reading import Reading

FORMAT = "dragoman.reading/1"
Json = dict[str, Any]
# Keys of a measure that stand only where they are known.
_MEASURE_MORE = ("amount", "unit", "per", "scope")


def dump_reading(reading: Reading) -> str:
    """One line of JSON (no newline at its end). The same reading always gives the same characters."""
    return json.dumps(reading_to_json(reading), ensure_ascii=False, separators=(", ", ": "))


def load_reading(line: str | bytes) -> Reading:
    """The reading that `dump_reading` wrote.

    Raises ValueError, with the place, where the line is not a reading of this format.
    """
    try:
        return reading_from_json(json.loads(line))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a reading of format {FORMAT}: {type(fault).__name__}: {fault}") from fault


def reading_to_json(reading: Reading) -> Json:
    """The reading as plain JSON values, keys in the order of the format."""
    return {
        "format": FORMAT,
        "document": document_to_json(reading.document),
        "lines": [{"start": x.start, "end": x.end, "role": x.role} for x in reading.document.lines],
        "mentions": [mention_to_json(m) for m in reading.mentions],
        "times": [time_to_json(t) for t in reading.times],
        "claims": [claim_to_json(c) for c in reading.claims],
        "problems": [{"code": p.code, "at": [p.start, p.end], "message": p.message} for p in reading.problems],
    }


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """A reading from plain JSON values. Raises ValueError, KeyError or TypeError on anything else."""
    if data.get("format") != FORMAT:
        raise ValueError(f"the format is {data.get('format')!r}, not {FORMAT!r}")
    lines = tuple(Line(x["start"], x["end"], _one_of(LineRole, x["role"])) for x in data["lines"])
    return Reading(
        document=_document_from_json(data["document"], lines),
        mentions=tuple(mention_from_json(m) for m in data["mentions"]),
        times=tuple(time_from_json(t) for t in data["times"]),
        claims=tuple(claim_from_json(c) for c in data["claims"]),
        problems=tuple(Problem(p["code"], p["at"][0], p["at"][1], p["message"]) for p in data["problems"]),
    )


def document_to_json(document: Document) -> Json:
    """The format's `document` object: all of the document but its lines."""
    published = document.published
    return {
        "id": document.id,
        "source": document.source,
        "sha256": document.sha256,
        "title": document.title,
        "kind": document.kind,
        "publisher": {"actor": document.publisher.actor, "name": document.publisher.name},
        "language": document.language,
        "published": published and published_to_json(published),
        "text": document.text,
    }


def _document_from_json(data: Mapping[str, Any], lines: tuple[Line, ...]) -> Document:
    published = data["published"]
    return Document(
        id=data["id"],
        source=data["source"],
        sha256=data["sha256"],
        title=data["title"],
        kind=_one_of(DocumentKind, data["kind"]),
        publisher=Publisher(data["publisher"]["actor"], data["publisher"]["name"]),
        language=data["language"],
        published=published
        and Published(
            _period_from_json(published), _one_of(PublishedSource, published["source"]), published["confidence"]
        ),
        text=data["text"],
        lines=lines,
    )


def mention_to_json(mention: Mention) -> Json:
    """One of the format's `mentions`."""
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "kind": mention.kind,
        "actor": mention.actor,
        "name": mention.name,
        "how": mention.how,
    }


def mention_from_json(data: Mapping[str, Any]) -> Mention:
    """The mention that `mention_to_json` wrote."""
    kind, how = _one_of(MentionKind, data["kind"]), _one_of(MentionHow, data["how"])
    return Mention(data["id"], data["start"], data["end"], kind, data["actor"], data["name"], how)


def time_to_json(time: Time) -> Json:
    """One of the format's `times`."""
    return {
        "id": time.id,
        "start": time.start,
        "end": time.end,
        **period_to_json(time.period),
        "anchor": time.anchor,
        "confidence": time.confidence,
    }


def time_from_json(data: Mapping[str, Any]) -> Time:
    """The time that `time_to_json` wrote."""
    anchor = _one_of(Anchor, data["anchor"])
    return Time(data["id"], data["start"], data["end"], _period_from_json(data), anchor, data["confidence"])


def claim_to_json(claim: Claim) -> Json:
    """One of the format's `claims`."""
    event, measure = claim.event, claim.measure
    return {
        "id": claim.id,
        "kind": claim.kind,
        "passages": [list(p) for p in claim.passages],
        "attribution": [
            {"form": a.form, "speakers": list(a.speakers), "cue": a.cue and list(a.cue), "act": a.act}
            for a in claim.attribution
        ],
        "actors": list(claim.actors),
        "recipients": list(claim.recipients),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "condition": claim.condition and list(claim.condition),
        "time": claim.time,
        "tracks": list(claim.tracks),
        "wording": list(claim.wording),
        "event": event and {"plover": event.plover, "mode": event.mode, "cameo": event.cameo},
        "measure": measure and measure_to_json(measure),
        "confidence": claim.confidence,
        "by": list(claim.by),
    }


def measure_to_json(measure: Measure) -> Json:
    """As in a reading; what is not known of its amount and scope is left out."""
    more = {name: value for name in _MEASURE_MORE if (value := getattr(measure, name)) is not None}
    return {"instrument": measure.instrument, "object": measure.object, "action": measure.action, **more}


def _rest(measure: Mapping[str, Any]) -> dict[str, Any]:
    return {name: measure.get(name) for name in _MEASURE_MORE}


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_json` wrote."""
    event, measure = data["event"], data["measure"]
    return Claim(
        id=data["id"],
        kind=_one_of(ClaimKind, data["kind"]),
        passages=tuple(_span(p) for p in data["passages"]),
        attribution=tuple(
            Attribution(
                _one_of(AttributionForm, a["form"]), _strings(a["speakers"]), a["cue"] and _span(a["cue"]), a["act"]
            )
            for a in data["attribution"]
        ),
        actors=_strings(data["actors"]),
        recipients=_strings(data["recipients"]),
        polarity=_one_of(Polarity, data["polarity"]),
        modality=_one_of(Modality, data["modality"]),
        condition=data["condition"] and _span(data["condition"]),
        time=data["time"],
        tracks=_strings(data["tracks"]),
        wording=_strings(data["wording"]),
        event=event and EventCode(event["plover"], event["mode"], event["cameo"]),
        measure=measure and Measure(measure["instrument"], measure["object"], measure["action"], **_rest(measure)),
        confidence=data["confidence"],
        by=_strings(data["by"]),
    )


def published_to_json(published: Published) -> Json:
    """When a document came out, as the format's `published` has it."""
    return {
        **period_to_json(published.period),
        "source": published.source,
        "confidence": published.confidence,
    }


def period_to_json(period: Period) -> Json:
    """A period as `times` and `published` have it: from, to, grain."""
    return {
        "from": period.first.isoformat() if period.first else None,
        "to": period.last.isoformat() if period.last else None,
        "grain": period.grain,
    }


def _period_from_json(data: Mapping[str, Any]) -> Period:
    first, last = (datetime.date.fromisoformat(d) if d else None for d in (data["from"], data["to"]))
    return Period(first, last, _one_of(Grain, data["grain"]))


def _span(value: Sequence[int]) -> Span:
    start, end = value
    return int(start), int(end)


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _one_of(names: Any, value: Any) -> Any:
    """The value, where it is one of a Literal's; else ValueError."""
    if value not in get_args(names):
        raise ValueError(f"{value!r} is none of {', '.join(get_args(names))}")
    return cast(str, value)
