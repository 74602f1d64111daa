"""Charts: each point names its claims and leads to the first; the table and the words say the same as the picture."""

import datetime
import json
from dataclasses import replace
from typing import Any

import pytest

from dragoman.brief.charts import Chart, positions_chart, promises_chart, relations_chart, spec_json, wording_chart
from dragoman.brief.labels import Labels
from dragoman.desks.acts import acts_of
from dragoman.desks.dialogue.commitments import ledger
from dragoman.desks.dialogue.positions import most_heard, positions
from dragoman.desks.dialogue.relations import relations
from dragoman.record import EventCode, Period
from dragoman.store import ClaimRow, Party
from made_rows import make_row

TODAY = datetime.date(2031, 7, 1)
MINISTER = Party("Minister Hale", "arden")
OTHER = Party("Borland", "borland")


def link(row: ClaimRow) -> str:
    return f"#{row.claim.id}"


@pytest.fixture(params=["en", "ko"])
def labels(request: pytest.FixtureRequest) -> Labels:
    named = {"en": "Republic of Arden", "ko": "아르덴"}[request.param]
    return replace(Labels.of(request.param), actors={"arden": named}, tracks={"talks": "Talks"})


def stands(*, documents: int = 2) -> list[ClaimRow]:
    return [
        make_row(
            f"Arden holds to {track} number {n} of {month}",
            who=[MINISTER],
            tracks=(track,),
            document=f"d{month}-{n}",
            on=f"2031-{month:02d}-03",
            wording=("disarming of the two rivers",),
        )
        for month in (1, 2, 4)
        for n in range(documents)
        for track in ("talks", "pressure")[: 2 if month > 1 else 1]
    ]


def points(chart: Chart) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = chart.spec["data"]["values"]
    return values


def assert_bound(chart: Chart, rows: list[ClaimRow]) -> None:
    """Every datum that counts something names claims of the record, and its link is the first's."""
    known = {row.claim.id for row in rows}
    for value in points(chart):
        if value.get("acts") == 0:
            assert "claims" not in value
            continue
        assert value["claims"]
        assert set(value["claims"]) <= known
        assert value["href"] == f"#{value['claims'][0]}"
    for row in chart.rows:
        assert len(row.cells) == len(chart.columns)
        assert row.claims
        assert {claim.claim.id for claim in row.claims} <= known


def test_positions_have_their_evidence_and_intervals(labels: Labels) -> None:
    rows = stands()
    (stand,) = positions(rows, step="month")
    chart = positions_chart(stand, labels=labels, link=link)
    assert chart is not None
    assert_bound(chart, rows)
    assert labels.actors["arden"] in chart.title
    by_place = {(value["track"], value["at"][:7]): value for value in points(chart)}
    assert by_place["pressure", "2031-01"]["acts"] == 0
    assert by_place["Talks", "2031-01"]["share"] == 1
    assert by_place["Talks", "2031-02"]["documents"] == 2
    assert by_place["Talks", "2031-02"]["low"] is not None


def test_a_shift_is_marked_with_the_acts_on_both_sides() -> None:
    rows = [
        make_row(
            f"words {n}", who=[MINISTER], tracks=("talks" if n >= 12 else "pressure",), document=f"d{n}",
            on=str(datetime.date(2031, 1, 1) + datetime.timedelta(days=7 * n)),
        )
        for n in range(24)
    ]  # fmt: skip
    (stand,) = positions(rows, step="month")
    chart = positions_chart(stand, labels=Labels.of("en"), link=link)
    assert chart is not None
    shifts = [value for value in points(chart) if value["what"] == "shift"]
    assert {value["track"] for value in shifts} == {"talks", "pressure"}
    assert all("p = " in value["tip"] and value["at"] == "2031-03-26" for value in shifts)
    assert_bound(chart, rows)


def test_wording_shows_each_day_of_a_phrase(labels: Labels) -> None:
    rows = stands()
    (heard,) = most_heard(rows)
    chart = wording_chart(heard.voice, heard.acts, labels=labels, link=link)
    assert chart is not None
    assert_bound(chart, rows)
    assert len(points(chart)) == 6  # each document once
    assert "disarming of the two rivers" in chart.alt


def test_promises_stand_in_their_time(labels: Labels) -> None:
    window = Period(datetime.date(2031, 4, 1), datetime.date(2031, 6, 30), "quarter")
    rows = [
        make_row("Arden will open a bridge for carts", who=[MINISTER], kind="commitment", time=window),
        make_row("Arden will go on", who=[MINISTER], kind="commitment", document="d2"),
    ]
    chart = promises_chart(ledger(rows, today=TODAY), today=TODAY, labels=labels, link=link)
    assert chart is not None
    assert_bound(chart, rows)
    (bar,) = points(chart)
    assert (bar["from"], bar["to"], bar["said"]) == ("2031-04-01", "2031-07-01", "2031-02-03")
    assert bar["state"] == labels.say("state.overdue")


def test_relations_part_by_kind(labels: Labels) -> None:
    coded = [("040", "met"), ("111", "blamed"), ("111", "blamed again")]
    rows = [
        replace(
            row := make_row(words, who=[MINISTER], kind="event", document=words),
            claim=replace(row.claim, event=EventCode("CONSULT", None, cameo)),
            actors=(MINISTER,),
            recipients=(OTHER,),
        )
        for cameo, words in coded
    ]
    chart = relations_chart(relations(rows), labels=labels, link=link)
    assert chart is not None
    assert_bound(chart, rows)
    assert {value["acts"] for value in points(chart)} == {1, -2}


def test_nothing_to_draw_is_no_chart() -> None:
    labels = Labels.of("en")
    assert promises_chart([], today=TODAY, labels=labels, link=link) is None
    assert relations_chart([], labels=labels, link=link) is None
    assert wording_chart(MINISTER, acts_of([]), labels=labels, link=link) is None


def test_words_of_a_document_cannot_end_the_script() -> None:
    hostile = "Arden will open </script><script>alert(1)</script> a bridge & more"
    window = Period.day(datetime.date(2031, 4, 1))
    rows = [make_row(hostile, who=[MINISTER], kind="commitment", time=window)]
    chart = promises_chart(ledger(rows, today=TODAY), today=TODAY, labels=Labels.of("en"), link=link)
    assert chart is not None
    text = spec_json(chart)
    assert "<" not in text
    assert json.loads(text) == chart.spec
