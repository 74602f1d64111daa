"""Searching a record of invented releases: which paragraphs are found, in what order, and what of them is told."""

import sqlite3
from pathlib import Path

import pytest
from engines import on_a_file

from dragoman.record import Publisher, RecordError
from dragoman.store import Hit, Record, SearchQuery
from invented_readings import Clock, Said, day, document_of, pledge, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
LETTER = (
    "Tarnia answers\n"
    "The envoy of Tarnia said that her country will reopen the harbours. She thanked Ada Quill, whom Tarnian papers "
    "call 아다 퀼.\n"
    "Negotiations were called constructive.\n"
    "타르니아는 대북제재와 현대화를 논의했다."
)


class Names:
    """Ada Quill under her two names, and nobody else."""

    def names(self, typed: str) -> tuple[str, ...]:
        return ("Ada Quill", "아다 퀼") if typed.lower() in ("ada quill", "아다 퀼") else ()

    def named(self, typed: str) -> tuple[str, ...]:
        return ("quill",) if self.names(typed) else ()


@pytest.fixture
def filled(record: Record) -> Record:
    reading, data = pledge(day("2024-03-04"))
    record.add(reading, data, **BY)
    document, data = document_of(
        LETTER, source="letter.txt", published=day("2024-05-06"), publisher=Publisher(None, "Tarnian Envoy")
    )
    said = [Said(["reopen the harbours"], kind="commitment", speakers=["Tarnia"], tracks=["dialogue"])]
    record.add(read(document, said, actors={"Tarnia": "tarnia"}), data, **BY)
    return record


def found(record: Record, words: str, **fields: object) -> list[str]:
    return [hit.words.split()[0] for hit in search(record, words, **fields)]


def search(record: Record, words: str, **fields: object) -> list[Hit]:
    return record.search(SearchQuery(words, **fields), finder=Names())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words, first_words",
    [
        ("harbour", ["The"]),
        ("harbours envoy", ["The"]),
        ("harbours coal", []),
        ('"coal exports"', ["Foreign"]),
        ('"exports coal"', []),
        ("export*", ["Foreign"]),
        ("construct*", ["Negotiations"]),
        ("constructiv*", ["Negotiations"]),
        ("talks -negotiations", ["She"]),
        ("negotiation", ["Negotiations"]),
        ("제재", ["타르니아는"]),
        ("대화", ["마르소비아"]),
        ("kind:commitment harbours", ["The"]),
        ("kind:calls harbours", []),
        ("track:dialogue tarnia kind:call", ["She"]),
        ("Tarnia publisher:envoy reopen", ["The"]),
        ("tarnia language:ko", []),
        ("“coal exports”", ["Foreign"]),
        ("12:30", []),
    ],
)
def test_what_is_found(filled: Record, words: str, first_words: list[str]) -> None:
    if words == "대화":  # 현대화 has the same two syllables: a pair of letters cannot tell
        assert set(found(filled, words)) == {"마르소비아", "타르니아는"}
        return
    assert found(filled, words) == first_words


def test_a_name_is_found_in_either_language(filled: Record) -> None:
    for typed in ("ada quill", '"Ada Quill"', "아다 퀼"):
        hits = search(filled, typed)
        assert len(hits) == 2
        marked = {hit.words[start - hit.start : end - hit.start] for hit in hits for start, end in hit.marks}
        assert marked == {"Ada Quill", "아다 퀼"}
    assert len(filled.search(SearchQuery("아다 퀼"))) == 1


def test_a_hit_tells_where_it_stands_and_which_claims_begin_in_it(filled: Record) -> None:
    (hit,) = search(filled, "reopen")
    document = filled.document(hit.document)
    assert document is not None
    assert document.text[hit.start : hit.end] == hit.words
    assert [document.text[start:end] for start, end in hit.marks] == ["reopen"]
    (claim,) = [row for row in filled.claims() if row.document == hit.document]
    assert hit.claims == (claim.claim.id,)
    assert (hit.source, hit.title, hit.publisher.name) == ("letter.txt", "Tarnia answers", "Tarnian Envoy")


def test_the_kind_the_track_and_the_party_are_those_of_one_claim(filled: Record) -> None:
    assert found(filled, "talks", kinds=("call",), actor="tarnia") == ["She"]
    assert found(filled, "exports", kinds=("call",), actor="tarnia") == []
    assert found(filled, "harbours", actor="Tarnia") == ["The"]


