"""What documents are listed and actors counted by is what the rows say, whatever is asked and has happened."""

import datetime
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from dragoman.record import Mention, Period, Problem, Published, Publisher, Reading, RecordPlaceError
from dragoman.store import DocumentQuery, Record, asking, reading_table, schema
from invented_readings import HOUR, Clock, day, document_of, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
TITLES = ("Envoy ", "Deputy Envoy ", "")
PEOPLE = (("Bo Lim", None), ("Ada Quill", "ada-quill"), ("Ila Rem", None), ("Cy Orr", "cy-orr"))
DAYS = ("2024-03-01", "2024-03-01", "2024-04-11", "2023-12-30")


def _reading(chance: random.Random, number: int) -> tuple[Reading, bytes]:
    """A document that names some people, some of them more than once and under other titles."""
    named = [(chance.choice(TITLES), *chance.choice(PEOPLE)) for _ in range(chance.randint(0, 6))]
    lines = [f"{title}{name} came to case {number}-{n}, and she left." for n, (title, name, _) in enumerate(named)]
    open_ended = Published(Period(None, datetime.date(2024, 4, 20), "month"), "line", 0.5)
    published = chance.choice((None, open_ended, *map(day, DAYS)))
    document, data = document_of(
        "\n".join(["A heading", *lines]),
        published=published,
        publisher=Publisher(None, "The Gazette"),
        source=f"{number}",
    )
    document = replace(document, language=chance.choice(("en", "ko", "und")))
    mentions: list[Mention] = []
    for line, (title, name, actor) in zip(lines, named, strict=True):
        start = document.text.index(line)
        end = start + len(title) + len(name)
        how = "title" if title else "name"
        mentions.append(Mention(f"m{len(mentions)}", start, end, "person", actor, name, how))
        she = document.text.index("she", end)
        mentions.append(Mention(f"m{len(mentions)}", she, she + 3, "person", actor, name, "pronoun"))
    problems = tuple(Problem("odd", 0, 1, "an odd letter") for _ in range(chance.randint(0, 2)))
    return replace(read(document, []), mentions=tuple(mentions), problems=problems), data


@pytest.fixture
def busy(record: Record, clock: Clock) -> Record:
    """A record in which readings have been superseded and withdrawn, and two actors are judged to be one."""
    chance = random.Random(3)
    record.add_many([_reading(chance, n) for n in range(80)], **BY)
    clock.now += HOUR
    again = random.Random(3)
    changed = [(replace(its, mentions=its.mentions[2:]), data) for its, data in (_reading(again, n) for n in range(30))]
    record.add_many(changed, reader="reader-2", dossier="dossier-1")
    record.judge("same", ("new.bo-lim", "ada-quill"), by="a clerk")
    clock.now += HOUR
    record.withdraw_document(record.documents()[5].id, by="Ada", why="a hoax")
    record.add_many([_reading(chance, n) for n in range(80, 90)], **BY)
    return record


def _queries(clock: Clock) -> list[DocumentQuery]:
    moment = clock.now - HOUR - HOUR / 2
    asked: list[dict[str, Any]] = [
        *({}, {"limit": 7}, {"language": "ko"}, {"language": "fr"}, {"as_of": moment}, {"as_of": clock.now - 9 * HOUR}),
        *({"since": datetime.date(2024, 3, 1)}, {"until": datetime.date(2024, 3, 31), "language": "en"}),
        *({"on": datetime.date(2024, 3, 1)}, {"names": "rem"}, {"names": "ada-quill"}, {"names": "new.bo-lim"}),
        *({"names": "envoy", "as_of": moment}, {"names": "she"}, {"names": "nobody", "also": ("cy-orr",)}),
    ]
    return [DocumentQuery(**fields) for fields in asked]


def _answers(record: Record, clock: Clock) -> list[Any]:
    moments = (None, clock.now - HOUR - HOUR / 2, clock.now - 9 * HOUR)
    found: list[Any] = [record.summary()]
    found += [(record.documents(query), record.count_documents(query)) for query in _queries(clock)]
    for moment in moments:
        found += [record.actors(proposed=proposed, as_of=moment) for proposed in (False, True)]
        ids = ("new.bo-lim", "ada-quill", "new.ila-rem", "cy-orr", "nobody")
        found += [record.actor(one, as_of=moment) for one in ids]
    return found


@pytest.fixture
def both(busy: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Answers everything by rows and by columns, and says that it comes to the same."""

    def compare() -> None:
        monkeypatch.setattr(asking, "LARGE", 10**9)
        by_rows = _answers(busy, clock)
        monkeypatch.setattr(asking, "LARGE", 0)
        for one, other in zip(_answers(busy, clock), by_rows, strict=True):
            assert one == other

    return compare


def test_documents_and_actors_are_what_the_rows_say(busy: Record, both: Callable[[], None]) -> None:
    both()
    assert len({row.documents for row in busy.actors()}) > 2, "the invented documents name people differently often"
    table = reading_table.tables.kept(busy._engine)
    assert table is not None and table.columns, "the columns were asked"


def test_what_is_new_is_loaded_behind_what_is_kept(busy: Record, both: Callable[[], None]) -> None:
    both()
    chance = random.Random(8)
    busy.add_many([_reading(chance, n) for n in range(200, 220)], **BY)
    both()
    busy.withdraw_document(busy.documents()[3].id, by="Ada", why="asked to", erase=True)
    both()


def test_pages_of_documents_come_to_the_whole_list(busy: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for large in (0, 10**9):
        monkeypatch.setattr(asking, "LARGE", large)
        for query in (DocumentQuery(), DocumentQuery(names="rem"), DocumentQuery(since=datetime.date(2024, 3, 1))):
            whole = busy.documents(query)
            pages = busy.documents(replace(query, limit=6))
            while more := busy.documents(replace(query, limit=6, after=pages[-1].id)):
                pages += more
            assert pages == whole
            assert busy.count_documents(replace(query, limit=2)) == len(whole)
        with pytest.raises(RecordPlaceError, match="begin it anew"):
            busy.documents(DocumentQuery(after="nothing"))


def test_they_are_checked_and_made_anew(busy: Record, both: Callable[[], None]) -> None:
    assert busy.check() == []
    with busy._writing() as (connection, _):
        connection.execute(update(schema.reading_columns).where(schema.reading_columns.c.chunk == 1).values(packed=b""))
    assert any("listed by is wrong from reading 64 on" in line for line in busy.check())
    busy.rebuild_search()
    assert busy.check() == []
    both()


def test_an_erased_document_leaves_no_name(busy: Record) -> None:
    text = "A heading\nEnvoy Zebedee Quarrow came."
    document, data = document_of(text)
    start = text.index("Envoy")
    mention = Mention("m1", start, len(text) - 6, "person", None, "Zebedee Quarrow", "title")
    busy.add(replace(read(document, []), mentions=(mention,)), data, **BY)
    names = select(schema.mentioned.c.name)
    with busy._engine.connect() as connection:
        assert "Zebedee Quarrow" in {*connection.scalars(names)}
    busy.withdraw_document(document.id, by="Ada", why="asked to", erase=True)
    with busy._engine.connect() as connection:
        assert "Zebedee Quarrow" not in {*connection.scalars(names)}
        assert "Ila Rem" in {*connection.scalars(names)}
    assert busy.check() == []
