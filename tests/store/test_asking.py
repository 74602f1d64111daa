"""Questions to a small record of four invented documents, and whether exactly the right claims come back."""

import datetime
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from engines import opened

from dragoman.record import Period, Published, Publisher, RecordError
from dragoman.store import ClaimQuery, Party, Record, asking
from invented_readings import HOUR, MONDAY, Clock, Said, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
ACTORS: dict[str, str | None] = {"Oldmark": "oldmark", "Bo Limson": "bo-limson"}

COAL = "will end all coal exports, … to Tarnia by 2026."
TALKS = "urged Tarnia to return to the talks."
KOREAN = "대화를 계속하겠다"
PATROL = "Oldmark patrols the\nnorthern strait"
MAYOR = "the mayor’s promise was “empty”"
LIM = "100% of the_quota is met"


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    with opened(request.param, tmp_path, Clock()) as record:
        pledge_, data = pledge(day("2024-03-01"))
        record.add(pledge_, data, **BY)
        patrol = Said([PATROL], kind="event", actors=["Oldmark"], tracks=["deter.posture"], form="document")
        _add(record, f"Patrol\nToday {PATROL}.", [patrol], Published(Period(*_month(2024, 2), "month"), "line", 0.7))
        mayor = Said([MAYOR], kind="assessment", speakers=["Ada Quill"], via=["Bo Limson"], tracks=["dissuaded"])
        _add(record, f"Town hall\nBo Limson said Ada Quill had said {MAYOR}.", [mayor], None)
        met = Said([LIM], kind="statement", speakers=["Bo Limson"], recipients=["Oldmark"])
        until = Published(Period(None, datetime.date(2020, 6, 30), "vague"), "caption", 0.3)
        _add(record, f"Quota\nBo Limson told Oldmark that {LIM}.", [met], until)
        yield record


def _add(record: Record, text: str, said: list[Said], published: Published | None) -> None:
    document, data = document_of(text, published=published, publisher=Publisher("oldmark.navy", None))
    record.add(read(document, said, actors=ACTORS), data, **BY)