def test_a_word_that_is_rarer_or_in_a_shorter_paragraph_counts_more(filled: Record) -> None:
    scores = [hit.score for hit in search(filled, "tarnia")]
    assert scores == sorted(scores, reverse=True)
    assert found(filled, "tarnia", limit=1) == found(filled, "tarnia")[:1]


def test_days_bound_what_is_found(filled: Record) -> None:
    import datetime

    april = datetime.date(2024, 4, 1)
    assert {hit.source for hit in search(filled, "tarnia", since=april)} == {"letter.txt"}
    assert {hit.source for hit in search(filled, "tarnia", until=april)} == {"releases/embargo.txt"}


def test_what_no_longer_stands_is_found_as_of_then_only(filled: Record, clock: Clock) -> None:
    before = clock.now
    clock.now = before.replace(year=2025)
    reading, data = pledge(day("2024-03-05"))
    assert filled.add(reading, data, reader="reader-2", dossier="dossier-1") == "superseded"
    (now,), (then,) = search(filled, "embargo"), search(filled, "embargo", as_of=before)
    assert now.published is not None
    assert then.published is not None
    assert now.published.period.first != then.published.period.first
    assert filled.facets(SearchQuery("embargo")).total == 1


def test_facets_count_paragraphs(filled: Record) -> None:
    facets = filled.facets(SearchQuery("tarnia"))
    assert facets.total == filled.found(SearchQuery("tarnia")) == 4
    assert facets.kinds == {"commitment": 2, "call": 1}
    assert facets.tracks == {"dialogue": 2, "dialogue.talks": 1, "dissuade.trade": 1}
    assert facets.actors == {"tarnia": 3, "marsovia": 1}
    assert facets.publishers == {"Tarnian Envoy": 2, "marsovia.mfa": 2}
    assert list(facets.months) == ["2024-03", "2024-05"]


@pytest.mark.parametrize("words", ["", " ", "-coal", '""', "…", "kind:call", "*"])
def test_nothing_to_look_for_is_said(filled: Record, words: str) -> None:
    with pytest.raises(RecordError, match="names no word"):
        filled.search(SearchQuery(words))


def test_a_kind_that_is_none(filled: Record) -> None:
    with pytest.raises(RecordError, match="kind:promise is none of"):
        filled.search(SearchQuery("coal kind:promise"))


@pytest.mark.parametrize(
    "words", ['"', "coal AND", "NEAR(coal exports)", "stems:coal", "coal OR", "(((", "^coal", 'coal" OR "', "co*al*"]
)
def test_no_words_are_commands_of_the_database(filled: Record, words: str) -> None:
    if any(c.isalpha() for c in words):
        filled.search(SearchQuery(words))


@on_a_file
def test_the_index_is_checked_and_made_anew(filled: Record) -> None:
    assert filled.check() == []
    with sqlite3.connect(filled.path) as raw:
        raw.execute("INSERT INTO line_words (line_words) VALUES ('delete-all')")
    raw.close()
    assert any("the search index lacks some of its words" in line for line in filled.check())
    assert found(filled, "harbours") == []
    assert filled.rebuild_search() == 8
    assert filled.check() == []
    assert found(filled, "harbours") == ["The"]


@on_a_file
def test_lines_that_are_not_those_of_the_reading_are_told(filled: Record) -> None:
    with sqlite3.connect(filled.path) as raw:
        raw.execute('UPDATE lines SET "end" = "end" - 1 WHERE key = (SELECT max(key) FROM lines)')
    raw.close()
    assert any("its lines are not those that are searched" in line for line in filled.check())


@on_a_file
def test_an_older_record_is_indexed_when_it_is_opened_for_writing(filled: Record) -> None:
    with sqlite3.connect(filled.path) as raw:
        raw.execute("DROP TABLE lines")
        raw.execute("DROP TABLE line_words")
        raw.execute("UPDATE meta SET value = '2' WHERE name = 'version'")
    raw.close()
    where = Path(filled.path)
    filled.close()
    with Record.open(where, read_only=True) as record, pytest.raises(RecordError, match="has no search index"):
        record.search(SearchQuery("coal"))
    with Record.open(where) as record:
        assert found(record, "harbours") == ["The"]
        assert record.check() == []
