import json
from pathlib import Path

from dragoman.dossier import Dossier
from dragoman.sources import Limits, Raw, Sourced, SourceFault, read_raw, read_sources
from dragoman.sources.jsonlines import looks_like_rows

ROW = {
    "id": "lamps-1",
    "source": "Ministry of Lanterns",
    "lang": "en",
    "date": "2021-03-04",
    "title": "Minister Quill’s Meeting with the Envoys",
    "url": "https://www.lanterns.example/press/1",
    "text": "Office of the Spokesperson\nThe Minister met today with the harbour envoys to discuss the pier.",
    "unknown": {"ignored": True},
}


def line(**changes: object) -> bytes:
    return json.dumps({**ROW, **changes}, ensure_ascii=False).encode() + b"\n"


def all_of(data: bytes, dossier: Dossier, limits: Limits | None = None) -> list[Sourced | SourceFault]:
    return list(read_raw(Raw("corpus.jsonl", data=data), dossier, limits=limits))


def test_a_row_tells_its_facts(dossier: Dossier) -> None:
    (sourced,) = all_of(line(), dossier)
    assert isinstance(sourced, Sourced)
    document = sourced.document
    assert (document.source, document.title, document.language) == ("lamps-1", ROW["title"], "en")
    assert (document.publisher.actor, document.publisher.name) == ("norland.lanterns", "Ministry of Lanterns")
    assert document.kind == "press-release"
    assert document.published is not None
    assert (str(document.published.period.first), document.published.source) == ("2021-03-04", "meta")
    assert sourced.data == line().rstrip(b"\n")
    assert [x.role for x in document.lines] == ["byline", "body"]


def test_a_language_is_two_letters_or_found_out(dossier: Dossier) -> None:
    found = all_of(line(lang="en-GB") + line(lang="English") + line(lang=None), dossier)
    assert [s.document.language for s in found if isinstance(s, Sourced)] == ["en", "en", "en"]


def test_a_month_is_a_month_and_a_year_is_nothing(dossier: Dossier) -> None:
    month, year = all_of(line(date="1991-09") + line(date="1991"), dossier)
    assert isinstance(month, Sourced)
    assert isinstance(year, Sourced)
    assert month.document.published is not None
    assert month.document.published.period.grain == "month"
    assert year.document.published is None


def test_a_broken_row_is_a_fault_with_its_number_and_the_rest_is_read(dossier: Dossier) -> None:
    rows = line() + b'{"id": "x", "text": "cut off\n' + b"\n" + b"[1, 2]\n" + b'{"id": "no text"}\n' + line(id="last")
    found = all_of(rows, dossier)
    assert [f.source for f in found if isinstance(f, SourceFault)] == [
        "corpus.jsonl:2",
        "corpus.jsonl:4",
        "corpus.jsonl:5",
    ]
    assert [s.document.source for s in found if isinstance(s, Sourced)] == ["lamps-1", "last"]


def test_an_empty_row_is_a_fault(dossier: Dossier) -> None:
    (_, fault) = all_of(line() + line(id="empty", text=" \n"), dossier)
    assert isinstance(fault, SourceFault)
    assert "empty" in fault.message


def test_a_row_without_id_is_named_by_its_place(dossier: Dossier) -> None:
    (sourced,) = all_of(line(id=None), dossier)
    assert isinstance(sourced, Sourced)
    assert sourced.document.source == "corpus.jsonl:1"


def test_a_row_too_large_is_a_fault_of_its_own(dossier: Dossier) -> None:
    found = all_of(line() + line(text="lamp " * 1000) + line(id="last"), dossier, Limits(max_bytes=1500))
    assert [type(f).__name__ for f in found] == ["Sourced", "SourceFault", "Sourced"]


def test_a_lone_surrogate_does_not_stop_the_record(dossier: Dossier) -> None:
    (sourced,) = all_of(b'{"id": "s", "text": "The council met \\ud800 on Tuesday."}\n', dossier)
    assert isinstance(sourced, Sourced)
    assert "\ufffd" in sourced.document.text


def test_a_row_nested_without_end_is_a_fault(dossier: Dossier) -> None:
    found = all_of(line() + b'{"text": ' + b"[" * 100_000 + b"\n" + line(id="last"), dossier)
    assert [type(f).__name__ for f in found] == ["Sourced", "SourceFault", "Sourced"]


def test_the_text_of_a_row_may_be_markdown(dossier: Dossier) -> None:
    (sourced,) = all_of(
        line(text="**Lamps**\n\nThe council will keep [all lamps](https://example.org) burning."), dossier
    )
    assert isinstance(sourced, Sourced)
    assert sourced.document.text == "Lamps\n\nThe council will keep all lamps burning."


def test_json_that_is_no_corpus_is_a_fault(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text(json.dumps({"claims": [1, 2]}, indent=1))
    (fault,) = read_sources([tmp_path], dossier)
    assert isinstance(fault, SourceFault)
    assert "JSON" in fault.message


def test_rows_are_told_by_their_bytes() -> None:
    assert looks_like_rows(line())
    assert looks_like_rows(b"\xef\xbb\xbf" + line())
    assert looks_like_rows(b'{"id": "a", "text": "' + b"x" * 70_000)
    assert not looks_like_rows(b"{curly} brackets in a plain text")
    assert not looks_like_rows(b"plain")
