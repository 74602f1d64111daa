"""Every exported selector resolves to the exact words: by position, by quotation, in any script."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from filled import PAGE, filled
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.app import run
from dragoman.exports.annotations import CONTEXT, quote_selector
from dragoman.store import ClaimRow, Record
from invented_readings import Said, document_of, read

Printed = pytest.CaptureFixture[str]
Json = dict[str, Any]

WORDS = (
    st.text(st.sampled_from("abcXYZ 가나다라마한국북남,.“”-\n🚢👩🏽\u200d🚀é½"), min_size=1, max_size=120)
    .map(str.strip)
    .filter(bool)
)


def resolved(text: str, selector: Json) -> str:
    """The words a selector of the Web Annotation model selects in a text, as whoever reads the model would."""
    if selector["type"] == "TextPositionSelector":
        return text[selector["start"] : selector["end"]]
    assert selector["type"] == "TextQuoteSelector"
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    assert text.count(whole) >= 1
    start = text.index(whole) + len(selector["prefix"])
    return text[start : start + len(selector["exact"])]


def scrolled(text: str, fragment: str) -> Iterator[str]:
    """Where a browser would scroll to: the stretch from the first words of the fragment to its last."""
    match = re.fullmatch(r":~:text=([^,]*)(?:,([^,]*))?", fragment)
    assert match
    first, last = unquote(match[1]), unquote(match[2] or match[1])
    page = " ".join(text.split())
    start = page.index(first)
    yield page[start : page.index(last, start) + len(last)]


def annotations(record: str, capsys: Printed, *typed: str) -> list[Json]:
    capsys.readouterr()
    assert run(["export", "--record", record, "--to", "annotation", *typed]) == 0
    collection = json.loads(capsys.readouterr().out)
    assert collection["@context"] == CONTEXT
    assert collection["type"] == "AnnotationCollection"
    items: list[Json] = collection["first"]["items"]
    return items


def texts(record: Record) -> dict[str, str]:
    return {f"urn:dragoman:document:{r.document.id}": r.document.text for r in record.readings()}


def rows(record: Record) -> dict[str, ClaimRow]:
    return {f"urn:dragoman:claim:{row.claim.id}": row for row in record.claims()}


def test_every_selector_resolves_to_the_exact_words(tmp_path: Path, capsys: Printed) -> None:
    with filled(tmp_path / "r.db") as record:
        text_of, row_of = texts(record), rows(record)
    told = annotations(str(tmp_path / "r.db"), capsys, "--include-wrong")
    assert {one["id"] for one in told} == set(row_of)
    for one in told:
        row = row_of[one["id"]]
        text = text_of[f"urn:dragoman:document:{row.document}"]
        stored = [target for target in one["target"] if isinstance(target["source"], dict)]
        assert [target["source"]["id"] for target in stored] == [f"urn:dragoman:document:{row.document}"] * len(stored)
        for target, (start, end) in zip(stored, row.claim.passages, strict=True):
            assert [resolved(text, selector) for selector in target["selector"]] == [text[start:end]] * 2
        assert " … ".join(resolved(text, target["selector"][0]) for target in stored) == row.words


def test_a_page_is_told_with_a_link_that_scrolls_to_the_words(tmp_path: Path, capsys: Printed) -> None:
    with filled(tmp_path / "r.db") as record:
        text_of, row_of = texts(record), rows(record)
    pages = 0
    for one in annotations(str(tmp_path / "r.db"), capsys):
        row = row_of[one["id"]]
        for target in (target for target in one["target"] if isinstance(target["source"], str)):
            quote, fragment = target["selector"]
            assert target["source"] == PAGE.partition("#")[0]
            text = text_of[f"urn:dragoman:document:{row.document}"]
            assert resolved(text, quote) == row.words
            assert list(scrolled(text, fragment["value"])) == [row.words]
            pages += 1
    assert pages == 3


@given(before=WORDS, words=WORDS, after=WORDS, times=st.integers(1, 4))
def test_words_that_stand_several_times_are_told_apart(before: str, words: str, after: str, times: int) -> None:
    text = "\n".join([before, *[words] * times, after])
    starts = [len(before) + 1 + n * (len(words) + 1) for n in range(times)]
    for start in starts:
        selector = quote_selector(text, (start, start + len(words)))
        whole = selector["prefix"] + selector["exact"] + selector["suffix"]
        assert resolved(text, selector) == words
        assert text.index(whole) + len(selector["prefix"]) == start


def test_positions_count_code_points_not_utf_16(tmp_path: Path, capsys: Printed) -> None:
    """An emoji before the words moves them by one, where a program that counts UTF-16 units would say two."""
    document, data = document_of("🚢🚢🚢\nTarnia will open the port.")
    with Record.open(tmp_path / "r.db") as record:
        reading = read(document, [Said(["Tarnia will open the port."], form="document")])
        record.add(reading, data, reader="r", dossier="d")
    (one,) = annotations(str(tmp_path / "r.db"), capsys)
    position = one["target"][0]["selector"][0]
    assert (position["start"], position["end"]) == (4, 4 + len("Tarnia will open the port."))


def test_kind_parties_tracks_and_judgement_are_its_bodies(tmp_path: Path, capsys: Printed) -> None:
    with filled(tmp_path / "r.db"):
        pass
    one = next(a for a in annotations(str(tmp_path / "r.db"), capsys) if a["body"][0]["value"] == "position")
    told = [(body["purpose"], body["value"]) for body in one["body"]]
    assert ("assessing", "corrected") in told
    assert ("identifying", "speakers: Ada Quill") in told
    assert ("tagging", "dialogue.talks") in told
    assert not any("recipients" in value for _, value in told)
