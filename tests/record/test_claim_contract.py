"""What breaks the reading format is told; what holds it passes."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.record.contract import faults_of
from dragoman.record.wire import dump_reading
from invented_readings import day, pledge

Json = dict[str, Any]


def sound() -> Json:
    value: Json = json.loads(dump_reading(pledge(day("2024-03-01"))[0]))
    value["claims"][0]["condition"] = [0, 8]
    value["claims"][0]["event"] = {"plover": None, "mode": None, "cameo": "163"}
    value["claims"][0]["measure"] = {"instrument": None, "object": "coal", "action": "ban", "amount": 3, "unit": "t"}
    value["claims"][1]["attribution"][0]["cue"] = [30, 37]
    value["problems"] = [{"code": "date-unknown", "at": [0, 0], "message": "no date"}]
    return value


def test_a_sound_reading_has_no_fault() -> None:
    assert list(faults_of(sound())) == []


def test_keys_beside_those_of_the_format_are_passed_over_but_in_claims() -> None:
    value = sound() | {"read_by": {"reader": "x"}}
    assert list(faults_of(value)) == []
    value["claims"][0]["mood"] = "grave"
    assert list(faults_of(value)) == [f"claim {value['claims'][0]['id']!r} has keys that no claim has: 'mood'"]


def _set(*path: Any) -> Callable[[Json], None]:
    *where, key, value = path

    def change(reading: Json) -> None:
        inner: Any = reading
        for step in where:
            inner = inner[step]
        inner[key] = value

    return change


def _drop(*path: Any) -> Callable[[Json], None]:
    *where, key = path

    def change(reading: Json) -> None:
        inner: Any = reading
        for step in where:
            inner = inner[step]
        del inner[key]

    return change


BROKEN: list[tuple[Callable[[Json], None], str]] = [
    (_set("format", "dragoman.reading/2"), "the format is"),
    (_drop("claims"), "the line has no claims"),
    (_set("mentions", {}), "mentions cannot be"),
    (_drop("document", "sha256"), "document has no sha256"),
    (_set("document", "id", ""), "id cannot be"),
    (_set("document", "id", 7), "id cannot be"),
    (_set("document", "sha256", "abc"), "sha256 cannot be"),
    (_set("document", "kind", "rumour"), "kind cannot be 'rumour'"),
    (_set("document", "publisher", None), "publisher cannot be"),
    (_set("document", "publisher", "name", 3), "name cannot be 3"),
    (_set("document", "text", None), "text cannot be"),
    (_set("document", "text", "a\tb"), "not canonical: U+0009"),
    (_set("document", "text", "a\r\nb"), "not canonical: U+000D"),
    (_set("document", "text", "cafe\u0301"), "form NFC"),
    (_set("document", "title", "\x00"), "cannot be stored"),
    (_set("document", "source", "\udce4.txt"), "cannot be stored"),
    (_set("document", "published", "from", "2024-13-01"), "no ISO date"),
    (_set("document", "published", "from", "20240301"), "no ISO date"),
    (_set("document", "published", "from", "2024-03-02"), "is after to"),
    (_set("document", "published", "grain", "moment"), "grain cannot be"),
    (_set("document", "published", "source", "guess"), "source cannot be"),
    (_set("document", "published", "confidence", float("nan")), "confidence cannot be"),
    (_set("lines", 0, "role", "shout"), "role cannot be"),
    (_set("lines", 0, "end", 10**9), "lies outside the text"),
    (_set("lines", 1, "start", 3), "before the end of the last line"),
    (_set("lines", 0, "start", True), "start cannot be True"),
    (_set("lines", 0, "start", 0.0), "start cannot be 0.0"),
    (_set("mentions", 0, "end", 10**9), "lies outside the text"),
    (_set("mentions", 0, "start", -1), "lies outside the text"),
    (_set("mentions", 0, "kind", "ghost"), "kind cannot be"),
    (_set("mentions", 1, "id", "m1"), "given twice"),
    (_set("times", 0, "from", "soon"), "no ISO date"),
    (_set("times", 0, "anchor", "dream"), "anchor cannot be"),
    (_set("claims", 0, "kind", "promise"), "kind cannot be 'promise'"),
    (_set("claims", 0, "modality", "sure"), "modality cannot be"),
    (_set("claims", 0, "polarity", 1), "polarity cannot be"),
    (_set("claims", 0, "confidence", 1.2), "confidence cannot be 1.2"),
    (_set("claims", 0, "confidence", True), "confidence cannot be True"),
    (_set("claims", 0, "passages", []), "no passage"),
    (_set("claims", 0, "passages", [[50, 40]]), "lies outside the text"),
    (_set("claims", 0, "passages", [[0, 10**9]]), "lies outside the text"),
    (_set("claims", 0, "passages", [[40, 50, 60]]), "no pair of offsets"),
    (_set("claims", 0, "passages", [["40", "50"]]), "no pair of offsets"),
    (_set("claims", 0, "passages", [[0, 8]]), "makes no claims (a title)"),
    (_set("claims", 0, "passages", [[20, 60]]), "makes no claims (a title)"),
    (_set("claims", 0, "attribution", []), "no attribution"),
    (_set("claims", 0, "attribution", 0, "form", "sung"), "form cannot be"),
    (_set("claims", 0, "attribution", 0, "cue", [9, 9]), "its cue lies outside"),
    (_set("claims", 0, "attribution", 0, "speakers", ["m77"]), "speaker 'm77' is no mention"),
    (_set("claims", 0, "recipients", ["m77"]), "party 'm77' is no mention"),
    (_set("claims", 0, "actors", "m1"), "actors cannot be"),
    (_set("claims", 0, "time", "t77"), "time 't77' is none"),
    (_set("claims", 0, "condition", [3]), "its condition is no pair"),
    (_set("claims", 0, "event", {"cameo": "163"}), "its event has no plover, mode"),
    (_set("claims", 0, "measure", "amount", "much"), "amount cannot be"),
    (_set("claims", 0, "measure", "amount", 10**400), "amount cannot be"),
    (_drop("claims", 0, "by"), "claim 1 has no by"),
    (_set("problems", 0, "at", [5, 2]), "lies outside the text"),
]


@pytest.mark.parametrize(("change", "told"), BROKEN, ids=[f"{n}-{told}" for n, (_, told) in enumerate(BROKEN)])
def test_what_is_broken_is_told(change: Callable[[Json], None], told: str) -> None:
    value = copy.deepcopy(sound())
    change(value)
    assert any(told in fault for fault in faults_of(value)), list(faults_of(value))


def test_a_passage_of_white_space_edges_is_told() -> None:
    value = sound()
    start, end = value["claims"][0]["passages"][0]
    value["claims"][0]["passages"][0] = [start - 1, end + 1]
    assert value["document"]["text"][end] in "” "
    value["claims"][1]["passages"][0][0] -= 1
    assert any("begins or ends with white space" in fault for fault in faults_of(value))


def test_a_claim_id_twice_is_told() -> None:
    value = sound()
    value["claims"][1]["id"] = value["claims"][0]["id"]
    assert any("given twice" in fault for fault in faults_of(value))


@pytest.mark.parametrize("value", [None, [], "reading", 7, {}, {"format": "dragoman.reading/1"}, {"format": []}])
def test_what_is_no_reading_at_all_is_told(value: Any) -> None:
    assert list(faults_of(value))


def test_looking_grows_with_the_text_and_no_faster(count_steps: Callable[[Callable[[], object]], int]) -> None:
    """Ten times the lines and claims take ten times the steps: a line's role is found without going through all."""

    def steps(lines: int) -> int:
        value = sound()
        words = "Marsovia will open the port.\n"
        value["document"]["text"] = (words * lines).rstrip("\n")
        size = len(words)
        value["lines"] = [{"start": n * size, "end": (n + 1) * size - 1, "role": "body"} for n in range(lines)]
        value["mentions"], value["times"], value["problems"] = [], [], []
        claim = value["claims"][2] | {"attribution": [{"form": "document", "speakers": [], "cue": None, "act": None}]}
        value["claims"] = [claim | {"id": f"c{n}", "passages": [[n * size, n * size + 8]]} for n in range(lines)]
        return count_steps(lambda: list(faults_of(value)))

    assert steps(2_000) < 11 * steps(200)
