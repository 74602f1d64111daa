"""Two readings of one document: what the new one made of its claims, and of what people said of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.dossier import load_dossier
from dragoman.store import Record
from dragoman.web.app import make_app
from dragoman.web.house import House
from dragoman.web.local import Local
from invented_readings import HOUR, Clock, Said, document_of, read

TEXT = "Coal\nTarnia should pay.\nTarnia should talk soon.\nTarnia will wait.\nOldmark welcomed the pause."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Of four claims one stayed, one is told in the negative, one rests on fewer words, one is gone; one is new."""
    clock = Clock()
    document, data = document_of(TEXT)
    said = [Said(["Tarnia should pay"], kind="call"), Said(["Tarnia should talk soon"], kind="call")]
    first = read(document, [*said, Said(["Tarnia will wait"], kind="commitment"), Said(["Coal"])])
    pay, _, wait, _ = first.claims
    (talk_now,) = read(document, [Said(["should talk soon"], kind="position")]).claims
    (new,) = read(document, [Said(["Oldmark welcomed the pause"], kind="assessment")]).claims
    with Record.open(tmp_path / "dragoman.db", clock=clock) as record:
        record.add(first, data, reader="reader-1", dossier="d")
        clock.now += HOUR
        record.judge("right", [wait.id], by="Ada Quill", why="<b>I was there</b>")
        clock.now += HOUR
        again = (pay, replace(wait, polarity="negative"), talk_now, new)
        record.add(replace(first, claims=again), data, reader="reader-2", dossier="d")
    with Record.open(tmp_path / "dragoman.db", read_only=True, clock=clock) as record:
        house = House.of(record, load_dossier(), clock=clock)
        yield house
        house.accounts.close()


@pytest.fixture
def client(house: House) -> TestClient:
    return TestClient(make_app(house, Local("Ada Quill")), base_url="http://127.0.0.1", raise_server_exceptions=False)


def document_in(house: House) -> str:
    return house.record.documents()[0].id


def test_each_claim_stands_beside_what_it_was(client: TestClient, house: House) -> None:
    told = client.get(f"/document/{document_in(house)}/readings.json").json()
    assert (told["then"], told["now"], told["unchanged"]) == (1, 2, 1)
    assert [one["reader"] for one in told["readings"]] == ["reader-1", "reader-2"]
    gone, talk, wait, new = told["claims"]
    assert (gone["how"], gone["then"]["words"], gone["now"]) == ("gone", "Coal", None)
    assert (talk["how"], talk["fields"]["kind"]) == ("changed", ["call", "position"])
    assert talk["fields"]["passages"] == ["Tarnia should talk soon", "should talk soon"]
    assert (wait["how"], wait["fields"]) == ("changed", {"polarity": ["positive", "negative"]})
    assert (new["how"], new["now"]["words"]) == ("new", "Oldmark welcomed the pause")


def test_the_page_marks_what_differs_and_names_what_people_said(client: TestClient, house: House) -> None:
    document = document_in(house)
    assert f'href="/document/{document}/readings"' in client.get(f"/document/{document}").text
    assert f'href="/document/{document}/readings"' in client.get("/log").text
    page = client.get(f"/document/{document}/readings").text
    assert "<del>positive</del>" in page and "<ins>in the negative</ins>" in page
    assert "4 claims differ. 1 is as it was." in page
    assert "right, by Ada Quill" in page and "&lt;b&gt;I was there" in page
    rows = client.get(f"/document/{document}/readings.csv").text.splitlines()
    assert rows[0] == "how,then,now,field,then_is,now_is" and len(rows) == 6
    backwards = client.get(f"/document/{document}/readings.json?then=2&now=1").json()
    assert {one["how"] for one in backwards["claims"]} == {"changed", "gone", "new"}
    assert client.get(f"/document/{document}/readings.json?then=1&now=1").json()["claims"] == []


def test_the_queue_shows_what_changed_since_it_was_judged(client: TestClient) -> None:
    page = client.get("/review?kind=stale").text
    assert "<del>positive</del>" in page and "<ins>in the negative</ins>" in page
    assert "What the last reading changed" in page


def test_readings_that_are_not_there(client: TestClient, house: House) -> None:
    document = document_in(house)
    assert client.get("/document/nonsense/readings").status_code == 404
    missing = client.get(f"/document/{document}/readings.json?now=3")
    assert missing.status_code == 422 and "was read 2 times" in missing.json()["error"]["message"]
    assert client.get(f"/document/{document}/readings?then=0").status_code == 422
