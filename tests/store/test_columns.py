"""What is counted and listed by columns is what the rows say, whatever is asked and whatever has happened."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest
from sqlalchemy import BigInteger, cast, literal, select, union_all, update

from dragoman.record import ClaimKind, Published, Publisher, Reading
from dragoman.store import ClaimQuery, Record, SearchQuery, asking, counting, faceting, schema
from dragoman.store.actors import merged
from invented_readings import HOUR, Clock, Said, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
NAMES: dict[str, str | None] = {
    "Marsovia": "marsovia",
    "the Marsovians": "marsovia",
    "Tarnia": "tarnia",
    "Ada Quill": None,
    "Minister Bo Lim": None,
    "Vessia": "vessia",
}
TRACKS = ("dissuade", "dissuade.trade", "dialogue.talks", "deter")
PUBLISHERS = (Publisher("marsovia.mfa", "Ministry"), Publisher(None, "The Harbour Gazette"), Publisher(None, None))


def _reading(chance: random.Random, number: int, again: int = 0) -> tuple[Reading, bytes]:
    lines = [f"In case {number}-{n} {name} spoke at length." for n, name in enumerate(NAMES)]
    published: Published | None = chance.choice((None, day(f"2024-0{chance.randint(1, 4)}-1{chance.randint(0, 3)}")))
    document, data = document_of(
        "\n".join(["A heading", *lines]), published=published, publisher=chance.choice(PUBLISHERS), source=f"{number}"
    )
    said = [
        Said(
            [line],
            kind=chance.choice(get_args(ClaimKind)),
            speakers=chance.sample(list(NAMES), chance.randint(1, 2)),
            actors=chance.sample(list(NAMES), chance.randint(0, 3)),
            recipients=chance.sample(list(NAMES), chance.randint(0, 2)),
            tracks=chance.sample(TRACKS, chance.randint(0, 3)),
            form=chance.choice(("direct", "document")),
            polarity=chance.choice(("positive", "negative")),
            confidence=chance.choice((0.25, 0.5, 0.75)),
        )
        for line in chance.sample(lines, chance.randint(0, len(lines)))
    ]
    reading = read(document, said, actors=NAMES)
    # A person with a title waits in review.
    mentions = tuple(replace(m, name="Bo Lim") if m.name == "Minister Bo Lim" else m for m in reading.mentions)
    return replace(reading, mentions=mentions), data


def _queries(chance: random.Random, moment: datetime.datetime) -> Iterator[ClaimQuery]:
    yield from (ClaimQuery(), ClaimQuery(role="via"), ClaimQuery(as_of=moment), ClaimQuery(tracks=("nowhere",)))
    for _ in range(40):
        asked: dict[str, Any] = {
            "kinds": tuple(chance.sample(get_args(ClaimKind), 2)),
            "actor": chance.choice(("marsovia", "Quill", "lim", "new.bo-lim", "nobody", "tarnia")),
            "role": chance.choice(("speaker", "actor", "recipient")),
            "tracks": (chance.choice(TRACKS),),
            "since": datetime.date(2024, chance.randint(1, 3), 12),
            "until": datetime.date(2024, chance.randint(2, 5), 11),
            "polarity": "negative",
            "form": "direct",
            "min_confidence": 0.5,
            "as_of": moment,
            "text": "spoke",
            "publisher": chance.choice(("marsovia.mfa", "The Harbour Gazette", "harbour", "ministry", "nobody")),
        }
        yield ClaimQuery(**{name: asked[name] for name in chance.sample(list(asked), chance.randint(1, 4))})


@pytest.fixture
def busy(record: Record, clock: Clock) -> Record:
    """A record in which readings have been superseded, persons wait in review, and two actors are judged to be one."""
    chance = random.Random(5)
    record.add_many([_reading(chance, n) for n in range(90)], **BY)
    clock.now += HOUR
    record.add_many([_reading(chance, n) for n in range(0, 40, 3)], **BY)
    record.add(*pledge(), **BY)
    record.judge("same", ("marsovia", "vessia"), by="a clerk")
    clock.now += HOUR
    record.add_many([_reading(chance, n) for n in range(20, 30)], **BY)
    return record


def _moment(clock: Clock) -> datetime.datetime:
    return clock.now - HOUR - HOUR / 2


def test_facets_are_what_the_rows_say(busy: Record, clock: Clock) -> None:
    for query in _queries(random.Random(6), _moment(clock)):
        asked = busy._merged(query)
        with busy._engine.connect() as connection:
            by_rows = faceting.by_rows(connection, asked, merged(connection, query.as_of))
        assert busy.claim_facets(query) == by_rows, query
        assert by_rows.total == sum(1 for _ in busy.claims(query))


def test_lists_and_counts_are_what_the_rows_say(busy: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    for query in _queries(random.Random(7), _moment(clock)):
        for newest in (False, True):
            for limit in (None, 1, 7, 60):
                asked = replace(query, newest=newest, limit=limit)
                monkeypatch.setattr(asking, "LARGE", 10**9)
                by_rows, many = [row.claim.id for row in busy.claims(asked)], busy.count(asked)
                further = replace(asked, after=by_rows[len(by_rows) // 2]) if by_rows else asked
                rest = [row.claim.id for row in busy.claims(further)]
                monkeypatch.setattr(asking, "LARGE", 0)
                assert [row.claim.id for row in busy.claims(asked)] == by_rows, asked
                assert [row.claim.id for row in busy.claims(further)] == rest, further
                assert busy.count(asked) == many


def test_a_search_has_the_facets_of_its_rows(busy: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = ("spoke", "Tarnia", "Quill kind:event", "spoke -Vessia", "spoke track:dissuade", "lim", "heading", "zzz")
    for words in queries:
        for moment in (None, _moment(clock)):
            query = SearchQuery(words, as_of=moment)
            monkeypatch.setattr(asking, "LARGE", 10**9)
            by_rows, summary = busy.facets(query), busy.summary()
            monkeypatch.setattr(asking, "LARGE", 0)
            assert busy.facets(query) == by_rows, query
            assert busy.summary() == summary


def test_pages_come_to_the_whole_list(busy: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGE", 0)
    for query in (ClaimQuery(), ClaimQuery(kinds=("commitment", "event")), ClaimQuery(actor="marsovia")):
        whole = [row.claim.id for row in busy.claims(query)]
        pages: list[str] = []
        while len(pages) < len(whole):
            after = pages[-1] if pages else None
            page = [row.claim.id for row in busy.claims(replace(query, limit=9, after=after))]
            assert 0 < len(page) <= 9
            pages += page
        assert pages == whole
    # Going on from a claim that is not of those asked for.
    call = next(row.claim.id for row in busy.claims(ClaimQuery(kinds=("call",))))
    monkeypatch.setattr(asking, "LARGE", 10**9)
    asked = ClaimQuery(kinds=("commitment",), after=call)
    by_rows = [row.claim.id for row in busy.claims(asked)]
    monkeypatch.setattr(asking, "LARGE", 0)
    assert [row.claim.id for row in busy.claims(asked)] == by_rows


def test_what_is_new_is_loaded_and_what_is_old_is_kept(busy: Record) -> None:
    busy.claim_facets()
    before = counting.tables.kept(busy._engine)
    chance = random.Random(9)
    added, data = _reading(chance, 1000)
    busy.add(added, data, **BY)
    assert busy.claim_facets().total == sum(1 for _ in busy.claims())
    after = counting.tables.kept(busy._engine)
    assert before is not None and after is not None
    assert after.state[2] == before.state[2] + len(added.claims)


def test_columns_are_checked_and_made_anew(busy: Record) -> None:
    assert busy.check() == []
    facets = busy.claim_facets()
    with busy._writing() as (connection, _):
        connection.execute(update(schema.claim_columns).where(schema.claim_columns.c.chunk == 1).values(packed=b"\0"))
    assert any("counted by is wrong from reading 64 on" in line for line in busy.check())
    busy.rebuild_search()
    assert busy.check() == []
    assert busy.claim_facets() == facets


def test_a_record_without_columns_is_answered_by_its_rows(busy: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGE", 0)
    facets, ids = busy.claim_facets(), [row.claim.id for row in busy.claims()]
    with busy._writing() as (connection, _):
        connection.execute(schema.claim_columns.delete())
    assert busy.claim_facets() == facets
    assert [row.claim.id for row in busy.claims()] == ids


def test_an_erased_document_leaves_the_columns_and_no_name(busy: Record) -> None:
    line = "Zebedee Quarrow spoke of it once."
    document, data = document_of(f"A heading\n{line}", publisher=Publisher(None, "The Only Press"))
    before = busy.claim_facets()
    said = [Said([line], kind="event", speakers=["Zebedee Quarrow"], tracks=["dissuade"])]
    busy.add(read(document, said), data, **BY)
    assert busy.claim_facets().total == before.total + 1
    busy.withdraw_document(document.id, by="Ada", why="asked to", erase=True)
    assert busy.claim_facets() == before
    assert busy.check() == []
    with busy._engine.connect() as connection:
        kept = {*connection.scalars(select(schema.parties.c.name))}
        values = {*connection.scalars(select(schema.column_values.c.value))}
    assert "Zebedee Quarrow" not in kept and "Ada Quill" in kept
    assert "The Only Press" not in values and "The Harbour Gazette" in values
    # Another reading that takes its number is not taken for it.
    busy.add(*_reading(random.Random(11), 2000), **BY)
    assert busy.claim_facets().total == sum(1 for _ in busy.claims())


def test_an_empty_record_has_empty_facets(record: Record) -> None:
    facets = record.claim_facets()
    assert (facets.total, dict(facets.kinds), dict(facets.months)) == (0, {}, {})


@pytest.mark.parametrize("most", [3, 70_000])
def test_pairs_are_told_apart_by_value_and_by_what_has_it(most: int) -> None:
    """As many values as fit 16 bits, and more."""
    chance = random.Random(most)
    pairs = sorted((chance.randint(0, 30), chance.choice((0, 1, most))) for _ in range(400))
    values, of = counting.different(np.array([value for _, value in pairs]), np.array([its for its, _ in pairs]))
    assert list(zip(values.tolist(), of.tolist(), strict=True)) == sorted({(value, its) for its, value in pairs})
    nothing = np.empty(0, np.int64)
    assert [len(one) for one in counting.different(nothing, nothing)] == [0, 0]


def test_whole_numbers_are_had_at_once(record: Record) -> None:
    """Of any size, in rows of as many as are asked for; none at all too."""
    numbers = [(n, -(2**n)) for n in range(1, 60)]
    with record._engine.connect() as connection:
        asked = union_all(*(select(literal(one), cast(literal(other), BigInteger)) for one, other in numbers))
        rows = counting.integers(connection, select(asked.subquery()))
        assert sorted(map(tuple, rows.tolist())) == numbers
        claims = schema.claims.c
        assert counting.integers(connection, select(claims.key, claims.reading)).tolist() == []