def _month(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(year, month, 1), datetime.date(year, month, 29)


def words(record: Record, **asked: Any) -> list[str]:
    query = ClaimQuery(**asked)
    found = [row.words for row in record.claims(query)]
    assert record.count(replace(query, limit=None)) >= len(found)
    if query.limit is None:
        assert record.count(query) == len(found)
    return found


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_all_come_by_day_document_and_position_with_the_undated_last(record: Record) -> None:
    assert words(record) == [PATROL, COAL, TALKS, KOREAN, *sorted_undated(record)]


def sorted_undated(record: Record) -> list[str]:
    """Those whose first day is unknown, by document id, as the ids happen to fall."""
    rows = [row for row in record.claims() if row.words in (MAYOR, LIM)]
    assert len(rows) == 2
    return [row.words for row in sorted(rows, key=lambda row: row.document)]


def test_a_row_tells_all_that_is_needed_to_show_it(record: Record) -> None:
    row = next(iter(record.claims(ClaimQuery(kinds=("commitment",)))))
    assert (row.title, row.source) == ("Marsovia pledges coal embargo", "releases/embargo.txt")
    assert row.publisher == Publisher("marsovia.mfa", "Marsovian Foreign Ministry")
    assert row.published == day("2024-03-01")
    assert row.words == COAL
    assert row.speakers == (Party("Ada Quill", None),)
    assert (row.actors, row.recipients) == ((Party("Marsovia", "marsovia"),), (Party("Tarnia", "tarnia"),))
    assert row.time == Period(None, date("2026-12-31"), "year")
    assert row.learned_at == MONDAY
    reading = record.reading(row.document)
    assert reading and row.claim in reading.claims


def test_by_kind(record: Record) -> None:
    assert words(record, kinds=("call",)) == [TALKS]
    assert words(record, kinds=("call", "event")) == [PATROL, TALKS]


def test_by_actor_id_or_words_of_the_name(record: Record) -> None:
    assert words(record, actor="tarnia") == [COAL, TALKS]
    assert words(record, actor="ada") == words(record, actor="ADA QUILL") == [COAL, TALKS, MAYOR]
    assert words(record, actor="Lim") == []
    assert words(record, actor="Bo  Limson") == words(record, actor="bo-limson")
    assert words(record, actor="%") == words(record, actor="") == []


def test_by_role(record: Record) -> None:
    assert words(record, actor="Tarnia", role="recipient") == [COAL, TALKS]
    assert words(record, actor="Tarnia", role="speaker") == []
    assert words(record, role="actor") == [PATROL, COAL]


def test_who_reports_a_claim_is_not_its_speaker(record: Record) -> None:
    assert words(record, actor="limson", role="speaker") == [LIM]
    assert words(record, actor="limson", role="via") == [MAYOR]
    row = next(r for r in record.claims() if r.words == MAYOR)
    assert (row.speakers, row.via) == ((Party("Ada Quill", None),), (Party("Bo Limson", "bo-limson"),))


def test_the_publisher_answers_for_the_documents_own_voice(record: Record) -> None:
    assert words(record, actor="marsovia.mfa", role="speaker") == [KOREAN]
    assert words(record, actor="marsovian foreign ministry") == [KOREAN]
    row = next(r for r in record.claims() if r.words == PATROL)
    assert row.speakers == (Party("oldmark.navy", "oldmark.navy"),)


@pytest.mark.parametrize("tracks", [("dissuade",), ("deter", "dialogue.talks"), ("public",)])
@pytest.mark.parametrize("limit", [1, 2, 50])
def test_a_track_of_many_claims_is_gone_through_in_order_to_the_same_end(
    record: Record, monkeypatch: pytest.MonkeyPatch, tracks: tuple[str, ...], limit: int
) -> None:
    query = ClaimQuery(tracks=tracks, limit=limit)
    few = [row.claim.id for row in record.claims(query)]
    monkeypatch.setattr(asking, "MANY", 1)
    assert [row.claim.id for row in record.claims(query)] == few
    assert few == [row.claim.id for row in record.claims(replace(query, limit=None))][:limit]


def test_a_track_covers_its_finer_ones_and_no_namesake(record: Record) -> None:
    assert words(record, tracks=("dissuade",)) == [COAL]
    assert words(record, tracks=("dissuade.trade",)) == [COAL]
    assert words(record, tracks=("dissuade.tra",)) == []
    assert words(record, tracks=("dialogue",)) == [TALKS]
    assert words(record, tracks=("deter", "dialogue.talks")) == [PATROL, TALKS]


def test_since_and_until_meet_any_day_of_a_month_and_leave_out_the_undated(record: Record) -> None:
    assert words(record, since=date("2024-03-01")) == [COAL, TALKS, KOREAN]
    assert words(record, since=date("2024-02-15")) == [PATROL, COAL, TALKS, KOREAN]
    assert words(record, since=date("2024-02-29"), until=date("2024-02-29")) == [PATROL]
    assert words(record, since=date("2024-03-02")) == []
    assert MAYOR not in words(record, since=date("1900-01-01"))
    assert MAYOR not in words(record, until=date("2100-01-01"))


def test_an_open_end_reaches_any_day(record: Record) -> None:
    assert words(record, until=date("1990-01-01")) == [LIM]
    assert words(record, since=date("2020-07-01"), until=date("2020-12-31")) == []


def test_by_text(record: Record) -> None:
    assert words(record, text="COAL exports") == [COAL]
    assert words(record, text="계속하겠") == [KOREAN]
    assert words(record, text="the northern") == [PATROL]
    assert words(record, text="mayor's promise was \"empty") == [MAYOR]
    assert words(record, text="100% of the_q") == [LIM]
    assert words(record, text="the%quota") == words(record, text="theXquota") == []


def test_korean_in_separate_jamo_finds_whole_syllables(record: Record) -> None:
    """As file names and some keyboards give it."""
    assert words(record, text=unicodedata.normalize("NFD", "대화")) == [KOREAN]


def test_by_document_form_polarity_and_confidence(record: Record) -> None:
    document = next(iter(record.claims(ClaimQuery(text="coal")))).document
    assert words(record, document=document) == [COAL, TALKS, KOREAN]
    assert words(record, form="direct") == [COAL]
    assert words(record, polarity="negative") == [KOREAN]
    assert words(record, document=document, min_confidence=0.8) == [COAL, TALKS]


def test_all_that_is_asked_must_hold(record: Record) -> None:
    assert words(record, actor="Ada", kinds=("call",), since=date("2024-01-01")) == [TALKS]
    assert words(record, actor="Ada", kinds=("event",)) == []


def test_limit_gives_the_first_and_count_goes_by_all(record: Record) -> None:
    assert words(record, limit=2) == [PATROL, COAL]
    assert words(record, limit=0) == []
    assert record.count(ClaimQuery(limit=2)) == 6
    with pytest.raises(ValueError, match="limit is -1"):
        ClaimQuery(limit=-1)


def test_as_of_gives_what_stood_then(tmp_path: Path) -> None:
    clock = Clock()
    with Record.open(tmp_path / "dragoman.db", clock=clock) as record:
        older, data = pledge(day("2024-03-01"), confidence=0.5)
        newer, _ = pledge(day("2024-03-01"), confidence=0.9)
        record.add(older, data, **BY)
        clock.now += HOUR
        record.add(newer, data, reader="reader-2", dossier="dossier-1")
        coal = {"kinds": ("commitment",)}
        assert [r.claim.confidence for r in record.claims(ClaimQuery(**coal))] == [0.9]
        assert [r.claim.confidence for r in record.claims(ClaimQuery(**coal, as_of=MONDAY))] == [0.5]
        assert list(record.claims(ClaimQuery(**coal, as_of=MONDAY - HOUR))) == []
        # The same moment told on another clock.
        seoul = (MONDAY + HOUR / 2).astimezone(datetime.timezone(datetime.timedelta(hours=9)))
        assert [r.claim.confidence for r in record.claims(ClaimQuery(**coal, as_of=seoul))] == [0.5]


def test_rows_can_be_taken_slowly_while_others_write(record: Record) -> None:
    rows = record.claims()
    first = next(rows)
    document, data = document_of("Late note\nThe envoy will come.", published=day("2001-01-01"))
    record.add(read(document, [Said(["will come"])]), data, **BY)
    assert [first.words, *(r.words for r in rows)] == words(record)[1:]


def test_more_than_a_handful_come_in_order(record: Record) -> None:
    lines = [f"The envoy of district {n} will come." for n in range(1203)]
    document, data = document_of("\n".join(["Districts", *lines]), published=day("2030-01-01"))
    backwards = [Said([line], kind="forecast") for line in reversed(lines)]
    record.add(read(document, backwards), data, **BY)
    assert words(record, kinds=("forecast",)) == lines
    assert words(record, kinds=("forecast",), limit=700) == lines[:700]


def test_a_list_is_read_on_from_any_claim_to_the_same_end(record: Record) -> None:
    for newest in (False, True):
        whole = [row.claim.id for row in record.claims(ClaimQuery(newest=newest))]
        assert len(whole) > 4
        for place, claim in enumerate(whole, start=1):
            rest = record.claims(ClaimQuery(after=claim, newest=newest))
            assert [row.claim.id for row in rest] == whole[place:]
    with pytest.raises(RecordError, match="begin the list anew"):
        list(record.claims(ClaimQuery(after="c-never-was")))


def test_the_newest_first(record: Record) -> None:
    days = [row.published.period.first if row.published else None for row in record.claims(ClaimQuery(newest=True))]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[: len(dated)] == dated
    assert {row.claim.id for row in record.claims(ClaimQuery(newest=True))} == {r.claim.id for r in record.claims()}


def test_claims_of_a_publisher(record: Record) -> None:
    """As facets name it, and there are just as many as they say; else by words of the printed name."""
    facets = record.claim_facets()
    assert len(facets.publishers) > 1
    for publisher, many in facets.publishers.items():
        found = list(record.claims(ClaimQuery(publisher=publisher)))
        assert len(found) == many
        assert {row.publisher.actor or row.publisher.name for row in found} == {publisher}
    printed = {row.publisher.name for row in record.claims() if row.publisher.name}
    for name in printed:
        found = list(record.claims(ClaimQuery(publisher=name[1:-1].upper())))
        assert found
        assert all(name[1:-1].lower() in (row.publisher.name or "").lower() for row in found)
    assert not list(record.claims(ClaimQuery(publisher="nobody of that name")))
