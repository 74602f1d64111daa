"""Any reading at all goes through its JSON and comes back the same, and the same reading always gives the same JSON."""

import datetime
import json
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.record import (
    Anchor,
    Attribution,
    AttributionForm,
    Claim,
    ClaimKind,
    Document,
    DocumentKind,
    EventCode,
    Grain,
    Line,
    LineRole,
    Measure,
    Mention,
    MentionHow,
    MentionKind,
    Modality,
    Period,
    Polarity,
    Problem,
    Published,
    PublishedSource,
    Publisher,
    Reading,
    Time,
)
from dragoman.record.compact import compact, compact_claim, compact_reading
from dragoman.record.wire import FORMAT, claim_to_json, dump_reading, load_reading, reading_to_json


def one_of(names: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(names))


def tuples_of(each: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, max_size=3).map(tuple)


TEXT = st.text(max_size=12)
MAYBE = st.none() | TEXT
OFFSET = st.integers(0, 10_000)
SPAN = st.tuples(OFFSET, OFFSET)
SURE = st.floats(0, 1)
DATE = st.none() | st.dates()


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(DATE), draw(DATE)
    if first and last and first > last:
        first, last = last, first
    return Period(first, last, draw(one_of(Grain)))


PUBLISHED = st.builds(Published, periods(), one_of(PublishedSource), SURE)
DOCUMENTS = st.builds(
    Document,
    id=TEXT,
    source=TEXT,
    sha256=TEXT,
    title=MAYBE,
    kind=one_of(DocumentKind),
    publisher=st.builds(Publisher, MAYBE, MAYBE),
    language=TEXT,
    published=st.none() | PUBLISHED,
    text=st.text(max_size=60),
    lines=tuples_of(st.builds(Line, OFFSET, OFFSET, one_of(LineRole))),
)
VOICES = st.builds(Attribution, one_of(AttributionForm), tuples_of(TEXT), st.none() | SPAN, MAYBE)
CLAIMS = st.builds(
    Claim,
    id=TEXT,
    kind=one_of(ClaimKind),
    passages=tuples_of(SPAN),
    attribution=tuples_of(VOICES),
    actors=tuples_of(TEXT),
    recipients=tuples_of(TEXT),
    polarity=one_of(Polarity),
    modality=one_of(Modality),
    condition=st.none() | SPAN,
    time=MAYBE,
    tracks=tuples_of(TEXT),
    wording=tuples_of(TEXT),
    event=st.none() | st.builds(EventCode, MAYBE, MAYBE, MAYBE),
    measure=st.none() | st.builds(Measure, MAYBE, MAYBE, MAYBE),
    confidence=SURE,
    by=tuples_of(TEXT),
)
READINGS = st.builds(
    Reading,
    document=DOCUMENTS,
    mentions=tuples_of(st.builds(Mention, TEXT, OFFSET, OFFSET, one_of(MentionKind), MAYBE, TEXT, one_of(MentionHow))),
    times=tuples_of(st.builds(Time, TEXT, OFFSET, OFFSET, periods(), one_of(Anchor), SURE)),
    claims=tuples_of(CLAIMS),
    problems=tuples_of(st.builds(Problem, TEXT, OFFSET, OFFSET, TEXT)),
)
calmly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@calmly
@given(READINGS)
def test_written_without_spaces_it_is_what_json_makes_of_it(reading: Reading) -> None:
    assert compact_reading(reading) == compact(reading_to_json(reading))
    assert [compact_claim(claim) for claim in reading.claims] == [compact(claim_to_json(c)) for c in reading.claims]


@given(READINGS)
def test_a_reading_is_one_line_of_plain_json_and_comes_back_the_same(reading: Reading) -> None:
    line = dump_reading(reading)
    assert "\n" not in line
    assert "\r" not in line
    assert json.loads(line) == reading_to_json(reading)
    assert json.loads(line)["format"] == FORMAT
    assert load_reading(line) == reading
    assert load_reading(line.encode()) == reading
    assert dump_reading(load_reading(line)) == line


KEPT = Reading(
    document=Document(
        id="a1",
        source="notes/harbour.txt",
        sha256="00",
        title=None,
        kind="news",
        publisher=Publisher(None, None),
        language="en",
        published=Published(Period(None, datetime.date(2024, 2, 29), "vague"), "caption", 0.5),
        text="The harbour stays shut.",
        lines=(Line(0, 23, "body"),),
    ),
    mentions=(Mention("m1", 0, 11, "place", None, "The harbour", "name"),),
    times=(),
    claims=(
        Claim(
            id="c1",
            kind="position",
            passages=((0, 22),),
            attribution=(Attribution("document", (), None, None),),
            actors=(),
            recipients=("m1",),
            polarity="negative",
            modality="actual",
            condition=None,
            time=None,
            tracks=(),
            wording=(),
            event=EventCode("REJECT", None, None),
            measure=None,
            confidence=0.25,
            by=("by-hand",),
        ),
    ),
    problems=(Problem("date-unknown", 0, 0, "no day is told"),),
)


def test_every_key_is_there_and_nothing_is_said_for_what_is_unknown() -> None:
    value = json.loads(dump_reading(KEPT))
    assert list(value) == ["format", "document", "lines", "mentions", "times", "claims", "problems"]
    assert value["document"]["published"] == {
        "from": None,
        "to": "2024-02-29",
        "grain": "vague",
        "source": "caption",
        "confidence": 0.5,
    }
    assert value["document"]["title"] is None
    assert value["lines"] == [{"start": 0, "end": 23, "role": "body"}]
    claim = value["claims"][0]
    assert claim["attribution"] == [{"form": "document", "speakers": [], "cue": None, "act": None}]
    assert claim["passages"] == [[0, 22]]
    assert (claim["condition"], claim["time"], claim["measure"], claim["actors"]) == (None, None, None, [])
    assert claim["event"] == {"plover": "REJECT", "mode": None, "cameo": None}
    assert value["problems"] == [{"code": "date-unknown", "at": [0, 0], "message": "no day is told"}]


SPOILT = {
    "another format": lambda v: v.update(format="dragoman.reading/2"),
    "no format": lambda v: v.pop("format"),
    "an unknown kind": lambda v: v["claims"][0].update(kind="threat"),
    "an unknown role": lambda v: v["lines"][0].update(role="footer"),
    "a missing key": lambda v: v["claims"][0].pop("tracks"),
    "a date that is none": lambda v: v["document"]["published"].update(to="2024-02-30"),
    "a period that ends before it begins": lambda v: v["document"]["published"].update({"from": "2024-03-01"}),
    "a passage of three numbers": lambda v: v["claims"][0].update(passages=[[1, 2, 3]]),
    "claims that are no list": lambda v: v.update(claims=7),
    "a document that is a word": lambda v: v.update(document="harbour"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_no_reading_is_refused(how: str) -> None:
    value = json.loads(dump_reading(KEPT))
    SPOILT[how](value)
    with pytest.raises(ValueError):
        load_reading(json.dumps(value))


def test_an_unknown_polarity_is_refused() -> None:
    value = json.loads(dump_reading(KEPT))
    value["claims"][0]["polarity"] = "neutral"
    with pytest.raises(ValueError, match="neutral"):
        load_reading(json.dumps(value))


@pytest.mark.parametrize("line", ["", "[]", "null", "7", '"reading"', "{", "{}"])
def test_other_json_and_no_json_are_refused(line: str) -> None:
    with pytest.raises(ValueError):
        load_reading(line)
